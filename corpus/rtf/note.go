package rtf

import (
	"bytes"
	"strconv"
	"strings"

	"bitext/corpus"
	"bitext/corpus/text"
)

// series is a row of numbers of notes. Footnotes have one, endnotes another.
type series struct {
	start   int    // first number
	count   int    // how many there were so far
	form    string // how they are written, as the control words end: "ar", "alc", "rlc" …; "" is Arabic
	restart bool   // whether every section begins anew
}

// The rows of numbers.
const (
	footnotes = 0
	endnotes  = 1
)

// noteNumbers sets how notes are numbered, in the document or, after it, in a section;
// false for other words.
func (p *parser) noteNumbers(name string, value int) bool {
	name = strings.TrimPrefix(name, "s") // of a section
	row := &p.notes[footnotes]
	if rest, ok := strings.CutPrefix(name, "aftn"); ok {
		row, name = &p.notes[endnotes], "ftn"+rest
	}
	word, ok := strings.CutPrefix(name, "ftn")
	if !ok {
		return false
	}
	switch {
	case word == "start":
		row.start, row.count = max(value, 0), 0
	case word == "restart":
		row.restart = true
	case word == "rstcont":
		row.restart = false
	case strings.HasPrefix(word, "n") && word != "nalt":
		row.form = word[1:]
	default:
		return false
	}
	return true
}

// endSection begins the numbers anew that a section has for itself.
func (p *parser) endSection() {
	for i := range p.notes {
		if p.notes[i].restart {
			p.notes[i].count, p.notes[i].start = 0, 1
		}
	}
}

// mark writes the mark of the note that follows.
func (p *parser) mark() {
	row := &p.notes[p.nextNote()]
	p.marked = row.number(row.start + row.count)
	row.count++
	p.write(p.marked)
}

// number writes a number as the notes of a series have it: raised digits, or letters in
// brackets, so that they do not run into the word before them.
func (s *series) number(n int) string {
	switch s.form {
	case "alc":
		return "[" + text.Letters(n, 'a') + "]"
	case "auc":
		return "[" + text.Letters(n, 'A') + "]"
	case "rlc":
		return "[" + strings.ToLower(text.Roman(n)) + "]"
	case "ruc":
		return "[" + text.Roman(n) + "]"
	case "chi": // Chicago: one sign, then two …
		if n > 0 && n <= 40 {
			return strings.Repeat(string([]rune("*†‡§")[(n-1)%4]), (n-1)/4+1)
		}
	}
	return text.Superscript(strconv.Itoa(n))
}

// maxMarkGap bounds how far behind its mark a note is looked for, in bytes: between
// them stand control words of the look.
const maxMarkGap = 2000

// nextNote tells of the note that follows whether it is a footnote or an endnote: it
// says so behind its beginning.
func (p *parser) nextNote() int {
	ahead := p.data[p.at:min(len(p.data), p.at+maxMarkGap)]
	_, note, found := bytes.Cut(ahead, []byte(`\footnote`))
	if found && bytes.HasPrefix(bytes.TrimLeft(note, " \r\n"), []byte(`\ftnalt`)) {
		return endnotes
	}
	return footnotes
}

// beginNote begins a flow for a note; its blocks follow the paragraph.
func (p *parser) beginNote() {
	host := p.flow
	p.g.flow = host
	p.g.raised, p.g.hidden = false, false
	mark := p.marked
	p.marked = ""
	if mark != "" && !strings.HasSuffix(strings.TrimSpace(host.text.String()), mark) {
		mark = ""
	}
	first := true
	p.flow = &flow{mark: mark, emit: func(b corpus.Block) {
		b.Kind = corpus.Footnote
		if first && mark != "" && !strings.HasPrefix(b.Text, mark) {
			b.Text = mark + " " + b.Text
		}
		if first && mark != "" {
			b.Label = mark
		}
		first = false
		host.after = append(host.after, b)
	}}
}
