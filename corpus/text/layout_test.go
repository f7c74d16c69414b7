package text_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"
)

// printing is a way to lay paragraphs out as lines, as programs and pages do.
type printing struct {
	name     string
	width    int
	measure  func(string) float64 // width of a word; nil counts characters
	between  int                  // blank lines after every line
	after    int                  // further blank lines after a paragraph
	maybe    float64              // share of paragraphs that get them
	indent   int                  // of first lines
	margin   int                  // of all lines
	page     int                  // lines a page; 0 for none
	feed     bool                 // pages end in a form feed
	head     string               // running head; %d is the page
	foot     string
	justify  bool // spaces are doubled to fill the line
	hyphens  bool // words are cut at line ends
	unbroken bool // a paragraph is one line
	least    float64
}

// bookWidth is the width of a word in a proportional type, in about characters.
// It is not the table of the reader: types differ.
func bookWidth(s string) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case strings.ContainsRune("fijlrt'’,.;:()|! ", r):
			w += .56
		case strings.ContainsRune("mwMWœ—%", r):
			w += 1.55
		case r >= 'A' && r <= 'Z' || strings.ContainsRune("ÀÂÇÉÈÊËÎÔÙ", r):
			w += 1.35
		default:
			w += 1
		}
	}
	return w
}

// lay writes the paragraphs as lines.
func (p printing) lay(paragraphs []string, rng *rand.Rand) string {
	var b strings.Builder
	lines, page := 0, 1
	emit := func(s string, blanks int) {
		if s != "" {
			s = strings.Repeat(" ", p.margin) + s
		}
		b.WriteString(s + "\n" + strings.Repeat("\n", blanks))
		if lines++; p.page > 0 && lines%p.page == 0 {
			if p.foot != "" {
				fmt.Fprintf(&b, "%s\n", fmt.Sprintf(p.foot, page))
			}
			page++
			if p.feed {
				b.WriteByte('\f')
			}
			if p.head != "" {
				fmt.Fprintf(&b, "%s\n", fmt.Sprintf(p.head, page))
			}
		}
	}
	for _, par := range paragraphs {
		out := []string{par}
		if !p.unbroken {
			out = p.wrap(par, rng)
		}
		for i, l := range out {
			blanks := p.between
			if i == len(out)-1 && rng.Float64() < p.maybe {
				blanks += p.after
			}
			emit(l, blanks)
		}
	}
	return b.String()
}

func (p printing) wrap(par string, rng *rand.Rand) []string {
	measure := p.measure
	if measure == nil {
		measure = func(s string) float64 { return float64(len([]rune(s))) }
	}
	var out []string
	line := strings.Repeat(" ", p.indent)
	used := float64(p.indent)
	flush := func() {
		if p.justify {
			for n := p.width - len([]rune(line)); n > 0 && strings.Contains(strings.TrimSpace(line), " "); n-- {
				at := rng.Intn(len(line))
				if i := strings.IndexByte(line[at:], ' '); i >= 0 && at+i > p.indent {
					line = line[:at+i] + " " + line[at+i:]
				}
			}
		}
		out = append(out, line)
		line, used = "", 0
	}
	for i, w := range strings.Fields(par) {
		gap := measure(" ")
		if i == 0 || line == "" {
			gap = 0
		}
		if used+gap+measure(w) > float64(p.width) && strings.TrimSpace(line) != "" {
			if r := []rune(w); p.hyphens && len(r) > 8 && rng.Intn(2) == 0 && !strings.ContainsAny(w, "-/.'’0123456789") {
				if cut := len(r) / 2; used+gap+measure(string(r[:cut])+"-") <= float64(p.width) {
					line += " " + string(r[:cut]) + "-"
					w = string(r[cut:])
				}
			}
			flush()
			gap = 0
		}
		if gap > 0 {
			line += " "
		}
		line += w
		used += gap + measure(w)
	}
	out = append(out, line)
	return out
}

var printings = []printing{
	{name: "e-text", width: 72, after: 1, maybe: 1, least: .99},
	{name: "indented", width: 76, indent: 3, least: .97},
	{name: "slack alone", width: 80, least: .88},
	{name: "narrow column", width: 48, after: 1, maybe: 1, least: .98},
	{name: "blank after every line", width: 84, measure: bookWidth, between: 1, after: 1, maybe: .5, page: 38, head: "A/CN.7/%d/9\n", foot: "V.19-0%d421 (F)\n", least: .94},
	{name: "type, no gaps", width: 90, measure: bookWidth, page: 45, foot: "%d", feed: true, least: .91},
	{name: "pages in a margin", width: 70, margin: 10, after: 1, maybe: 1, page: 50, feed: true, head: "          Report of the group            A/70/%d\n\n", foot: "\n                                   - %d -", least: .97},
	{name: "justified", width: 78, justify: true, after: 1, maybe: 1, page: 44, head: "Annual report 2018 %d\n", foot: "Page %d of 40\n", least: .97},
	{name: "hyphens", width: 64, hyphens: true, after: 1, maybe: 1, least: .9},
	{name: "line a paragraph", unbroken: true, after: 1, maybe: 1, least: .99},
	{name: "line a paragraph, no gaps", unbroken: true, least: .99},
}

func TestPrintings(t *testing.T) {
	for _, p := range printings {
		for _, name := range []string{"seeds/2017-2.fr.txt", "seeds/2020-L1.en.txt", "align/acter-corp/docs/05.en.txt", "align/udhr/fr.txt", "align/acter-corp/docs/11.fr.txt", "align/acter-corp/docs/20.en.txt"} {
			t.Run(p.name+"/"+name, func(t *testing.T) {
				gold := readData(t, name)
				n, all, blocks := found(t, p.lay(nonBlank(gold), rand.New(rand.NewSource(1))), gold)
				t.Logf("%d of %d paragraphs read (%d blocks)", n, all, blocks)
				if float64(n) < p.least*float64(all) && all-n > 3 {
					t.Errorf("read %d of %d paragraphs, want %.0f %%", n, all, 100*p.least)
				}
			})
		}
	}
}

func nonBlank(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
