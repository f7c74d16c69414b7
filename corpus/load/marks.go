package load

import (
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// Ranks of marks, the surest first.
const (
	rankCode   = 0 // a code or name of a language as a part of the name, or a folder of that name; the ending of the file
	rankLetter = 1 // one letter at the end, as the United Nations mark their files: -E, -F
	rankLoose  = 2 // a capital that stands elsewhere by itself (E/a.txt, F-CN.7.txt), a code run into the name (reportEN)
	lastRank   = rankLoose
)

// hole stands in a key where the mark was.
const hole = "\x00"

// langMark is one way to read a path: the language that a mark in it names, and
// the path without the mark.
type langMark struct {
	key   string // in small letters
	shown string // as written
	lang  corpus.Lang
	tag   string // script and region behind the code, in small letters ("-hant", "_ca")
	rank  int
}

// codes are the codes of languages, of two or three letters, that are taken for
// marks: those that are no words of the languages that files are named in. cn is
// a country's, but meant so, and ang is what French speakers write.
const codes = " en=en eng=en ang=en fr=fr fra=fr fre=fr es=es spa=es ru=ru rus=ru ar=ar ara=ar zh=zh chi=zh zho=zh cn=zh de=de deu=de ger=de" +
	" it=it ita=it pt=pt por=pt nl=nl nld=nl dut=nl pl=pl pol=pl sv=sv swe=sv da=da dan=da fi=fi fin=fi cs=cs ces=cs cze=cs" +
	" el=el ell=el gre=el hu=hu hun=hu ro=ro ron=ro bg=bg bul=bg hr=hr hrv=hr sk=sk slk=sk sl=sl slv=sl" +
	" lv=lv lav=lv lt=lt ga=ga gle=ga mt=mt mlt=mt uk=uk ukr=uk tr=tr tur=tr ja=ja jpn=ja ko=ko kor=ko he=he heb=he" +
	" fa=fa fas=fa vi=vi vie=vi tha=th "

// words are codes that are words, too ("no", "et", "is", "id"), or names of regions:
// they are marks at the end of a name and as the name of a folder.
const words = " no=no nb=nb nn=nn nor=no nob=nb et=et is=is isl=is ca=ca eu=eu eus=eu hi=hi hin=hi id=id ind=id ms=ms th=th sr=sr srp=sr" +
	" mk=mk mkd=mk sq=sq bs=bs gl=gl glg=gl cy=cy cym=cy ka=ka hy=hy az=az aze=az kk=kk be=be bel=be lt=lt lit=lt my=my km=km lo=lo" +
	" ne=ne si=si ta=ta te=te ur=ur urd=ur bn=bn ben=bn sw=sw swa=sw af=af "

// letters are the marks of the six languages of the United Nations.
const letters = " e=en f=fr s=es r=ru a=ar c=zh "

// lookUp finds a mark in a table.
func lookUp(table, mark string) corpus.Lang {
	mark = strings.ToLower(mark)
	if mark == "" || strings.ContainsAny(mark, " =") {
		return ""
	}
	i := strings.Index(table, " "+mark+"=")
	if i < 0 {
		return ""
	}
	rest := table[i+len(mark)+2:]
	return corpus.Lang(rest[:strings.IndexByte(rest, ' ')])
}

// markOf is the language that a word is the code or the name of.
func markOf(word string) corpus.Lang {
	if l := lookUp(codes, word); l != "" || len(word) <= 3 {
		return l
	}
	return lang.ByName(word)
}

// marksOf gives every way to read the path of a file: one for each mark in it,
// and one for all marks of one language together (FR/report_fr.txt).
func marksOf(f file) []langMark {
	r := readPath(f)
	return r.readings()
}

// readPath finds the marks in the path of a file.
func readPath(f file) pathReader {
	r := pathReader{parts: slices.Clone(f.parts)}
	last := len(r.parts) - 1
	ext := filepath.Ext(f.path)
	stem := strings.TrimSuffix(r.parts[last], ext)
	if l := markOf(strings.TrimPrefix(ext, ".")); l != "" && stem != "" { // corpus.en
		r.parts[last] = stem + "."
		r.found = append(r.found, found{last, len(stem) + 1, len(stem) + 1, l, "", rankCode})
	} else {
		r.parts[last] = stem
	}
	for i, part := range r.parts {
		tokens(part, func(from, to int) { r.token(i, from, to, i == last) })
	}
	r.runInto(last)
	return r
}

// pathReader finds the marks in a path.
type pathReader struct {
	parts []string // the last without the ending of the file
	found []found
}

// found is a mark in a part of a path.
type found struct {
	part, from, to int
	lang           corpus.Lang
	tag            string
	rank           int
}

// token looks at one word of a part of the path.
func (r *pathReader) token(i, from, to int, last bool) {
	part := r.parts[i]
	word := part[from:to]
	end := to + subtags(part[to:])
	l := markOf(word)
	if l == "" && end == len(part) && (last || from == 0) {
		l = lookUp(words, word)
	}
	if l != "" {
		r.found = append(r.found, found{i, from, end, l, strings.ToLower(part[to:end]), rankCode})
	}
	l = lookUp(letters, word)
	switch {
	case l == "":
	case last && to == len(part) && from > 0:
		r.found = append(r.found, found{i, from, to, l, "", rankLetter})
	case word == strings.ToUpper(word):
		r.found = append(r.found, found{i, from, to, l, "", rankLoose})
	}
}

// runInto finds a mark in capitals that a name without capitals before it runs
// into: reportEN, L.2E.
func (r *pathReader) runInto(last int) {
	name := r.parts[last]
	for _, n := range []int{2, 1} {
		if len(name) <= n {
			continue
		}
		mark, before := name[len(name)-n:], name[len(name)-n-1]
		table := codes
		if n == 1 {
			table = letters
		}
		digit, small := before >= '0' && before <= '9', before >= 'a' && before <= 'z'
		if l := lookUp(table, mark); l != "" && mark == strings.ToUpper(mark) && (digit || small && n == 2) {
			r.found = append(r.found, found{last, len(name) - n, len(name), l, "", rankLoose})
			return
		}
	}
}

// readings makes a key of each mark, and one of all that name one language.
func (r *pathReader) readings() []langMark {
	var out []langMark
	for k, f := range r.found {
		out = append(out, r.reading(r.found[k:k+1]))
		var same []found
		for _, g := range r.found {
			if g.lang == f.lang {
				same = append(same, g)
			}
		}
		if len(same) > 1 && same[0] == f {
			out = append(out, r.reading(same))
		}
	}
	return out
}

// reading is the path with holes where marks of one language stand; it is as
// sure as the surest of them.
func (r *pathReader) reading(marks []found) langMark {
	parts := slices.Clone(r.parts)
	m := langMark{lang: marks[0].lang, rank: lastRank}
	for _, f := range slices.Backward(marks) { // those behind first: they stay where they are
		part := parts[f.part]
		if f.to > len(part) || strings.Contains(part[f.from:f.to], hole) {
			continue
		}
		parts[f.part] = part[:f.from] + hole + part[f.to:]
		m.rank = min(m.rank, f.rank)
		m.tag = max(m.tag, strings.ReplaceAll(f.tag, "_", "-"))
	}
	m.shown = strings.Join(parts, "/")
	m.key = strings.ToLower(norm.NFC.String(m.shown)) // some systems write accents apart
	return m
}

// regions are those that are written small, too.
const regions = " us gb uk ca ie au nz za fr be ch lu es mx ar br pt de at it nl ru cn tw hk "

// subtags is the length of what belongs to a mark behind it: a script and a region
// (en-US, fr_CA, pt-br, es-419, zh-Hans, sr-Latn-RS).
func subtags(rest string) int {
	n := 0
	for _, length := range []int{4, 3, 2} {
		behind := rest[n:]
		if len(behind) <= length || behind[0] != '-' && behind[0] != '_' {
			continue
		}
		tag := behind[1 : 1+length]
		switch {
		case length == 2 && !isRegion(behind[1:]):
		case length == 3 && strings.Trim(tag, "0123456789") != "":
		case length == 4 && !strings.Contains(scripts, " "+strings.ToLower(tag)+" "):
		case len(behind) > length+1 && strings.IndexByte("._- )]", behind[length+1]) < 0:
		default:
			n += length + 1
		}
	}
	return n
}

// scripts are those that tell two ways to write one language.
const scripts = " hans hant latn cyrl arab "

// isRegion reports whether two capitals, or the small letters of a region, stand
// at the start, and nothing else of a word.
func isRegion(s string) bool {
	if len(s) > 2 && strings.IndexByte("._- )", s[2]) < 0 {
		return false
	}
	code := s[:2]
	return code == strings.ToUpper(code) && code != strings.ToLower(code) || strings.Contains(regions, " "+code+" ")
}

// tokens calls f with the bounds of the parts of a name between punctuation.
func tokens(name string, f func(from, to int)) {
	from := 0
	for i := 0; i <= len(name); i++ {
		if i == len(name) || strings.IndexByte("._- ()[]+,@", name[i]) >= 0 {
			if i > from {
				f(from, i)
			}
			from = i + 1
		}
	}
}
