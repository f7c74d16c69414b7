package pptx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/corpus/archive"
	"bitext/corpus/pptx"
)

// file packs a presentation whose slides are shown in the order given; a part
// may have notes.
func file(slides []string, notes map[int]string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	put := func(name, content string) {
		f, _ := w.Create(name)
		f.Write([]byte(content))
	}
	rels, list := "", ""
	for i, s := range slides {
		n := len(slides) - i // the names of the parts say nothing of their order
		rels += fmt.Sprintf(`<Relationship Id="r%d" Type="http://x/slide" Target="slides/slide%d.xml"/>`, i, n)
		list += fmt.Sprintf(`<p:sldId id="%d" r:id="r%d"/>`, 256+n, i)
		put(fmt.Sprintf("ppt/slides/slide%d.xml", n), s)
		if text, ok := notes[i]; ok {
			put(fmt.Sprintf("ppt/slides/_rels/slide%d.xml.rels", n), `<Relationships><Relationship Id="r1" Type="http://x/notesSlide" Target="../notes.xml"/></Relationships>`)
			put("ppt/notes.xml", "<p:notes>"+shape("sldImg", "picture")+shape("body", text)+shape("sldNum", "1")+"</p:notes>")
		}
	}
	put("ppt/presentation.xml", "<p:presentation><p:sldIdLst>"+list+"</p:sldIdLst></p:presentation>")
	put("ppt/_rels/presentation.xml.rels", "<Relationships>"+rels+"</Relationships>")
	w.Close()
	return b.Bytes()
}

func par(s string) string { return "<a:p>" + s + "</a:p>" }

func run(s string) string { return "<a:r><a:rPr lang=\"en\"/><a:t>" + s + "</a:t></a:r>" }

func shape(kind, s string) string {
	return `<p:sp><p:nvSpPr><p:nvPr><p:ph type="` + kind + `"/></p:nvPr></p:nvSpPr><p:txBody>` + par(run(s)) + "</p:txBody></p:sp>"
}

func show(d *corpus.Document) string {
	var out []string
	for _, b := range d.Blocks {
		out = append(out, fmt.Sprintf("%d|%s|%s", b.Page, b.Kind, b.Text))
	}
	return strings.Join(out, "\n")
}

func TestRead(t *testing.T) {
	d, err := pptx.Read(file([]string{
		"<p:sld>" + shape("ctrTitle", "Water and roads") + shape("ftr", "footer") + shape("sldNum", "1") + "</p:sld>",
		`<p:sld show="0">` + shape("title", "Hidden") + "</p:sld>",
		"<p:sld><p:sp><p:txBody>" + par(run("Two ")+"<a:br/>"+run("lines.")) + par(`<a:pPr lvl="1"/>`+run("A point.")) + "</p:txBody></p:sp>" +
			"<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody>" + par(run("cell a")) + "</a:txBody></a:tc><a:tc><a:txBody>" + par(run("cell b")) + "</a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>" +
			"<mc:AlternateContent><mc:Choice>" + shape("", "Once.") + "</mc:Choice><mc:Fallback>" + shape("", "Once.") + "</mc:Fallback></mc:AlternateContent></p:sld>",
	}, map[int]string{0: "Say hello.", 1: "Not said."}))
	if err != nil {
		t.Fatal(err)
	}
	want := "1|heading|Water and roads\n1|footnote|Say hello.\n3|paragraph|Two lines.\n3|list-item|A point.\n3|table-cell|cell a\n3|table-cell|cell b\n3|paragraph|Once."
	if got := show(d); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestErrors(t *testing.T) {
	good := file([]string{"<p:sld>" + shape("title", "T") + "</p:sld>"}, nil)
	if _, err := pptx.Read(good[:len(good)/2]); !errors.Is(err, archive.ErrDamaged) {
		t.Errorf("cut off: %v", err)
	}
	if _, err := pptx.Read(file([]string{strings.Repeat("<p:grpSp>", 10000)}, nil)); err == nil || !strings.Contains(err.Error(), "ppt/slides/slide1.xml") {
		t.Errorf("deep: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("<p:sld>" + shape("title", "T") + "</p:sld>")
	f.Add(`<p:sld show="0"><a:tbl><a:p><a:fld><a:t>x</a:t>`)
	f.Fuzz(func(t *testing.T, slide string) {
		d, err := pptx.Read(file([]string{slide}, map[int]string{0: "note"}))
		if err != nil {
			return
		}
		for _, b := range d.Blocks {
			if strings.TrimSpace(b.Text) == "" {
				t.Errorf("an empty block: %+v", b)
			}
		}
	})
}

func ExampleRead() {
	d, err := pptx.Read(file([]string{"<p:sld>" + shape("title", "Results") + "</p:sld>"}, nil))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Blocks[0].Page, d.Blocks[0].Kind, d.Blocks[0].Text)
	// Output: 1 heading Results
}
