package docx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/corpus/archive"
	"bitext/corpus/docx"
)

const ns = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

// file packs a document of the given parts; "body" is the content of the body.
func file(parts map[string]string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	rels := ""
	for _, kind := range []string{"styles", "numbering", "footnotes", "endnotes"} {
		if content, ok := parts[kind]; ok {
			put(w, "word/"+kind+".xml", "<w:"+kind+ns+">"+content+"</w:"+kind+">")
			rels += fmt.Sprintf(`<Relationship Id="r%s" Type="http://x/relationships/%s" Target="%s.xml"/>`, kind, kind, kind)
		}
	}
	put(w, "_rels/.rels", `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>`)
	put(w, "word/_rels/document.xml.rels", "<Relationships>"+rels+"</Relationships>")
	put(w, "word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document`+ns+"><w:body>"+parts["body"]+"</w:body></w:document>")
	w.Close()
	return b.Bytes()
}

func put(w *zip.Writer, name, content string) {
	f, _ := w.Create(name)
	f.Write([]byte(content))
}

func run(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }

func par(props, content string) string {
	return "<w:p><w:pPr>" + props + "</w:pPr>" + content + "</w:p>"
}

func numbered(id, level int, s string) string {
	return par(fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, id), run(s))
}

// show writes the blocks as kind|label|text.
func show(d *corpus.Document) string {
	var out []string
	for _, b := range d.Blocks {
		out = append(out, fmt.Sprintf("%s|%s|%s", b.Kind, b.Label, b.Text))
	}
	return strings.Join(out, "\n")
}

func check(t *testing.T, parts map[string]string, opts docx.Options, want ...string) {
	t.Helper()
	d, err := docx.Read(file(parts), opts)
	if err != nil {
		t.Fatal(err)
	}
	if got := show(d); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

const lists = `
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>`

func TestNumbers(t *testing.T) {
	check(t, map[string]string{"numbering": lists, "body": numbered(2, 0, "Scope") + numbered(1, 0, "The board met.") +
		numbered(1, 1, "in spring;") + numbered(1, 2, "early;") + numbered(1, 2, "late;") + numbered(1, 1, "in autumn.") +
		numbered(1, 0, "It closed.") + numbered(1, 1, "again.") + numbered(2, 1, "Legal") + numbered(2, 0, "Rest") + numbered(3, 0, "a point") +
		numbered(4, 0, "Restarted.") + numbered(4, 0, "On.") + numbered(9, 0, "No such list.") + numbered(0, 0, "Taken off.")}, docx.Options{},
		"heading|I.|I. Scope",
		"paragraph|1.|1. The board met.",
		"list-item|(a)|(a) in spring;",
		"list-item|(i)|(i) early;",
		"list-item|(ii)|(ii) late;",
		"list-item|(b)|(b) in autumn.",
		"paragraph|2.|2. It closed.",
		"list-item|(a)|(a) again.",
		"list-item|1.1|1.1 Legal",
		"heading|II.|II. Rest",
		"list-item||a point",
		"paragraph|7.|7. Restarted.",
		"paragraph|8.|8. On.",
		"paragraph||No such list.",
		"paragraph||Taken off.",
	)
}

// A list that begins anew does so level by level: an item deep in it leaves the numbers
// of the levels above as they are.
func TestRestartByLevel(t *testing.T) {
	again := `<w:num w:numId="5"><w:abstractNumId w:val="1"/>`
	for i := range 3 {
		again += fmt.Sprintf(`<w:lvlOverride w:ilvl="%d"><w:startOverride w:val="1"/></w:lvlOverride>`, i)
	}
	check(t, map[string]string{"numbering": lists + again + "</w:num>", "body": numbered(1, 0, "Terms.") + numbered(1, 1, "Board;") +
		numbered(1, 2, "elected;") + numbered(5, 2, "named;") + numbered(5, 2, "sent;") + numbered(1, 1, "Pilot.") + numbered(1, 0, "Dues.") + numbered(5, 0, "Annex.")}, docx.Options{},
		"paragraph|1.|1. Terms.",
		"list-item|(a)|(a) Board;",
		"list-item|(i)|(i) elected;",
		"list-item|(i)|(i) named;",
		"list-item|(ii)|(ii) sent;",
		"list-item|(b)|(b) Pilot.",
		"paragraph|2.|2. Dues.",
		"paragraph|1.|1. Annex.",
	)
}

// The mark of a section's end that stands alone in a numbered paragraph is not counted.
func TestSectionEndNotCounted(t *testing.T) {
	end := par(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:sectPr/>`, "")
	check(t, map[string]string{"numbering": lists, "body": end + numbered(1, 0, "The board met.") + end + numbered(1, 0, "It closed.")}, docx.Options{},
		"paragraph|1.|1. The board met.",
		"paragraph|2.|2. It closed.",
	)
}

// An article whose section shows 1.01: legal numbering keeps the zero.
func TestNumberFormats(t *testing.T) {
	level := func(i int, format, extra, form string) string {
		return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>%s<w:lvlText w:val="%s"/></w:lvl>`, i, format, extra, form)
	}
	parts := map[string]string{"numbering": `<w:abstractNum w:abstractNumId="1">` + level(0, "upperRoman", "", "Article %1.") +
		level(1, "decimalZero", "<w:isLgl/>", "Section %1.%2") + level(2, "chineseCounting", "", "%3、") + level(3, "arabicAlpha", "", "%4)") +
		level(4, "russianLower", "", "%5)") + level(5, "decimalEnclosedParen", "", "%6") + level(6, "ordinalText", "", "%7") +
		`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`}
	for i := range 7 {
		parts["body"] += numbered(1, i, "Text.") + numbered(1, i, "Text.")
	}
	check(t, parts, docx.Options{},
		"paragraph|Article I.|Article I. Text.", "paragraph|Article II.|Article II. Text.",
		"list-item|Section 2.01|Section 2.01 Text.", "list-item|Section 2.02|Section 2.02 Text.",
		"list-item|一、|一、 Text.", "list-item|二、|二、 Text.", "list-item|أ)|أ) Text.", "list-item|ب)|ب) Text.",
		"list-item|а)|а) Text.", "list-item|б)|б) Text.", "list-item|(1)|(1) Text.", "list-item|(2)|(2) Text.",
		"list-item|1|1 Text.", "list-item|2|2 Text.")
}

