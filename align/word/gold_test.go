package word

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

// goldPair is a pair of testdata/gold.txt with its links; possible holds the
// sure ones too.
type goldPair struct {
	Pair
	sure, possible map[[2]int]bool
}

func readGold(t testing.TB) []goldPair {
	t.Helper()
	f, err := os.Open("testdata/gold.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []goldPair
	var english []string
	for s := bufio.NewScanner(f); s.Scan(); {
		line := s.Text()
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case english == nil:
			english = strings.Fields(line)
		default:
			g, err := parseGold(english, strings.Fields(line))
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			all = append(all, g)
			english = nil
		}
	}
	return all
}

func parseGold(english, french []string) (goldPair, error) {
	g := goldPair{sure: map[[2]int]bool{}, possible: map[[2]int]bool{}}
	for _, w := range english {
		g.Source = append(g.Source, strings.ToLower(w))
	}
	for j, token := range french {
		word, list, _ := strings.Cut(token, "=")
		if word == "" || strings.HasPrefix(token, "==") {
			word, list = "=", strings.TrimPrefix(token, "==")
		}
		g.Target = append(g.Target, strings.ToLower(word))
		for _, name := range strings.Split(list, "+") {
			if name == "" {
				continue
			}
			name, possible := strings.CutPrefix(name, "?")
			if name == "" {
				name, possible = "?", false
			}
			i, err := position(english, name)
			if err != nil {
				return g, err
			}
			g.possible[[2]int{i, j}] = true
			if !possible {
				g.sure[[2]int{i, j}] = true
			}
		}
	}
	return g, nil
}

// position finds "word" or "word#2" in a sentence.
func position(sentence []string, name string) (int, error) {
	name, number, _ := strings.Cut(name, "#")
	left, _ := strconv.Atoi(number)
	for i, w := range sentence {
		if w == name {
			if left--; left <= 0 {
				return i, nil
			}
		}
	}
	return 0, fmt.Errorf("no word %q", name)
}

// errorRate is the alignment error rate of Och and Ney (2003) with its parts.
func errorRate(gold []goldPair, links [][]Link) (aer, precision, recall float64) {
	var hitSure, hitPossible, given, wanted float64
	for n, g := range gold {
		for _, l := range links[n] {
			given++
			if g.sure[[2]int{l.Source, l.Target}] {
				hitSure++
			}
			if g.possible[[2]int{l.Source, l.Target}] {
				hitPossible++
			}
		}
		wanted += float64(len(g.sure))
	}
	return 1 - (hitSure+hitPossible)/(given+wanted), hitPossible / given, hitSure / wanted
}
