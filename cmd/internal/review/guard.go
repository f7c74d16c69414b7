package review

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// mostForm bounds the body of a form.
const mostForm = 1 << 20

// policy lets pages use scripts, styles and images of this server and nothing
// else: no script or style within a page, no frame around it.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard sets the headers of every answer and lets through who may come in.
func (h *Handler) guard(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("Content-Security-Policy", policy)
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("X-Frame-Options", "DENY")
	head.Set("Referrer-Policy", "same-origin")
	head.Set("Cross-Origin-Opener-Policy", "same-origin")
	head.Set("Cross-Origin-Resource-Policy", "same-origin")
	head.Set("Cache-Control", "no-store")
	look := h.lookOf(r)
	switch {
	case !h.ours(r.Host):
		h.refuse(w, r, look, failure{http.StatusMisdirectedRequest, "This server does not answer under that name.", nil})
		return
	case !sameOrigin(r, h.opts.Secure):
		h.refuse(w, r, look, failure{http.StatusForbidden, "Another site asked for this: refused.", nil})
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, h.mostBody(r))
	if strings.HasPrefix(r.URL.Path, "/assets/") {
		h.mux.ServeHTTP(w, r)
		return
	}
	if h.entering(w, r) {
		return
	}
	s, ok := h.sessions.of(r)
	if !ok || h.gate != nil && r.URL.Path == "/login" {
		h.atDoor(w, r, look)
		return
	}
	h.mux.ServeHTTP(w, r.WithContext(withSession(r.Context(), s)))
}

// mostBody is how much a request may send.
func (h *Handler) mostBody(r *http.Request) int64 {
	if r.URL.Path == "/checks" {
		return mostUpload
	}
	return mostForm
}

// entering answers a request that carries the token: a session begins, and the
// token goes out of the address.
func (h *Handler) entering(w http.ResponseWriter, r *http.Request) bool {
	given := r.URL.Query().Get("token")
	if given == "" || r.Method != http.MethodGet || r.URL.Path != "/" || h.opts.Token == "" {
		return false
	}
	if subtle.ConstantTimeCompare([]byte(given), []byte(h.opts.Token)) != 1 {
		return false
	}
	h.sessions.begin(w, r, user{h.opts.Author, terminologist}, h.opts.Secure)
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return true
}

// ours reports whether a request is addressed to this server. A page that has
// its own name lead to this machine (DNS rebinding) asks under that name; an
// address cannot be led elsewhere.
func (h *Handler) ours(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	if addr, err := netip.ParseAddr(name); err == nil {
		return addr.IsLoopback() || !h.opts.Loopback
	}
	return name == "localhost" || slices.Contains(h.opts.Hosts, name)
}

// sameOrigin reports whether a request comes from a page of this server, or
// changes nothing and carries no session (cookies go to the same site only).
// A change must say where it comes from: every browser of today does.
func sameOrigin(r *http.Request, secure bool) bool {
	site, origin := r.Header.Get("Sec-Fetch-Site"), r.Header.Get("Origin")
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return site != "cross-site" || r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	}
	if origin != "" {
		u, err := url.Parse(origin)
		scheme := "http"
		if secure {
			scheme = "https"
		}
		return err == nil && u.Scheme == scheme && u.Host == r.Host
	}
	return site == "same-origin"
}
