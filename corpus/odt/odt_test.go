package odt_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/corpus/archive"
	"bitext/corpus/odt"
)

const styles = `
<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="L1">
 <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
 <text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
 <text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3"/>
</text:list-style>
<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>`

// file packs a document with the given body.
func file(body string, extra ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	put := func(name, content string) {
		f, _ := w.Create(name)
		f.Write([]byte(content))
	}
	put("mimetype", "application/vnd.oasis.opendocument.text")
	put("content.xml", `<?xml version="1.0"?><office:document-content><office:automatic-styles>`+styles+`</office:automatic-styles><office:body><office:text>`+
		body+`</office:text></office:body></office:document-content>`)
	for i := 0; i+1 < len(extra); i += 2 {
		put(extra[i], extra[i+1])
	}
	w.Close()
	return b.Bytes()
}

func p(s string) string { return "<text:p>" + s + "</text:p>" }

func item(s string) string { return "<text:list-item>" + s + "</text:list-item>" }

func list(style, s string) string {
	return `<text:list text:style-name="` + style + `">` + s + "</text:list>"
}

func show(d *corpus.Document) string {
	var out []string
	for _, b := range d.Blocks {
		out = append(out, fmt.Sprintf("%s|%s|%s", b.Kind, b.Label, b.Text))
	}
	return strings.Join(out, "\n")
}

