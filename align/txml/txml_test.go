package txml_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"bitext/align/txml"
)

const job = `<?xml version="1.0" encoding="UTF-8"?>
<txml locale="EN-US" version="1.0" segtype="sentence" targetlocale="FR-CA"><skeleton>&lt;p&gt;</skeleton>
<translatable blockId="1"><segment segmentId="1" modified="true"><source>Open the <ut x="1" type="bold">&lt;b&gt;</ut>valve<ut x="2">&lt;/b&gt;</ut>.</source><ws> </ws><target>Ouvrez la <ut x="1">&lt;b&gt;</ut>vanne<ut x="2">&lt;/b&gt;</ut>.</target>
<comments><comment creationid="x">which one?</comment></comments></segment><segment segmentId="2" unconfirmed="true"><source>Wait.</source><target>Attendez.</target></segment></translatable>
<translatable blockId="2"><segment segmentId="1"><source>Close it.</source></segment></translatable></txml>`

func ExampleRead() {
	b, err := txml.Read("job.txml", strings.NewReader(job))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(b.Source.LangTag(), b.Target.LangTag(), len(b.Source.Blocks), len(b.Target.Blocks))
	for i := range b.Target.Blocks {
		about := b.Target.Blocks[i].About()
		fmt.Println(about.ID, b.Target.Blocks[i].Text, about.State, about.Notes, len(b.Target.Blocks[i].Codes()))
	}
	// Output:
	// EN-US FR-CA 3 2
	// 1.1 Ouvrez la vanne.  [which one?] 2
	// 1.2 Attendez. unconfirmed [] 0
}

func TestNotTXML(t *testing.T) {
	for _, file := range []string{"", "<tmx/>", "no markup"} {
		if _, err := txml.Read("x", strings.NewReader(file)); !errors.Is(err, txml.ErrNotTXML) && file != "no markup" || err == nil {
			t.Errorf("%q: %v", file, err)
		}
	}
	if _, err := txml.Read("x", strings.NewReader(job[:500])); err == nil || !strings.Contains(err.Error(), "line 4") {
		t.Errorf("cut off: %v", err)
	}
}

// Whatever can be read has a block for each side of a bead, and codes within its text.
func FuzzRead(f *testing.F) {
	f.Add(job)
	f.Add(`<txml><segment><source>a<ut x="1"/></source><target/></segment></txml>`)
	f.Fuzz(func(t *testing.T, file string) {
		b, err := txml.Read("x", strings.NewReader(file))
		if err != nil {
			return
		}
		if len(b.Paragraphs) != len(b.Source.Blocks) || len(b.Target.Blocks) > len(b.Source.Blocks) {
			t.Fatalf("%d beads of %d and %d blocks", len(b.Paragraphs), len(b.Source.Blocks), len(b.Target.Blocks))
		}
		for i := range b.Source.Blocks {
			for _, c := range b.Source.Blocks[i].Codes() {
				if c.At < 0 || c.At > len(b.Source.Blocks[i].Text) {
					t.Errorf("a code at %d of %q", c.At, b.Source.Blocks[i].Text)
				}
			}
		}
	})
}
