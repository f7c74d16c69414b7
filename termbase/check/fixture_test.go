package check

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bitext/align"
	"bitext/corpus"
	"bitext/termbase"
)

// The cases of a rule stand in testdata/RULE.txt. Cases are parted by blank
// lines; the rows of one case are one text:
//
//	# a comment
//	term State party = État partie | État contractant
//	set min 0.4
//	en It met for thirty days.
//	fr Il s'est réuni pendant treize jours.
//	^ number want "30" got "treize"
//
// A line begins with the code of its language; the source comes first, a row
// without source checks the translation alone. What is expected stands under
// the line that it is about: the rule, "note" where the finding is a note, and
// as much of want and got as matters. A row without expectation must stay
// silent, notes apart unless the case says "set notes". \uXXXX stands for a
// character that cannot be seen. "term" adds an approved entry, the preferred
// forms first; "keep" a word that is not translated.

// leastCases is how many rows with and without findings a file must have, and
// mostWanted how many all of them together at least.
const (
	leastCases = 15
	mostWanted = 400
)

type fixtureRow struct {
	line           int
	source, target string
	want           []expectation
}

type expectation struct {
	line            int
	rule, want, got string
	note, met       bool
}

type fixtureCase struct {
	line           int
	source, target corpus.Lang
	rows           []*fixtureRow
	values         map[string]float64
	words, keep    []string
	entries        []termbase.Entry
	used           []termbase.Unit
	notes          bool
}

var expectationForm = regexp.MustCompile(`^\^ ([a-z-]+)( note)?(?: want "((?:[^"\\]|\\.)*)")?(?: got "((?:[^"\\]|\\.)*)")?$`)

func TestFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, r := range Rules() {
		if r.Name != unusedWaiver.Name && !slices.Contains(files, "testdata/"+r.Name+".txt") { // that one is reported outside a pass
			t.Errorf("no cases for %s", r.Name)
		}
	}
	all := 0
	for _, file := range files {
		rule := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(rule, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if _, found := ByName(rule); !found {
				t.Fatalf("no rule %q", rule)
			}
			wrong, right := 0, 0
			for _, c := range parseFixture(t, string(data)) {
				for _, row := range c.rows {
					if len(row.want) > 0 {
						wrong++
					} else if row.target != "" {
						right++
					}
				}
				c.run(t, rule)
			}
			all += wrong + right
			if wrong < leastCases || right < leastCases {
				t.Errorf("%d wrong and %d right rows, want %d of each", wrong, right, leastCases)
			}
		})
	}
	t.Logf("%d cases", all)
	if all < mostWanted {
		t.Errorf("%d cases, want %d", all, mostWanted)
	}
}

func parseFixture(t *testing.T, text string) []*fixtureCase {
	t.Helper()
	var out []*fixtureCase
	var c *fixtureCase
	for i, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "#"):
			continue
		case strings.TrimSpace(line) == "":
			c = nil
			continue
		case c == nil:
			c = &fixtureCase{line: i + 1, values: map[string]float64{}}
			out = append(out, c)
		}
		c.parse(t, i+1, line)
	}
	return out
}

func (c *fixtureCase) parse(t *testing.T, n int, line string) {
	t.Helper()
	word, rest, _ := strings.Cut(line, " ")
	switch {
	case word == "^":
		m := expectationForm.FindStringSubmatch(line)
		if m == nil || len(c.rows) == 0 {
			t.Fatalf("line %d: %q is no expectation", n, line)
		}
		last := c.rows[len(c.rows)-1]
		last.want = append(last.want, expectation{line: n, rule: m[1], note: m[2] != "", want: unescape(m[3]), got: unescape(m[4])})
	case word == "set" && rest == "notes":
		c.notes = true
	case word == "set":
		name, value, _ := strings.Cut(rest, " ")
		v, err := strconv.ParseFloat(value, 64)
		if err != nil {
			t.Fatalf("line %d: %v", n, err)
		}
		c.values[name] = v
	case word == "words":
		c.words = append(c.words, strings.Fields(rest)...)
	case word == "keep":
		c.keep = append(c.keep, rest)
	case word == "forbidden" || word == "deprecated":
		source, target, _ := strings.Cut(rest, " = ")
		e := fixtureEntry(source, target)
		for i := range e.Terms[2:] {
			e.Terms[2+i].Status = termbase.Status(word)
		}
		c.entries = append(c.entries, e)
	case word == "stored":
		source, target, _ := strings.Cut(rest, " = ")
		c.entries = append(c.entries, storedEntry(t, source, target))
	case word == "used":
		source, target, _ := strings.Cut(rest, " = ")
		c.used = append(c.used, termbase.Unit{ID: int64(len(c.used) + 1), Source: source, Target: target})
	case word == "term":
		source, target, _ := strings.Cut(rest, " = ")
		c.entries = append(c.entries, fixtureEntry(source, target))
	case len(word) == 2:
		c.side(corpus.Lang(word), unescape(rest), n)
	default:
		t.Fatalf("line %d: cannot read %q", n, line)
	}
}

// side takes a line of text: the source when the row is new and a target is
// still to come, which the next line shows.
func (c *fixtureCase) side(code corpus.Lang, text string, n int) {
	if len(c.rows) > 0 {
		last := c.rows[len(c.rows)-1]
		if last.target == "" && last.source != "" && len(last.want) == 0 && code != c.source {
			last.target, c.target = text, code
			return
		}
	}
	row := &fixtureRow{line: n}
	if code == corpus.English {
		row.source, c.source = text, code
	} else {
		row.target, c.target = text, code
	}
	c.rows = append(c.rows, row)
}

