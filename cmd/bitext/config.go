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

// config is what .bitext.toml holds:
//
//	keep = ["GitLab Runner"]           # stays as it is
//
//	[rules.length]                     # by name of rule
//	on = true
//	severity = "note"
//	most = 3.0                         # thresholds of the rule by name
//	words = ["nous nous"]              # its exceptions
//
//	[[files]]                          # later ones win
//	glob = "drafts/**"
//	[files.rules.number]
//	on = false
//
//	[[pattern]]                        # own rules
//	name = "per-cent"
//	source = '(\d+) per cent'
//	target = '$1[   ]%'
//	message = "write the number with %"
//
//	[[words]]                          # own lists of unwanted words
//	name = "anglicism"
//	words = ["implémenter", "adresser un problème"]
type config struct {
	path    string
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
	c := &config{path: file}
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

// configError points at the place in the file.
func configError(file string, err error) error {
	var bad *toml.DecodeError
	if errors.As(err, &bad) {
		line, column := bad.Position()
		return fmt.Errorf("%s:%d:%d: %s", file, line, column, strings.TrimPrefix(bad.Error(), "toml: "))
	}
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		line, column := strict.Errors[0].Position()
		return fmt.Errorf("%s:%d:%d: no such setting %q", file, line, column, strings.Join(strict.Errors[0].Key(), "."))
	}
	return fmt.Errorf("%s: %w", file, err)
}

// verify refuses settings for rules that do not exist and values of the wrong
// kind.
func (c *config) verify() error {
	all := []map[string]settings{c.Rules}
	for _, f := range c.Files {
		if _, err := path.Match(strings.ReplaceAll(f.Glob, "**", "*"), ""); err != nil || f.Glob == "" {
			return fmt.Errorf("%s: glob %q is not well formed", c.path, f.Glob)
		}
		all = append(all, f.Rules)
	}
	own, err := c.rules()
	if err != nil {
		return fmt.Errorf("%s: %w", c.path, err)
	}
	for _, rules := range all {
		for _, name := range slices.Sorted(maps.Keys(rules)) {
			_, known := check.ByName(name)
			if !known && !slices.ContainsFunc(own, func(r check.Rule) bool { return r.Name == name }) {
				return fmt.Errorf("%s: %w", c.path, noRule(name))
			}
			if _, err := rules[name].setting(); err != nil {
				return fmt.Errorf("%s: rules.%s: %w", c.path, name, err)
			}
		}
	}
	return nil
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
	for _, p := range c.Pattern {
		severity, err := ownSeverity(p.Name, p.Severity)
		if err != nil {
			return nil, err
		}
		r, err := check.Pattern{
			Name: p.Name, Message: p.Message, Source: p.Source, Target: p.Target, Forbid: p.Forbid,
			Severity: severity, Langs: p.Langs,
		}.Rule()
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	for _, w := range c.Words {
		severity, err := ownSeverity(w.Name, w.Severity)
		if err != nil {
			return nil, err
		}
		out = append(out, check.WordList{Name: w.Name, Message: w.Message, Words: w.Words, Severity: severity, Langs: w.Langs}.Rule())
	}
	return out, nil
}

// ownSeverity is the severity of an own rule, whose name must be free.
func ownSeverity(name, severity string) (check.Severity, error) {
	if _, taken := check.ByName(name); taken || name == "" {
		return 0, fmt.Errorf("own rule %q: needs a name that no rule of bitext has", name)
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
