package symbol_test

import (
	"fmt"

	"bitext/corpus"
	"bitext/corpus/symbol"
)

func ExampleFind() {
	text := "Dans sa résolution 65/230, l'Assemblée a pris note du par. 52 a) i) ; 1 234,5 tonnes ont été saisies du 27 au 29 juillet 2020."
	for _, f := range symbol.Find(text, corpus.French) {
		fmt.Println(f.Kind, f.Value)
	}
	// Output:
	// document 65/230
	// reference 52(a)(i)
	// number 1234.5
	// date 2020-07-27/2020-07-29
}

func ExampleCompare() {
	source := symbol.All("Within two weeks, on 1 December, thirty experts met (5-83).", corpus.English)
	target := symbol.All("Dans un délai de quinze jours, le 1er décembre, treize experts se sont réunis (5 à 83).", corpus.French)
	for _, c := range symbol.Compare(source, target, true).Changed {
		fmt.Println(c.Source.Value, "→", c.Target.Value)
	}
	// Output: 30 → 13
}

func ExampleFormat() {
	f := symbol.Find("27–29 July 2020", corpus.English)[0]
	fmt.Println(symbol.Format(f, corpus.French))
	// Output: 27-29 juillet 2020
}
