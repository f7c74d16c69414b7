package review

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// frenchMessages are the forms of fr.toml.
func frenchMessages(t testing.TB) *messages {
	t.Helper()
	words, err := wordsIn("fr")
	must(t, err)
	m, err := newMessages(words)
	must(t, err)
	return m
}

func TestMessagesInFrench(t *testing.T) {
	m := frenchMessages(t)
	for english, want := range map[string]string{
		`"river basin" is mostly "bassin fluvial", here "organismes de bassin"`: "« river basin » est le plus souvent « bassin fluvial », ici « organismes de bassin »",
		`"a \"b\"" is to be rendered as "c"`:                                    `« a "b" » se rend par « c »`,
		`"x" is to be rendered as "y", not "z"`:                                 "« x » se rend par « y », non par « z »",
		`number 14 stands as 41`:                                                "Le nombre 14 est devenu 41",
		`date 3 May 2021 is missing`:                                            "La date 3 May 2021 manque",
		`number: no unit stands where the source has km`:                        "Le nombre : rien, là où l’original a km",
		`ends with a colon, the source with no mark`:                            "Se termine par un deux-points, l’original par aucun signe",
		`12 characters stand for 140: 0.1 times what is usual here`:             "12 caractères pour 140 : 0.1 fois l’usage dans ce texte",
		`"x" is forbidden; preferred: "y" (see the glossary)`:                   "« x » est interdit ; à préférer : « y » (see the glossary)",
		`"%[2]s" stands as "%s"`:                                                "« %[2]s » est devenu « %s »",
	} {
		if got, ok := m.say(english); !ok || got != want {
			t.Errorf("%s: %s", english, got)
		}
	}
	if got, ok := m.say("our own rule"); ok || got != "our own rule" {
		t.Errorf("a message of no known form: %s", got)
	}
}

// TestRulesAreSaidInFrench reads the messages out of the source of the rules. A
// few may lack a French form, and are told by what their rule is about.
func TestRulesAreSaidInFrench(t *testing.T) {
	m := frenchMessages(t)
	paths, err := filepath.Glob("../../../termbase/check/*.go")
	must(t, err)
	found := regexp.MustCompile(`(?:Message(?::| =)\s*(?:fmt\.Sprintf\()?|message :?= |finding\()("(?:[^"\\]|\\.)+"(?: \+ [^"\n]+ \+ "(?:[^"\\]|\\.)+")*)( \+)?`)
	joined := regexp.MustCompile(`" \+ [^"]+ \+ "`)
	fill := strings.NewReplacer("%q", `"x"`, "%s", "y", "%d", "3", "%.1f", "0.4", `\"`, `"`)
	var missing []string
	all := 0
	for _, path := range paths {
		text, err := os.ReadFile(path)
		must(t, err)
		if strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "/user.go") {
			continue // what is said there, people have written themselves
		}
		for _, f := range found.FindAllStringSubmatch(string(text), -1) {
			message := fill.Replace(joined.ReplaceAllString(strings.Trim(f[1], `"`), "y"))
			if f[2] != "" {
				message += "y"
			}
			all++
			if _, ok := m.say(message); !ok {
				missing = append(missing, filepath.Base(path)+": "+message)
			}
		}
	}
	if all < 40 {
		t.Errorf("only %d messages were found: are they written otherwise now?", all)
	}
	if len(missing) > 3 {
		t.Errorf("no French for %d of %d messages:\n%s", len(missing), all, strings.Join(missing, "\n"))
	}
	t.Logf("%d messages, without French: %q", all, missing)
}

func TestFindingsInFrench(t *testing.T) {
	db, found := checkedReport(t)
	v := visit(t, db)
	v.head.Set("Accept-Language", "fr")
	text := v.ok("/checks/1?severity=note&state=all")
	said := 0
	for _, f := range found {
		if strings.Contains(text, ">"+f.Message+" <") {
			t.Errorf("in English: %s", f.Message)
		}
		said++
	}
	for _, want := range []string{"est devenu", "Le nombre"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q among %d findings", want, said)
		}
	}
}
