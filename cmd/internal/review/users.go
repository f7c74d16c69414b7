package review

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/bcrypt"
)

// Users are the people who may come in with a password, and what each may do.
//
// As a file, one a line, with comments after #:
//
//	NAME:ROLE:HASH
//
// ROLE is reader (looks), translator (confirms alignments and judges findings,
// too) or terminologist (decides on terms, too), HASH what bcrypt makes of the
// password (HashPassword, htpasswd -nB).
type Users struct {
	byName map[string]account
}

type account struct {
	role role
	hash []byte
}

// Roles lists the names of the roles, least first.
func Roles() []string { return []string{"reader", "translator", "terminologist"} }

func parseRole(name string) (role, error) {
	for i, r := range Roles() {
		if r == name {
			return role(i), nil
		}
	}
	return 0, fmt.Errorf("no role %q: use %s", name, strings.Join(Roles(), ", "))
}

// ReadUsers reads a file of users. Errors name the line.
func ReadUsers(in io.Reader) (*Users, error) {
	u := &Users{byName: map[string]account{}}
	lines := bufio.NewScanner(in)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := u.add(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if len(u.byName) == 0 {
		return nil, errors.New("no users")
	}
	return u, nil
}

func (u *Users) add(line string) error {
	name, rest, ok := strings.Cut(line, ":")
	roleName, hash, ok2 := strings.Cut(rest, ":")
	if !ok || !ok2 || name == "" {
		return errors.New("it is not NAME:ROLE:HASH")
	}
	r, err := parseRole(roleName)
	if err != nil {
		return err
	}
	cost, err := bcrypt.Cost([]byte(hash))
	switch {
	case err != nil:
		return fmt.Errorf("user %q: no hash of bcrypt", name)
	case cost < leastCost:
		return fmt.Errorf("user %q: the hash was made with cost %d; it must be %d at least", name, cost, leastCost)
	}
	if _, taken := u.byName[name]; taken {
		return fmt.Errorf("user %q stands twice", name)
	}
	u.byName[name] = account{r, []byte(hash)}
	return nil
}

// Costs of bcrypt: what htpasswd makes without being told (5) is cracked too
// fast; 12 takes a quarter of a second.
const (
	leastCost = 10
	usualCost = 12
)

// leastPassword is the length that a new password must have.
const leastPassword = 10

// UserLine makes the line of a user for the file.
func UserLine(name, roleName, password string) (string, error) {
	if name == "" || strings.ContainsAny(name, ":#\r\n") {
		return "", fmt.Errorf("%q cannot be a name of a user", name)
	}
	if _, err := parseRole(roleName); err != nil {
		return "", err
	}
	if len(password) < leastPassword {
		return "", fmt.Errorf("the password is too short: %d characters at least", leastPassword)
	}
	hash, err := bcrypt.GenerateFromPassword([]byte(password), usualCost)
	if err != nil {
		return "", err
	}
	return name + ":" + roleName + ":" + string(hash), nil
}

// gate checks passwords, and slows down who tries many.
type gate struct {
	users *Users
	now   func() time.Time
	busy  chan struct{} // hashing costs: so many at a time
	lock  sync.Mutex
	wrong map[string]attempts
	dummy []byte // a hash of nobody's password: unknown names take as long as known ones
}

type attempts struct {
	count int
	last  time.Time
}

// After so many wrong passwords for a name, it must wait.
const (
	mostWrong = 5
	wrongWait = time.Minute
)

func newGate(users *Users, now func() time.Time) (*gate, error) {
	g := &gate{users: users, now: now, busy: make(chan struct{}, 2), wrong: map[string]attempts{}}
	cost := usualCost
	for _, a := range users.byName {
		if c, err := bcrypt.Cost(a.hash); err == nil {
			cost = c
			break
		}
	}
	var err error
	g.dummy, err = bcrypt.GenerateFromPassword([]byte("nobody's password"), cost)
	return g, err
}

func errWrong() error { return failure{http.StatusUnauthorized, "Name or password is wrong.", nil} }

func errMany() error {
	return failure{http.StatusTooManyRequests, "Too many wrong passwords: wait a minute.", nil}
}

// check gives the user of a name and password.
func (g *gate) check(name, password string) (user, error) {
	select {
	case g.busy <- struct{}{}:
		defer func() { <-g.busy }()
	case <-time.After(5 * time.Second):
		return user{}, errMany()
	}
	if !g.mayTry(name) {
		return user{}, errMany()
	}
	a, known := g.users.byName[name]
	hash := a.hash
	if !known {
		hash = g.dummy
	}
	if err := bcrypt.CompareHashAndPassword(hash, []byte(password)); err != nil || !known {
		return user{}, errWrong()
	}
	g.lock.Lock()
	delete(g.wrong, name)
	g.lock.Unlock()
	return user{name, a.role}, nil
}

// mayTry counts an attempt, and reports whether it is not one too many.
func (g *gate) mayTry(name string) bool {
	g.lock.Lock()
	defer g.lock.Unlock()
	now := g.now()
	if len(g.wrong) > mostSessions {
		for n, a := range g.wrong {
			if now.Sub(a.last) > wrongWait {
				delete(g.wrong, n)
			}
		}
	}
	a := g.wrong[name]
	if now.Sub(a.last) > wrongWait {
		a = attempts{}
	}
	if a.count >= mostWrong {
		return false
	}
	g.wrong[name] = attempts{a.count + 1, now}
	return true
}

// loginView is the form in which people say who they are.
type loginView struct {
	Wrong, Name string
}

// atDoor answers those who have not come in.
func (h *Handler) atDoor(w http.ResponseWriter, r *http.Request, l *look) {
	q := &request{r, user{}, l}
	if h.gate == nil {
		h.refuse(w, r, l, failure{http.StatusForbidden, "Open the address that “bitext review” printed: it lets you in.", nil})
		return
	}
	if q.part() {
		h.refuse(w, r, l, failure{http.StatusUnauthorized, "Your session has ended: load the page anew.", nil})
		return
	}
	v := loginView{}
	if r.Method == http.MethodPost && r.URL.Path == "/login" {
		if err := parseForm(r); err != nil {
			h.refuse(w, r, l, err)
			return
		}
		v.Name = r.PostFormValue("name")
		u, err := h.gate.check(v.Name, r.PostFormValue("password"))
		if err == nil {
			h.sessions.begin(w, r, u, h.opts.Secure)
			http.Redirect(w, r, "/", http.StatusSeeOther)
			return
		}
		v.Wrong = q.t(failureOf(err).text)
		h.showDoor(w, q, failureOf(err).status, v)
		return
	}
	h.showDoor(w, q, http.StatusUnauthorized, v)
}

func (h *Handler) showDoor(w http.ResponseWriter, q *request, status int, v loginView) {
	f := h.frame(q, "login", q.t("Come in"), v)
	f.Name = ""
	if err := h.write(w, q, status, "page-login", f); err != nil {
		http.Error(w, "bitext", http.StatusInternalServerError)
	}
}

// leave ends a session.
func (h *Handler) leave(w http.ResponseWriter, r *request) error {
	h.sessions.end(w, r.Request)
	http.Redirect(w, r.Request, "/", http.StatusSeeOther)
	return nil
}
