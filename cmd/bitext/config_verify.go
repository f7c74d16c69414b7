package main

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"bitext/termbase/check"
)

// verify refuses settings for rules that do not exist and values of the wrong
// kind.
func (c *config) verify() error {
	own, err := c.rules()
	if err != nil {
		return err
	}
	if err := c.verifyRules("[rules.", 0, c.Rules, own); err != nil {
		return err
	}
	for i, f := range c.Files {
		if _, err := path.Match(strings.ReplaceAll(f.Glob, "**", "*"), ""); err != nil || f.Glob == "" {
			return fmt.Errorf("%s: glob %q is not well formed", c.at("[[files]]", i, "glob"), f.Glob)
		}
		if err := c.verifyRules("[files.rules.", i, f.Rules, own); err != nil {
			return err
		}
	}
	return nil
}

// verifyRules verifies the settings of some rules, whose tables begin with lead.
func (c *config) verifyRules(lead string, n int, rules map[string]settings, own []check.Rule) error {
	for _, name := range slices.Sorted(maps.Keys(rules)) {
		header := lead + name + "]"
		rule, known := check.ByName(name)
		if i := slices.IndexFunc(own, func(r check.Rule) bool { return r.Name == name }); i >= 0 {
			rule, known = own[i], true
		}
		if !known {
			return fmt.Errorf("%s: %w", c.at(header, 0, ""), noRule(name))
		}
		if key, err := rules[name].verify(rule); err != nil {
			return fmt.Errorf("%s: rules.%s: %w", c.at(header, 0, key), name, err)
		}
	}
	return nil
}

// verify reports the first key of a rule's settings that the rule does not have,
// or whose value is of the wrong kind.
func (s settings) verify(rule check.Rule) (key string, err error) {
	for _, key := range slices.Sorted(maps.Keys(s)) {
		switch value := s[key]; {
		case key == "on":
			if _, ok := value.(bool); !ok {
				return key, errors.New("on must be true or false")
			}
		case key == "severity":
			if _, ok := value.(string); !ok {
				return key, errors.New("severity must be \"note\", \"warning\" or \"error\"")
			}
		case key == "words" && rule.Exceptions:
			if list, ok := value.([]any); !ok || slices.ContainsFunc(list, func(w any) bool { _, ok := w.(string); return !ok }) {
				return key, errors.New("words must be a list of words in quotation marks")
			}
		case !slices.Contains(rule.Values, key):
			return key, fmt.Errorf("no setting %q: use %s", key, strings.Join(settingNames(rule), ", "))
		}
		if _, err := (settings{key: s[key]}).setting(); err != nil {
			return key, err
		}
	}
	return "", nil
}

// settingNames lists what can be set for a rule.
func settingNames(rule check.Rule) []string {
	names := append([]string{"on", "severity"}, rule.Values...)
	if rule.Exceptions {
		names = append(names, "words")
	}
	return names
}
