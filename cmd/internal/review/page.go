package review

import (
	"bytes"
	"context"
	"errors"
	"html/template"
	"mime"
	"mime/multipart"
	"net/http"
	"sort"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"bitext/align"
	"bitext/corpus"
	"bitext/termbase"
)

// look is the page in one language of the interface.
type look struct {
	lang     string
	words    *message.Printer
	pages    *template.Template
	messages *messages // what rules report; nil in English
	plain    sync.Map  // texts without values, by key: a list says the same ones hundreds of times
}

// say is a text in the language of the interface.
func (l *look) say(key string, args ...any) string {
	if len(args) > 0 {
		return l.words.Sprintf(key, args...)
	}
	if text, ok := l.plain.Load(key); ok {
		return text.(string)
	}
	text := l.words.Sprintf(key)
	l.plain.Store(strings.Clone(key), text)
	return text
}

// count writes a number, with the spaces or commas of the language.
func (l *look) count(n int) string {
	if n >= 0 && n < 1000 {
		return strconv.Itoa(n)
	}
	return l.words.Sprintf("%d", n)
}

// request is a request with who asks and in which language.
type request struct {
	*http.Request
	user user
	look *look
}

// t is a text in the language of the interface.
func (r *request) t(key string, args ...any) string { return r.look.say(key, args...) }

// part reports whether the script asks for a part of a page.
func (r *request) part() bool { return r.Header.Get("X-Part") != "" }

// failure is an error that is told to the person, with a text of the words.
type failure struct {
	status int
	text   string
	args   []any
}

func (f failure) Error() string { return f.text }

// loadLooks parses the templates once for each language.
func (h *Handler) loadLooks() (map[string]*look, error) {
	words, err := loadWords()
	if err != nil {
		return nil, err
	}
	sources, err := readFiles("templates")
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(sources))
	for name := range sources {
		names = append(names, name)
	}
	sort.Strings(names)
	out := map[string]*look{}
	for _, code := range []string{"en", "fr"} {
		l := &look{lang: code, words: message.NewPrinter(language.Make(code), message.Catalog(words))}
		l.pages = template.New("").Funcs(h.funcs(l))
		for _, name := range names {
			if _, err := l.pages.New(name).Parse(string(sources[name])); err != nil {
				return nil, err
			}
		}
		if code != "en" {
			own, err := wordsIn(code)
			if err != nil {
				return nil, err
			}
			if l.messages, err = newMessages(own); err != nil {
				return nil, err
			}
		}
		out[code] = l
	}
	return out, nil
}

// funcs are the functions of the templates.
func (h *Handler) funcs(l *look) template.FuncMap {
	return template.FuncMap{
		"t":      l.say,
		"mark":   l.mark,
		"row":    l.row,
		"sum":    l.summary,
		"asset":  func(name string) string { return "/assets/" + h.assets[name].tag + "-" + name },
		"dir":    direction,
		"state":  func(s termbase.State) string { return l.say(string(s)) },
		"tongue": func(code corpus.Lang) string { return l.say("lang:" + string(code)) },
		"n":      l.count,
		"pct":    percent,
		"add":    func(a, b int) int { return a + b },
		"join":   strings.Join,
		"tab": func(f frame, name, link, text string) tabLink {
			return tabLink{link, text, f.Tab == name || f.Tab == "beads" && name == "align" || f.Tab == "check" && name == "findings"}
		},
		"orders": func() []termbase.Order {
			return []termbase.Order{termbase.ByRank, termbase.ByCount, termbase.ByRivals, termbase.ByTerm, termbase.ByChanged}
		},
		"unheaded":   unheaded,
		"own":        func(row beadRow) beadCells { return beadCells{"own", row} },
		"near":       func(row *beadRow) beadCells { return beadCells{"near", *row} },
		"severities": func() []string { return []string{"error", "warning", "note"} },
		"upper":      func(code corpus.Lang) string { return strings.ToUpper(string(code)) },
	}
}

