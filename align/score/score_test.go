package score_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"bitext/align/score"
)

func beads(t testing.TB, text string) score.Result {
	t.Helper()
	gold, test, _ := strings.Cut(text, "--\n")
	g, err := score.Read(strings.NewReader(gold))
	if err != nil {
		t.Fatal(err)
	}
	b, err := score.Read(strings.NewReader(test))
	if err != nil {
		t.Fatal(err)
	}
	return score.Beads(g, b)
}

func TestBeads(t *testing.T) {
	for name, c := range map[string]struct {
		text              string
		strict, lax, link float64
	}{
		"same":      {"0\t0\n1,2\t1\n\t2\n--\n[0]:[0]:1\n[1, 2]:[1]:1\n[]:[2]:1\n", 1, 1, 1},
		"nothing":   {"0\t0\n--\n[0]:[]\n[]:[0]\n", 0, 0, 0},
		"half":      {"0\t0\n1,2\t1\n--\n[0]:[0]\n[1]:[1]\n[2]:[]\n", 0.4, 0.8, 0.8},
		"uncovered": {"0\t0\n--\n[0]:[0]\n[1]:[7]\n", 1, 1, 1},
		"repeated":  {"0\t0\n--\n[0]:[0]\n[0]:[0]\n", 1, 1, 1},
	} {
		r := beads(t, c.text)
		for k, got := range []float64{r.Strict.F1(), r.Lax.F1(), r.Link.F1()} {
			if want := []float64{c.strict, c.lax, c.link}[k]; math.Abs(got-want) > 1e-9 {
				t.Errorf("%s: figure %d is %.4f, want %.4f", name, k, got, want)
			}
		}
	}
}

func TestAddCountsOverTexts(t *testing.T) {
	r := beads(t, "0\t0\n--\n[0]:[0]\n")
	r.Add(beads(t, "0\t0\n--\n[0]:[]\n"))
	if got := r.Strict.Precision; got != (score.Ratio{Right: 1, All: 2}) {
		t.Errorf("precision %v", got)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, text := range []string{"[0]", "x\t0", "[0]:[-1]", "[0]:[0]:much"} {
		if _, err := score.Read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%q: error %v", text, err)
		}
	}
}

func ExampleBeads() {
	gold, _ := score.Read(strings.NewReader("0\t0\n1\t1\n2\t2\n"))
	test, _ := score.Read(strings.NewReader("[0]:[0]:0.99\n[1, 2]:[1]:0.60\n[]:[2]:0.40\n"))
	r := score.Beads(gold, test)
	fmt.Println(r)
	fmt.Println("precision", r.Strict.Precision, "recall", r.Strict.Recall)
	// Output:
	// strict 0.3333  lax 0.6667  link 0.6667
	// precision {1 3} recall {1 3}
}
