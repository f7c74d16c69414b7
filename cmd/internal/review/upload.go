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
	"bitext/cmd/internal/bilingual"
	"bitext/cmd/internal/inspect"
	"bitext/corpus"
	"bitext/corpus/load"
	"bitext/termbase/check"
)

// mostUpload bounds the uploaded files together.
const mostUpload = 32 << 20

// uploadKinds are the names' ends of files that are taken.
func uploadKinds() []string {
	return []string{".txt", ".md", ".docx", ".odt", ".rtf", ".pdf", ".html", ".htm", ".epub"}
}

// runCheck checks two uploaded files, or one that holds both languages, and
// keeps the findings.
func (h *Handler) runCheck(w http.ResponseWriter, r *request) error {
	select {
	case h.checking <- struct{}{}:
		defer func() { <-h.checking }()
	default:
		return failure{http.StatusServiceUnavailable, "Another check is running. Try again.", nil}
	}
	ctx, cancel := context.WithTimeout(r.Context(), checkTime)
	defer cancel()
	bitexts, err := h.uploadedTexts(ctx, r)
	if err != nil {
		return err
	}
	var results []inspect.Result
	for _, b := range bitexts {
		result, err := inspect.Text(ctx, h.db, b, check.Options{})
		if err != nil {
			return err
		}
		results = append(results, result)
	}
	if err := inspect.Store(ctx, h.db, results, r.user.Name, h.opts.Now()); err != nil {
		return err
	}
	_, path := inspect.Paths(h.db, bitexts[0])
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

// uploadedTexts reads the files of the form: source and translation, aligned
// here, or one that holds both.
func (h *Handler) uploadedTexts(ctx context.Context, r *request) ([]*align.Bitext, error) {
	if given(r, "both") {
		if given(r, "source") || given(r, "target") {
			return nil, failure{http.StatusBadRequest, "Give two texts, or one file with both: not all of them.", nil}
		}
		return h.uploadedBoth(ctx, r)
	}
	if !given(r, "source") || !given(r, "target") {
		return nil, failure{http.StatusBadRequest, "A text and its translation are needed, or one file with both.", nil}
	}
	source, err := h.uploaded(ctx, r, "source")
	if err != nil {
		return nil, err
	}
	target, err := h.uploaded(ctx, r, "target")
	if err != nil {
		return nil, err
	}
	if source.Lang == target.Lang && source.Lang != "" {
		return nil, failure{http.StatusUnprocessableEntity, "Both files are in the same language (%s).", []any{string(source.Lang)}}
	}
	b, err := align.Documents(ctx, source, target, align.Options{Level: align.Sentence})
	if err != nil {
		return nil, err
	}
	if b.Verdict.Doubtful {
		return nil, failure{http.StatusUnprocessableEntity, "The two files do not look like translations of each other.", nil}
	}
	return []*align.Bitext{b}, nil
}

// given reports whether a file was chosen: browsers send a field without one,
// too.
func given(r *request, field string) bool {
	if r.MultipartForm == nil {
		return false
	}
	heads := r.MultipartForm.File[field]
	return len(heads) > 0 && heads[0].Filename != ""
}

// uploaded reads a file of the form as a document.
func (h *Handler) uploaded(ctx context.Context, r *request, field string) (*corpus.Document, error) {
	path, name, err := take(r, field, uploadKinds())
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(filepath.Dir(path))
	d, err := load.File(ctx, path, load.Options{Lang: corpus.Lang(r.PostFormValue(field + "-lang"))})
	if err != nil {
		return nil, unreadable(ctx, err, path, name)
	}
	d.Path = h.beside(name)
	return d, nil
}

// uploadedBoth reads a file that holds source and translation.
func (h *Handler) uploadedBoth(ctx context.Context, r *request) ([]*align.Bitext, error) {
	path, name, err := take(r, "both", bilingual.Extensions())
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(filepath.Dir(path))
	bitexts, err := bilingual.Read(path, bilingual.Options{})
	if err != nil {
		return nil, unreadable(ctx, err, path, name)
	}
	if len(bitexts) == 0 {
		return nil, failure{http.StatusUnprocessableEntity, "There is no text in %s.", []any{name}}
	}
	for _, b := range bitexts {
		b.Source.Path, b.Target.Path = h.beside(name), h.beside(name)
	}
	return bitexts, nil
}

// beside is where an uploaded file stands in what is stored: as if it lay beside
// the termbase.
func (h *Handler) beside(name string) string {
	return filepath.Join(filepath.Dir(h.db.Path()), name)
}

// take puts an uploaded file of one of the kinds into a folder of its own, which
// the caller removes: readers take files.
func take(r *request, field string, kinds []string) (path, name string, err error) {
	in, head, err := r.FormFile(field)
	if err != nil {
		return "", "", failure{http.StatusBadRequest, "The request cannot be read.", nil}
	}
	defer in.Close()
	name = cleanName(head)
	kind := strings.ToLower(filepath.Ext(name))
	if !slices.Contains(kinds, kind) {
		return "", "", failure{http.StatusUnsupportedMediaType, "Files of this kind are not taken: %s", []any{name}}
	}
	dir, err := os.MkdirTemp("", "bitext-upload")
	if err != nil {
		return "", "", err
	}
	path = filepath.Join(dir, "text"+kind)
	if err := copyTo(path, in); err != nil {
		return "", "", errors.Join(err, os.RemoveAll(dir))
	}
	return path, name, nil
}

// unreadable tells that a file cannot be read, under the name that its person
// knows.
func unreadable(ctx context.Context, err error, path, name string) error {
	if ctx.Err() != nil {
		return err
	}
	return failure{http.StatusUnprocessableEntity, "%s cannot be read: %s", []any{name, strings.TrimPrefix(strings.ReplaceAll(err.Error(), path, name), name+": ")}}
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
