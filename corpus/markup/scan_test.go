package markup

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// tokens lists the tokens of a source up to the first error, each with the line
// at which it ends.
func tokens(next func() (xml.Token, error), line func() int) (list []string, err error) {
	for {
		t, err := next()
		if err != nil {
			var syntax *xml.SyntaxError
			if errors.As(err, &syntax) {
				err = fmt.Errorf("line %d: %s", syntax.Line, syntax.Msg)
			}
			return list, err
		}
		list = append(list, fmt.Sprintf("%d %T %q", line(), t, fmt.Sprint(t)))
	}
}

// sameTokens holds the scanner to what encoding/xml says, reading whole and
// byte by byte.
func sameTokens(t *testing.T, data []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = charsetReader
	want, wantErr := tokens(d.RawToken, func() int { line, _ := d.InputPos(); return line })
	for name, r := range map[string]io.Reader{"whole": bytes.NewReader(data), "bytes": iotest.OneByteReader(bytes.NewReader(data))} {
		s := newScanner(r)
		got, err := tokens(s.next, func() int { return s.line })
		if !strings.HasSuffix(fmt.Sprint(wantErr), fmt.Sprint(err)) { // encoding/xml says more of encodings
			t.Errorf("%s: %q: error %v, want %v", name, data, err, wantErr)
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: %q: got\n%s\nwant\n%s", name, data, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

var scanned = []string{
	"", "text alone", "<a/>", "<a></a>\n", "<a x='1' y = \"2\"\n>t</a >", "<?xml version=\"1.0\"?>\r\n<a>\r\nb\r</a>",
	"<x:a x:b=\"é\">ü&amp;&lt;&#39;&#x41;</x:a>", "<a:b:c/>", "<:a/>", "<a:/>", "<é>x</é>", "<aé b='1'/>", "<a b/>", "<a b=c/>", "<a b='<'/>", "<a b='>]]>'/>",
	"<a>]]></a>", "<a>]]&gt;</a>", "<a><![CDATA[x<y&z]]>t</a>", "<!-- c --><a><!--x--y--></a>", "<!DOCTYPE a [<!ENTITY b '>'>]><a>&b;</a>", "<a>&amp</a>", "<a>&", "<a>\x01</a>",
	"<a>\xff</a>", "<a>\uFFFF</a>", "<a b='\xff'/>", "<a", "<a ", "<a x", "<a x=", "<a x='", "<", "</", "</a", "< a>", "<a/ >", "<1/>", "<a.b-c_d/>", "<a>\u00a0\u2028</a>",
	"<?xml version='1.0' encoding='iso-8859-1'?><a b='\xe9'>\xe9</a>", "<?xml encoding='klingon'?><a/>", "<?xml version='1.1'?><a/>", "<a><b/><c d='e'/></a>", "<a\rb='\r\n'/>",
	"<a>&#10;&#13;&#9;&#0;</a>", "<a b='&quot;&apos;'/>", "a<b>c<d>e", "<!a<!--x-->b>", "<a>&#1114112;</a>", "\n\n<a>\n<b>\n&bad;</b>", "<a>x</a>tail",
}

func TestScanner(t *testing.T) {
	for _, s := range scanned {
		sameTokens(t, []byte(s))
	}
	long := strings.Repeat("word &amp; ", chunk/4)
	sameTokens(t, []byte("<a b='"+long+"'>"+long+"<!--"+long+"--></a>"))
	huge := strings.Repeat("x", window+chunk)
	sameTokens(t, []byte("<a b='"+huge+"'>"+huge+"</a>"))
}

func FuzzScanner(f *testing.F) {
	for _, s := range scanned {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { sameTokens(t, data) })
}

func BenchmarkScanner(b *testing.B) {
	unit := `<tu tuid="17"><tuv xml:lang="en"><seg>The Committee considered the report &amp; adopted it.</seg></tuv><tuv xml:lang="fr"><seg>Le Comité a examiné le rapport et l’a adopté.</seg></tuv></tu>` + "\n"
	data := []byte("<tmx>" + strings.Repeat(unit, 20_000) + "</tmx>")
	for name, next := range map[string]func() func() (xml.Token, error){
		"own":          func() func() (xml.Token, error) { return newScanner(bytes.NewReader(data)).next },
		"encoding-xml": func() func() (xml.Token, error) { return xml.NewDecoder(bytes.NewReader(data)).RawToken },
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				token := next()
				for {
					if _, err := token(); err == io.EOF {
						break
					} else if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
