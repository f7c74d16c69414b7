// Package epub reads electronic books (EPUB 2 and 3): the chapters in reading
// order, each as the web page that it is (see corpus/html). The table of
// contents is left out.
package epub

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"bitext/corpus"
	"bitext/corpus/archive"
	"bitext/corpus/html"
	"bitext/corpus/markup"
	"bitext/corpus/text"
)

// ErrNoBook is returned where the list of chapters is missing.
var ErrNoBook = errors.New("the book has no list of chapters")

// Read reads a book from the bytes of its file.
func Read(data []byte) (*corpus.Document, error) {
	a, err := archive.Open(data)
	if err != nil {
		return nil, err
	}
	chapters, err := chapters(a)
	if err != nil {
		return nil, err
	}
	locked, _ := a.Part("META-INF/encryption.xml")
	plain, _ := url.PathUnescape(string(locked)) // "two%20b.xhtml"
	var b text.Builder
	var lang corpus.Lang
	for _, name := range chapters {
		if bytes.Contains(locked, []byte(name)) || strings.Contains(plain, name) {
			return nil, archive.ErrProtected
		}
		page, err := a.Part(name)
		if errors.Is(err, archive.ErrMissing) {
			continue
		}
		if err != nil {
			return nil, err
		}
		declared, err := html.Into(&b, strings.TrimPrefix(string(page), "\ufeff"))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if lang == "" {
			lang = declared
		}
	}
	d := b.Document()
	d.Lang = lang
	return d, nil
}

// chapters lists the parts of the book in reading order.
func chapters(a *archive.Archive) ([]string, error) {
	index := ""
	err := elements(a, "META-INF/container.xml", func(e xml.StartElement) {
		if e.Name.Local == "rootfile" && index == "" {
			index = markup.Attr(e, "full-path")
		}
	})
	if err != nil {
		return nil, err
	}
	if index == "" {
		return nil, ErrNoBook
	}
	files := map[string]string{}
	var out []string
	err = elements(a, index, func(e xml.StartElement) {
		switch e.Name.Local {
		case "item":
			if strings.Contains(markup.Attr(e, "media-type"), "html") && !strings.Contains(" "+markup.Attr(e, "properties")+" ", " nav ") {
				target := markup.Attr(e, "href")
				if plain, err := url.PathUnescape(target); err == nil {
					target = plain
				}
				files[markup.Attr(e, "id")] = archive.Resolve(index, target)
			}
		case "itemref":
			if f := files[markup.Attr(e, "idref")]; f != "" {
				out = append(out, f)
			}
		}
	})
	if err == nil && len(out) == 0 {
		err = ErrNoBook
	}
	return out, err
}

// elements calls f with every start tag of a part.
func elements(a *archive.Archive, name string, f func(xml.StartElement)) error {
	data, err := a.Part(name)
	if err != nil {
		return err
	}
	d := markup.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if e, ok := t.(xml.StartElement); ok {
			f(e)
		}
	}
}
