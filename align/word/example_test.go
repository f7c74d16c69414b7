package word_test

import (
	"context"
	"os"
	"strings"

	"bitext/align/word"
)

func ExampleAlign() {
	var pairs []word.Pair
	for _, p := range [][2]string{
		{"the court decides", "le tribunal décide"},
		{"the appeal court", "la cour d' appel"},
		{"the court of justice decides", "la cour de justice décide"},
	} {
		pairs = append(pairs, word.Pair{Source: strings.Fields(p[0]), Target: strings.Fields(p[1])})
	}
	links, err := word.Align(context.Background(), pairs, word.Options{Prior: word.Shipped("en", "fr")})
	if err != nil {
		panic(err)
	}
	word.WritePharaoh(os.Stdout, links)
	// Output:
	// 0-0 1-1 2-2
	// 0-0 1-3 2-1
	// 0-0 1-1 2-2 3-3 4-4
}
