package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"bitext/corpus"
	"bitext/termbase/check"
)

// configName is the file that holds a project's settings for check. It is
// looked for in the folder of the checked file and upwards.
const configName = ".bitext.toml"

// configSample shows all that .bitext.toml may hold; the help of check prints it.
const configSample = `keep = ["GitLab Runner"]             # stays as it is

[rules.length]                       # a rule by its name
on = true
severity = "note"
max = 3.0                            # length: min, max, chars; french-spacing: style ("fr-FR", "fr-CA", "UN")

[rules.repeated-word]
words = ["vite"]                     # its exceptions

[[files]]                            # for some files; later ones win
glob = "drafts/**"
[files.rules.number]
on = false

[[pattern]]                          # own rules: source, and target (must be there) or forbid (must not)
name = "per-cent"
source = '(\d+) per cent'            # expressions as in RE2; $1 is what its first group took
target = '$1[ \x{a0}]%'
message = "write the number with %"
langs = ["fr"]                       # languages of the translation

[[words]]                            # own lists of unwanted words, found in all their forms
name = "anglicism"
words = ["implémenter", "adresser un problème"]
`

// config is what .bitext.toml holds, as configSample shows.
type config struct {
	path    string
	lines   []string
	Keep    []string            `toml:"keep"`
	Rules   map[string]settings `toml:"rules"`
	Files   []fileSettings      `toml:"files"`
	Pattern []userPattern       `toml:"pattern"`
	Words   []userWords         `toml:"words"`
}

// settings are the settings of one rule: on, severity, words, and thresholds
// by name.
type settings map[string]any

type fileSettings struct {
	Glob  string              `toml:"glob"`
	Rules map[string]settings `toml:"rules"`
}

type userPattern struct {
	Name     string        `toml:"name"`
	Message  string        `toml:"message"`
	Source   string        `toml:"source"`
	Target   string        `toml:"target"`
	Forbid   string        `toml:"forbid"`
	Severity string        `toml:"severity"`
	Langs    []corpus.Lang `toml:"langs"`
}

type userWords struct {
	Name     string        `toml:"name"`
	Message  string        `toml:"message"`
	Words    []string      `toml:"words"`
	Severity string        `toml:"severity"`
	Langs    []corpus.Lang `toml:"langs"`
}

// loadConfig reads the named file, or the one found from the folder of the
// checked file upwards; without any it gives an empty one.
func loadConfig(named, checked string) (*config, error) {
	file := named
	if file == "" {
		if file = findConfig(checked); file == "" {
			return &config{}, nil
		}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, pathError(err)
	}
	c := &config{path: file, lines: strings.Split(string(data), "\n")}
	d := toml.NewDecoder(strings.NewReader(string(data))).DisallowUnknownFields()
	if err := d.Decode(c); err != nil {
		return nil, configError(file, err)
	}
	return c, c.verify()
}

func findConfig(checked string) string {
	dir, err := filepath.Abs(filepath.Dir(checked))
	if err != nil {
		return ""
	}
	for {
		file := filepath.Join(dir, configName)
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			return file
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}

// configError points at the place in the file, in the words of the file.
func configError(file string, err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		line, column := strict.Errors[0].Position()
		return fmt.Errorf("%s:%d:%d: no such setting %q", file, line, column, strings.Join(strict.Errors[0].Key(), "."))
	}
	var bad *toml.DecodeError
	if errors.As(err, &bad) {
		line, column := bad.Position()
		message := strings.TrimPrefix(bad.Error(), "toml: ")
		if what, _, found := strings.Cut(message, " into struct field "); found {
			message = strings.Join(bad.Key(), ".") + " " + strings.Replace(what, "cannot decode TOML", "cannot be a", 1)
		}
		return fmt.Errorf("%s:%d:%d: %s", file, line, column, message)
	}
	return fmt.Errorf("%s: %w", file, err)
}

// at names the file and the line of the n-th table with a header, or of a key in
// it; the file alone where the table is written in another way.
func (c *config) at(header string, n int, key string) string {
	for i, line := range c.lines {
		if strings.ReplaceAll(strings.TrimSpace(line), `"`, "") != header {
			continue
		}
		if n--; n >= 0 {
			continue
		}
		for j := i + 1; key != "" && j < len(c.lines) && !strings.HasPrefix(strings.TrimSpace(c.lines[j]), "["); j++ {
			if name, _, found := strings.Cut(c.lines[j], "="); found && strings.TrimSpace(name) == key {
				return fmt.Sprintf("%s:%d", c.path, j+1)
			}
		}
		return fmt.Sprintf("%s:%d", c.path, i+1)
	}
	return c.path
}

// spacingStyles are the names that the value style of french-spacing may have.
func spacingStyles() map[string]float64 {
	return map[string]float64{"fr-FR": 0, "fr-CA": 1, "UN": 2}
}

