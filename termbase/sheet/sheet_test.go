package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/corpus"
	"bitext/termbase"
)

// seq yields entries of a list.
func seq(entries ...*termbase.Entry) iter.Seq2[*termbase.Entry, error] {
	return func(yield func(*termbase.Entry, error) bool) {
		for _, e := range entries {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// readAll reads a table; problems come as texts.
func readAll(t testing.TB, text string, opts Options) (entries []*termbase.Entry, problems []string) {
	t.Helper()
	for e, err := range Read(strings.NewReader(text), opts) {
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

// brief writes an entry in one line: state, subject, terms with status.
func brief(e *termbase.Entry) string {
	var b strings.Builder
	b.WriteString(string(e.State))
	if e.Subject != "" {
		b.WriteString(" [" + e.Subject + "]")
	}
	for _, t := range e.Terms {
		b.WriteString(" " + string(t.Lang) + ":" + t.Text + "/" + string(t.Status))
		if t.Note != "" {
			b.WriteString("(" + t.Note + ")")
		}
	}
	if e.Note != "" {
		b.WriteString(" note " + e.Note)
	}
	return b.String()
}

func TestLayoutsThatPeopleHave(t *testing.T) {
	cases := []struct {
		name, text string
		opts       Options
		want       []string
	}{
		{"plain", "en\tfr\nMember State\tÉtat membre\n", Options{}, []string{"approved en:Member State/preferred fr:État membre/preferred"}},
		{
			"synonyms", "en\tfr\nMember State|MS\tÉtat membre | pays a\\|b\n",
			Options{},
			[]string{"approved en:Member State/preferred en:MS/admitted fr:État membre/preferred fr:pays a|b/admitted"},
		},
		{
			"status and note", "en\tfr\tstatus\tnote\nmeeting\tsession\tforbidden\tuse réunion\n",
			Options{},
			[]string{"approved en:meeting/preferred fr:session/forbidden note use réunion"},
		},
		{"quoted", "en,fr\n\"a, b\",\"dit \"\"c\"\"\"\n", Options{Form: CSV}, []string{"approved en:a, b/preferred fr:dit \"c\"/preferred"}},
		{
			"quotation that is no quoting", "en\tfr\n\"so-called\" law\t\"droit\" prétendu\n",
			Options{},
			[]string{"approved en:\"so-called\" law/preferred fr:\"droit\" prétendu/preferred"},
		},
		{"semicolons and byte order mark", "\ufeffEnglish;French\nlaw;loi\n", Options{Form: CSV}, []string{"approved en:law/preferred fr:loi/preferred"}},
		{
			"matecat", "Forbidden,Domain,Subdomain,Definition,en-US,Notes,Example of use,fr-FR,Notes,Example of use\n,law,penal,,bail,n1,,caution,n2,\n",
			Options{Form: CSV},
			[]string{"approved [law / penal] en:bail/preferred(n1) fr:caution/preferred(n2)"},
		},
		{
			"long", "id\tlang\tterm\tstatus\n7\ten\tlaw\tpreferred\n7\tfr\tloi\tpreferred\n7\tfr\tdroit\tdeprecated\n8\ten\tact\t\n",
			Options{},
			[]string{"approved en:law/preferred fr:loi/preferred fr:droit/deprecated", "approved en:act/preferred"},
		},
		{
			"multiterm", "Entry Number\tEnglish\tEnglish Status\tFrench\tFrench Status\n1\tlaw\tapproved\tloi\tforbidden\n",
			Options{},
			[]string{"approved en:law/preferred fr:loi/forbidden"},
		},
		{
			"phrase", "conceptId,conceptDomain,conceptDefinition,en,en_status,en_caseSensitive,fr,fr_forbidden,fr_usage\n1,law,d,NATO,approved,true,OTAN,,u\n",
			Options{Form: CSV},
			[]string{"approved [law] en:NATO/preferred fr:OTAN/preferred(u)"},
		},
		{
			"omegat", "law\tloi\tcomment\nact\tloi\n",
			Options{Langs: []corpus.Lang{"en", "fr"}},
			[]string{"approved en:law/preferred fr:loi/preferred note comment", "approved en:act/preferred fr:loi/preferred"},
		},
		{
			"mapped", "Terme source\tTerme cible\tX\nlaw\tloi\tz\n",
			Options{Columns: map[string]string{"Terme source": "en", "Terme cible": "fr", "X": "-"}},
			[]string{"approved en:law/preferred fr:loi/preferred"},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			entries, problems := readAll(t, c.text, c.opts)
			var got []string
			for _, e := range entries {
				got = append(got, brief(e))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if problems != nil {
				t.Error(problems)
			}
		})
	}
}

func TestRowsThatCannotBeTaken(t *testing.T) {
	entries, problems := readAll(t, "en\tfr\tstatus\tColour\n\t\tpreferred\nlaw\tloi\tfunny\nact\tloi\tpreferred\tred\tmore\n", Options{})
	want := []string{`line 1: the column "Colour" is not known and left out`, "line 2: no term in this row", `line 3: unknown status "funny"`, "line 4: 5 cells, but the header has 4"}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Error(diff)
	}
	if len(entries) != 2 {
		t.Errorf("%d entries", len(entries))
	}
	for _, err := range Read(strings.NewReader("colour;shade\nx;y\n"), Options{Form: CSV}) {
		if !errors.Is(err, ErrHeader) {
			t.Errorf("%v", err)
		}
	}
}

func TestWindows1252(t *testing.T) {
	entries, _ := readAll(t, "en\tfr\nState\t\xc9tat\x92s\n", Options{})
	if got := entries[0].Terms[1].Text; got != "État’s" {
		t.Errorf("%q", got)
	}
}

// full is an entry that uses every field the wide layout has.
func full() *termbase.Entry {
	return &termbase.Entry{
		UID: "c1", State: termbase.Approved, Subject: "law", Definition: "=1+1", Source: "-x", Note: "first\nsecond \"q\"",
		Terms: []termbase.Term{
			{Lang: "en", Text: "@law", Status: termbase.Preferred, POS: "noun", Type: "full"},
			{Lang: "fr", Text: "loi|droit", Status: termbase.Preferred, Gender: "f", Exact: true, Contexts: []termbase.Context{{Text: "+la loi", Source: "'=s"}}},
			{Lang: "fr", Text: `back\slash\`, Status: termbase.Forbidden, Note: `a\|b`, Case: true, Skip: termbase.BothSides, Client: "c", Region: "CA"},
		},
		Sections: []termbase.Section{{Lang: "fr", Definition: "règle", Source: "moi", Note: "n"}},
	}
}

func TestWriteThenReadIsTheSame(t *testing.T) {
	for _, form := range []Form{TSV, CSV, XLSX} {
		t.Run(string(form), func(t *testing.T) {
			columns, err := Columns(seq(full()), false, "en")
			if err != nil {
				t.Fatal(err)
			}
			var buf bytes.Buffer
			if err := Write(&buf, form, columns, seq(full())); err != nil {
				t.Fatal(err)
			}
			entries, problems := readAll(t, buf.String(), Options{Form: form})
			if problems != nil || len(entries) != 1 {
				t.Fatal(len(entries), problems)
			}
			if diff := cmp.Diff(full(), entries[0]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFormulasAreMadeSafe(t *testing.T) {
	for _, form := range []Form{TSV, CSV} {
		var buf bytes.Buffer
		for _, term := range []string{"=cmd|' /C calc'!A0", "+1", "-1", "@x", "＝1"} {
			e := &termbase.Entry{State: termbase.Approved, Terms: []termbase.Term{{Lang: "en", Text: term}}}
			if err := Write(&buf, form, []string{"en"}, seq(e)); err != nil {
				t.Fatal(err)
			}
		}
		for _, line := range strings.Split(strings.TrimSpace(buf.String()), "\n") {
			if line != "en" && !strings.HasPrefix(strings.Trim(line, `"`), "'") {
				t.Errorf("%s: %q would run", form, line)
			}
		}
	}
}

func FuzzCutPaste(f *testing.F) {
	f.Add("a|b", `\`, "")
	f.Add(`x\|`, `\\`, "|")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		want := []string{a, b, c}
		if diff := cmp.Diff(want, cut(paste(want))); diff != "" {
			t.Error(diff)
		}
		if got := cut(paste([]string{a})); len(got) != 1 || got[0] != a {
			t.Errorf("%q became %q", a, got)
		}
	})
}

func FuzzTextRoundTrip(f *testing.F) {
	f.Add("a", "b\tc")
	f.Add("\"", "\"\"x")
	f.Add("'=1", "\n")
	f.Fuzz(func(t *testing.T, a, b string) {
		clean := func(s string) string { return strings.ReplaceAll(strings.ToValidUTF8(s, "?"), "\r", " ") }
		a, b = clean(a), clean(b)
		if strings.Contains(a+b, "\x00") || strings.Count(a+b, "\n") > 50 || len(a+b) > 10000 {
			t.Skip("outside what the form promises")
		}
		for _, comma := range []bool{false, true} {
			var buf bytes.Buffer
			w := newTextWriter(&buf, comma)
			for _, row := range [][]string{{"x", "y"}, {a, b}, {"end", ""}} {
				if err := w.row(row); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.close(); err != nil {
				t.Fatal(err)
			}
			r, err := newText(&buf, comma)
			if err != nil {
				t.Fatal(err)
			}
			r.next()
			got, _, err := r.next()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{a, b}, got); diff != "" {
				t.Errorf("comma %v: %s", comma, diff)
			}
		}
	})
}

func TestZipBombsAreRefused(t *testing.T) {
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(bytes.Repeat([]byte(" "), 4<<20))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if bomb.Len() > 100<<10 {
		t.Fatalf("%d bytes are no bomb", bomb.Len())
	}
	if _, err := openXLSX(bytes.NewReader(bomb.Bytes()), "", 1<<20); err == nil {
		t.Error("unpacked")
	}
	for name, text := range map[string]string{"text": "en,fr\n", "empty": "", "cut": bomb.String()[:500]} {
		for _, err := range Read(strings.NewReader(text), Options{Form: XLSX}) {
			if err == nil {
				t.Errorf("%s: taken for a workbook", name)
			}
		}
	}
}

func ExampleRead() {
	table := "en\tfr\tfr:status\nsixth meeting\tsixième réunion|sixième session\tpreferred|forbidden\n"
	for e, err := range Read(strings.NewReader(table), Options{}) {
		if err != nil {
			panic(err)
		}
		for _, t := range e.Terms {
			fmt.Println(t.Lang, t.Text, t.Status)
		}
	}
	// Output:
	// en sixth meeting preferred
	// fr sixième réunion preferred
	// fr sixième session forbidden
}
