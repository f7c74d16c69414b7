package review

import (
	"context"
	"crypto/rand"
	"net"
	"net/http"
	"sync"
	"time"
)

// role says what somebody may do; each may do what those before may.
type role int

const (
	reader        role = iota // looks
	translator                // confirms alignments, judges findings
	terminologist             // decides on terms
)

// user is who is at the page.
type user struct {
	Name string
	Role role
}

// sessionLife is how long a session lives without being used.
const sessionLife = 12 * time.Hour

// mostSessions bounds the sessions that are kept; the one unused longest goes.
const mostSessions = 1000

// sessions are the people who have come in.
type sessions struct {
	now  func() time.Time
	lock sync.Mutex
	live map[string]*session
}

type session struct {
	user user
	used time.Time
}

// cookieName has the port in it: cookies do not tell ports apart, and two
// termbases may be open at once.
func cookieName(r *http.Request) string {
	_, port, err := net.SplitHostPort(r.Host)
	if err != nil {
		return "bitext"
	}
	return "bitext-" + port
}

// begin opens a session and gives its cookie.
func (s *sessions) begin(w http.ResponseWriter, r *http.Request, u user, secure bool) {
	id := rand.Text()
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.live == nil {
		s.live = map[string]*session{}
	}
	if len(s.live) >= mostSessions {
		s.drop()
	}
	s.live[id] = &session{u, s.now()}
	http.SetCookie(w, &http.Cookie{Name: cookieName(r), Value: id, Path: "/", HttpOnly: true, Secure: secure, SameSite: http.SameSiteStrictMode})
}

// drop forgets the session that was unused longest.
func (s *sessions) drop() {
	oldest := ""
	for id, x := range s.live {
		if oldest == "" || x.used.Before(s.live[oldest].used) {
			oldest = id
		}
	}
	delete(s.live, oldest)
}

// of gives the user of a request.
func (s *sessions) of(r *http.Request) (user, bool) {
	c, err := r.Cookie(cookieName(r))
	if err != nil {
		return user{}, false
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	x := s.live[c.Value]
	if x == nil {
		return user{}, false
	}
	now := s.now()
	if now.Sub(x.used) > sessionLife {
		delete(s.live, c.Value)
		return user{}, false
	}
	x.used = now
	return x.user, true
}

// end forgets the session of a request.
func (s *sessions) end(w http.ResponseWriter, r *http.Request) {
	c, err := r.Cookie(cookieName(r))
	if err != nil {
		return
	}
	s.lock.Lock()
	delete(s.live, c.Value)
	s.lock.Unlock()
	http.SetCookie(w, &http.Cookie{Name: c.Name, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteStrictMode})
}

type sessionKey struct{}

func withSession(ctx context.Context, u user) context.Context {
	return context.WithValue(ctx, sessionKey{}, u)
}

func sessionOf(ctx context.Context) user {
	u, _ := ctx.Value(sessionKey{}).(user)
	return u
}
