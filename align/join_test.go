package align_test

import (
	"fmt"
	"testing"

	"bitext/align"
	"bitext/corpus"
)

func TestJoin(t *testing.T) {
	source := corpus.Lines("en", corpus.English, "a\nb\nc\n")
	target := func(n int) *corpus.Document {
		text := ""
		for i := range n {
			text += fmt.Sprintln(i)
		}
		return corpus.Lines("x", "", text)
	}
	french := &align.Bitext{Source: source, Target: target(3), Paragraphs: []align.Bead{
		{Target: []int{0}, Confidence: 0.9},
		{Source: []int{0, 1}, Target: []int{1}, Confidence: 0.8},
		{Source: []int{2}, Target: []int{2}, Confidence: 1},
	}}
	spanish := &align.Bitext{Source: source, Target: target(4), Paragraphs: []align.Bead{
		{Source: []int{0}, Target: []int{0}, Confidence: 1},
		{Source: []int{1}, Target: []int{1}, Confidence: 0.7},
		{Target: []int{2}, Confidence: 1},
		{Source: []int{2}, Target: []int{3}, Confidence: 1},
	}}
	rows, err := align.Join(align.Paragraph, french, spanish)
	if err != nil {
		t.Fatal(err)
	}
	want := "[{[] [[0] []] 0.9} {[0 1] [[1] [0 1]] 0.7} {[] [[] [2]] 1} {[2] [[2] [3]] 1}]"
	if got := fmt.Sprint(rows); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	other := &align.Bitext{Source: target(1), Target: target(1)}
	if _, err := align.Join(align.Paragraph, french, other); err == nil {
		t.Error("bitexts of two sources were joined")
	}
}
