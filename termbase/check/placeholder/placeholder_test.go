package placeholder_test

import (
	"fmt"
	"strings"
	"testing"

	"bitext/termbase/check/placeholder"
)

func Example() {
	source := placeholder.Find("%d files in <b>{folder}</b>, says $user")
	for _, c := range placeholder.FindLike("<b>{folder}</b> : %d fichiers, selon $usager", source) {
		fmt.Println(c.Text)
	}
	// Output:
	// <b>
	// {folder}
	// </b>
	// %d
	// $usager
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"nothing here", ""},
		{"12 % of them, 5% in all, a < b and c > d", ""},
		{"%s of %1$d at %.2f, %-5s", "%s %1$d %.2f %-5s"},
		{"%(user name)s and %<n>d, %{count}, 100 %des", "%(user name)s %<n>d %{count}"},
		{"{} {0} {name} {{ name }} {a, b} {1, 2, 3}", "{} {0} {name} {{ name }}"},
		{"{n, plural, one {# file in {dir}} other {# files in {dir}}}", "{n, plural, one { {dir} } other { {dir} } }"},
		{"{0,number,#.##} and {when, date}", "{0,number,#.##} {when, date}"},
		{"{ $name } of { -brand(case: \"x\") }", "{ $name } { -brand(case: \"x\") }"},
		{"<a href='x'>y</a> <see below> <me@example.org>", "<a href='x'> </a>"},
		{"&nbsp; &brandName; A&B; R & D", "&nbsp; &brandName;"},
		{"[b]x[/b] [note]", "[b] [/b]"},
		{"$5, US$name, $file, $(dir), ${x}, $million", "$file $(dir) ${x}"},
		{"see /etc/hosts, ~/.bashrc and a/b, --all -- not", "/etc/hosts ~/.bashrc"},
		{"call f() with `x`, not `a b` or `this'", "f() `x`"},
		{"%d.%m.%Y, %H:%M", ""},
	} {
		var got []string
		for _, f := range placeholder.Find(c.text) {
			got = append(got, f.Text)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: got %q, want %q", c.text, s, c.want)
		}
	}
}

// FuzzFind holds the codes to be in order, apart and cut from the text.
func FuzzFind(f *testing.F) {
	f.Add("{n, plural, one {# <b>x</b>} other {%1$s}} `a` ** [b] $x")
	f.Add("{{{<![CDATA[ %(a)s \\n &#39; /a/b --c")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, c := range placeholder.Find(text) {
			if c.Start < end || c.End <= c.Start || c.In(text) != c.Text {
				t.Fatalf("%q: %+v behind %d", text, c, end)
			}
			end = c.End
		}
	})
}
