package load

import (
	"path/filepath"
	"strings"

	"bitext/corpus"
)

// Ranks of marks, the surest first.
const (
	rankCode   = 0 // a code or name of a language as a part of the name, or a folder of that name
	rankLetter = 1 // one letter at the end, as the United Nations mark their files: -E, -F
	lastRank   = rankLetter
)

// hole stands in a key where the mark was.
const hole = "\x00"

// langMark is one way to read a path: the language that a mark in it names, and
// the path without the mark.
type langMark struct {
	key   string // in small letters
	shown string // as written
	lang  corpus.Lang
	rank  int
}

// codes names the marks of languages: codes of one to three letters, names in
// English and in the language itself.
const codes = " en=en eng=en english=en anglais=en inglés=en ingles=en" +
	" fr=fr fra=fr fre=fr french=fr français=fr francais=fr francés=fr" +
	" es=es spa=es spanish=es español=es espanol=es espagnol=es" +
	" ru=ru rus=ru russian=ru русский=ru russe=ru" +
	" ar=ar ara=ar arabic=ar العربية=ar arabe=ar" +
	" zh=zh chi=zh zho=zh chinese=zh cn=zh 中文=zh chinois=zh" +
	" de=de deu=de ger=de german=de deutsch=de allemand=de" +
	" it=it ita=it italian=it italiano=it italien=it pt=pt por=pt portuguese=pt português=pt portugais=pt" +
	" nl=nl nld=nl dut=nl dutch=nl pl=pl pol=pl polish=pl sv=sv swe=sv da=da dan=da fi=fi fin=fi cs=cs ces=cs" +
	" el=el ell=el hu=hu hun=hu ro=ro ron=ro bg=bg bul=bg hr=hr hrv=hr sk=sk slk=sk sl=sl slv=sl" +
	" uk=uk ukr=uk tr=tr tur=tr ja=ja jpn=ja ko=ko kor=ko he=he heb=he fa=fa fas=fa vi=vi vie=vi "

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

// marksOf gives every way to read the path of a file.
func marksOf(f file) []langMark {
	var out []langMark
	for i, part := range f.parts {
		last := i == len(f.parts)-1
		if last {
			part = strings.TrimSuffix(part, filepath.Ext(part))
		}
		add := func(from, to int, l corpus.Lang, rank int) {
			marked := append([]string(nil), f.parts...)
			marked[len(marked)-1] = strings.TrimSuffix(marked[len(marked)-1], filepath.Ext(f.path))
			marked[i] = part[:from] + hole + part[to:]
			shown := strings.Join(marked, "/")
			out = append(out, langMark{strings.ToLower(shown), shown, l, rank})
		}
		tokens(part, func(from, to int) {
			word := part[from:to]
			if l := lookUp(codes, word); l != "" {
				end := to
				// A region belongs to the mark: en-US, fr_CA, pt-BR.
				if rest := part[to:]; len(rest) >= 3 && (rest[0] == '-' || rest[0] == '_') && isRegion(rest[1:]) {
					end = to + 3
				}
				add(from, end, l, rankCode)
			}
			if l := lookUp(letters, word); l != "" && last && to == len(part) && from > 0 {
				add(from, to, l, rankLetter)
			}
		})
	}
	return out
}

// isRegion reports whether two capitals stand at the start, and nothing else
// of a word.
func isRegion(s string) bool {
	upper := func(c byte) bool { return c >= 'A' && c <= 'Z' }
	return len(s) >= 2 && upper(s[0]) && upper(s[1]) && (len(s) == 2 || strings.IndexByte("._- )", s[2]) >= 0)
}

// tokens calls f with the bounds of the parts of a name between punctuation.
func tokens(name string, f func(from, to int)) {
	from := 0
	for i := 0; i <= len(name); i++ {
		if i == len(name) || strings.IndexByte("._- ()[]+,", name[i]) >= 0 {
			if i > from {
				f(from, i)
			}
			from = i + 1
		}
	}
}