// unheaded reports whether a page shows no heading of its own.
func unheaded(tab string) bool {
	switch tab {
	case "overview", "align", "findings", "login", "failure":
		return false
	}
	return true
}

// tabLink is a part of the page in the bar at the top.
type tabLink struct {
	Link, Text string
	On         bool
}

// direction is the value of the attribute dir for a text.
func direction(code corpus.Lang) string {
	if code.RightToLeft() {
		return "rtl"
	}
	return "ltr"
}

// lookOf chooses the language of the interface: what the person has chosen, or
// what the browser asks for.
func (h *Handler) lookOf(r *http.Request) *look {
	if c, err := r.Cookie("bitext-lang"); err == nil && h.looks[c.Value] != nil {
		return h.looks[c.Value]
	}
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err == nil && len(tags) > 0 {
		_, i, _ := language.NewMatcher([]language.Tag{language.English, language.French}).Match(tags...)
		return h.looks[[]string{"en", "fr"}[i]]
	}
	return h.looks["en"]
}

// setLook keeps the language and the colours that a person has chosen.
func (h *Handler) setLook(w http.ResponseWriter, r *request) error {
	year := 365 * 24 * 3600
	set := func(name, value string) {
		http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: year, HttpOnly: true, Secure: h.opts.Secure, SameSite: http.SameSiteStrictMode})
	}
	if code := r.PostFormValue("lang"); h.looks[code] != nil {
		set("bitext-lang", code)
	}
	switch theme := r.PostFormValue("theme"); theme {
	case "light", "dark", "auto":
		set("bitext-theme", theme)
	}
	return back(w, r)
}

// back leads to the page that a form came from.
func back(w http.ResponseWriter, r *request) error {
	to := r.PostFormValue("back")
	if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n") {
		to = "/"
	}
	http.Redirect(w, r.Request, to, http.StatusSeeOther)
	return nil
}

// frame is what every page shows around its own content.
type frame struct {
	Role    string // name of the role; "" where there are no users
	Exposed bool
	Title   string
	Tab     string
	Lang    string
	Theme   string
	Name    string // of the termbase
	User    string
	May     map[string]bool // what the person may do
	Here    string          // this page, to come back to
	Body    any
}

// show writes a page, or only the named part of it where the script asks.
func (h *Handler) show(w http.ResponseWriter, r *request, tab, title, part string, body any) error {
	if r.part() {
		return h.write(w, r, http.StatusOK, part, body)
	}
	return h.write(w, r, http.StatusOK, "page-"+tab, h.frame(r, tab, title, body))
}

func (h *Handler) frame(r *request, tab, title string, body any) frame {
	theme := "auto"
	if c, err := r.Cookie("bitext-theme"); err == nil && (c.Value == "light" || c.Value == "dark") {
		theme = c.Value
	}
	roleName := ""
	if h.gate != nil && r.user.Name != "" {
		roleName = Roles()[r.user.Role]
	}
	return frame{
		Role: roleName, Exposed: h.opts.Exposed,
		Title: title, Tab: tab, Lang: r.look.lang, Theme: theme, Name: h.name, User: r.user.Name, Here: r.URL.RequestURI(), Body: body,
		May: map[string]bool{"translate": r.user.Role >= translator, "terms": r.user.Role >= terminologist},
	}
}

// write executes a template whole before anything is sent.
func (h *Handler) write(w http.ResponseWriter, r *request, status int, name string, data any) error {
	var b bytes.Buffer
	if err := r.look.pages.ExecuteTemplate(&b, name, data); err != nil {
		return err
	}
	head := w.Header()
	head.Set("Content-Type", "text/html; charset=utf-8")
	head.Set("Content-Length", strconv.Itoa(b.Len()))
	head.Set("Content-Language", r.look.lang)
	head.Add("Vary", "X-Part, Cookie, Accept-Language")
	w.WriteHeader(status)
	w.Write(b.Bytes()) // fails where nobody waits for it any more
	return nil
}

