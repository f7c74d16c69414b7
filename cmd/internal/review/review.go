package review

import (
	"crypto/rand"
	"embed"
	"errors"
	"net/http"
	"path/filepath"
	"time"

	"bitext/cmd/internal/place"
	"bitext/termbase"
)

//go:embed assets templates words
var files embed.FS

// Options says for whom the page is. Author and Token are for one person on
// this machine.
type Options struct {
	Author   string           // of changes, where there are no users
	Token    string           // that the opening address carries; must not be empty without users
	Users    *Users           // who may come in with a password; nil for one person with the token
	Secure   bool             // served over TLS
	Exposed  bool             // reached from other machines without TLS: every page says so
	Loopback bool             // listens on this machine only: other addresses are refused as hosts
	Hosts    []string         // names under which the server may be asked for, besides addresses and localhost
	Version  string           // of the program, for exports
	Now      func() time.Time // nil is time.Now
}

// Handler serves the page.
type Handler struct {
	db       *termbase.DB
	opts     Options
	name     string // of the termbase's file
	looks    map[string]*look
	assets   map[string]asset
	cache    cache
	texts    cache // of pairs: a decision on a term leaves them as they are
	places   *place.Namer
	gate     *gate // nil without users
	sessions sessions
	mux      *http.ServeMux
	checking chan struct{} // one check of uploaded files at a time
}

// New makes a handler over an open termbase.
func New(db *termbase.DB, opts Options) (*Handler, error) {
	if opts.Token == "" && opts.Users == nil {
		return nil, errors.New("review: neither a token nor users")
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	h := &Handler{db: db, opts: opts, name: filepath.Base(db.Path()), mux: http.NewServeMux(), places: place.NewNamer(db), checking: make(chan struct{}, 1)}
	h.cache.generation, h.texts.generation = db.Generation, db.LastCorrection
	h.sessions.now = opts.Now
	var err error
	if opts.Users != nil {
		h.opts.Token = "" // nobody comes in without a name
		if h.gate, err = newGate(opts.Users, opts.Now); err != nil {
			return nil, err
		}
	}
	if h.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	if h.looks, err = h.loadLooks(); err != nil {
		return nil, err
	}
	h.routes()
	return h, nil
}

// NewToken makes a token that nobody can guess.
func NewToken() string { return rand.Text() }

// routes says which function answers what. get and post wrap them, see page.go.
func (h *Handler) routes() {
	h.mux.HandleFunc("GET /assets/{name}", h.asset)
	h.mux.Handle("POST /look", h.post(reader, (*Handler).setLook))
	h.mux.Handle("POST /logout", h.post(reader, (*Handler).leave))
	h.mux.Handle("GET /{$}", h.get((*Handler).overview))
	h.mux.Handle("GET /terms", h.get((*Handler).terms))
	h.mux.Handle("GET /terms/rows", h.get((*Handler).termRows))
	h.mux.Handle("GET /terms/{id}", h.get((*Handler).term))
	h.mux.Handle("GET /terms/{id}/contexts", h.get((*Handler).moreContexts))
	h.mux.Handle("GET /terms/{id}/edit", h.get((*Handler).editTerm))
	h.mux.Handle("POST /terms/{id}/edit", h.post(terminologist, (*Handler).saveTerm))
	h.mux.Handle("POST /terms/{id}/decide", h.post(terminologist, (*Handler).decide))
	h.mux.Handle("GET /terms/{id}/merge", h.get((*Handler).askMerge))
	h.mux.Handle("POST /terms/{id}/merge", h.post(terminologist, (*Handler).merge))
	h.mux.Handle("GET /terms/all", h.get((*Handler).askAll))
	h.mux.Handle("POST /terms/all", h.post(terminologist, (*Handler).decideAll))
	h.mux.Handle("POST /undo", h.post(terminologist, (*Handler).undo))
	h.mux.Handle("GET /checks", h.get((*Handler).checks))
	h.mux.Handle("POST /checks", h.post(translator, (*Handler).runCheck))
	h.mux.Handle("GET /checks/{id}", h.get((*Handler).findings))
	h.mux.Handle("POST /checks/{id}/judge", h.post(translator, (*Handler).judge))
	h.mux.Handle("GET /search", h.get((*Handler).search))
	h.mux.Handle("GET /export/{name}", h.get((*Handler).export))
	h.mux.Handle("GET /pairs", h.get((*Handler).pairs))
	h.mux.Handle("GET /pairs/{id}", h.get((*Handler).alignment))
	h.mux.Handle("GET /pairs/{id}/split", h.get((*Handler).askSplit))
	h.mux.Handle("GET /pairs/{id}/{name}", h.get((*Handler).exportPair))
	h.mux.Handle("POST /pairs/{id}", h.post(translator, (*Handler).correct))
	h.mux.Handle("POST /pairs/{id}/undo", h.post(translator, (*Handler).undoBeads))
	h.mux.Handle("/", h.get(func(*Handler, http.ResponseWriter, *request) error {
		return failure{http.StatusNotFound, "There is no such page.", nil}
	}))
}

// ServeHTTP answers a request once the guard has let it through.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.guard(w, r)
}
