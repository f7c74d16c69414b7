package review

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/bcrypt"
)

// team is a file of users of each role; the password of each is "password of"
// and the name. The hashes cost as little as is taken, for speed.
func team(t testing.TB) *Users {
	t.Helper()
	var lines []string
	for name, role := range map[string]string{"rita": "reader", "theo": "translator", "tina": "terminologist"} {
		hash, err := bcrypt.GenerateFromPassword([]byte("password of "+name), leastCost)
		must(t, err)
		lines = append(lines, name+":"+role+":"+string(hash))
	}
	users, err := ReadUsers(strings.NewReader("# the team\n\n" + strings.Join(lines, "\n")))
	must(t, err)
	return users
}

// door serves a termbase for the team, to somebody who has not come in.
func door(t testing.TB, now func() time.Time) *visitor {
	t.Helper()
	db := shipped(t)
	h, err := New(db, Options{Users: team(t), Token: "secret", Exposed: true, Loopback: true, Now: now})
	must(t, err)
	return stranger(t, h, db)
}

// login comes in as somebody.
func (v *visitor) login(name, password string) (int, string) {
	v.t.Helper()
	return v.do("POST", "/login", strings.NewReader("name="+name+"&password="+strings.ReplaceAll(password, " ", "+")),
		http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Origin": {v.server.URL}})
}

func TestEachRoleMayDoItsOwn(t *testing.T) {
	allowed := map[string][]string{"rita": {}, "theo": {"/pairs/1", "/pairs/1/undo", "/checks/1/judge"}, "tina": nil}
	for name, may := range allowed {
		v := door(t, nil)
		if code, text := v.get("/terms"); code != http.StatusUnauthorized || strings.Contains(text, "seed bank") || !strings.Contains(text, `name="password"`) {
			t.Fatalf("the door: %d", code)
		}
		if code, _ := v.get("/?token=secret"); code != http.StatusUnauthorized {
			t.Errorf("a token lets in where there are users: %d", code)
		}
		if code, text := v.login(name, "password of "+name); code != http.StatusOK || !strings.Contains(text, name) || !strings.Contains(text, "not encrypted") {
			t.Fatalf("%s cannot come in: %d", name, code)
		}
		for path, form := range changes() {
			code, _ := v.post(path, form...)
			is := code != http.StatusForbidden
			should := may == nil
			for _, p := range may {
				should = should || p == path
			}
			if is != should {
				t.Errorf("%s: %s: %d", name, path, code)
			}
		}
		if code, _ := v.upload(nil, nil); (code == http.StatusForbidden) != (name == "rita") {
			t.Errorf("%s uploads: %d", name, code)
		}
		if text := v.ok("/terms?at=20"); strings.Contains(text, `class="acts"`) != (name == "tina") {
			t.Errorf("%s: the buttons to decide", name)
		}
		if e := v.entry(1); name == "tina" && e.Author != "tina" {
			t.Errorf("the change was made by %q", e.Author)
		}
		if code, _ := v.post("/logout"); code != http.StatusUnauthorized && code != http.StatusOK {
			t.Error(code)
		}
		if code, _ := v.get("/terms"); code != http.StatusUnauthorized {
			t.Errorf("after leaving: %d", code)
		}
	}
}

func TestPasswordsCannotBeTriedForEver(t *testing.T) {
	now := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	v := door(t, func() time.Time { return now })
	for _, wrong := range [][2]string{{"nobody", "password of nobody"}, {"", ""}, {"rita", ""}, {"rita", "password of theo"}, {"RITA", "password of rita"}} {
		if code, text := v.login(wrong[0], wrong[1]); code != http.StatusUnauthorized || !strings.Contains(text, "Name or password is wrong.") {
			t.Errorf("%q: %d", wrong, code)
		}
	}
	for range mostWrong {
		v.login("theo", "wrong")
	}
	if code, _ := v.login("theo", "password of theo"); code != http.StatusTooManyRequests {
		t.Errorf("the right one after many wrong ones: %d", code)
	}
	if code, _ := v.login("tina", "password of tina"); code != http.StatusOK {
		t.Errorf("another name: %d", code)
	}
	now = now.Add(wrongWait + time.Second)
	if code, _ := v.login("theo", "password of theo"); code != http.StatusOK {
		t.Errorf("after a while: %d", code)
	}
	if code, _ := v.do("POST", "/login", strings.NewReader("name=tina&password=x"), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Origin": {"https://evil.example"}}); code != http.StatusForbidden {
		t.Errorf("from another site: %d", code)
	}
}

func TestFilesOfUsers(t *testing.T) {
	good, err := UserLine("reviewer", "translator", "correct horse")
	must(t, err)
	if _, err := ReadUsers(strings.NewReader(good + "\n")); err != nil {
		t.Error(err)
	}
	cheap, err := bcrypt.GenerateFromPassword([]byte("x"), bcrypt.MinCost)
	must(t, err)
	for text, want := range map[string]string{
		"":                                 "no users",
		"reviewer":                         "line 1: it is not NAME:ROLE:HASH",
		"#\nreviewer:boss:x":               `line 2: no role "boss"`,
		"reviewer:reader:x":                "no hash of bcrypt",
		"reviewer:reader:" + string(cheap): "cost 4",
		good + "\n" + good:                 `line 2: user "reviewer" stands twice`,
		":reader:" + string(cheap) + "\n":  "it is not NAME:ROLE:HASH",
	} {
		if _, err := ReadUsers(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, bad := range [][3]string{{"a:b", "reader", "long enough"}, {"", "reader", "long enough"}, {"a", "boss", "long enough"}, {"a", "reader", "short"}, {"a", "reader", strings.Repeat("x", 73)}} {
		if _, err := UserLine(bad[0], bad[1], bad[2]); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}
