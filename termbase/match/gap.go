package match

// gaps is what may still be put into a term while it is matched.
type gaps struct {
	kind  Kind
	spent bool // the one insertion or coordination of the term is used up
}

// Limits of what may stand between two words of a term.
const (
	freeLimit  = 4 // articles and prepositions: "mise en œuvre de l'une des"
	coordReach = 7 // words from one part to the next over a coordination
	coordWords = 2 // words on each side of the conjunction
)

// next is the word that the part falls on, after word at; -1 where there is
// none within what the kind of match allows.
func (s *search) next(p *part, at int, g *gaps) int {
	words := s.text.Words
	free := 0
	for i := at + 1; i < len(words); i++ {
		w := &words[i]
		if s.fits(p, i) {
			return i
		}
		if !w.free || free == freeLimit {
			break
		}
		free++
	}
	if g.spent {
		return -1
	}
	switch g.kind {
	case Inserted:
		return s.overInsertion(p, at, g)
	case Coordinated:
		return s.overCoordination(p, at, g)
	}
	return -1
}

// overInsertion lets one adjective or adverb, or a participle with its
// adverb, stand between.
func (s *search) overInsertion(p *part, at int, g *gaps) int {
	words := s.text.Words
	inserted := 0
	for i := at + 1; i < len(words) && i <= at+freeLimit+1; i++ {
		w := &words[i]
		if inserted > 0 && s.fits(p, i) {
			g.spent = true
			return i
		}
		switch {
		case w.free:
		case w.Modifier() && inserted == 0 && !s.used[i]:
			inserted++
		default:
			return -1
		}
	}
	return -1
}

// overCoordination lets "X et", "et X de", "X, Y et" stand between: up to two
// words on each side of a conjunction. Where the first word has a modifier of its
// own, a noun right before the last word takes that one: "la population locale et
// les personnes civiles" has no "population civile".
func (s *search) overCoordination(p *part, at int, g *gaps) int {
	words := s.text.Words
	side, conj := 0, 0
	modified, noun := false, false
	for i := at + 1; i < len(words) && i <= at+coordReach; i++ {
		w := &words[i]
		if conj > 0 && s.fits(p, i) {
			if modified && noun && w.Modifier() {
				return -1
			}
			g.spent = true
			return i
		}
		modified = modified || conj == 0 && i == at+1 && w.Modifier() && !w.conj
		noun = conj > 0 && w.Nominal() && !w.Modifier() && !w.free && !w.conj
		switch {
		case w.conj:
			side = 0
			conj++
		case w.free:
		case w.stop || side == coordWords || w.form.verb && !w.form.noun && !w.form.modifier:
			return -1
		default:
			side++
		}
	}
	return -1
}
