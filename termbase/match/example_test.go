package match_test

import (
	"fmt"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/termbase/match"
)

func ExampleFinder_Find() {
	f := match.New([]match.Term{{Text: "coopération policière"}, {Text: "plan d'action"}}, corpus.French)
	text := "Les plans d’action portent sur la coopération judiciaire et policière."
	for _, m := range f.Find(lang.For(corpus.French).Words(text)) {
		fmt.Println(m.In(text))
	}
	// Output:
	// plans d’action
	// coopération judiciaire et policière
}
