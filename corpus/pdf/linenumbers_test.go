package pdf_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"bitext/corpus/pdf"
)

// draft is 40 lines of running text.
var draft = strings.Split(strings.Repeat(`The owner of every boat that lies in the harbour
shall pay the dues of the year before the first of
April, and whoever sells a boat shall tell the board
of it. A boat that nobody owns belongs to the town.
The board may have it broken up after a year.
`, 8), "\n")[:40]

// numbered sets a page of the draft with the numbers that number gives.
func numbered(x float64, lines []string, number func(line int) string) []piece {
	out := column(72, 760, lines...)
	for i := range lines {
		if n := number(i + 1); n != "" {
			out = append(out, piece{x: x, y: 760 - 13*float64(i), size: 8, text: n})
		}
	}
	return out
}

func textOf(t *testing.T, pages ...[]piece) string {
	t.Helper()
	d, err := pdf.Read(context.Background(), file(pages...))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, b := range d.Blocks {
		out = append(out, b.Text)
	}
	return strings.Join(out, "\n")
}

// The numbers of lines are no part of the text, at any margin, whether each line has
// one or each fifth, and on a last page of few lines.
func TestLineNumbers(t *testing.T) {
	fifth := func(i int) string {
		if i%5 == 0 {
			return fmt.Sprint(i)
		}
		return ""
	}
	each := func(i int) string { return fmt.Sprint(i) }
	further := func(i int) string { return fifth(i + 40) }
	want := textOf(t, column(72, 760, draft...), column(72, 760, draft[:7]...))
	for name, pages := range map[string][][]piece{
		"fifth":        {numbered(50, draft, fifth), numbered(50, draft[:7], fifth)},
		"going on":     {numbered(50, draft, fifth), numbered(50, draft[:7], further)},
		"each":         {numbered(50, draft, each), numbered(50, draft[:7], each)},
		"right margin": {numbered(500, draft, fifth), numbered(500, draft[:7], fifth)},
	} {
		if got := textOf(t, pages...); got != want {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

// Numbers that count something else stay.
func TestNumbersThatCountNoLines(t *testing.T) {
	boats := make([]string, 12)
	for i := range boats {
		boats[i] = fmt.Sprintf("Boat %s of the harbour", strings.Repeat("x", i+3))
	}
	list := numbered(50, boats, func(i int) string { return fmt.Sprint(i) })
	if got := textOf(t, list); !strings.Contains(got, "1 Boat") || !strings.Contains(got, "12 Boat") {
		t.Errorf("a list lost its numbers:\n%s", got)
	}
	// A table of amounts that happen to rise by five.
	table := column(72, 760, boats...)
	for i := range boats {
		table = append(table, piece{x: 400, y: 760 - 13*float64(i), size: 10, text: fmt.Sprint(5 * (i + 1))})
	}
	if got := textOf(t, table); !strings.Contains(got, "55") {
		t.Errorf("a table lost its amounts:\n%s", got)
	}
	// Paragraphs numbered in the margin.
	paragraphs := numbered(50, draft, func(i int) string {
		if i%5 == 1 {
			return fmt.Sprint(i/5 + 1)
		}
		return ""
	})
	if got := textOf(t, paragraphs); !strings.Contains(got, "8 The owner") {
		t.Errorf("paragraphs lost their numbers:\n%s", got)
	}
}
