package rtf

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"bitext/corpus"
	"bitext/corpus/text"
)

// withoutText are the destinations that hold no text of the document.
const withoutText = " colortbl info pict object objdata header headerl headerr headerf footer footerl footerr footerf " +
	"fldinst themedata colorschememapping latentstyles datastore xmlnstbl listtable listoverridetable rsidtbl generator " +
	"revtbl filetbl annotation atnid atnauthor atndate atnicn atnref atrfstart atrfend bkmkstart bkmkend template pgptbl nonesttables " +
	"private shprslt nonshppict ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn mmathPr wgrffmtfilter userprops tc tcn xe rxe " +
	"pnseclvl docvar nesttableprops falt panose fontemb fontfile blipuid picprop sn sv formfield ffname ffdeftext " +
	"factoidname password passwordhash protusertbl "

// control does what a control word says.
func (p *parser) control(name string, value int, given bool) {
	on := !given || value != 0
	switch {
	case strings.Contains(withoutText, " "+name+" "):
		p.g.skip = true
		return
	case p.destination(name):
		return
	case p.character(name):
		return
	case p.codePage(name, value), p.noteNumbers(name, value):
		return
	case p.look(name, on):
		return
	}
	f := p.flow
	switch name {
	case "uc":
		p.g.uc = max(0, min(value, 16))
	case "u":
		p.unicode(value)
	case "pard":
		f.table, f.outline, f.style = false, 0, 0
	case "intbl":
		f.table = true
	case "outlinelevel":
		f.outline = value + 1
		if p.g.dest == styleSheet {
			p.heading[p.style] = value + 1
		}
	case "s":
		f.style = value
		p.style = value
	default:
		if p.g.optional && p.g.fresh && !known(name) {
			p.g.skip = true
		}
	}
}

// look sets how the characters that follow look and whether they show; false
// for other words.
func (p *parser) look(name string, on bool) bool {
	switch name {
	case "plain":
		p.g.hidden, p.g.deleted, p.g.inserted, p.g.raised = false, false, false, false
	case "v", "webhidden":
		p.g.hidden = on
	case "deleted":
		p.g.deleted = on
	case "revised":
		p.g.inserted = on
	case "super":
		p.g.raised = on
	case "nosupersub", "sub":
		p.g.raised = false
	default:
		return false
	}
	return true
}

// codePage sets the code page of the file or of a font, or the font at hand;
// false for other words.
func (p *parser) codePage(name string, value int) bool {
	switch name {
	case "ansicpg":
		p.page1 = codepage(value)
	case "mac":
		p.page1 = 10000
	case "pc":
		p.page1 = 437
	case "pca":
		p.page1 = 850
	case "f":
		p.g.font = value
	case "fcharset":
		if p.g.dest == fontTable {
			p.fonts[p.g.font] = charsetPage(value)
		}
	case "cpg":
		if p.g.dest == fontTable {
			p.fonts[p.g.font] = codepage(value)
		}
	default:
		return false
	}
	return true
}

// known reports whether a destination that may be skipped holds text.
func known(name string) bool {
	return strings.Contains(" shpinst shppict ud shptxt footnote ", " "+name+" ")
}

// destination begins what a group is for; false for other words.
func (p *parser) destination(name string) bool {
	switch name {
	case "fonttbl":
		p.g.dest = fontTable
	case "stylesheet":
		p.g.dest = styleSheet
	case "listtext", "pntext":
		p.g.dest = listNumber
		p.flow.label.Reset()
	case "footnote":
		p.beginNote()
	case "shptxt", "do":
		host := p.flow
		p.g.flow = host
		p.flow = &flow{emit: func(b corpus.Block) { host.after = append(host.after, b) }}
	case "upr": // what follows is said again in Unicode
		p.g.skip = true
	case "ud":
		p.g.skip = false
	default:
		return false
	}
	return true
}

// character writes the character that a word stands for, or ends a paragraph,
// cell or page; false for other words.
func (p *parser) character(name string) bool {
	switch name {
	case "par":
		p.endParagraph()
	case "sect":
		p.endParagraph()
		p.endSection()
	case "cell", "nestcell":
		p.flow.table = true
		p.endParagraph()
		p.flow.table = true
	case "row", "nestrow":
		p.flow.table = false
	case "line", "lbr", "softline":
		p.write(" ")
	case "tab":
		p.write("\t")
	case "page", "softpage":
		p.paged = true
		p.page++
	case "emdash":
		p.write("—")
	case "endash":
		p.write("–")
	case "lquote":
		p.write("‘")
	case "rquote":
		p.write("’")
	case "ldblquote":
		p.write("“")
	case "rdblquote":
		p.write("”")
	case "bullet":
		p.write("•")
	case "emspace", "enspace", "qmspace":
		p.write(" ")
	case "chftn":
		if p.flow.mark != "" { // within the note
			break
		}
		p.mark()
	default:
		return false
	}
	return true
}

// unicode takes a character by its number; what stands in for it in old
// programs is passed over.
func (p *parser) unicode(value int) {
	p.flushBytes()
	p.skipU = p.g.uc
	r := rune(uint16(value))
	switch {
	case utf16.IsSurrogate(r) && p.high == 0:
		p.high = r
		return
	case p.high != 0:
		r = utf16.DecodeRune(p.high, r)
		p.high = 0
	}
	if value > 0xFFFF {
		r = rune(value)
	}
	if r = text.Dingbat(r); r < 0 && p.g.dest == listNumber {
		r = '•'
	}
	if r >= 0 {
		p.write(string(r))
	}
}

// endParagraph emits the paragraph that has been gathered, then the notes and
// boxes in it.
func (p *parser) endParagraph() {
	f := p.flow
	b := corpus.Block{Text: f.text.String()}
	label := strings.TrimSpace(f.label.String())
	f.text.Reset()
	f.label.Reset()
	if p.paged {
		b.Page = int32(f.page)
	}
	level := f.outline
	if level == 0 {
		level = p.heading[f.style]
	}
	switch {
	case f.table:
		b.Kind = corpus.TableCell
	case level > 0 && level < 10:
		b.Kind, b.Level = corpus.Heading, corpus.Depth(level)
	}
	if strings.TrimSpace(b.Text) != "" {
		if isNumber(label) {
			b.Label, b.Text = label, label+" "+strings.TrimSpace(b.Text)
		} else if label != "" && b.Kind == corpus.Paragraph {
			b.Kind, b.Level = corpus.ListItem, 1
		}
		f.emit(b)
	}
	for _, extra := range f.after {
		f.emit(extra)
	}
	f.after = nil
}

// isNumber reports whether what stands before an item is a number and no
// bullet; a lonely "o" is the bullet of a typewriter font.
func isNumber(label string) bool {
	return label != "o" && strings.ContainsFunc(label, func(r rune) bool { return r < 128 && isLetter(byte(r)) || r >= '0' && r <= '9' })
}

// endStyle remembers the level of a heading style by its English name.
func (p *parser) endStyle() {
	name := strings.ToLower(strings.TrimSuffix(strings.TrimSpace(p.name.String()), ";"))
	p.name.Reset()
	if n, ok := strings.CutPrefix(name, "heading "); ok {
		if level, err := strconv.Atoi(n); err == nil && level > 0 && level < 10 {
			p.heading[p.style] = level
		}
	}
	p.style = 0
	p.flow.style, p.flow.outline = 0, 0
}
