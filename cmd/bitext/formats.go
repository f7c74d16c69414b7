package main

import (
	"fmt"
	"io"

	"bitext/align"
	"bitext/align/tmx"
	"bitext/cmd/internal/page"
)

// writeFormat writes bitexts that share a source in one of the forms that have
// a package of their own.
func writeFormat(w io.Writer, form string, level align.Level, bitexts ...*align.Bitext) error {
	switch form {
	case "tmx":
		return tmx.Write(w, "bitext", version(), level, bitexts...)
	case "html":
		return page.Write(w, level, bitexts...)
	}
	return withHint(fmt.Errorf("no output form %q", form), "bitext align --help")
}
