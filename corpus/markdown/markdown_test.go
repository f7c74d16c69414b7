package markdown_test

import (
	"fmt"
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/corpus/markdown"
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
		{"blocks", "---\ntitle: x\n---\n# A head.\n\nWrapped *text*\nwith [a link](x).\n\n> Quoted.\n", "heading||A head.\nparagraph||Wrapped text with a link.\nparagraph||Quoted."},
		{"escapes", "\\(a\\) point \\\\ &amp; \\*star\\*", "list-item|(a)|(a) point \\ & *star*"},
		{"lists", "3. three\n4. four\n   - point\n", "list-item|3.|3. three\nlist-item|4.|4. four\nlist-item||point"},
		{"head", "+++\ntitle = \"x\"\n\nlang = \"en\"\n+++\nText here.\n", "paragraph||Text here."},
		{"tasks", "- [x] done\n- [ ] open\n", "list-item||done\nlist-item||open"},
		{"colon", "La première des dates suivantes\n: celle du départ.\n", "paragraph||La première des dates suivantes : celle du départ."},
		{"attributes", "# A head. {#one .two}\n", "heading||A head."},
		{"quotes", "l'été, \"quoted\" --- and ...", "paragraph||l’été, “quoted” — and …"},
		{"notes", "Text[^a].\n\n[^a]: See there.\n", "paragraph||Text¹.\nfootnote|¹|¹ See there."},
		{"table", "| a | b |\n|---|---|\n| c | d |\n", "table-cell||a\ntable-cell||b\ntable-cell||c\ntable-cell||d"},
		{
			"cut", "1\\. The board met in the spring of the year in which the mole had been damaged by the gales and decided to have it repaired by the\n\n¹ See the annex.\n\nend of the summer.\n",
			"paragraph|1.|1. The board met in the spring of the year in which the mole had been damaged by the gales and decided to have it repaired by the end of the summer.\nfootnote|¹|¹ See the annex.",
		},
		{"code", "`x*y*z`\n\n    code\n", "paragraph||x*y*z\nparagraph||code"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(markdown.Read(c.body)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add("# a\n\n1. b\n   c[^1]\n\n[^1]: d\\e")
	f.Add("---\n\n---\n> - > x")
	f.Fuzz(func(t *testing.T, s string) {
		for _, b := range markdown.Read(s).Blocks {
			if !strings.HasPrefix(b.Text, b.Label) || strings.TrimSpace(b.Text) == "" {
				t.Errorf("block %q with label %q", b.Text, b.Label)
			}
		}
	})
}

func ExampleRead() {
	for _, b := range markdown.Read("## Report\n\n1. The *board* met.\n").Blocks {
		fmt.Println(b.Kind, b.Text)
	}
	// Output:
	// heading Report
	// list-item 1. The board met.
}

// Texts made to keep a parser busy are read before go test loses patience.
func TestCrowded(t *testing.T) {
	for _, s := range []string{strings.Repeat("[a](", 100000), strings.Repeat("**a_b", 100000), strings.Repeat("> ", 100000) + "x"} {
		if d := markdown.Read(s); len(d.Blocks) == 0 {
			t.Errorf("%.20s…: nothing read", s)
		}
	}
}

// Lists nested deeper than any reader follows are read as plain text, and soon.
func TestDeepLists(t *testing.T) {
	var list strings.Builder
	for i := range 3000 {
		list.WriteString(strings.Repeat("  ", i) + "- point\n")
	}
	if d := markdown.Read(list.String()); len(d.Blocks) == 0 || !strings.Contains(d.Blocks[0].Text, "point") {
		t.Errorf("%d blocks", len(d.Blocks))
	}
}
