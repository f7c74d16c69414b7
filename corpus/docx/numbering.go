package docx

import (
	"encoding/xml"
	"strings"

	"bitext/corpus/archive"
	"bitext/corpus/markup"
	"bitext/corpus/opc"
)

// numbering computes the numbers of paragraphs as Word does.
//
// A paragraph names a list (num) and a level in it. A list belongs to an
// abstract list, which has nine levels, each with a form ("%1.%2)", where %n is
// the number at level n) and a way to write numbers. All lists of an abstract
// list count together; a list that overrides a start value of a level begins that
// level anew where it is first used in it. A number at one level sets the deeper
// levels back.
type numbering struct {
	abstract map[string]*abstractList
	lists    map[string]*list
	byStyle  map[string]string // numbering style → abstract list that defines it
}

// levels is the number of levels that a list has.
const levels = 9

type abstractList struct {
	levels [levels]level
	link   string // numbering style that defines the list instead
	count  [levels]int
	begun  [levels]bool
}

type level struct {
	start   int
	form    string // "%1."
	format  string // "decimal"
	legal   bool   // all numbers in Arabic digits
	restart int    // the level whose numbers set this one back, from 1; 0 for never, -1 for any
	style   string // paragraph style that stands for this level
}

type list struct {
	abstract string
	starts   [levels]int // -1 where not overridden
	own      [levels]*level
	used     [levels]bool
}

func (n *numbering) read(a *archive.Archive, part string) error {
	n.abstract, n.lists, n.byStyle = map[string]*abstractList{}, map[string]*list{}, map[string]string{}
	return opc.Each(a, part, func(d *markup.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "abstractNum":
			return n.readAbstract(d, markup.Attr(e, "abstractNumId"))
		case "num":
			return n.readList(d, markup.Attr(e, "numId"))
		}
		return nil
	})
}

func (n *numbering) readAbstract(d *markup.Decoder, id string) error {
	al := &abstractList{}
	for i := range al.levels {
		al.levels[i] = level{start: 1, format: "decimal", restart: -1}
	}
	n.abstract[id] = al
	return d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "styleLink":
			n.byStyle[markup.Attr(e, "val")] = id
		case "numStyleLink":
			al.link = markup.Attr(e, "val")
		case "lvl":
			if i := number(markup.Attr(e, "ilvl")); i < levels {
				return al.levels[i].read(d)
			}
		}
		return nil
	})
}

func (l *level) read(d *markup.Decoder) error {
	return d.Children(func(e xml.StartElement) error {
		val := markup.Attr(e, "val")
		switch e.Name.Local {
		case "start":
			l.start = number(val)
		case "numFmt":
			l.format = val
		case "lvlText":
			l.form = val
		case "isLgl":
			l.legal = isOn(e)
		case "lvlRestart":
			l.restart = number(val)
		case "pStyle":
			l.style = val
		}
		return nil
	})
}

func (n *numbering) readList(d *markup.Decoder, id string) error {
	li := &list{}
	for i := range li.starts {
		li.starts[i] = -1
	}
	n.lists[id] = li
	return d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "abstractNumId":
			li.abstract = markup.Attr(e, "val")
		case "lvlOverride":
			i := number(markup.Attr(e, "ilvl"))
			if i >= levels {
				return nil
			}
			return d.Children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "startOverride":
					li.starts[i] = number(markup.Attr(e, "val"))
				case "lvl":
					li.own[i] = &level{start: 1, format: "decimal", restart: -1}
					return li.own[i].read(d)
				}
				return nil
			})
		}
		return nil
	})
}

// find gives a list and its abstract list, through links to numbering styles.
func (n *numbering) find(id string) (*list, *abstractList) {
	li := n.lists[id]
	if li == nil {
		return nil, nil
	}
	al := n.abstract[li.abstract]
	if al != nil && al.link != "" {
		if linked := n.abstract[n.byStyle[al.link]]; linked != nil {
			al = linked
		}
	}
	return li, al
}

// levelOfStyle gives the level of a list that a paragraph style stands for.
func (n *numbering) levelOfStyle(id, style string) int {
	_, al := n.find(id)
	if al == nil || style == "" {
		return 0
	}
	for i := range al.levels {
		if al.levels[i].style == style {
			return i
		}
	}
	return 0
}

// next counts one paragraph at a level of a list and gives its number as Word
// prints it. item reports whether there is such a list; bullets and lists
// without numbers give "".
func (n *numbering) next(id string, at int) (label string, item bool) {
	li, al := n.find(id)
	if al == nil || at < 0 || at >= levels {
		return "", false
	}
	if !li.used[at] {
		li.used[at] = true
		if li.starts[at] >= 0 {
			al.begun[at] = false
		}
	}
	lv := li.level(al, at)
	al.step(at, li.start(al, at), func(i int) *level { return li.level(al, i) })
	if lv.format == "bullet" {
		return "", true
	}
	return al.format(lv, at, func(i int) (*level, int) { return li.level(al, i), li.start(al, i) }), true
}

// level is the definition of a level in a list.
func (li *list) level(al *abstractList, at int) *level {
	if li.own[at] != nil {
		return li.own[at]
	}
	return &al.levels[at]
}

// start is the first number of a level in a list.
func (li *list) start(al *abstractList, at int) int {
	if li.starts[at] >= 0 {
		return li.starts[at]
	}
	return li.level(al, at).start
}

// step counts at one level and sets the deeper ones back.
func (al *abstractList) step(at, start int, definition func(int) *level) {
	if al.begun[at] {
		al.count[at]++
	} else {
		al.begun[at], al.count[at] = true, start
	}
	for i := at + 1; i < levels; i++ {
		if r := definition(i).restart; r < 0 || r > 0 && at < r {
			al.begun[i] = false
		}
	}
}

// format writes the number of a level.
func (al *abstractList) format(lv *level, at int, at2 func(int) (*level, int)) string {
	var b strings.Builder
	for i := 0; i < len(lv.form); i++ {
		c := lv.form[i]
		if c != '%' || i+1 == len(lv.form) || lv.form[i+1] < '1' || lv.form[i+1] > '9' {
			b.WriteByte(c)
			continue
		}
		i++
		k := int(lv.form[i] - '1')
		other, start := at2(k)
		value := start
		if al.begun[k] {
			value = al.count[k]
		}
		format := other.format
		if lv.legal && format != "decimalZero" { // "Section 1.01" stays so
			format = "decimal"
		}
		b.WriteString(writeNumber(value, format))
	}
	return strings.TrimSpace(b.String())
}
