package main

import (
	"fmt"
	"io"

	"bitext/align"
	"bitext/align/sheet"
	"bitext/align/tmx"
	"bitext/align/xliff"
	"bitext/cmd/internal/page"
)

// bitextForms are the forms of writeFormat, for help texts.
const bitextForms = "tmx, xliff, xlsx or html"

// writeFormat writes bitexts that share a source in one of the forms that have
// a package of their own.
func writeFormat(w io.Writer, form string, level align.Level, bitexts ...*align.Bitext) error {
	switch form {
	case "tmx":
		return tmx.Write(w, "bitext", version(), level, bitexts...)
	case "xlsx":
		return sheet.WriteXLSX(w, level, bitexts...)
	case "html":
		return page.Write(w, level, bitexts...)
	case "xliff":
		if len(bitexts) != 1 {
			return fmt.Errorf("xliff holds one translation, not %d", len(bitexts))
		}
		return xliff.Write(w, level, bitexts[0])
	}
	return withHint(fmt.Errorf("no output form %q", form), "bitext align --help")
}