func fixtureEntry(source, target string) termbase.Entry {
	e := termbase.Entry{State: termbase.Approved}
	status := termbase.Preferred
	for _, form := range strings.Split(source, " | ") {
		e.Terms = append(e.Terms, termbase.Term{Lang: corpus.English, Text: form, Status: status})
		status = termbase.Admitted
	}
	status = termbase.Preferred
	for _, form := range strings.Split(target, " | ") {
		e.Terms = append(e.Terms, termbase.Term{Lang: corpus.French, Text: form, Status: status})
		status = termbase.Admitted
	}
	return e
}

// storedEntry is an entry that nobody decided on, with renderings and counts:
// "stored methodology = méthode 5 | méthodologie 2".
func storedEntry(t *testing.T, source, target string) termbase.Entry {
	e := termbase.Entry{State: termbase.Proposed, Terms: []termbase.Term{{Lang: corpus.English, Text: source}}}
	for _, form := range strings.Split(target, " | ") {
		at := strings.LastIndexByte(form, ' ')
		n, err := strconv.Atoi(form[at+1:])
		if err != nil {
			t.Fatal(err)
		}
		e.Renderings = append(e.Renderings, termbase.Rendering{Lang: corpus.French, Text: form[:at], Count: n})
	}
	return e
}

// usedUnits are what was published.
type usedUnits []termbase.Unit

func (u usedUnits) Like(context.Context, []string) iter.Seq2[termbase.Unit, error] {
	return func(yield func(termbase.Unit, error) bool) {
		for _, x := range u {
			if !yield(x, nil) {
				return
			}
		}
	}
}

func (u usedUnits) Size(_ context.Context, pair int64) (int, error) {
	n := 0
	for _, x := range u {
		if x.Pair == pair {
			n++
		}
	}
	return n, nil
}

func (u usedUnits) Seen(context.Context, int64) (map[int64]map[string]int, error) { return nil, nil }

var unicodeEscape = regexp.MustCompile(`\\u[0-9a-f]{4}`)

func unescape(s string) string {
	s = unicodeEscape.ReplaceAllStringFunc(s, func(m string) string {
		n, _ := strconv.ParseUint(m[2:], 16, 32)
		return string(rune(n))
	})
	return strings.ReplaceAll(s, `\"`, `"`)
}

// run checks one case with its rule alone and holds findings and expectations
// against each other, both ways.
func (c *fixtureCase) run(t *testing.T, rule string) {
	t.Helper()
	p := c.pass(rule)
	found, err := Run(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		row := c.rowOf(f)
		if row == nil {
			t.Errorf("line %d: a finding without row: %+v", c.line, f)
			continue
		}
		i := slices.IndexFunc(row.want, func(e expectation) bool { return !e.met && e.fits(f) })
		switch {
		case i >= 0:
			row.want[i].met = true
		case f.Severity > Note || c.notes:
			t.Errorf("line %d: %s: unexpected %s: %s (want %q, got %q)\n\t%s\n\t%s", row.line, rule, f.Severity, f.Message, f.Want, f.Got, row.source, row.target)
		}
	}
	for _, row := range c.rows {
		for _, e := range row.want {
			if !e.met {
				t.Errorf("line %d: %s was not found\n\t%s\n\t%s", e.line, e.describe(), row.source, row.target)
			}
		}
	}
}

func (c *fixtureCase) pass(rule string) *Pass {
	on := true
	opts := Options{
		Only: []string{rule}, Keep: c.keep, Entries: c.entries,
		Settings: map[string]Setting{rule: {On: &on, Values: c.values, Words: c.words}},
	}
	if c.used != nil {
		opts.Published = usedUnits(c.used)
	}
	b := &align.Bitext{Source: &corpus.Document{Lang: c.source}, Target: &corpus.Document{Lang: c.target}}
	if c.target == "" {
		b.Target.Lang = corpus.French
	}
	for _, row := range c.rows {
		bead := align.Bead{Confidence: 1}
		if row.source != "" {
			bead.Source = []int{len(b.Source.Blocks)}
			b.Source.Blocks = append(b.Source.Blocks, fixtureBlock(row.source))
		}
		if row.target != "" {
			bead.Target = []int{len(b.Target.Blocks)}
			b.Target.Blocks = append(b.Target.Blocks, fixtureBlock(row.target))
		}
		b.Paragraphs = append(b.Paragraphs, bead)
	}
	if c.source == "" {
		return NewMono(b.Target, corpus.English, opts)
	}
	return NewPass(b, opts)
}

func fixtureBlock(text string) corpus.Block {
	return corpus.Block{Text: text, Segments: []corpus.Segment{corpus.NewSegment(corpus.Span{End: len(text)})}}
}

// rowOf finds the row that a finding is about.
func (c *fixtureCase) rowOf(f Finding) *fixtureRow {
	source, target := 0, 0
	for _, row := range c.rows {
		if row.target != "" && f.Target.Index == target || f.Target.Index < 0 && row.source != "" && f.Source.Index == source {
			return row
		}
		if row.source != "" {
			source++
		}
		if row.target != "" {
			target++
		}
	}
	return nil
}

func (e expectation) fits(f Finding) bool {
	return f.Rule == e.rule && e.note == (f.Severity == Note) &&
		(e.got == "" || e.got == f.Got) && (e.want == "" || slices.Contains(f.Want, e.want))
}

func (e expectation) describe() string {
	return fmt.Sprintf("%s (note %v, want %q, got %q)", e.rule, e.note, e.want, e.got)
}
