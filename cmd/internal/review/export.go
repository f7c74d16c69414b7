package review

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"bitext/align"
	"bitext/align/sheet"
	"bitext/align/tmx"
	"bitext/cmd/internal/exchange"
	"bitext/cmd/internal/page"
	"bitext/termbase"
)

// export sends terms, as the filters choose them, or all texts.
func (h *Handler) export(w http.ResponseWriter, r *request) error {
	form := strings.TrimPrefix(r.PathValue("name"), "terms.")
	if form == r.PathValue("name") || !slices.Contains(exchange.Forms(), form) {
		return failure{http.StatusNotFound, "There is no such page.", nil}
	}
	c, err := choiceOf(r.URL.Query())
	if err != nil {
		return err
	}
	o := exchange.Options{Form: form, Filter: c.filter(), Observed: form == "xlsx", Title: h.name, Version: h.opts.Version}
	if c.State == "" {
		o.Filter.States = []termbase.State{termbase.Approved, termbase.Proposed}
	}
	// Whole or not at all: what fails on the way must not look like a file.
	var b bytes.Buffer
	if err := exchange.Write(r.Context(), &b, h.db, o); err != nil {
		return err
	}
	return download(w, strings.TrimSuffix(h.name, ".db")+"."+form, form, &b)
}

// exportPair sends an aligned pair of texts.
func (h *Handler) exportPair(w http.ResponseWriter, r *request) error {
	id, err := number(r.PathValue("id"))
	if err != nil {
		return err
	}
	b, err := h.db.Bitext(r.Context(), id)
	if err != nil {
		return noPair(err)
	}
	level := align.Sentence
	if b.Sentences == nil {
		level = align.Paragraph
	}
	var out bytes.Buffer
	form := strings.TrimPrefix(r.PathValue("name"), "pair.")
	switch form {
	case "tmx":
		err = tmx.WriteAll(&out, "bitext", h.opts.Version, level, func(yield func([]*align.Bitext, error) bool) { yield([]*align.Bitext{b}, nil) })
	case "html":
		err = page.Write(&out, level, b)
	case "xlsx":
		err = sheet.WriteXLSX(&out, level, b)
	default:
		return failure{http.StatusNotFound, "There is no such page.", nil}
	}
	if err != nil {
		return err
	}
	return download(w, fmt.Sprintf("%s-%d.%s", strings.TrimSuffix(h.name, ".db"), id, form), form, &out)
}

// download sends a file to be saved, never to be shown as a page of this server.
func download(w http.ResponseWriter, name, form string, b *bytes.Buffer) error {
	kind := map[string]string{
		"tsv": "text/tab-separated-values; charset=utf-8", "csv": "text/csv; charset=utf-8", "tbx": "application/xml", "tmx": "application/xml",
		"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "jsonl": "application/jsonl", "html": "text/html; charset=utf-8",
	}[form]
	safe := strings.Map(func(c rune) rune {
		if c < ' ' || c > '~' || strings.ContainsRune(`"\/:*?<>|`, c) {
			return '_'
		}
		return c
	}, name)
	head := w.Header()
	head.Set("Content-Type", kind)
	head.Set("Content-Disposition", `attachment; filename="`+safe+`"`)
	head.Set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'")
	head.Set("Content-Length", strconv.Itoa(b.Len()))
	_, err := w.Write(b.Bytes())
	return err
}
