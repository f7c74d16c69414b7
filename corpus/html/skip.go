package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// skipped reports whether an element holds nothing of the document's text.
func skipped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Title, atom.Nav, atom.Iframe, atom.Object, atom.Embed,
		atom.Svg, atom.Canvas, atom.Audio, atom.Video, atom.Button, atom.Select, atom.Option, atom.Datalist, atom.Textarea, atom.Input,
		atom.Dialog, atom.Map, atom.Progress, atom.Meter, atom.Noframes, atom.Frameset:
		return true
	case atom.Header, atom.Footer:
		// The head and foot of the page, not of an article in it.
		if n.Parent != nil && n.Parent.DataAtom == atom.Body && linkShare(n) > minLinkShare {
			return true
		}
	case atom.Ul, atom.Ol, atom.Div, atom.Section, atom.Aside, atom.Table:
		if asksForCookies(n) {
			return true
		}
	case atom.A:
		if strings.Contains(names(n), "skip-") && strings.HasPrefix(attr(n, "href"), "#") { // "Skip to content"
			return true
		}
	}
	switch attr(n, "role") {
	case "navigation", "search", "banner", "menu", "menubar", "dialog", "alertdialog":
		return true
	}
	style := strings.ReplaceAll(attr(n, "style"), " ", "")
	return has(n, "hidden") || attr(n, "aria-hidden") == "true" || strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// isMenu reports whether an element serves to move around, by its name and its links, or
// is the head or foot of printed pages, as LibreOffice writes them.
func isMenu(n *html.Node) bool {
	if title := attr(n, "title"); n.DataAtom == atom.Div && (title == "header" || title == "footer") {
		return true
	}
	switch n.DataAtom {
	case atom.Ul, atom.Ol, atom.Div, atom.Section, atom.Aside, atom.Table:
		return namedNavigation(n) && linkShare(n) > minLinkShare
	}
	return false
}

// minLinkShare is the share of linked text above which a part of the page that
// calls itself a menu is one. Lists of references stay below it.
const minLinkShare = 0.5

// namedNavigation reports whether an element's class or identity says that it
// serves to move around.
func namedNavigation(n *html.Node) bool {
	name := names(n)
	for _, word := range []string{"nav", "menu", "breadcrumb", "cookie", "sidebar", "footer", "header", "share", "social", "langue", "language", "pager", "pagination"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// names are the class and the identity of an element.
func names(n *html.Node) string { return strings.ToLower(attr(n, "class") + " " + attr(n, "id")) }

// asksForCookies reports whether an element is the bar that asks for leave to
// store something; a page about cookies is none.
func asksForCookies(n *html.Node) bool {
	name := names(n)
	if !strings.Contains(name, "cookie") {
		return false
	}
	for _, word := range []string{"banner", "consent", "bar", "popup", "notice"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// linkShare is the share of an element's text that stands in links.
func linkShare(n *html.Node) float64 {
	all, linked := 0, 0
	var walk func(*html.Node, bool)
	walk = func(n *html.Node, in bool) {
		in = in || n.DataAtom == atom.A
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				size := len(strings.TrimSpace(c.Data))
				all += size
				if in {
					linked += size
				}
			}
			walk(c, in)
		}
	}
	walk(n, false)
	return size{all, linked}.share()
}

// isNotes reports whether an element holds the notes of the page.
func isNotes(n *html.Node) bool {
	switch attr(n, "role") {
	case "doc-endnotes", "doc-endnote", "doc-footnote":
		return true
	}
	switch attr(n, "epub:type") {
	case "footnotes", "footnote", "endnotes", "endnote", "rearnotes", "rearnote":
		return true
	}
	if style := attr(n, "style"); strings.Contains(style, "mso-element:footnote") || strings.Contains(style, "mso-element:endnote") { // of Word
		return true
	}
	if id := attr(n, "id"); strings.HasPrefix(id, "sdfootnote") || strings.HasPrefix(id, "sdendnote") { // of LibreOffice
		return true
	}
	if n.DataAtom != atom.Div && n.DataAtom != atom.Section && n.DataAtom != atom.Ol && n.DataAtom != atom.Aside {
		return false
	}
	for _, c := range strings.Fields(strings.ToLower(attr(n, "class"))) {
		if c == "footnotes" || c == "endnotes" || c == "footnote" || c == "footnotes-end-of-document" {
			return true
		}
	}
	return false
}

// isNoteMark reports whether an element says that it is the mark of a note.
func isNoteMark(n *html.Node) bool {
	if attr(n, "epub:type") == "noteref" || attr(n, "role") == "doc-noteref" {
		return true
	}
	switch attr(n, "class") {
	case "MsoFootnoteReference", "MsoEndnoteReference", "sdfootnotesym", "sdendnotesym":
		return true
	}
	return false
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}