func check(t *testing.T, body string, opts odt.Options, want ...string) {
	t.Helper()
	d, err := odt.Read(file(body), opts)
	if err != nil {
		t.Fatal(err)
	}
	if got := show(d); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func TestLists(t *testing.T) {
	check(t, list("L1", item(p("The board met.")+list("", item(p("in spring;"))+item(p("in autumn.")+list("", item(p("late.")))))+p("It went on."))+item(p("It closed.")))+
		p("Between.")+
		`<text:list text:style-name="L1" text:continue-numbering="true">`+item(p("Goes on."))+`</text:list>`+
		list("L1", item(p("Anew."))+`<text:list-item text:start-value="9">`+p("Nine.")+`</text:list-item>`)+
		list("B", item(p("a point"))), odt.Options{},
		"paragraph|1.|1. The board met.",
		"list-item|(a)|(a) in spring;",
		"list-item|(b)|(b) in autumn.",
		"list-item|1.b.1|1.b.1 late.",
		"paragraph||It went on.",
		"paragraph|2.|2. It closed.",
		"paragraph||Between.",
		"paragraph|3.|3. Goes on.",
		"paragraph|1.|1. Anew.",
		"paragraph|9.|9. Nine.",
		"list-item||a point",
	)
}

func TestContent(t *testing.T) {
	check(t, `<text:h text:outline-level="2">a heading.</text:h>`+
		p(`One<text:s text:c="3"/>two<text:tab/>three<text:line-break/>four <text:a>link</text:a> <text:span text:style-name="Gone">hidden</text:span>end.`)+
		p(`A<text:note text:note-class="footnote"><text:note-citation>2</text:note-citation><text:note-body>`+p("The note.")+`</text:note-body></text:note> mark<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body>`+p("The last.")+`</text:note-body></text:note>.<office:annotation>`+p("comment")+`</office:annotation>`)+
		`<table:table><table:table-row><table:table-cell>`+p("cell a")+`</table:table-cell><table:covered-table-cell>`+p("covered")+`</table:covered-table-cell></table:table-row></table:table>`+
		p(`Host.<draw:frame><draw:text-box>`+p("In the box.")+`</draw:text-box></draw:frame>`)+
		`<text:section>`+p("In a section.")+`</text:section><text:section text:display="none">`+p("Nowhere.")+`</text:section>`, odt.Options{},
		"heading||a heading.",
		"paragraph||One two three four link end.",
		"paragraph||A² mark[i].",
		"footnote|²|² The note.",
		"footnote|[i]|[i] The last.",
		"table-cell||cell a",
		"paragraph||Host.",
		"paragraph||In the box.",
		"paragraph||In a section.",
	)
}

// Items of lists that stand in no list.
func TestNumberedParagraphs(t *testing.T) {
	np := func(level int, s string) string {
		return fmt.Sprintf(`<text:numbered-paragraph text:list-id="q" text:style-name="L1" text:level="%d">%s</text:numbered-paragraph>`, level, s)
	}
	check(t, np(1, p("One."))+p("Between.")+np(2, p("first;"))+np(2, "<text:number>(z)</text:number>"+p("written out;"))+np(1, p("Two.")), odt.Options{},
		"paragraph|1.|1. One.", "paragraph||Between.", "list-item|(a)|(a) first;", "list-item|(z)|(z) written out;", "paragraph|2.|2. Two.")
}

// Fields that hide what is around them, and numbers beyond z.
func TestHiddenByFields(t *testing.T) {
	check(t, p(`Shown<text:hidden-text text:is-hidden="true" text:string-value="a">a</text:hidden-text><text:hidden-text text:is-hidden="false">, too.</text:hidden-text>`)+
		p(`<text:hidden-paragraph text:is-hidden="true"/>Not here.`)+p(`<text:hidden-paragraph text:is-hidden="false"/>But here.`)+
		`<text:section text:display="condition" text:is-hidden="true">`+p("Nor here.")+`</text:section>`+
		`<draw:a><draw:frame><draw:text-box>`+p("In a linked frame.")+`</draw:text-box></draw:frame></draw:a>`, odt.Options{},
		"paragraph||Shown, too.", "paragraph||But here.", "paragraph||In a linked frame.")
	letters := func(sync, want string) {
		t.Helper()
		body := `<?xml version="1.0"?><office:document><office:automatic-styles><text:list-style style:name="A"><text:list-level-style-number text:level="1" style:num-format="A"` + sync +
			`/></text:list-style></office:automatic-styles><office:body><office:text>` + list("A", `<text:list-item text:start-value="28">`+p("Late.")+`</text:list-item>`) +
			`</office:text></office:body></office:document>`
		d, err := odt.Read([]byte(body), odt.Options{})
		if err != nil || show(d) != "paragraph|"+want+"|"+want+" Late." {
			t.Errorf("%v, %v", d, err)
		}
	}
	letters("", "AB")
	letters(` style:num-letter-sync="true"`, "BB")
}

func TestChanges(t *testing.T) {
	body := `<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>` + p("refuse") + `</text:deletion></text:changed-region>` +
		`<text:changed-region text:id="c2"><text:insertion/></text:changed-region></text:tracked-changes>` +
		p(`We <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>accept<text:change-end text:change-id="c2"/> it.`)
	check(t, body, odt.Options{}, "paragraph||We accept it.")
	check(t, body, odt.Options{Original: true}, "paragraph||We refuse it.")
}

func TestErrors(t *testing.T) {
	good := file(p("Text."))
	if _, err := odt.Read(good[:len(good)-30], odt.Options{}); !errors.Is(err, archive.ErrDamaged) {
		t.Errorf("cut off: %v", err)
	}
	if _, err := odt.Read(file(p("x"), "META-INF/manifest.xml", "<manifest:encryption-data/>"), odt.Options{}); !errors.Is(err, archive.ErrProtected) {
		t.Errorf("password: %v", err)
	}
	if _, err := odt.Read(file(strings.Repeat("<text:section>", 10000)), odt.Options{}); err == nil || !strings.Contains(err.Error(), "content.xml") {
		t.Errorf("deep: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(list("L1", item(p("a")+list("", item(p("b"))))))
	f.Add(`<text:h text:outline-level="12">x</text:h>`)
	f.Add(p(`<text:note><text:note-body>` + p("n") + `</text:note-body></text:note>`))
	f.Fuzz(func(t *testing.T, body string) {
		d, err := odt.Read(file(body), odt.Options{})
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
	d, err := odt.Read(file(list("L1", item(p("The board met."))+item(p("It closed.")))), odt.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range d.Blocks {
		fmt.Println(b.Text)
	}
	// Output:
	// 1. The board met.
	// 2. It closed.
}

// Headings have the numbers of the outline, unless their style takes them off.
func TestOutline(t *testing.T) {
	outline := `<office:document-styles><office:styles><style:style style:name="H1"/><style:style style:name="Bare" style:parent-style-name="H1" style:list-style-name=""/>` +
		`<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/></text:outline-style></office:styles></office:document-styles>`
	h := func(style, s string) string {
		return `<text:h text:style-name="` + style + `" text:outline-level="1">` + s + "</text:h>"
	}
	d, err := odt.Read(file(h("Bare", "Foreword")+h("H1", "The mole")+h("H1", "The light"), "styles.xml", outline), odt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := show(d), "heading||Foreword\nheading|1.|1. The mole\nheading|2.|2. The light"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Characters of symbol fonts become those that they show.
func TestDingbats(t *testing.T) {
	check(t, p("\uf0a7 a point \uf0e0 \uf0ff on"), odt.Options{}, "list-item|•|• a point → on")
}
