package opc_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"testing"

	"bitext/corpus/archive"
	"bitext/corpus/opc"
)

func pack(t testing.TB, parts ...string) *archive.Archive {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i+1 < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err == nil {
			_, err = f.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	a, err := archive.Open(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestRelations(t *testing.T) {
	a := pack(t,
		"_rels/.rels", `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="/doc/main.xml"/></Relationships>`,
		"doc/main.xml", "<a/>",
		"doc/_rels/main.xml.rels", `<Relationships><Relationship Id="r1" Type="http://x/hyperlink" Target="http://y" TargetMode="External"/>
<Relationship Id="r2" Type="http://purl.oclc.org/strict/styles" Target="../styles.xml"/></Relationships>`,
		"bad/_rels/x.xml.rels", `<Relationships><Relationship`)
	main := opc.Main(a, "none")
	if main != "doc/main.xml" {
		t.Errorf("main part %q", main)
	}
	if got := fmt.Sprint(opc.Relations(a, main)); got != "[{r2 styles styles.xml}]" {
		t.Errorf("relations %s", got)
	}
	if got := opc.Relations(a, "bad/x.xml"); got != nil {
		t.Errorf("damaged relations: %v", got)
	}
	if got := opc.Main(pack(t), "word/document.xml"); got != "word/document.xml" {
		t.Errorf("main part of nothing: %q", got)
	}
}

func ExampleFirst() {
	relations := []opc.Relation{{ID: "rId1", Kind: "styles", Part: "word/styles.xml"}, {ID: "rId2", Kind: "footnotes", Part: "word/footnotes.xml"}}
	fmt.Println(opc.First(relations, "footnotes"))
	// Output: word/footnotes.xml
}
