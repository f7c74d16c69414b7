package html_test

import (
	"fmt"
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/corpus/html"
)

func show(d *corpus.Document) string {
	var out []string
	for _, b := range d.Blocks {
		out = append(out, fmt.Sprintf("%s|%s|%s", b.Kind, b.Label, b.Text))
	}
	return strings.Join(out, "\n")
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{
			"blocks", `<h2>A head.</h2>loose <b>text</b><p>One<br>line.<p>Two &amp; three.</p><div>Four.<div>Five.</div>Six.</div>`,
			"heading||A head.\nparagraph||loose text\nparagraph||One line.\nparagraph||Two & three.\nparagraph||Four.\nparagraph||Five.\nparagraph||Six.",
		},
		{
			"lists", `<ol start=3><li>three<li>four<ol type=a><li>inner</ol></ol><ul><li>point</ul>`,
			"list-item|3.|3. three\nlist-item|4.|4. four\nlist-item|a.|a. inner\nlist-item||point",
		},
		{"table", `<table><tr><th>a<td><p>b</p><p>c</p></table>`, "table-cell||a\ntable-cell||b\ntable-cell||c"},
		{
			"notes", `<p>Text<sup><a href="#n">1</a></sup>, the 1<sup>er</sup>.</p><section role="doc-endnotes"><ol><li><p>See there.<a>↩︎</a></p></li></ol></section>`,
			"paragraph||Text¹, the 1er.\nfootnote|¹|¹ See there.",
		},
		{"lines", `<p>1. The board met.<br>2. It went.</p><p>1. One line<br>and another.</p><p>Street 5<br>Town</p>`, "paragraph|1.|1. The board met.\nparagraph|2.|2. It went.\nparagraph|1.|1. One line and another.\nheading||Street 5 Town"},
		{"of Word", `<p>Text<a href="#n"><span class=MsoFootnoteReference>[2]</span></a>.</p><div style='mso-element:footnote' id=n><p><a><span class=MsoFootnoteReference>[2]</span></a> See there.</p></div>`, "paragraph||Text².\nfootnote|²|² See there."},
		{"of LibreOffice", `<div title="header"><p>Page head</p></div><p>Text<a class="sdfootnoteanc" href="#x"><sup>1</sup></a>.</p><p>` + "\uf0fc" + ` done</p><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" href="#y">1</a>See there.</p></div><div title="footer"><p>Page 3</p></div>`, "paragraph||Text¹.\nlist-item|•|• done\nfootnote|¹|¹ See there."},
		{"asking", `<a class="skip-link" href="#x">Skip</a><div id="cookie-banner"><p>We use cookies.</p></div><div id="cookies"><p>Cookies are kept.</p></div>`, "paragraph||Cookies are kept."},
		{"note marks", `<p>Text.<a epub:type="noteref" href="#n">3</a> More<a role="doc-noteref" href="#m"><sup>4</sup></a>.</p>`, "paragraph||Text.³ More⁴."},
		{
			"left out", `<script>x</script><style>y</style><nav><p>menu</p></nav><p hidden>h</p><p style="display: none">h</p><form><button>send</button></form><ul class="menu"><li><a>Home</a><li><a>News</a></ul><p>Text.</p>`,
			"paragraph||Text.",
		},
		{"main", `<p>around</p><main><p>Text.</p></main><footer>foot</footer>`, "paragraph||Text."},
		{"breaks", `<p>One.<br><br>Two.</p>`, "paragraph||One.\nparagraph||Two."},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := html.Read("<!doctype html><html><body>" + c.body)
			if err != nil {
				t.Fatal(err)
			}
			if got := show(d); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// What stands around the text is told from it by where most of the text is.
func TestFrame(t *testing.T) {
	const prose = "<p>The Committee considered the report of the working group, and took note of the measures that the States had taken since the last session.</p>"
	text := strings.Repeat(prose, 5)
	links := func(n int) string { return strings.Repeat(`<li><a href="/x">Elsewhere on the site</a></li>`, n) }
	for _, c := range []struct{ name, page, lost, kept string }{
		{"a menu without a name", `<div><ul>` + links(5) + `</ul></div><div class=x>` + text + `</div>`, "Elsewhere", ""},
		{"links in the text", `<div class=x>` + text + `<p>See also:</p><ul>` + links(2) + `</ul></div>`, "", "Elsewhere"},
		{"a table of contents", `<div><ul><li><a href="#a">Introduction</a><li><a href="#b">Measures</a></ul></div><div>` + text + `</div>`, "", "Introduction"},
		{"comments", `<div><div>` + text + `</div><div id="comments"><p>Thanks for this. I do not agree at all with what was said.</p></div></div>`, "Thanks", ""},
		{"comments that are the text", `<div id="comments">` + text + `</div>`, "", "Committee"},
		{"a commentary", text + `<p class="comment">This article is taken from the model law.</p>`, "", "model law"},
		{"other articles", `<div>` + text + `<div class="relatedArticles"><ul>` + links(3) + `</ul></div></div>`, "Elsewhere", ""},
		{"notes beside", `<div>` + text + text + text + text + `</div><div class=footnotes><p>1. See the annex.</p></div>`, "", "annex"},
		{"a title beside", `<header><h1>Report on measures</h1></header><div>` + text + `</div><footer>Rights reserved</footer>`, "reserved", "Report on"},
		{"a name of the layout", `<div class="sidebar-fixed">` + text + `<ul>` + links(9) + links(9) + links(9) + `</ul></div>`, "", "Committee"},
		{"an empty <main>", `<main></main><p>around</p><main>` + text + `</main>`, "around", "Committee"},
		{"a second <main>", `<main>` + text + text + `</main><main><p>other</p></main>`, "other", "Committee"},
	} {
		d, err := html.Read("<!doctype html><body>" + c.page)
		if err != nil {
			t.Fatal(err)
		}
		got := show(d)
		if c.lost != "" && strings.Contains(got, c.lost) || !strings.Contains(got, c.kept) {
			t.Errorf("%s: got\n%s", c.name, got)
		}
		left := ""
		for _, b := range d.LeftOut {
			left += b.Text
		}
		if c.lost != "" && !strings.Contains(left, c.lost) && !strings.Contains(c.page, "<main>") {
			t.Errorf("%s: %q is not among what was left out: %q", c.name, c.lost, left)
		}
	}
}

// Generators of sites keep metadata before a page.
func TestMetadata(t *testing.T) {
	d, err := html.Read("---\r\ntitle: Report\r\n---\r\n<h1>The <i>report</i></h1>")
	if err != nil || show(d) != "heading||The report" {
		t.Errorf("%s, %v", show(d), err)
	}
}

// A page written as XML may close empty elements at once.
func TestXHTML(t *testing.T) {
	d, err := html.Read(`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="it-IT"><head><title/><script src="a>/b"/></head><body><p/><p title="a/>b">One.<br/>Line.</p><div/><p>Two.<a id="x"/> End.</p></body></html>`)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := show(d), "paragraph||One. Line.\nparagraph||Two. End."; got != want || d.Lang != "it" {
		t.Errorf("got %s\n%s", d.Lang, got)
	}
}

func TestDeep(t *testing.T) {
	d, err := html.Read(strings.Repeat("<div>", 10000) + "text")
	if err == nil && len(d.Blocks) != 1 {
		t.Errorf("deep nesting: %v", d.Blocks)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("<p>a<sup>1</sup><table><tr><td>x<ol reversed><li value=z>y")
	f.Add("<pre>a\n\nb</pre><li>x")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := html.Read(s)
		if err != nil {
			return
		}
		for _, b := range d.Blocks {
			if !strings.HasPrefix(b.Text, b.Label) || strings.TrimSpace(b.Text) == "" {
				t.Errorf("block %q with label %q", b.Text, b.Label)
			}
		}
	})
}

func ExampleRead() {
	d, err := html.Read("<h1>Report</h1><ol><li>The board met.<li>It closed.</ol>")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range d.Blocks {
		fmt.Println(b.Kind, b.Text)
	}
	// Output:
	// heading Report
	// list-item 1. The board met.
	// list-item 2. It closed.
}
