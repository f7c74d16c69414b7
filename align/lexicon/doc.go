// Package lexicon knows how likely a word of one language becomes a word of
// another.
//
// It has two layers. A lexicon for English and French comes with the program
// (Shipped); Learn finds the probabilities in aligned texts themselves, for any
// pair of languages. Both work on units: folded stems, numbers and marks, as
// Units cuts them.
//
//	l := lexicon.Shipped(corpus.English, corpus.French)
//	forward, backward := l.Prob("meetings", "réunion")
//
// The stored lexicon, en-fr.bin, is made from 560,000 distinct pairs of
// Canadian law and of the European Parliament by the command in train; see
// .github/NOTICE for both. It holds 128,000 pairs of units in 450 kB and is
// unpacked at the first call in some 20 ms. Twice or half as many entries
// change the alignment of novels by less than a thousandth.
//
// Learn is IBM Model 1 with an eye on where words stand. What it finds in one
// document must be discounted before it is used on the same document: see
// package align.
package lexicon
