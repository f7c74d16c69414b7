package rtf_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/corpus/rtf"
)

func show(d *corpus.Document) string {
	var out []string
	for _, b := range d.Blocks {
		out = append(out, fmt.Sprintf("%s|%s|%s", b.Kind, b.Label, b.Text))
	}
	return strings.Join(out, "\n")
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"characters", `caf\'e9 \u233?t\u233?, \lquote a\rquote  \emdash  x\~y\_z co\-operate \{\}\par`, "paragraph||café été, ‘a’ — x\u00a0y\u2011z cooperate {}"},
		{"surrogates", `\uc0\u-10179\u-8704  end.\par`, "paragraph||😀 end."},
		{"two stand-ins", `\uc2\u233e\'e9t.\par`, "paragraph||ét."},
		{"font", `{\f1 \'ef\'f0\'e8} ok.\par`, "paragraph||при ok."},
		{"list", `{\listtext\tab 1.\tab}One.\par {\listtext 2.}Two.\par {\listtext\'95\tab}point\par`, "paragraph|1.|1. One.\nparagraph|2.|2. Two.\nlist-item||point"},
		{"bullets of fonts", `{\listtext\f2 v\tab}a sign\par {\listtext o\tab}a typed o\par {\listtext v)\tab}the fifth\par`, "list-item||a sign\nlist-item||a typed o\nlist-item|v)|v) the fifth"},
		{"signs of fonts", `\uc1\u-3988? done \u-3872? next\par {\listtext\u-3841?\tab}picture\par`, "list-item|•|• done → next\nlist-item||picture"},
		{"nested table", `\trowd\intbl\itap2 in\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables Nested.\par}\intbl out\cell\row`, "table-cell||in\ntable-cell||out"},
		{"heading", `\s1 Big words.\par\pard Small.\par`, "heading||Big words.\nparagraph||Small."},
		{"outline", `\outlinelevel1 big.\par\pard Small.\par`, "heading||big.\nparagraph||Small."},
		{"table", `\trowd\intbl a\cell b\cell\row\pard After.\par`, "table-cell||a\ntable-cell||b\nparagraph||After."},
		{"footnote", `Text{\super\chftn}{\footnote\pard{\super\chftn} See there.} goes on.\par`, "paragraph||Text¹ goes on.\nfootnote|¹|¹ See there."},
		{
			"endnotes", `\aftnnrlc One{\super\chftn{\footnote\pard{\super\chftn} Foot.}} two{\super\chftn}{\*\footnote\ftnalt\pard{\super\chftn} End.} three{\super\chftn}{\footnote\pard{\super\chftn} Foot again.}` +
				` four{\super\chftn{\footnote
\ftnalt {\super\chftn} End again.}}.\par`,
			"paragraph||One¹ two[i] three² four[ii].\nfootnote|¹|¹ Foot.\nfootnote|[i]|[i] End.\nfootnote|²|² Foot again.\nfootnote|[ii]|[ii] End again.",
		},
		{
			"notes by section", `\ftnstart3\ftnrestart A{\super\chftn}{\footnote{\super\chftn} Three.} b{\super\chftn}{\footnote{\super\chftn} Four.}\par\sect\sectd\sftnnalc C{\super\chftn}{\footnote{\super\chftn} One.}\par`,
			"heading||A³ b⁴\nfootnote|³|³ Three.\nfootnote|⁴|⁴ Four.\nheading||C[a]\nfootnote|[a]|[a] One.",
		},
		{"a mark of its own", `Text*{\footnote\pard * See there.} and{\super\chftn}{\footnote\pard{\super\chftn} here.}.\par`, "paragraph||Text* and¹.\nfootnote|*|* See there.\nfootnote|¹|¹ here."},
		{"field", `See {\field{\*\fldinst HYPERLINK "x"}{\fldrslt the link}}.\par`, "paragraph||See the link."},
		{"hidden", `Seen{\v hidden} only.{\*\unknown junk}{\pict 0102}{\header head}\par`, "paragraph||Seen only."},
		{"changes", `We {\deleted refuse}{\revised accept} it.\par`, "paragraph||We accept it."},
		{"box", `Host.{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt In the box.\par}}{\shprslt Twice.}}\par`, "paragraph||Host.\nparagraph||In the box."},
		{"binary", `a{\pict\bin5 }}}}}}b.\par`, "paragraph||ab."},
		{"no end", `Last words.`, "paragraph||Last words."},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := rtf.Read([]byte(head+c.body+"}"), rtf.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := show(d); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

const head = `{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times CYR;}{\f2\fcharset2 Wingdings;}}{\stylesheet{\s0 Normal;}{\s1 heading 1;}}` + "\n"

func TestOriginal(t *testing.T) {
	d, err := rtf.Read([]byte(head+`We {\deleted refuse}{\revised accept} it.\par}`), rtf.Options{Original: true})
	if err != nil || d.Blocks[0].Text != "We refuse it." {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestErrors(t *testing.T) {
	if _, err := rtf.Read([]byte("plain"), rtf.Options{}); !errors.Is(err, rtf.ErrNoRTF) {
		t.Error(err)
	}
	if _, err := rtf.Read([]byte(head+strings.Repeat("{", 10000)), rtf.Options{}); !errors.Is(err, rtf.ErrDepth) {
		t.Error(err)
	}
	if _, err := rtf.Read([]byte(head+`{\b{\i{\ul text`), rtf.Options{}); !errors.Is(err, rtf.ErrCut) {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(head + `\u233?{\footnote x}\par}`))
	f.Add([]byte(head + `{\*\shpinst{\shptxt a\cell}}\bin99 `))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := rtf.Read(data, rtf.Options{})
		if err != nil {
			return
		}
		for _, b := range d.Blocks {
			if !strings.HasPrefix(b.Text, b.Label) || strings.TrimSpace(b.Text) == "" {
				t.Errorf("block %q with label %q", b.Text, b.Label)
			}
		}
	})
}

func ExampleRead() {
	d, err := rtf.Read([]byte(`{\rtf1\ansi {\listtext 1.\tab}Caf\'e9.\par}`), rtf.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Blocks[0].Text)
	// Output: 1. Café.
}
