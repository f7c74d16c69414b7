// Package align finds which paragraphs and sentences of a translation stand
// for which of the original.
//
// A bead (Brown, Lai and Mercer 1991) is a group of segments of the source and
// the group of the target that translates it; either may be empty. A bitext
// (Harris 1988) is the two documents with their beads.
//
//	b, err := align.Documents(ctx, source, target, align.Options{Level: align.Sentence})
//	for _, bead := range b.Sentences { … bead.Source, bead.Target, bead.Confidence … }
//
// # The usual way
//
// Gale and Church (1993) saw that long sentences are translated by long
// sentences: dynamic programming over the grid of both texts finds the path of
// beads 1-1, 1-2, 2-1, 2-2, 1-0 and 0-1 that makes all lengths likely. It goes
// astray where something is missing, and finds back only by luck. Moore (2002)
// takes the surest beads of such a path, learns from them which word translates
// which (IBM Model 1, Brown et al. 1993), and searches again with words and
// lengths together; hunalign (Varga et al. 2005) and Gargantua (Braune and
// Fraser 2010) refine that. Vecalign (Thompson and Koehn 2019) and Bertalign
// (Liu and Zhu 2022) compare vectors of sentences instead, from neural models of
// gigabytes.
//
// # Ours
//
// We stay with words, and take from the texts whatever they say:
//
//	units ─► rows ─► coarse chain ─► search ─► learn ┐
//	                                   ▲             │ round by round
//	                                   └─────────────┘
//	      ─► moved parts ─► decision ─► provisions with a tail ─► beads
//
// Units (package lexicon) are stems, numbers and the marks that translations
// keep. Rows say for each unit of one side how likely it becomes each unit of
// the other. They mix three sources: units that are written alike (names,
// numbers, learned words), the stored lexicon for English and French, and Model
// 1 learned from the beads of the round before, where words are expected to
// keep their relative place (Dyer, Chahuneau and Smith 2013).
//
// The lexical score of target unit t beside a window of L source units is
//
//	log( λ(t) + 0.8 · min(1, Σ p(t|s)) / (L+1)^0.9 / background(t) ), at most 8
//
// the likelihood ratio of a mixture: t stands there by itself (λ), or
// translates one of the window; against t by chance. It is taken in both
// directions. Four details carry the weight:
//
//   - λ depends on how much of t's translations are known at all. A word of
//     which the lexicon knows nothing says nothing when it is not matched.
//     With a fixed λ a poor lexicon condemns every true bead (strict F1 .90
//     instead of .95 in the mean of our sets). And λ is learned from the beads
//     of the round before: a word that is nearly always translated speaks
//     against a bead when it is not; see free.go.
//   - What is learned is discounted by one count: p − 1/c. Otherwise every word
//     that occurs once confirms the first wrong path for ever (.93).
//   - Longer windows thin their evidence (L^0.9): this is what keeps beads
//     small where a report repeats itself.
//   - Units of a segment beyond forty count as the square root: words of a long
//     recital are not independent, and one that is translated freely would seem
//     proven wrong.
//
// A bead scores the lexical evidence, the likelihood of its lengths (Student's t
// in place of the normal: free translation has heavy tails), the prior of its
// shape, and its traits. Gaps score nothing by words; the first segment costs
// more than the next, so that an omitted annex is cheaper than as many single
// omissions, and cheaper than swallowing it.
//
// Traits are what is seen without reading: the number at the start of a
// segment, its first and last character, the kind of block, and how one segment
// ends and the next within the same bead begins. None of it is law. One side
// may have lost its numbers, two annexes may both begin at 1. So each trait is
// worth the log ratio of how often its values meet in the beads of the last
// path and how often they would by chance. The prior of shapes, the ratio and
// the spread of lengths, and the cost of gaps are learned in the same way, each
// from a first belief that counts as some dozens of beads. A report that is one
// to one thereby becomes dear to merge, a novel stays cheap; no switch has to be
// set.
//
// # Search in linear time
//
// Because a window's score of each single segment of the other side is kept as
// a running sum, every bead of any shape is two subtractions. One table serves
// all shapes up to six segments a side.
//
// The search looks only at a band about a path. For the first one the texts are
// cut into pieces, so few that all pairs can be compared by the units that are
// rare among them; the heaviest rising chain of pairs is found as for the
// longest common subsequence; the pieces on it are cut finer by six, level by
// level, down to segments, each level looking only near the chain of the one
// before. A missing annex is an L in the chain:
//
//	   ──target──►
//	│ ■ ■
//	│   ■ ■
//	s     ■            source segments without counterpart:
//	o     ■            the band goes down, not along the diagonal
//	u     ■
//	▼     ■ ■
//	        ■ ■
//
// Later rounds go 6 segments to either side where the path has changed in the
// last round, 3 where it has not, there with beads of up to four segments a side,
// and end when fewer than one bead in a thousand changes, or, after four rounds,
// one in fifty: where no lexicon is stored and hardly a word looks alike, as between
// Portuguese and Chinese, six and more go on to find what the first ones missed. Scores are computed
// stripe by stripe on all cores and put together in order: the result does not
// depend on the number of cores.
//
// Time is O((n+m) · width · units), memory O((n+m) · width) bytes for the way
// back and the texts themselves. In texts of more than 10,000 beads every
// second, third … bead is learned from, so that learning is bounded.
//
// Measured on two cores, whole process (bitext align --as lines, Canadian law,
// English and French):
//
//	lines a side    time of all cores    memory
//	        500          0.3 s             60 MB
//	     11,000          4.5 s            107 MB
//	     22,000           12 s            118 MB
//	     88,000           47 s            189 MB
//	    250,138          139 s            477 MB
//
// All but the second with other work on the machine, which costs up to a half.
//
// # What does not go straight on
//
// Neighbours that changed places, and lists of definitions or of countries that
// each language sorts by its own alphabet, cross; no path can follow. After the
// rounds, segments and stretches that two gaps left alone are tried as pairs, and
// stretches where both sides are sorted are paired entry by entry. Each such change of
// order is taken only when the stretch, searched again in the new order, scores
// clearly better than before. Beads then cross: their targets do not rise.
//
// So are beads of two or three segments a side in which neighbours stand the
// other way round.
//
// A provision whose closing words the translator has moved into its opening
// becomes one bead, see enclosed.go; so do two sentences between which a clause
// has crossed the border, see displaced.go. A footnote between the halves of a
// paragraph that a page end cuts in two is set aside before the last search, see
// interrupted.go.
//
// # Decision
//
// The best path of the search is one of many near it. Which beads most of these
// agree on is worked out from the sums over all of them (settle.go), and the path
// taken in which most segments are expected to stand in a right bead. Against
// the best path this gains two to three points of strict F1 on yearbooks, nearly
// all of it by the clauses that cross, and three quarters of a point on novels.
// Here beads also lose by a segment of which the other side knows nothing
// (unsupported.go): insertions stay by themselves.
//
// # Paragraphs, then sentences
//
// Sentences are laid out in the order of the paragraph beads, so that moved
// paragraphs are followed, and aligned by the same search. The borders of
// paragraph beads are soft: a bead may cross one at a cost.
//
// # Confidence
//
// The confidence of a bead is its posterior probability, from the same sums.
// Over the development sets (novels, laws, treaties, reports, yearbooks; 10,700
// beads), where "right" means strictly the bead of the gold (go test ./align -run
// Reliability -v):
//
//	said        beads   right
//	0.99–1       9853   99.6 %
//	0.9–0.99      593   93 %
//	0.8–0.9       129   84 %
//	0.7–0.8        53   68 %
//	0.6–0.7        32   50 %
//	0.5–0.6        14   57 %
//	below 0.5      11   91 %
//
// Beads of provisions with a tail are said to be 0.8.
//
// The verdict over two whole texts weighs the surely matched share, and asks
// whether words find their translation in their own bead more often than in
// others; see verdict.go.
//
// # Invariants
//
//   - Every segment of either side stands in exactly one bead.
//   - Kept beads come out as they went in; no other bead crosses them.
//   - The same input gives the same beads, on any number of cores.
//   - Any input gives an answer: empty sides, noise, one segment against ten
//     thousand.
//
// # Limits
//
// Beads have at most six segments a side and eight in all (1-6 and 6-1
// included). Gaps inside a bead are found only where they cut a sentence in two,
// in scripts that have lower case. For languages
// without a stored lexicon and without shared writing, texts of fewer than
// about fifty segments have little but lengths and numbers to go by; up to a
// hundred a side the search starts twice, from different beliefs about gaps and
// lengths, and the path of which more is expected to be right is taken. Free
// translations in which hardly anything looks alike, Chinese novels in English, start
// again as distant.go has it: of a chapter, three beads in four are right then, of
// several thousand sentences only half.
//
// # References
//
// Brown, Lai, Mercer: Aligning sentences in parallel corpora. ACL 1991.
// Brown et al.: The mathematics of statistical machine translation. CL 19, 1993.
// Gale, Church: A program for aligning sentences in bilingual corpora. CL 19, 1993.
// Simard, Foster, Isabelle: Using cognates to align sentences. TMI 1992.
// Moore: Fast and accurate sentence alignment of bilingual corpora. AMTA 2002.
// Varga et al.: Parallel corpora for medium density languages. RANLP 2005.
// Braune, Fraser: Improved unsupervised sentence alignment. COLING 2010.
// Dyer, Chahuneau, Smith: A simple, fast, and effective reparameterization of
// IBM Model 2. NAACL 2013.
// Thompson, Koehn: Vecalign. EMNLP 2019. Liu, Zhu: Bertalign. DSH 2022.
// Rabiner: A tutorial on hidden Markov models. Proc. IEEE 77, 1989.
package align