// setting turns the table of one rule into what the rules understand.
func (s settings) setting() (check.Setting, error) {
	out := check.Setting{Values: map[string]float64{}}
	for _, key := range slices.Sorted(maps.Keys(s)) {
		switch v := s[key].(type) {
		case bool:
			if key != "on" {
				return out, fmt.Errorf("%s is not yes or no", key)
			}
			out.On = &v
		case string:
			if style, known := spacingStyles()[v]; key == "style" && known {
				out.Values[key] = style
				continue
			}
			if key != "severity" {
				return out, fmt.Errorf("%s cannot be %q", key, v)
			}
			severity, err := check.ParseSeverity(v)
			if err != nil {
				return out, err
			}
			out.Severity = &severity
		case int64:
			out.Values[key] = float64(v)
		case float64:
			out.Values[key] = v
		case []any:
			if key != "words" {
				return out, fmt.Errorf("%s is not a list", key)
			}
			for _, w := range v {
				out.Words = append(out.Words, fmt.Sprint(w))
			}
		default:
			return out, fmt.Errorf("%s cannot be a table or date", key)
		}
	}
	return out, nil
}

// options puts the settings that hold for one checked file into opts.
func (c *config) options(checked string, opts *check.Options) error {
	opts.Keep = append(opts.Keep, c.Keep...)
	own, err := c.rules()
	if err != nil {
		return err
	}
	opts.Extra = append(opts.Extra, own...)
	merged := map[string]settings{}
	add := func(rules map[string]settings) {
		for name, s := range rules {
			if merged[name] == nil {
				merged[name] = settings{}
			}
			maps.Copy(merged[name], s)
		}
	}
	add(c.Rules)
	for _, f := range c.Files {
		if c.matches(f.Glob, checked) {
			add(f.Rules)
		}
	}
	opts.Settings = map[string]check.Setting{}
	for name, s := range merged {
		if opts.Settings[name], err = s.setting(); err != nil {
			return err
		}
	}
	return nil
}

// matches reports whether a glob, relative to the folder of the configuration,
// takes the file. "**" stands for any folders; a glob without a stroke is for
// the name alone.
func (c *config) matches(glob, file string) bool {
	if !strings.Contains(glob, "/") {
		ok, _ := path.Match(glob, filepath.Base(file))
		return ok
	}
	full, err := filepath.Abs(file)
	if err != nil {
		return false
	}
	base, err := filepath.Abs(filepath.Dir(c.path))
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(base, full)
	if err != nil {
		return false
	}
	return globMatch(strings.Split(glob, "/"), strings.Split(filepath.ToSlash(rel), "/"))
}

func globMatch(glob, parts []string) bool {
	if len(glob) == 0 {
		return len(parts) == 0
	}
	if glob[0] == "**" {
		for i := range len(parts) + 1 {
			if globMatch(glob[1:], parts[i:]) {
				return true
			}
		}
		return false
	}
	if len(parts) == 0 {
		return false
	}
	ok, _ := path.Match(glob[0], parts[0])
	return ok && globMatch(glob[1:], parts[1:])
}

// rules makes the user's own rules.
func (c *config) rules() ([]check.Rule, error) {
	var out []check.Rule
	add := func(header string, n int, key, name, severity string, langs []corpus.Lang, make func(check.Severity) (check.Rule, error)) error {
		s, err := ownSeverity(name, severity, out)
		if err == nil && slices.ContainsFunc(langs, func(l corpus.Lang) bool { return !languageCode(string(l)) }) {
			err, key = fmt.Errorf("rule %s: langs holds codes of languages, such as fr", name), "langs"
		}
		var r check.Rule
		if err == nil {
			r, err = make(s)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", c.at(header, n, key), err)
		}
		out = append(out, r)
		return nil
	}
	for i, p := range c.Pattern {
		if err := add("[[pattern]]", i, "name", p.Name, p.Severity, p.Langs, func(s check.Severity) (check.Rule, error) {
			return check.Pattern{
				Name: p.Name, Message: p.Message, Source: p.Source, Target: p.Target, Forbid: p.Forbid, Severity: s, Langs: p.Langs,
			}.Rule()
		}); err != nil {
			return nil, err
		}
	}
	for i, w := range c.Words {
		if err := add("[[words]]", i, "name", w.Name, w.Severity, w.Langs, func(s check.Severity) (check.Rule, error) {
			if len(w.Words) == 0 {
				return check.Rule{}, fmt.Errorf("rule %s: needs words", w.Name)
			}
			return check.WordList{Name: w.Name, Message: w.Message, Words: w.Words, Severity: s, Langs: w.Langs}.Rule(), nil
		}); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// languageCode reports whether s is written like the code of a language: "fr",
// "fr-CA".
func languageCode(s string) bool {
	base, _, _ := strings.Cut(s, "-")
	return len(base) >= 2 && len(base) <= 3 && strings.Trim(base, "abcdefghijklmnopqrstuvwxyz") == ""
}

// ownSeverity is the severity of an own rule, whose name must be free.
func ownSeverity(name, severity string, own []check.Rule) (check.Severity, error) {
	_, taken := check.ByName(name)
	if taken || name == "" || slices.ContainsFunc(own, func(r check.Rule) bool { return r.Name == name }) {
		return 0, fmt.Errorf("own rule %q: needs a name that no other rule has", name)
	}
	if severity == "" {
		return check.Warning, nil
	}
	s, err := check.ParseSeverity(severity)
	if err != nil {
		return 0, fmt.Errorf("rule %s: %w", name, err)
	}
	return s, nil
}