func TestStyles(t *testing.T) {
	check(t, map[string]string{
		"numbering": lists,
		"styles": `<w:style w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="Titre1"/></w:style>
<w:style w:styleId="Par"><w:name w:val="Single Txt"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Loop"><w:name w:val="loop"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:styleId="Away"><w:name w:val="away"/><w:rPr><w:vanish/></w:rPr></w:style>`,
		"body": par(`<w:pStyle w:val="Mine"/>`, run("heading of our own.")) + par(`<w:pStyle w:val="Par"/>`, run("One.")) +
			par(`<w:pStyle w:val="Par"/>`, run("Two.")) + par(`<w:outlineLvl w:val="1"/>`, run("by level.")) +
			par(`<w:pStyle w:val="Loop"/>`, run("A loop.")) + par(`<w:pStyle w:val="Away"/>`, run("Hidden.")),
	}, docx.Options{},
		"heading||heading of our own.",
		"paragraph|1.|1. One.",
		"paragraph|2.|2. Two.",
		"heading||by level.",
		"paragraph||A loop.",
	)
}

func TestContent(t *testing.T) {
	check(t, map[string]string{
		"footnotes": `<w:footnote w:type="separator" w:id="-1"><w:p>` + run("----") + `</w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>` + run(" See the annex.") + `</w:p></w:footnote>`,
		"body": par("", run("The ")+`<w:hyperlink>`+run("link")+`</w:hyperlink>`+run(" counts, a")+`<w:r><w:footnoteReference w:id="2"/></w:r>`+run(" note too.")) +
			par("", `<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop, co</w:t><w:softHyphen/><w:t>operate</w:t><w:br/><w:t>next</w:t></w:r>`) +
			par("", run("Page ")+`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>no</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`+run("4")+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`+run(" of 9")) +
			par("", `<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>`+run("open")+`<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> too.</w:t></w:r>`) +
			par("", run("A mark")+`<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>3</w:t></w:r>`+run(" by hand, the 1")+`<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>er</w:t></w:r>`) +
			`<w:tbl><w:tr><w:tc>` + par("", run("cell a")) + `</w:tc><w:tc>` + par("", run("cell b")) + `<w:tbl><w:tr><w:tc>` + par("", run("inner")) + `</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>` +
			par("", run("Host.")+`<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing><wps:txbx xmlns:wps="p"><w:txbxContent>`+par("", run("In the box."))+`</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>`+par("", run("In the box."))+`</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`+run(" After.")) +
			par(`<w:framePr w:dropCap="drop"/>`, run("O")) + par("", run("nce upon a time.\uf0b7")+`<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>`) +
			`<w:sdt><w:sdtContent>` + par("", run("In a control.")) + `</w:sdtContent></w:sdt><w:sectPr/>`,
	}, docx.Options{},
		"paragraph||The link counts, a¹ note too.",
		"footnote|¹|¹ See the annex.",
		"paragraph||non\u2011stop, cooperate next",
		"heading||Page 4 of 9",
		"paragraph||open too.",
		"heading||A mark³ by hand, the 1er",
		"table-cell||cell a",
		"table-cell||cell b",
		"table-cell||inner",
		"paragraph||Host. After.",
		"paragraph||In the box.",
		"heading||Once upon a time.•≥",
		"paragraph||In a control.",
	)
}

// What Word files hold now and then: a heading that the text runs on from in
// its line, Greek letters of the font Symbol, a fraction, notes numbered in
// brackets, a field that is never ended.
func TestOddities(t *testing.T) {
	symbol := func(s string) string {
		return `<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>` + s + `</w:t></w:r>`
	}
	check(t, map[string]string{
		"numbering": lists,
		"styles":    `<w:style w:styleId="H"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`,
		"footnotes": `<w:footnote w:id="2"><w:p>` + run("(") + `<w:r><w:footnoteRef/></w:r>` + run(") See there.") + `</w:p></w:footnote>`,
		"body": par(`<w:pStyle w:val="H"/><w:rPr><w:vanish/><w:specVanish/></w:rPr>`, run("Scope.")) + par("", run(" It is wide.")) +
			par(`<w:pStyle w:val="H"/>`, run("Next")) +
			par("", run("The angle ")+symbol("\uf061\uf0a3\uf050")+run(", ")+`<w:r><w:sym w:font="Symbol" w:char="F0CE"/></w:r>`+run("\uf0fc done.")) +
			par("", `<m:oMath xmlns:m="m"><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>`+run(" is small.")) +
			par("", run("A note")+`<w:r><w:footnoteReference w:id="2"/></w:r>`+run(" here.")) +
			par("", `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>`+run("Not lost.")) +
			`<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel w:id="1"/></w:tcPr>` + par("", run("old")) + `</w:tc><w:tc>` + par("", run("kept")) + `</w:tc></w:tr></w:tbl>`,
	}, docx.Options{},
		"heading|1.|1. Scope. It is wide.",
		"heading|2.|2. Next",
		"paragraph||The angle α≤Π, ∈• done.",
		"paragraph||a/b is small.",
		"paragraph||A note¹ here.",
		"footnote|¹|¹ See there.",
		"paragraph||Not lost.",
		"table-cell||kept",
	)
}

func TestChanges(t *testing.T) {
	parts := map[string]string{"body": par("", run("We ")+`<w:del><w:r><w:delText>refuse</w:delText></w:r></w:del><w:ins>`+run("accept")+`</w:ins>`+run(" it.")) +
		par(`<w:rPr><w:del/></w:rPr>`, run("First half, ")) + par("", run("second half.")) +
		`<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>` + par("", run("old row")) + `</w:tc></w:tr></w:tbl>`}
	check(t, parts, docx.Options{},
		"paragraph||We accept it.", "paragraph||First half, second half.")
	check(t, parts, docx.Options{Original: true},
		"paragraph||We refuse it.", "paragraph||First half,", "paragraph||second half.", "table-cell||old row")
}

// Endnotes count apart from footnotes, and otherwise.
func TestEndnotes(t *testing.T) {
	parts := map[string]string{
		"footnotes": `<w:footnote w:id="2">` + par("", run(" At the foot.")) + `</w:footnote>`,
		"endnotes":  `<w:endnote w:id="2">` + par("", run(" At the end.")) + `</w:endnote>`,
		"body":      par("", run("One")+`<w:r><w:footnoteReference w:id="2"/></w:r>`+run(", two")+`<w:r><w:endnoteReference w:id="2"/></w:r>`+run(".")),
	}
	check(t, parts, docx.Options{}, "paragraph||One¹, two[i].", "footnote|¹|¹ At the foot.", "footnote|[i]|[i] At the end.")
	parts["body"] += `<w:sectPr><w:endnotePr><w:numFmt w:val="upperLetter"/></w:endnotePr></w:sectPr>`
	check(t, parts, docx.Options{}, "paragraph||One¹, two[A].", "footnote|¹|¹ At the foot.", "footnote|[A]|[A] At the end.")
}

func TestPages(t *testing.T) {
	d, err := docx.Read(file(map[string]string{"body": par("", run("One.")) +
		par("", run("Two, ")+`<w:r><w:lastRenderedPageBreak/></w:r>`+run("goes on.")) +
		par("", `<w:r><w:lastRenderedPageBreak/></w:r>`+run("Three."))}), docx.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []int32{1, 1, 3} {
		if got := d.Blocks[i].Page; got != want {
			t.Errorf("%q begins on page %d, want %d", d.Blocks[i].Text, got, want)
		}
	}
}

func TestErrors(t *testing.T) {
	good := file(map[string]string{"body": par("", run("Text."))})
	if _, err := docx.Read(good[:len(good)/2], docx.Options{}); !errors.Is(err, archive.ErrDamaged) {
		t.Errorf("cut off: %v", err)
	}
	deep := strings.Repeat("<w:sdt>", 10000)
	if _, err := docx.Read(file(map[string]string{"body": deep}), docx.Options{}); err == nil || !strings.Contains(err.Error(), "word/document.xml") {
		t.Errorf("deep: %v", err)
	}
	if _, err := docx.Read(file(map[string]string{"body": "<w:p>"}), docx.Options{}); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("not closed: %v", err)
	}
	bomb := file(map[string]string{"body": strings.Repeat(" ", 8<<20)})
	if _, err := docx.Read(bomb, docx.Options{}); !errors.Is(err, archive.ErrTooLarge) {
		t.Errorf("bomb: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(par("", run("Text.")) + numbered(1, 0, "x"))
	f.Add(`<w:tbl><w:tr><w:tc>` + par("", run("c")) + `</w:tc></w:tr></w:tbl>`)
	f.Add(par("", `<w:r><w:fldChar w:fldCharType="end"/><w:footnoteReference w:id="2"/></w:r>`))
	f.Fuzz(func(t *testing.T, body string) {
		d, err := docx.Read(file(map[string]string{"numbering": lists, "body": body}), docx.Options{})
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

func BenchmarkRead(b *testing.B) {
	var body strings.Builder
	for range 300 * 12 { // pages of twelve paragraphs
		body.WriteString(numbered(1, 0, strings.Repeat("The members of the board considered the matter. ", 6)))
	}
	data := file(map[string]string{"numbering": lists, "body": body.String()})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := docx.Read(data, docx.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleRead() {
	d, err := docx.Read(file(map[string]string{"numbering": lists, "body": numbered(1, 0, "The board met.") + numbered(1, 1, "in spring;")}), docx.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range d.Blocks {
		fmt.Println(b.Kind, b.Text)
	}
	// Output:
	// paragraph 1. The board met.
	// list-item (a) in spring;
}

// Formulas are read with the signs that stand in no run.
func TestMath(t *testing.T) {
	m := func(name, s string) string { return "<m:" + name + ">" + s + "</m:" + name + ">" }
	r := func(s string) string { return m("r", m("t", s)) }
	check(t, map[string]string{"body": par("", run("So ")+m("oMath",
		r("a=")+m("f", m("num", r("1"))+m("den", r("2")))+m("sSubSup", m("e", r("x"))+m("sub", r("i"))+m("sup", r("k")))+
			m("d", m("dPr", `<m:begChr m:val="["/><m:endChr m:val="]"/>`)+m("e", r("y")))+m("d", m("e", r("z")))+
			m("rad", m("e", r("v")))+m("nary", m("naryPr", `<m:chr m:val="∑"/>`)+m("e", r("n")))+
			m("m", m("mr", m("e", r("p"))+m("e", r("q")))))+run(" holds."))}, docx.Options{},
		"paragraph||So a=1/2xik[y](z)√v∑npq holds.")
}

// Documents that stand in this one as a whole are read where they stand.
func TestChunks(t *testing.T) {
	pack := func(chunk string) []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		put(w, "word/_rels/document.xml.rels", `<Relationships><Relationship Id="c" Type="http://x/aFChunk" Target="chunk"/></Relationships>`)
		put(w, "word/document.xml", `<w:document`+ns+"><w:body>"+par("", run("Before."))+`<w:altChunk r:id="c"/>`+par("", run("After."))+"</w:body></w:document>")
		put(w, "word/chunk", chunk)
		w.Close()
		return b.Bytes()
	}
	inner := string(file(map[string]string{"body": par("", run("Within."))}))
	mail := "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b\r\n" +
		"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: %s\r\n\r\n%s\r\n--b--\r\n"
	for _, chunk := range []string{
		inner, "<html><body><p>Within.</p></body></html>", `{\rtf1 Within.\par}`, "Within.",
		fmt.Sprintf(mail, "quoted-printable", "<p>With=\r\nin=2E</p>"), fmt.Sprintf(mail, "base64", "PHA+V2l0aGluLjwvcD4="),
	} {
		d, err := docx.Read(pack(chunk), docx.Options{})
		if err != nil || show(d) != "paragraph||Before.\nparagraph||Within.\nparagraph||After." {
			t.Errorf("%v, %v", d, err)
		}
	}
	for _, chunk := range []string{"MIME-Version: 1.0", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\nx", "\xd0\xcf\x11\xe0\x00"} {
		if _, err := docx.Read(pack(chunk), docx.Options{}); !errors.Is(err, docx.ErrChunk) {
			t.Errorf("%q: %v", chunk, err)
		}
	}
	deep := inner
	for range 6 {
		deep = string(pack(deep))
	}
	if _, err := docx.Read([]byte(deep), docx.Options{}); !errors.Is(err, archive.ErrTooLarge) {
		t.Errorf("documents within documents: %v", err)
	}
}

// What is hidden down to its end is not counted; a number of the file stays,
// however odd.
func TestCounted(t *testing.T) {
	hidden := `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>`
	check(t, map[string]string{
		"numbering": `<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`,
		"body":      par(hidden, `<w:r><w:rPr><w:vanish/></w:rPr><w:t>not seen</w:t></w:r>`) + numbered(1, 0, "the first that is seen."),
	}, docx.Options{}, "paragraph|C.|C. the first that is seen.")
}

// What says itself that it is seen is seen, whatever its style says; a style that
// says so is not what it is based on.
func TestHiddenByStyle(t *testing.T) {
	seen := `<w:rPr><w:vanish w:val="0"/></w:rPr>`
	check(t, map[string]string{
		"styles": `<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body"/><w:basedOn w:val="N"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Deep"><w:name w:val="Deep"/><w:basedOn w:val="N"/></w:style>
<w:style w:type="character" w:styleId="Away"><w:name w:val="away"/><w:rPr><w:vanish/></w:rPr></w:style>`,
		"body": par("", run("Not seen.")) + par(`<w:pStyle w:val="Deep"/>`, run("Not seen. ")+`<w:r>`+seen+`<w:t>Seen here.</w:t></w:r>`) +
			par(`<w:pStyle w:val="Body"/>`, run("Seen by style.")+`<w:r><w:rPr><w:rStyle w:val="Away"/></w:rPr><w:t> Not seen.</w:t></w:r>`) +
			par("", `<w:r><w:rPr><w:rStyle w:val="Away"/>`+`<w:vanish w:val="false"/></w:rPr><w:t>Seen again.</w:t></w:r>`),
	}, docx.Options{}, "paragraph||Seen here.", "paragraph||Seen by style.", "paragraph||Seen again.")
}

// A choice that asks for what nobody knows gives way to what stands for it.
func TestFallback(t *testing.T) {
	choice := func(requires, s, fallback string) string {
		return `<mc:AlternateContent><mc:Choice Requires="` + requires + `">` + s + `</mc:Choice><mc:Fallback>` + fallback + `</mc:Fallback></mc:AlternateContent>`
	}
	check(t, map[string]string{
		"body": choice("wps", par("", run("Chosen.")), par("", run("Twice."))) + choice("wps zz", par("", run("Unknown.")), par("", run("Known."))),
	}, docx.Options{}, "paragraph||Chosen.", "paragraph||Known.")
}
