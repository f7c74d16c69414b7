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
