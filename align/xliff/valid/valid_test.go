package valid_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"bitext/align/xliff/valid"
	"bitext/corpus/markup"
)

// check reads a file and gives the constraint that it breaks.
func check(r io.Reader) (*valid.Error, error) {
	var c valid.Checker
	d := markup.NewDecoder(r)
	d.Watch = c.Token
	for {
		if _, err := d.Token(); err == io.EOF {
			return c.End(), nil
		} else if err != nil {
			return nil, err
		}
	}
}

const (
	good = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"><file id="f"><unit id="u"><segment><source>Water</source></segment></unit></file></xliff>`
	bad  = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"><file id="f">
<unit><segment><source>Water</source></segment></unit></file></xliff>`
)

func TestEverySpelling(t *testing.T) {
	for name, file := range map[string]string{
		"as it is":      good,
		"with a prefix": strings.NewReplacer("xmlns=", "xmlns:x=", "</", "</x:", "<", "<x:").Replace(good),
		"version 2.2":   strings.NewReplacer("document:2.0", "document:2.2", `"2.0"`, `"2.2"`).Replace(good),
	} {
		if broken, err := check(strings.NewReader(file)); broken != nil || err != nil {
			t.Errorf("%s: %v, %v", name, broken, err)
		}
	}
}

// What units say of each other is seen though the checker lets go of each that ends.
func TestAcrossUnits(t *testing.T) {
	unit := func(id, source string) string {
		return `<unit id="` + id + `"><segment><source>` + source + "</source></segment></unit>\n"
	}
	plain := unit("a", "Water") + unit("b", "Air") + unit("c", "Fire")
	link := func(to string) string { return unit("z", `See <ph id="1" subFlows="`+to+`"/>.`) }
	const nothing = "no unit of the file"
	for name, of := range map[string]struct{ body, want string }{
		"a unit before":             {plain + link("b"), ""},
		"a unit after":              {link("b") + plain, ""},
		"two, one of a group":       {link("a g") + `<group id="1">` + unit("f", "x") + unit("g", "x") + "</group>" + plain, ""},
		"none":                      {plain + link("d") + unit("e", "x"), nothing},
		"none, and one fault later": {link("d") + plain + `<unit id="e"><segment/></unit>`, nothing},
		"notes after units":         {plain + `<notes><note>x</note></notes>`, "<notes> cannot stand at this place"},
		"a fault inside":            {plain + unit("e", `<pc>x</pc>`) + plain, "<pc> needs the attribute id"},
		"a unit in a unit":          {plain + `<unit id="e">` + unit("f", "x") + unit("h", "x") + "</unit>", "<unit>"},
	} {
		file := strings.NewReplacer(`<unit id="u"><segment><source>Water</source></segment></unit>`, of.body).Replace(good)
		broken, err := check(strings.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(broken); of.want == "" && broken != nil || !strings.Contains(got, of.want) {
			t.Errorf("%s: %s; want %q", name, got, of.want)
		}
	}
}

// Whatever is checked, the checker neither panics nor names a line that the
// file does not have.
func FuzzCheck(f *testing.F) {
	f.Add(good)
	f.Add(bad)
	f.Add(`<xliff><ec startRef=""/><source/></xliff>`)
	f.Fuzz(func(t *testing.T, file string) {
		broken, err := check(strings.NewReader(file))
		if err == nil && broken != nil && (broken.Line < 1 || broken.Line > strings.Count(file, "\n")+1) {
			t.Errorf("line %d of %q", broken.Line, file)
		}
	})
}

func ExampleChecker() {
	broken, err := check(strings.NewReader(bad))
	fmt.Println(broken, err)
	// Output: line 2: <unit> needs the attribute id <nil>
}