// get wraps what answers a page.
func (h *Handler) get(do func(*Handler, http.ResponseWriter, *request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.answer(w, r, reader, do) })
}

// post wraps what changes something; it needs a role.
func (h *Handler) post(least role, do func(*Handler, http.ResponseWriter, *request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.answer(w, r, least, do) })
}

func (h *Handler) answer(w http.ResponseWriter, r *http.Request, least role, do func(*Handler, http.ResponseWriter, *request) error) {
	q := &request{r, sessionOf(r.Context()), h.lookOf(r)}
	var err error
	if q.user.Role < least {
		err = failure{http.StatusForbidden, "Your role does not allow that.", nil}
	} else if r.Method == http.MethodPost {
		err = parseForm(r)
	}
	if err == nil {
		err = do(h, w, q)
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		h.refuse(w, r, q.look, err)
	}
}

// parseForm reads the form of a change, which must be one.
func parseForm(r *http.Request) error {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err == nil && kind == "multipart/form-data" {
		err = r.ParseMultipartForm(mostForm)
	} else if err == nil {
		err = r.ParseForm()
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large) || errors.Is(err, multipart.ErrMessageTooLarge):
		return failure{http.StatusRequestEntityTooLarge, "That is more than the server takes.", nil}
	case err != nil:
		return failure{http.StatusBadRequest, "The request cannot be read.", nil}
	}
	return nil
}

// refuse tells what is wrong. Errors that are nobody's fault here say no more
// than that: they may hold paths.
func (h *Handler) refuse(w http.ResponseWriter, r *http.Request, l *look, err error) {
	f := failureOf(err)
	q := &request{r, sessionOf(r.Context()), l}
	text := l.words.Sprintf(f.text, f.args...)
	if q.part() {
		h.write(w, q, f.status, "part-failure", text)
		return
	}
	frame := h.frame(q, "failure", l.words.Sprintf("Not done"), text)
	if q.user == (user{}) {
		frame.Name = "" // for those who are in
	}
	if err := h.write(w, q, f.status, "page-failure", frame); err != nil {
		http.Error(w, "bitext: "+http.StatusText(f.status), f.status)
	}
}

// failureOf turns errors of the termbase into what a person is told.
func failureOf(err error) failure {
	var f failure
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, termbase.ErrNoEntry):
		return failure{http.StatusNotFound, "There is no such entry any more.", nil}
	case errors.Is(err, termbase.ErrConflict):
		return failure{http.StatusConflict, "Somebody else has changed it in the meantime.", nil}
	case errors.Is(err, align.ErrOtherBeads):
		return failure{http.StatusConflict, "Somebody else has changed this passage in the meantime. It is shown as it stands now.", nil}
	case errors.Is(err, termbase.ErrNoCorrection):
		return failure{http.StatusNotFound, "There is nothing to undo.", nil}
	case errors.Is(err, termbase.ErrInvalid):
		return failure{http.StatusUnprocessableEntity, "It cannot be stored like that: %s", []any{err.Error()}}
	case errors.Is(err, termbase.ErrReadOnly):
		return failure{http.StatusForbidden, "The termbase cannot be written.", nil}
	case errors.Is(err, termbase.ErrBusy):
		return failure{http.StatusServiceUnavailable, "Another program is writing to the termbase. Try again.", nil}
	case errors.Is(err, termbase.ErrNoEvent):
		return failure{http.StatusNotFound, "There is nothing to undo.", nil}
	}
	return failure{http.StatusInternalServerError, "Something went wrong: %s", []any{err.Error()}}
}

// number reads a whole number of the path or the query.
func number(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		return 0, failure{http.StatusBadRequest, "%q is not a number.", []any{text}}
	}
	return n, nil
}

// offered is number for what may be missing.
func offered(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	return number(text)
}
