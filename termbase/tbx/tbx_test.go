package tbx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/termbase"
)

// samples are the official files, where they are to be had.
func samples(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("../../../shared/data/formats/tbx/*.tbx")
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Skip("no samples in ../shared/data/formats/tbx")
	}
	return names
}

// readAll reads a file; problems come as texts.
func readAll(t testing.TB, r io.Reader, opts Options) (entries []*termbase.Entry, problems []string) {
	t.Helper()
	for e, err := range Read(r, opts) {
		var p *termbase.Problem
		switch {
		case errors.As(err, &p):
			problems = append(problems, p.Error())
		case err != nil:
			t.Fatal(err)
		default:
			entries = append(entries, e)
		}
	}
	return entries, problems
}

func seq(entries []*termbase.Entry) iter.Seq2[*termbase.Entry, error] {
	return func(yield func(*termbase.Entry, error) bool) {
		for _, e := range entries {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// written writes entries whose IDs are their places in the list.
func written(t testing.TB, entries []*termbase.Entry, opts WriteOptions) []byte {
	t.Helper()
	for i, e := range entries {
		e.ID = int64(i + 1)
	}
	var buf bytes.Buffer
	if err := Write(&buf, seq(entries), opts); err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		e.ID = 0
	}
	return buf.Bytes()
}

func TestSamplesSurviveARoundTrip(t *testing.T) {
	for _, name := range samples(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			f, err := os.Open(name)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			var resources []termbase.Resource
			entries, problems := readAll(t, f, Options{Resource: func(r termbase.Resource) { resources = append(resources, r) }})
			if len(problems) > 0 || len(entries) < 40 {
				t.Fatalf("%d entries, %v", len(entries), problems)
			}
			text := written(t, entries, WriteOptions{Resources: resources})
			again, problems := readAll(t, bytes.NewReader(text), Options{})
			if len(problems) > 0 {
				t.Error(problems)
			}
			if diff := cmp.Diff(entries, again); diff != "" {
				t.Error(diff)
			}
			if out := os.Getenv("TBX_OUT"); out != "" {
				os.WriteFile(filepath.Join(out, filepath.Base(name)), text, 0o644)
			}
		})
	}
}

// full uses everything that the model has, also what TBX-Basic cannot say.
func full() []*termbase.Entry {
	return []*termbase.Entry{
		{
			UID: "c1", State: termbase.Proposed, Subject: "law & order", Definition: "a < b", Source: "me", Note: "one\ntwo",
			References: []termbase.Reference{
				{Kind: "broader", Entry: 2, Text: "other"},
				{Kind: "see", Text: "elsewhere"},
				{Kind: "link", URI: "https://example.org/a?b=c&d", Text: "page"},
				{Kind: "link", URI: "file:x", Text: "local"},
			},
			Extra:    `<admin type="projectSubset">p</admin><descrip type="odd">x<hi>y</hi></descrip>`,
			Sections: []termbase.Section{{Lang: "fr", Definition: "déf", Source: "moi", Note: "n", Extra: `<admin type="odd">z</admin>`}},
			Terms: []termbase.Term{
				{Lang: "en", Text: `"law"`, Status: termbase.Forbidden, POS: "properNoun", Gender: "c", Number: "plural", Type: "symbol", Exact: true, Case: true, Skip: termbase.TargetSide},
				{
					Lang: "fr", Text: "loi", Status: termbase.Preferred, POS: "noun", Gender: "f", Type: "full", Note: "  spaced   note", Source: "s", Region: "CA", Client: "c",
					Contexts: []termbase.Context{{Text: "la loi", Source: "x"}, {Text: "les lois"}}, Extra: `<termNote type="termLocation">checkBox</termNote><termNote type="register">slangRegister</termNote>`,
				},
			},
		},
		{UID: "7 not a name", State: termbase.Approved, Note: `bitext {"state":"rejected"}`, Terms: []termbase.Term{{Lang: "en", Text: "other"}}},
	}
}

