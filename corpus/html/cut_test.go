package html

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bitext/corpus/text"
)

// inPieces reads a page in pieces of at least a size and shows its blocks.
func inPieces(t testing.TB, page string, size int) string {
	t.Helper()
	var b text.Builder
	lang, err := into(&b, page, size, false)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	fmt.Fprintln(&out, lang)
	for _, b := range b.Document().Blocks {
		fmt.Fprintf(&out, "%s %d|%s|%s\n", b.Kind, b.Level, b.Label, b.Text)
	}
	return out.String()
}

// count is how many pieces a page is cut into.
func count(page string, size int) int {
	n := 0
	for range pieces(page, size) {
		n++
	}
	return n
}

func TestPieces(t *testing.T) {
	for _, c := range []struct {
		name, page string
		least      int // pieces
	}{
		{"paragraphs", `<html lang=fr><body><p>One<p>two</p><h2>three</h2><div><p>four<p>five</div><p>six`, 6},
		{"no body", `<title>x</title><p>One<p>two`, 2},
		{"lists", `<ol start=3 class=x><li>three<li>four<ul><li>a<li>b</ul><li value=9>nine<li>ten</ol><ol type=a><li>x</li><li>y</li></ol>`, 6},
		{"reversed", `<ol reversed><li>three<li>two<li>one</ol>`, 1},
		{"table", `<table class=t><caption>c<thead><tr><th>a<th>b<tbody><tr><td>1<td><p>2<p>3<tr><td><table><tr><td>x<tr><td>y</table><td>z</table>`, 4},
		{"notes", `<p>Text<sup>1</sup>.<div class=footnotes><ol><li>See <b>there.<li>And</b> here.</ol></div>`, 4},
		{"glossary", `<dl><dt>a<dd>b<dt>c<dd><p>d<p>e</dl><p>f`, 4},
		{"main", `<p>around<div><main><p>One<p>two</main><p>foot</div><p>more`, 3},
		{"no main after all", `<!-- <main> --><p>One<p>two`, 2},
		{"hidden", `<div hidden><p>a<p>b</div><div style="display:none"><p>a<div>b</div></div><p>c`, 2},
		{"a menu", `<div class=menu><p><a>a</a><p><a>b</a></div><p>c<p>d`, 2},
		{"pages of a framework", `<form id=page><div><p>a<p>b</div></form>`, 2},
		{"formatting across blocks", `<p><b>a<p>b</b><div><i>c</div>d</i><p>e<span hidden><p>f</p></span>`, 2},
		{"end tags of nothing", `<div><p>a</li></div></div></td><p>b</span></p><p>c</table>`, 2},
		{"drawings", `<div><svg><path/><g><path/></g></svg><p>a<p>b</div>`, 2},
		{"scripts", `<div><script>"<p>"</script><textarea><p></textarea><p>a<p>b</div>`, 2},
		{"pre", "<pre>a\n\nb</pre><pre>c</pre>", 2},
	} {
		want := inPieces(t, c.page, len(c.page))
		if got := inPieces(t, c.page, 1); got != want {
			t.Errorf("%s: in pieces\n%s\nas a whole\n%s", c.name, got, want)
		}
		if n := count(c.page, 1); n < c.least {
			t.Errorf("%s: %d pieces, want %d", c.name, n, c.least)
		}
	}
}

// A large page is never held as a whole tree.
func TestPiecesAreSmall(t *testing.T) {
	for _, part := range []string{"<p>a", "<tr><td>1<td>b", "<li>a", "<div><p>a</p></div>"} {
		page := map[byte]string{'t': "<table>", 'l': "<ol>"}[part[1]] + strings.Repeat(part, 1000)
		for piece := range pieces(page, 500) {
			if len(piece) > 600 {
				t.Fatalf("a piece of %d bytes of %q", len(piece), part)
			}
		}
	}
}

// tree writes a random part of a page as people and programs write them.
func tree(r *rand.Rand, depth int) string {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	word := func() string {
		return pick("water", "air <b>and</b> fire", "<i>state", "one<br>two", "x<sup>2</sup>", "1. go<br>2. stay", "<span class=x>law</span>", "<a href=#>link</a>")
	}
	if depth == 0 {
		return word()
	}
	var b strings.Builder
	for range r.IntN(4) {
		inner := func() string { return tree(r, depth-1) }
		switch r.IntN(9) {
		case 0:
			b.WriteString(word())
		case 1:
			b.WriteString("<p>" + word() + pick("</p>", "", "\n"))
		case 2:
			b.WriteString("<div" + pick("", " class=footnotes", " class=menu", " hidden", " id=header") + ">" + inner() + "</div>")
		case 3:
			list := pick("ol", "ul", "ol start=4", "ol type=a", "menu")
			b.WriteString("<" + list + ">")
			for range r.IntN(5) {
				b.WriteString(pick("<li>", "<LI>", "<li value=7>") + inner() + pick("</li>", "", "\n"))
			}
			b.WriteString("</" + strings.Fields(list)[0] + ">")
		case 4:
			b.WriteString("<table>" + pick("", "<tbody>", "<caption>c</caption>"))
			for range r.IntN(4) {
				b.WriteString("<tr>")
				for range r.IntN(3) {
					b.WriteString("<td>" + inner() + pick("</td>", ""))
				}
				b.WriteString(pick("</tr>", ""))
			}
			b.WriteString("</table>")
		case 5:
			b.WriteString("<h2>" + word() + "</h2>")
		case 6:
			b.WriteString("<section" + pick("", " role=doc-endnotes") + ">" + inner() + "</section>")
		case 7:
			b.WriteString("<dl><dt>" + word() + "<dd>" + inner() + "</dl>")
		default:
			b.WriteString("<blockquote>" + inner() + "</blockquote>")
		}
	}
	return b.String()
}

func TestPiecesOfAnyPage(t *testing.T) {
	for seed := range uint64(2000) {
		page := "<html lang=en><body>" + tree(rand.New(rand.NewPCG(seed, 1)), 4)
		if got, want := inPieces(t, page, 1), inPieces(t, page, len(page)); got != want {
			t.Fatalf("%d: %s\nin pieces\n%s\nas a whole\n%s", seed, page, got, want)
		}
	}
}

// Pages of others, where they are at hand.
func TestPiecesOfPages(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/data/formats/html/*.html")
	if len(files) == 0 {
		t.Skip("no shared data")
	}
	for _, file := range files {
		page, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := inPieces(t, string(page), 1), inPieces(t, string(page), len(page)); got != want {
			t.Errorf("%s differs in pieces", file)
		}
	}
}

// Whatever a page holds, reading it in pieces ends, and every byte of it is in one.
func FuzzPieces(f *testing.F) {
	f.Add("<ol start=3><li>a<li value=7>b</ol><table><tr><td>c<tr><td>d</table><p>e<main><p>f")
	f.Add("<svg><path/></svg><div><p>a</b><p>b</div></div><dl><dt>c<dd>d<dt>e")
	f.Fuzz(func(t *testing.T, page string) {
		var b text.Builder
		if _, err := into(&b, page, 1, false); err != nil {
			return
		}
		length := 0
		for piece := range pieces(page, 1) {
			length += len(piece)
		}
		if length < len(page) {
			t.Errorf("%d bytes of %d in the pieces of %q", length, len(page), page)
		}
	})
}
