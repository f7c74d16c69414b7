package review

import (
	"html/template"
	"strconv"
	"strings"

	"bitext/termbase"
)

// A list has fifty rows with thirty values each, and half of the time of its page
// went into calling functions for them out of a template. They are written here, at
// half of the allocations. All texts pass markup.text.

// markup is HTML that is being written.
type markup struct{ strings.Builder }

// raw writes what is HTML already.
func (m *markup) raw(parts ...string) {
	for _, p := range parts {
		m.WriteString(p)
	}
}

// text writes a text, as a text and as a value in quotation marks.
func (m *markup) text(s string) { template.HTMLEscape(m, []byte(s)) }

// attribute writes an attribute with its value.
func (m *markup) attribute(name, value string) {
	m.raw(" ", name, `="`)
	m.text(value)
	m.raw(`"`)
}

func (m *markup) html() template.HTML { return template.HTML(m.String()) }

// row is an entry in the list of terms.
func (l *look) row(r termRow) template.HTML {
	var m markup
	id := strconv.FormatInt(r.ID, 10)
	m.raw(`<a role="option"`)
	m.attribute("class", "row is-"+string(r.State))
	m.attribute("id", "row-"+id)
	m.attribute("href", r.Link)
	m.attribute("data-id", id)
	m.attribute("data-version", strconv.Itoa(r.Version))
	m.attribute("data-state", string(r.State))
	m.attribute("aria-selected", strconv.FormatBool(r.Selected))
	m.attribute("tabindex", map[bool]string{true: "0", false: "-1"}[r.Selected])
	if r.Position > 0 {
		m.attribute("aria-posinset", strconv.Itoa(r.Position))
		m.attribute("aria-setsize", strconv.Itoa(r.Total))
	}
	m.raw(">\n", `<span class="state">`, string(l.mark(r.State)), `</span><span class="term"`)
	m.attribute("lang", string(r.Lang))
	m.attribute("dir", direction(r.Lang))
	m.attribute("title", r.Term)
	m.raw(">")
	m.text(r.Term)
	m.raw(`</span><span class="n">`)
	if r.Count > 0 {
		m.text(l.count(r.Count))
	}
	m.raw("</span>\n", string(l.summary(r)), "\n</a>\n")
	return m.html()
}

// summary is the renderings of an entry as one bar and a line of text.
func (l *look) summary(r termRow) template.HTML {
	var m markup
	m.raw(`<span class="bar-and-text"><svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">`)
	for _, v := range r.Variants {
		if v.Count > 0 {
			m.raw(`<rect class="hue`, strconv.Itoa(v.Hue), `" x="`, percent(v.Start), `" width="`, percent(v.Share), `" height="8"/>`)
		}
	}
	m.raw(`</svg><span class="renderings"`)
	m.attribute("lang", string(r.Target))
	m.attribute("dir", direction(r.Target))
	m.raw(">")
	if len(r.Variants) == 0 {
		m.raw(`<span class="soft">–</span>`)
	}
	for i, v := range r.Variants[:min(len(r.Variants), mostShown)] {
		if i > 0 {
			m.raw(` <i class="dot">·</i> `)
		}
		l.rendering(&m, v)
	}
	if more := len(r.Variants) - mostShown; more > 0 {
		m.raw(" <small>+", strconv.Itoa(more), "</small>")
	}
	m.raw("</span></span>")
	return m.html()
}

// mostShown is how many renderings of an entry a line has.
const mostShown = 6

func (l *look) rendering(m *markup, v variant) {
	m.raw("<span")
	if v.Status != "" {
		m.attribute("class", "is-"+string(v.Status))
	}
	m.raw(">", string(l.statusMark(v.Status)))
	m.text(v.Text)
	if v.Count > 0 {
		m.raw("&nbsp;<small>")
		m.text(l.count(v.Count))
		m.raw("</small>")
	}
	m.raw("</span>")
}

// percent is a share as it stands in a drawing.
func percent(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }

// mark is the sign of a state, with its name.
func (l *look) mark(s termbase.State) template.HTML {
	shape := `<circle cx="8" cy="8" r="6.2" class="ring"/>`
	switch s {
	case termbase.Approved:
		shape = `<circle cx="8" cy="8" r="7" class="disc"/><path d="M4.5 8.3 7 10.8l4.5-5" class="sign"/>`
	case termbase.Rejected:
		shape = `<circle cx="8" cy="8" r="7" class="disc"/><path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" class="sign"/>`
	}
	return sign("mark-state", "0 0 16 16", l.say(string(s)), shape)
}

// statusMark is the sign of a term's status, with its name; nothing for a term
// that is merely admitted.
func (l *look) statusMark(s termbase.Status) template.HTML {
	switch s {
	case termbase.Preferred:
		return sign("mini", "0 0 12 12", l.say("preferred"), `<path d="M2 6.5 5 9.5 10 3" fill="none" stroke="currentColor" stroke-width="2"/>`)
	case termbase.Forbidden:
		return sign("mini", "0 0 12 12", l.say("forbidden"), `<path d="m3 3 6 6m0-6-6 6" fill="none" stroke="currentColor" stroke-width="2"/>`)
	case termbase.Deprecated, termbase.Superseded:
		return sign("mini", "0 0 12 12", l.say(string(s)), `<path d="M1 6c2-3 3-3 5 0s3 3 5 0" fill="none" stroke="currentColor" stroke-width="1.6"/>`)
	}
	return ""
}

// sign is a small drawing that has a name.
func sign(class, box, name, shape string) template.HTML {
	var m markup
	m.raw(`<svg role="img"`)
	m.attribute("class", class)
	m.attribute("viewBox", box)
	m.attribute("aria-label", name)
	m.raw(">", shape, "</svg>")
	return m.html()
}
