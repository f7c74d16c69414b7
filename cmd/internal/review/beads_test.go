package review

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"bitext/align"
)

func TestCorrections(t *testing.T) {
	v := visit(t, shipped(t))
	pair := pairNamed(t, v.db, "water-2021", "fr")
	at := "/pairs/" + itoa(pair)
	beads := sentenceBeads(t, v.db, pair)
	first, second := beadKey(beads[0]), beadKey(beads[1])
	if code, text := v.post(at, "do", "confirm", "bead", first, "level", "sentence"); code != http.StatusOK || !sentenceBeads(t, v.db, pair)[0].Fixed || !strings.Contains(text, `data-change="1"`) {
		t.Errorf("confirm: %d\n%s", code, text)
	}
	for name, form := range map[string][]string{
		"another's next": {"do", "merge", "bead", first, "next", "7:7"}, "no such bead": {"do", "confirm", "bead", "900:900"}, "no bead": {"do", "detach", "bead", ""},
	} {
		if code, _ := v.post(at, form...); code != http.StatusConflict {
			t.Errorf("%s: %d", name, code)
		}
	}
	if code, _ := v.post(at, "do", "split", "bead", first, "source", "0", "target", "0"); code != http.StatusUnprocessableEntity {
		t.Errorf("a part of nothing: %d", code)
	}
	if code, _ := v.post(at, "do", "nonsense", "bead", first); code != http.StatusBadRequest {
		t.Error(code)
	}
	if code, _ := v.get(at + "/split?level=sentence&at=" + first); code != http.StatusUnprocessableEntity {
		t.Errorf("one against one: %d", code)
	}
	if code, _ := v.post(at, "do", "merge", "bead", first, "next", second); code != http.StatusOK || len(sentenceBeads(t, v.db, pair)) != len(beads)-1 {
		t.Errorf("merge: %d", code)
	}
	if code, _ := v.post(at+"/undo", "change", "2"); code != http.StatusOK || len(sentenceBeads(t, v.db, pair)) != len(beads) {
		t.Errorf("undo: %d", code)
	}
	if code, _ := v.post(at+"/undo", "change", "77"); code != http.StatusNotFound {
		t.Error(code)
	}
	v.ok(at + "?doubtful=1")
	v.ok(at + "?level=paragraph&page=99")
}

// TestTheSourceIsNeverCutAnew does everything that the page can do to beads, and
// looks each time at the source: its segments stand once each and in their order,
// and a border that is moved leaves the two source sides as they were.
func TestTheSourceIsNeverCutAnew(t *testing.T) {
	v := visit(t, shipped(t))
	pair := pairNamed(t, v.db, "water-2021", "fr")
	at := "/pairs/" + itoa(pair)
	segments := 0
	for _, b := range sentenceBeads(t, v.db, pair) {
		segments += len(b.Source)
	}
	done := map[string]int{}
	for i := 0; i < 60; i++ {
		beads := sentenceBeads(t, v.db, pair)
		n := (i * 7) % (len(beads) - 1)
		what := []string{"down", "up", "merge", "split", "detach", "confirm", "release"}[i%7]
		form := []string{"do", what, "bead", beadKey(beads[n]), "next", beadKey(beads[n+1]), "source", itoa(int64((len(beads[n].Source) + 1) / 2)), "target", itoa(int64(len(beads[n].Target) / 2))}
		code, text := v.post(at, form...)
		if code != http.StatusOK && code != http.StatusUnprocessableEntity {
			t.Fatalf("%s: %d\n%s", what, code, text)
		}
		after := sentenceBeads(t, v.db, pair)
		next := 0
		for _, b := range after {
			for _, s := range b.Source {
				if s != next {
					t.Fatalf("%s of %s: source segment %d stands where %d should", what, beadKey(beads[n]), s, next)
				}
				next++
			}
		}
		if next != segments {
			t.Fatalf("%s: %d of %d source segments are left", what, next, segments)
		}
		if code == http.StatusOK {
			done[what]++
			if what == "down" || what == "up" {
				if x, y := sourceSides(beads), sourceSides(after); x != y {
					t.Errorf("%s of %s changed the source sides: %s, %s", what, beadKey(beads[n]), x, y)
				}
			}
		}
	}
	if len(done) != 7 {
		t.Errorf("only %v were done", done)
	}
}

// sourceSides lists the source sides of beads, but for empty ones.
func sourceSides(beads []align.Bead) string {
	var out strings.Builder
	for _, b := range beads {
		if len(b.Source) > 0 {
			fmt.Fprint(&out, b.Source)
		}
	}
	return out.String()
}
