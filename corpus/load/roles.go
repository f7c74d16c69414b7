package load

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"bitext/corpus"
)

// What names say of the side of a file, not of its language.
const (
	originals    = " source sources src original originals originaux orig "
	translations = " target targets tgt trg translation translations translated traduction traductions traduit trad cible "
)

// role is one way to read a path: the side that a word in it names, and the path
// without that word and the marks of languages.
type role struct {
	key        string
	translated bool
	lang       corpus.Lang // "" where no mark says it
}

// rolesOf gives every way to read the path of a file.
func rolesOf(f file) []role {
	r := readPath(f)
	last := len(r.parts) - 1
	var out []role
	for i, part := range r.parts {
		tokens(part, func(from, to int) {
			word := " " + strings.ToLower(part[from:to]) + " "
			translated := strings.Contains(translations, word)
			if !translated && !strings.Contains(originals, word) || i == 0 && last == 0 && to-from == len(part) {
				return
			}
			out = append(out, r.role(found{part: i, from: from, to: to}, translated))
		})
	}
	return out
}

// role is the path with a hole where a word names the side, without the sure marks of
// languages.
func (r *pathReader) role(word found, translated bool) role {
	marks := []found{word}
	out := role{translated: translated}
	for _, f := range r.found {
		if f.rank == rankCode && (out.lang == "" || f.lang == out.lang) && (f.part != word.part || f.to <= word.from || f.from >= word.to) {
			out.lang = f.lang
			marks = append(marks, f)
		}
	}
	slices.SortFunc(marks, func(a, b found) int { return cmp.Or(cmp.Compare(a.part, b.part), cmp.Compare(a.from, b.from)) })
	parts := slices.Clone(r.parts)
	for _, f := range slices.Backward(marks) { // those behind first: they stay where they are
		part := parts[f.part]
		switch {
		case f == word:
			parts[f.part] = part[:f.from] + hole + part[f.to:]
		case f.to <= len(part):
			parts[f.part] = unmarked(part[:f.from] + hole + part[f.to:])
		}
	}
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
	out.key = strings.ToLower(norm.NFC.String(strings.Join(parts, "/")))
	return out
}

// pairByRole groups the files whose paths differ in the name of a side alone:
// source/a.txt and target/a.txt, report (original).docx and report (translation).docx.
// Such names are used for other things, too: the files are read, and those that
// are in one language are no pair. given is the language of originals that the
// caller named, "" for none.
func pairByRole(ctx context.Context, files []file, given corpus.Lang, opts PairOptions) (groups []Group, left []file, err error) {
	used := make([]bool, len(files))
	for _, withExt := range []bool{true, false} {
		sides := map[string][]member{}
		originalsOf := map[string]member{}
		var keys []string
		for i, f := range files {
			for _, r := range rolesOf(f) {
				if used[i] {
					continue
				}
				if withExt {
					r.key += strings.ToLower(filepath.Ext(f.path))
				}
				m := member{file: i, lang: r.lang}
				if r.translated {
					sides[r.key] = append(sides[r.key], m)
				} else if _, twice := originalsOf[r.key]; !twice {
					originalsOf[r.key] = m
					keys = append(keys, r.key)
				}
			}
		}
		for _, key := range keys {
			g, taken, err := roleGroup(ctx, files, used, originalsOf[key], sides[key], given, opts)
			if err != nil {
				return nil, nil, err
			}
			if len(g.Targets) > 0 {
				groups = append(groups, g)
			}
			for _, i := range taken {
				used[i] = true
			}
		}
	}
	for i, f := range files {
		if !used[i] {
			left = append(left, f)
		}
	}
	return groups, left, nil
}

// roleGroup makes a group of an original and translations, one a language.
func roleGroup(ctx context.Context, files []file, used []bool, original member, targets []member, given corpus.Lang, opts PairOptions) (g Group, taken []int, err error) {
	if used[original.file] || len(targets) == 0 {
		return g, nil, nil
	}
	source, err := named(ctx, files[original.file], original.lang, opts)
	if err != nil || source.Lang == "" {
		return g, nil, err
	}
	seen := map[corpus.Lang]bool{source.Lang: true}
	for _, m := range targets {
		if used[m.file] {
			continue
		}
		target, err := named(ctx, files[m.file], m.lang, opts)
		if err != nil {
			return g, nil, err
		}
		if target.Lang == "" || seen[target.Lang] || target.Lang != given && !wanted(target.Lang, opts) {
			continue
		}
		seen[target.Lang] = true
		g.Targets = append(g.Targets, target)
		taken = append(taken, m.file)
	}
	if len(taken) == 0 {
		return g, nil, nil
	}
	g.Source, g.Name = source, strings.TrimSuffix(filepath.Base(source.Path), filepath.Ext(source.Path))
	if len(g.Targets) == 1 && given != "" && g.Targets[0].Lang == given { // the caller calls it the original
		g.Source, g.Targets[0] = g.Targets[0], g.Source
	}
	slices.SortFunc(g.Targets, func(a, b Item) int { return cmp.Compare(a.Lang, b.Lang) })
	return g, append(taken, original.file), nil
}

// named is a file with its language: that of its mark, else that of its text; none
// where it cannot be read.
func named(ctx context.Context, f file, mark corpus.Lang, opts PairOptions) (Item, error) {
	item := Item{f.path, mark}
	if mark == "" {
		d, err := File(ctx, f.path, opts.File)
		if ctx.Err() != nil {
			return item, ctx.Err()
		}
		if err == nil {
			item.Lang = d.Lang
		}
	}
	return item, nil
}
