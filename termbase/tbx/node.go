package tbx

import (
	"encoding/xml"
	"errors"
	"strings"

	"bitext/corpus/markup"
)

// node is an element of an entry, or a piece of text where it has no name.
type node struct {
	name  string // local
	space string // prefix
	attrs []attr
	kids  []*node
	text  string
}

type attr struct{ name, value string }

// mostOfEntry bounds what one entry may hold. The longest of real files have
// some hundred kilobytes.
const mostOfEntry = 32 << 20

var errBigEntry = errors.New("an entry is larger than 32 MiB")

// parse reads the element whose start was read last.
func parse(d *markup.Decoder, start xml.StartElement) (*node, error) {
	root := element(start)
	stack := []*node{root}
	size := 0
	for len(stack) > 0 {
		t, err := d.Token()
		if err != nil {
			return nil, err
		}
		top := stack[len(stack)-1]
		switch t := t.(type) {
		case xml.StartElement:
			n := element(t)
			size += 64 + len(n.name)
			for _, a := range n.attrs {
				size += len(a.name) + len(a.value)
			}
			top.kids = append(top.kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			size += len(t)
			if text := string(t); strings.TrimSpace(text) != "" {
				top.kids = append(top.kids, &node{text: text})
			} else if len(top.kids) > 0 && top.kids[len(top.kids)-1].name != "" && inline(top.kids[len(top.kids)-1].name) {
				top.kids = append(top.kids, &node{text: " "})
			}
		}
		if size > mostOfEntry {
			return nil, errBigEntry
		}
	}
	return root, nil
}

// inline reports whether white space next to the element separates words.
func inline(name string) bool {
	switch name {
	case "hi", "foreign", "ph", "sc", "ec", "bpt", "ept", "it":
		return true
	}
	return false
}

func element(start xml.StartElement) *node {
	n := &node{name: start.Name.Local, space: start.Name.Space}
	for _, a := range start.Attr {
		name := a.Name.Local
		if a.Name.Space != "" {
			name = a.Name.Space + ":" + name
		}
		n.attrs = append(n.attrs, attr{name, a.Value})
	}
	return n
}

// attr gives the value of an attribute, "" where it is not there.
func (n *node) attr(name string) string {
	for _, a := range n.attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// drop takes an attribute away.
func (n *node) drop(name string) {
	kept := n.attrs[:0]
	for _, a := range n.attrs {
		if a.name != name {
			kept = append(kept, a)
		}
	}
	n.attrs = kept
}

// plain is the text within the element, white space brought down to single
// spaces.
func (n *node) plain() string {
	if len(n.kids) == 1 && n.kids[0].name == "" {
		return strings.Join(strings.Fields(n.kids[0].text), " ")
	}
	var b strings.Builder
	n.gather(&b)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (n *node) gather(b *strings.Builder) {
	b.WriteString(n.text)
	for _, k := range n.kids {
		k.gather(b)
	}
}

// write appends the element as XML.
func (n *node) write(b *strings.Builder) {
	if n.name == "" {
		b.WriteString(markup.Escape(squeeze(n.text)))
		return
	}
	name := n.name
	if n.space != "" {
		name = n.space + ":" + name
	}
	b.WriteString("<" + name)
	for _, a := range n.attrs {
		b.WriteString(" " + a.name + `="` + markup.Escape(a.value) + `"`)
	}
	if len(n.kids) == 0 {
		b.WriteString("/>")
		return
	}
	b.WriteString(">")
	b.WriteString(n.inner())
	b.WriteString("</" + name + ">")
}

// inner is the content of the element as XML.
func (n *node) inner() string {
	var b strings.Builder
	for i, k := range n.kids {
		if k.name != "" {
			k.write(&b)
			continue
		}
		text := squeeze(k.text)
		if i == 0 {
			text = strings.TrimLeft(text, " ")
		}
		if i == len(n.kids)-1 {
			text = strings.TrimRight(text, " ")
		}
		b.WriteString(markup.Escape(text))
	}
	return b.String()
}

// squeeze brings white space down to single spaces, also at the ends.
func squeeze(s string) string {
	out := strings.Join(strings.Fields(s), " ")
	if out == "" {
		return " "
	}
	if strings.TrimLeft(s, " \t\r\n") != s {
		out = " " + out
	}
	if strings.TrimRight(s, " \t\r\n") != s {
		out += " "
	}
	return out
}

// fragment parses the XML of an Extra. What does not parse is one text.
func fragment(extra string) []*node {
	if extra == "" {
		return nil
	}
	d := markup.NewDecoder(strings.NewReader("<x>" + extra + "</x>"))
	t, err := d.Token()
	if start, ok := t.(xml.StartElement); err == nil && ok {
		if n, err := parse(d, start); err == nil {
			return n.kids
		}
	}
	return []*node{{text: extra}}
}