func TestFullEntriesSurviveARoundTrip(t *testing.T) {
	entries := full()
	name := func(id int64) string { return NameOf(id, entries[id-1].UID) }
	text := written(t, entries, WriteOptions{Name: name})
	again, problems := readAll(t, bytes.NewReader(text), Options{})
	if problems != nil {
		t.Error(problems)
	}
	want := full()
	want[0].References[0] = termbase.Reference{Kind: "broader", URI: "#bitext-2", Text: "other"} // Import resolves it
	if diff := cmp.Diff(want, again); diff != "" {
		t.Errorf("%s\n%s", diff, text)
	}
	if out := os.Getenv("TBX_OUT"); out != "" {
		os.WriteFile(filepath.Join(out, "full.tbx"), text, 0o644)
	}
}

func TestDialects(t *testing.T) {
	cases := map[string]string{
		"2008": `<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
			<text><body><termEntry id="t1"><descrip type="subjectField">law</descrip><langSet xml:lang="EN"><tig><term>act</term><termNote type="partOfSpeech">noun</termNote>
			<descripGrp><descrip type="definition">a law</descrip><admin type="source">S</admin></descripGrp></tig></langSet>
			<langSet xml:lang="fr-CA"><ntig><termGrp><term>loi</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig></langSet></termEntry></body></text></martif>`,
		"basic dct": `<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
			<text><body><conceptEntry id="t1"><min:subjectField>law</min:subjectField><langSec xml:lang="en"><descripGrp><basic:definition>a law</basic:definition><basic:source>S</basic:source></descripGrp>
			<termSec><term>act</term><min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec>
			<langSec xml:lang="fr"><termSec><term>loi</term><min:usageStatus>notRecommended</min:usageStatus><basic:geographicalUsage>CA</basic:geographicalUsage></termSec></langSec></conceptEntry></body></text></tbx>`,
		"old min": `<TBX dialect="TBX-Min"><header><id>x</id></header><body><entry id="t1"><subjectField>law</subjectField><langGroup xml:lang="en"><descripGrp><descrip type="definition">a law</descrip><admin type="source">S</admin></descripGrp><termGroup><term>act</term><partOfSpeech>noun</partOfSpeech></termGroup></langGroup>
			<langGroup xml:lang="fr-CA"><termGroup><term>loi</term><termStatus>notRecommended</termStatus></termGroup></langGroup></entry></body></TBX>`,
	}
	want := []*termbase.Entry{{
		UID: "t1", State: termbase.Approved, Subject: "law",
		Sections: []termbase.Section{{Lang: "en", Definition: "a law", Source: "S"}},
		Terms:    []termbase.Term{{Lang: "en", Text: "act", POS: "noun"}, {Lang: "fr", Text: "loi", Region: "CA", Status: termbase.Deprecated}},
	}}
	for name, text := range cases {
		t.Run(name, func(t *testing.T) {
			entries, problems := readAll(t, strings.NewReader(text), Options{})
			if diff := cmp.Diff(want, entries); diff != "" || problems != nil {
				t.Error(diff, problems)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	body := `<tbx type="TBX-Min" style="dca"><text><body><conceptEntry id="a"><langSec xml:lang="fr"><termSec><term>état</term></termSec></langSec></conceptEntry></body></text></tbx>`
	utf16 := func(s string) []byte {
		out := []byte{0xff, 0xfe}
		for _, r := range s {
			out = append(out, byte(r), byte(r>>8))
		}
		return out
	}
	for name, text := range map[string][]byte{
		"utf-8":        []byte(body),
		"mark":         append([]byte{0xef, 0xbb, 0xbf}, body...),
		"utf-16":       utf16(`<?xml version="1.0" encoding="UTF-16"?>` + body),
		"windows-1252": []byte(`<?xml version="1.0" encoding="windows-1252"?>` + strings.ReplaceAll(body, "é", "\xe9")),
		"windows-1250": []byte(`<?xml version="1.0" encoding="windows-1250"?>` + strings.ReplaceAll(body, "é", "\xe9")),
	} {
		entries, _ := readAll(t, bytes.NewReader(text), Options{})
		if len(entries) != 1 || entries[0].Terms[0].Text != "état" {
			t.Errorf("%s: %+v", name, entries)
		}
	}
}

// endless gives a piece of text again and again, up to a gigabyte.
type endless struct {
	head, piece string
	given       int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.given == 0 {
		e.given = copy(p, e.head)
		return e.given, nil
	}
	if e.given > 1<<30 {
		return 0, io.EOF
	}
	n := 0
	for n < len(p) {
		n += copy(p[n:], e.piece)
	}
	e.given += n
	return n, nil
}

func TestHostileFilesAreRefusedEarly(t *testing.T) {
	start := `<tbx><text><body><conceptEntry id="a">`
	for name, r := range map[string]io.Reader{
		"billion laughs":    strings.NewReader(`<!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><tbx><text><body><conceptEntry id="a"><note>&b;</note></conceptEntry></body></text></tbx>`),
		"external entity":   strings.NewReader(`<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx><text><body><conceptEntry id="a"><note>&x;</note></conceptEntry></body></text></tbx>`),
		"a long attribute":  &endless{head: start + `<note id="`, piece: "aaaaaaaaaaaaaaaa"},
		"many attributes":   &endless{head: start + `<note `, piece: `a="b" `},
		"a long text":       &endless{head: start + `<note>`, piece: "text "},
		"an endless entry":  &endless{head: start, piece: "<note>text</note>"},
		"deep nesting":      &endless{head: start, piece: "<note>"},
		"not well formed":   strings.NewReader("<tbx><text></tbx>"),
		"the end missing":   strings.NewReader(start),
		"not XML":           strings.NewReader("PK\x03\x04"),
		"empty":             strings.NewReader(""),
		"another format":    strings.NewReader("<tmx></tmx>"),
		"invalid character": strings.NewReader("<tbx><text>\x00</text></tbx>"),
	} {
		t.Run(name, func(t *testing.T) {
			var last error
			for _, err := range Read(r, Options{}) {
				last = err
			}
			var p *termbase.Problem
			if last == nil || errors.As(last, &p) {
				t.Errorf("taken: %v", last)
			}
			if e, ok := r.(*endless); ok && e.given > 200<<20 {
				t.Errorf("%d MiB were read before it was refused", e.given>>20)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(string(written(f, full(), WriteOptions{})))
	f.Add(`<martif><text><body><termEntry><langSet lang="en"><ntig><termGrp><term>a</term></termGrp></ntig></langSet></termEntry></body></text></martif>`)
	f.Fuzz(func(t *testing.T, text string) {
		var entries []*termbase.Entry
		for e, err := range Read(strings.NewReader(text), Options{}) {
			var p *termbase.Problem
			if errors.As(err, &p) {
				continue
			}
			if err != nil {
				return
			}
			if e.Check() != nil {
				return
			}
			entries = append(entries, e)
		}
		once := written(t, entries, WriteOptions{})
		again, problems := readAll(t, bytes.NewReader(once), Options{})
		if len(problems) > 0 || len(again) != len(entries) {
			t.Fatalf("%d entries became %d, %v\n%s", len(entries), len(again), problems, once)
		}
	})
}

func ExampleWrite() {
	e := &termbase.Entry{ID: 1, State: termbase.Approved, Terms: []termbase.Term{
		{Lang: "en", Text: "Member State", Status: termbase.Preferred, POS: "noun"},
		{Lang: "fr", Text: "État membre", Status: termbase.Preferred, Gender: "m"},
	}}
	var out strings.Builder
	if err := Write(&out, seq([]*termbase.Entry{e}), WriteOptions{}); err != nil {
		panic(err)
	}
	_, body, _ := strings.Cut(out.String(), "<body>\n")
	fmt.Println(body)
	// Output:
	// <conceptEntry id="bitext-1">
	// <langSec xml:lang="en">
	// <termSec>
	// <term>Member State</term>
	// <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
	// <termNote type="partOfSpeech">noun</termNote>
	// </termSec>
	// </langSec>
	// <langSec xml:lang="fr">
	// <termSec>
	// <term>État membre</term>
	// <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
	// <termNote type="grammaticalGender">masculine</termNote>
	// </termSec>
	// </langSec>
	// </conceptEntry>
	// </body>
	// </text>
	// </tbx>
}
