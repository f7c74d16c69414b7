// Package word finds which words of a sentence stand for which words of its
// translation.
//
// The usual way is a chain of models trained by expectation maximisation:
// IBM Model 1 (Brown et al. 1993), where every word picks its partner by
// translation probability alone, then a hidden Markov model (Vogel, Ney and
// Tillmann 1996), where the next partner is likely to stand just behind the
// last one; both are trained in either direction and the two answers are joined. Ours
// is that chain with five changes, each of which matters with little text:
//
//   - translation probabilities have a sparse Dirichlet prior and are estimated by
//     variational Bayes (Riley and Gildea 2012), so that a rare word does
//     not collect the leavings of its sentence;
//   - the prior's mean is not flat: a lexicon, where there is one, and the
//     likeness of the spelling (identical numbers and names, cognates) pull
//     towards what is known before a word of the text was read;
//   - both directions see the same sentence at the same time and count only what
//     they agree on (Liang, Taskar and Klein 2006);
//   - jumps depend on the kind of the word, where the caller tells it (see Kind and Och
//     and Ney 2003): what always stands together, "registered mail" and "courrier
//     recommandé", is linked crosswise because adjectives mostly are;
//   - links are read off the posterior probabilities, not the best path, so
//     each link has a probability of its own.
//
// Words are compared by key: pass lemmas to learn from little text, normal
// forms to stay close to the surface. Only equality, spelling and the prior's
// answer for a key matter.
//
// The same pairs give the same links, whatever the number of processors:
// expected counts are summed as integers, where order has no effect.
// Cost: about |source|² × |target| steps for each pair, direction and round.
package word

import (
	"bufio"
	"context"
	"fmt"
	"io"
)

// Pair is a sentence and its translation as keys of words, in order.
type Pair struct {
	Source, Target []string
	// SourceKinds and TargetKinds give the kinds of the words, for instance by
	// their parts of speech; nil where nothing is known of them. They must be
	// given for all pairs or for none.
	SourceKinds, TargetKinds []Kind
}

// Link joins word Source to word Target, both counted from 0 in their
// sentences.
type Link struct {
	Source, Target int
	P              float64 // probability that the link is right, as the models see it, above 0 to 1
}

// Prior knows word translations from elsewhere, such as a lexicon.
type Prior interface {
	// Prob gives P(target|source) and P(source|target) for two keys, 0 where it
	// knows nothing. It is called from several goroutines at once.
	Prob(source, target string) (forward, backward float64)
}

// Indexed is a Prior that finds its keys apart from asking for pairs of them:
// a sentence has far fewer words than pairs.
type Indexed interface {
	Prior
	// Index numbers a key of the source (side 0) or target (side 1), -1 where
	// it is not known.
	Index(side int, key string) int32
	// Between is Prob for two numbers that are not -1.
	Between(source, target int32) (forward, backward float64)
}

// Options tunes a training. The zero value is the recommended setting.
type Options struct {
	Prior   Prior // word translations known beforehand; nil where there are none
	Sample  int   // pairs to learn from, taken evenly over the text; 0 for 20,000
	Workers int   // goroutines; 0 for one a processor
}

// Align learns from the pairs and links each of them: Train and Links in one
// call. The result has one list for each pair, ordered by source word, then
// target word. It fails only when ctx ends.
func Align(ctx context.Context, pairs []Pair, opts Options) ([][]Link, error) {
	m, err := Train(ctx, pairs, opts)
	if err != nil {
		return nil, err
	}
	return m.All(ctx, pairs)
}

// WritePharaoh writes one line of links a pair, "0-0 1-2": source word, target
// word, from 0; the form that Pharaoh and Moses read.
func WritePharaoh(w io.Writer, links [][]Link) error {
	b := bufio.NewWriter(w)
	for _, line := range links {
		for i, l := range line {
			if i > 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(b, "%d-%d", l.Source, l.Target)
		}
		b.WriteByte('\n')
	}
	return b.Flush()
}
