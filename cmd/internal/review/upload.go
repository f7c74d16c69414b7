package review

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"bitext/align"
	"bitext/cmd/internal/inspect"
	"bitext/corpus"
	"bitext/corpus/load"
	"bitext/termbase/check"
)

// mostUpload bounds two uploaded files together.
const mostUpload = 32 << 20

// uploadKinds are the names' ends of files that are taken.
func uploadKinds() []string {
	return []string{".txt", ".md", ".docx", ".odt", ".rtf", ".pdf", ".html", ".htm", ".epub"}
}

// runCheck checks two uploaded files and keeps the findings.
func (h *Handler) runCheck(w http.ResponseWriter, r *request) error {
	select {
	case h.checking <- struct{}{}:
		defer func() { <-h.checking }()
	default:
		return failure{http.StatusServiceUnavailable, "Another check is running. Try again.", nil}
	}
	ctx, cancel := context.WithTimeout(r.Context(), checkTime)
	defer cancel()
	source, err := h.uploaded(ctx, r, "source")
	if err != nil {
		return err
	}
	target, err := h.uploaded(ctx, r, "target")
	if err != nil {
		return err
	}
	if source.Lang == target.Lang && source.Lang != "" {
		return failure{http.StatusUnprocessableEntity, "Both files are in the same language (%s).", []any{string(source.Lang)}}
	}
	b, err := align.Documents(ctx, source, target, align.Options{Level: align.Sentence})
	if err != nil {
		return err
	}
	if b.Verdict.Doubtful {
		return failure{http.StatusUnprocessableEntity, "The two files do not look like translations of each other.", nil}
	}
	result, err := inspect.Text(ctx, h.db, b, check.Options{})
	if err != nil {
		return err
	}
	if err := inspect.Store(ctx, h.db, []inspect.Result{result}, r.user.Name, h.opts.Now()); err != nil {
		return err
	}
	_, path := inspect.Paths(h.db, b)
	all, err := h.db.Checks(ctx)
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.Target == path {
			http.Redirect(w, r.Request, fmt.Sprintf("/checks/%d", c.ID), http.StatusSeeOther)
			return nil
		}
	}
	http.Redirect(w, r.Request, "/checks", http.StatusSeeOther)
	return nil
}

// uploaded reads a file of the form as a document. Readers take files: it lies
// in a folder of its own for as long as that takes.
func (h *Handler) uploaded(ctx context.Context, r *request, field string) (*corpus.Document, error) {
	in, head, err := r.FormFile(field)
	if err != nil {
		return nil, failure{http.StatusBadRequest, "Two files are needed.", nil}
	}
	defer in.Close()
	name := cleanName(head)
	if !slices.Contains(uploadKinds(), strings.ToLower(filepath.Ext(name))) {
		return nil, failure{http.StatusUnsupportedMediaType, "Files of this kind are not taken: %s", []any{name}}
	}
	dir, err := os.MkdirTemp("", "bitext-upload")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "text"+strings.ToLower(filepath.Ext(name)))
	if err := copyTo(path, in); err != nil {
		return nil, err
	}
	d, err := load.File(ctx, path, load.Options{Lang: corpus.Lang(r.PostFormValue(field + "-lang"))})
	if err != nil {
		if ctx.Err() != nil {
			return nil, err
		}
		return nil, failure{http.StatusUnprocessableEntity, "%s cannot be read: %s", []any{name, strings.ReplaceAll(err.Error(), path, name)}}
	}
	d.Path = filepath.Join(filepath.Dir(h.db.Path()), name) // as if it lay beside the termbase
	return d, nil
}

// cleanName is the name of an uploaded file without folders and signs that have
// a meaning elsewhere.
func cleanName(head *multipart.FileHeader) string {
	name := filepath.Base(strings.ReplaceAll(head.Filename, `\`, "/"))
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || strings.ContainsRune(`/\:*?"<>|`, c) {
			return '_'
		}
		return c
	}, name)
}

func copyTo(path string, in io.Reader) (err error) {
	out, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	_, err = io.Copy(out, in)
	return err
}
