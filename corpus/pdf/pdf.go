// Package pdf reads PDF files.
//
// PDFium, the library of the Chrome browser, finds the characters and their
// places; it runs as WebAssembly inside this process, without access to files.
// A PDF knows no paragraphs, only lines: those go with their places, sizes and
// weights to corpus/text, which finds the paragraphs as it does in plain text,
// only better informed. Running heads, page numbers and the numbers of lines in the
// margin are left out, words that
// a line end has cut are joined, footnotes follow the paragraph that the page
// cut, and paragraphs go on over page ends. Tables are read cell by cell, by the lines
// drawn around the cells or the room between columns.
//
// A file of pictures of pages has no text to read: ErrScanned.
package pdf

import (
	"context"
	"errors"
	"fmt"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"bitext/corpus"
	"bitext/corpus/text"
)

// Errors of Read.
var (
	ErrProtected = errors.New("protected by a password")
	ErrScanned   = errors.New("the pages are pictures without text: recognise the text first")
	ErrDamaged   = errors.New("the PDF is cut off or damaged")
)

// MaxPages is the number of pages beyond which a file is refused.
const MaxPages = 20000

// maxHandles is how many objects of the drawing of pages one engine is asked for before
// another one goes on: it keeps a handle of 300 bytes of each to its end.
const maxHandles = 100_000

// Read reads a document from the bytes of its file. Errors name the page where
// they concern one. Reading ends with ctx between two pages.
func Read(ctx context.Context, data []byte) (*corpus.Document, error) {
	return read(ctx, data, maxHandles)
}

// read reads a document with as many engines as it takes, none being asked for many more
// than so many handles.
func read(ctx context.Context, data []byte, handles int) (*corpus.Document, error) {
	var pages []*page
	for more := true; more; {
		err := withEngine(ctx, func(engine pdfium.Pdfium) error {
			read, count, err := readPages(ctx, engine, data, len(pages), handles)
			pages = append(pages, read...)
			more = len(read) > 0 && len(pages) < count
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	lines := arranged(pages)
	if len(lines) == 0 && len(pages) > 0 {
		return nil, ErrScanned
	}
	return text.FromLines(lines), nil
}

// readPages reads the lines of pages in order from one on, until the engine has given the
// most handles that it should, and counts the pages of the file.
func readPages(ctx context.Context, engine pdfium.Pdfium, data []byte, from, most int) (read []*page, pages int, err error) {
	opened, err := engine.OpenDocument(&requests.OpenDocument{File: &data})
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return nil, 0, ErrProtected
	case err != nil:
		return nil, 0, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	count, err := engine.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return nil, 0, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if count.PageCount > MaxPages {
		return nil, 0, fmt.Errorf("the PDF has %d pages, more than the limit of %d", count.PageCount, MaxPages)
	}
	handles := 0
	for i := from; i < count.PageCount && handles < most; i++ {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		page, err := readPage(engine, opened.Document, i)
		if err != nil {
			return nil, 0, fmt.Errorf("page %d: %w: %w", i+1, ErrDamaged, err)
		}
		handles += page.handles
		read = append(read, page)
	}
	return read, count.PageCount, nil
}

// arranged gives the lines of all pages in reading order.
func arranged(pages []*page) []text.Line {
	mirror(pages)
	dropLineNumbers(pages)
	for _, p := range pages {
		p.order()
	}
	continued(pages)
	var lines []text.Line
	for _, p := range pages {
		for _, l := range p.set {
			lines = append(lines, l.Line)
		}
		p.set = nil
	}
	return lines
}

// readPage reads the lines of one page.
func readPage(engine pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) (*page, error) {
	loaded, err := engine.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: index})
	if err != nil {
		return nil, err
	}
	defer engine.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	ref := loaded.Page
	textPage, err := engine.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: requests.Page{ByReference: &ref}})
	if err != nil {
		return nil, err
	}
	defer engine.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: textPage.TextPage})
	size, err := engine.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: doc, Index: index})
	if err != nil {
		return nil, err
	}
	p := &page{engine: engine, text: textPage.TextPage, number: index + 1, width: size.Width, height: size.Height}
	drawn, err := p.drawn(requests.Page{ByReference: &ref})
	if err != nil {
		return nil, err
	}
	p.levels, p.grids = drawn.level, drawn.grids()
	err = p.read()
	p.engine, p.chars, p.from, p.boxes = nil, nil, nil, nil
	return p, err
}
