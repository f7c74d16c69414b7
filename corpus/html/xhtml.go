package html

import "strings"

// void are the elements that never have an end tag in HTML.
const void = " area base br col embed hr img input link meta param source track wbr "

// isXHTML reports whether a page is written as XML.
func isXHTML(page string) bool {
	head := page[:min(len(page), 1024)]
	return strings.HasPrefix(strings.TrimLeft(head, "\ufeff \r\n\t"), "<?xml") || strings.Contains(head, `xmlns="http://www.w3.org/1999/xhtml"`)
}

// closeEmpty gives the empty elements of a page written as XML end tags of their
// own: a browser that reads <title/> or <script/> as HTML takes all that follows
// for the title or the script.
func closeEmpty(page string) string {
	var out strings.Builder
	done := 0
	for at := 0; ; {
		i := strings.Index(page[at:], "/>")
		if i < 0 {
			break
		}
		end := at + i
		at = end + 2
		start := strings.LastIndexByte(page[done:end], '<') + done
		if start < done {
			continue
		}
		name := tagName(page[start+1 : end])
		if name == "" || strings.Contains(void, " "+strings.ToLower(name)+" ") || quoteOpen(page[start:end]) {
			continue
		}
		if out.Len() == 0 {
			out.Grow(len(page) + len(page)/16)
		}
		out.WriteString(page[done:end] + "></" + name + ">")
		done = at
	}
	if done == 0 {
		return page
	}
	out.WriteString(page[done:])
	return out.String()
}

// tagName is the name at the start of what stands in a tag, "" where there is
// none.
func tagName(tag string) string {
	end := strings.IndexAny(tag, " \t\r\n")
	if end < 0 {
		end = len(tag)
	}
	name := tag[:end]
	if name == "" || strings.ContainsAny(name, `"'<>=&!?`) {
		return ""
	}
	return name
}

// quoteOpen reports whether a tag breaks off within the value of an attribute.
func quoteOpen(tag string) bool {
	open := byte(0)
	for i := range len(tag) {
		switch c := tag[i]; {
		case open == 0 && (c == '"' || c == '\''):
			open = c
		case c == open:
			open = 0
		}
	}
	return open != 0
}
