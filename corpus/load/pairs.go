package load

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"bitext/corpus"
)

// PairOptions says what is known of the files. The zero value pairs English
// originals with translations in any other language.
type PairOptions struct {
	Source  corpus.Lang   // language of the originals; "" means English
	Targets []corpus.Lang // languages of translations that are wanted; nil means all
	File    Options       // for files that must be read to be paired
}

// Group is one original with its translations.
type Group struct {
	Name    string // what the names of the files have in common, for people
	Source  Item
	Targets []Item // by language; at least one
}

// Item is a file and the language that it is said to be in; "" where nothing
// says so.
type Item struct {
	Path string
	Lang corpus.Lang
}

// Pairs finds the files that are translations of each other among files,
// folders (read with their subfolders) and patterns. Names come first: two
// paths that differ only in a mark of language ("en/a.txt" and "fr/a.txt",
// "a_en.docx" and "a_fr.odt", "A_72_1-E.pdf" and "A_72_1-F.pdf"), then an original
// without a mark beside translations that have one ("a.md", "a.fr.md"), then what is
// named by its side ("source/a.txt" and "target/a.txt") and in two languages. The files
// that are left are read and paired by the numbers, symbols and names in
// them, where one pair stands out. alone lists the files that found no
// partner. The same file given twice counts once.
//
// It fails for a path that does not exist or cannot be read. Groups are in the
// order of their source paths.
func Pairs(ctx context.Context, paths []string, opts PairOptions) (groups []Group, alone []string, err error) {
	given := opts.Source
	if given == "" {
		opts.Source = corpus.English
	}
	files, err := expand(paths)
	if err != nil {
		return nil, nil, err
	}
	groups, left := pairByName(files, opts)
	byRole, left, err := pairByRole(ctx, left, given, opts)
	if err != nil {
		return nil, nil, err
	}
	more, left, err := pairByContent(ctx, left, opts)
	if err != nil {
		return nil, nil, err
	}
	groups = append(append(groups, byRole...), more...)
	slices.SortFunc(groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(a.Source.Path, b.Source.Path), cmp.Compare(a.Name, b.Name))
	})
	for _, f := range left {
		alone = append(alone, f.path)
	}
	slices.Sort(alone)
	return groups, alone, nil
}

// file is a file to be paired.
type file struct {
	path  string
	parts []string // of the path below the folder that was given, or of the path as given
}

// readable are the endings of the files that are taken from a folder.
const readable = " .txt .text .md .markdown .html .htm .xhtml .docx .docm .dotx .dotm .odt .ott .fodt .pptx .xlsx .rtf .epub .pdf "

// expand lists the files that paths, folders and patterns name, each once, in
// the order of their paths.
func expand(paths []string) ([]file, error) {
	var out []file
	for _, p := range paths {
		info, err := os.Stat(p)
		switch {
		case err == nil && info.IsDir():
			if out, err = walk(p, out); err != nil {
				return nil, err
			}
		case err == nil:
			out = append(out, file{p, split(p)})
		case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(p, "*?["):
			found, gerr := filepath.Glob(p)
			if gerr != nil || len(found) == 0 {
				return nil, fmt.Errorf("%s: no file matches", p)
			}
			for _, f := range found {
				if info, err := os.Stat(f); err == nil && !info.IsDir() {
					out = append(out, file{f, split(f)})
				}
			}
		default:
			return nil, plainError(p, err)
		}
	}
	slices.SortStableFunc(out, func(a, b file) int { return cmp.Compare(a.path, b.path) })
	return slices.CompactFunc(out, func(a, b file) bool { return sameFile(a.path, b.path) }), nil
}

// walk adds the readable files below a folder; hidden ones and those that
// office programs leave behind are passed over.
func walk(root string, out []file) ([]file, error) {
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return plainError(p, err)
		}
		name := d.Name()
		if p != root && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")) {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if d.IsDir() || !strings.Contains(readable, " "+strings.ToLower(filepath.Ext(name))+" ") && !hasTwin(p) {
			return nil
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return plainError(p, err)
		}
		// The folder's own name may bear the mark: build en fr.
		out = append(out, file{p, append([]string{filepath.Base(filepath.Clean(root))}, split(rel)...)})
		return nil
	})
	return out, err
}

// hasTwin reports whether the ending of a file is the code of a language and
// another file differs in it alone: corpus.en beside corpus.fr.
func hasTwin(p string) bool {
	ext := filepath.Ext(p)
	own := markOf(strings.TrimPrefix(ext, "."))
	if own == "" {
		return false
	}
	twins, err := filepath.Glob(escaped(strings.TrimSuffix(p, ext)) + ".*")
	return err == nil && slices.ContainsFunc(twins, func(t string) bool {
		l := markOf(strings.TrimPrefix(filepath.Ext(t), "."))
		return l != "" && l != own
	})
}

// escaped is a path as a pattern that matches itself.
func escaped(p string) string {
	if filepath.Separator == '\\' {
		return p
	}
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(p)
}

func split(p string) []string {
	return strings.Split(filepath.ToSlash(filepath.Clean(p)), "/")
}

func sameFile(a, b string) bool {
	return filepath.Clean(a) == filepath.Clean(b)
}

// pairByName groups the files whose paths differ in a mark of language alone.
// A path can bear several marks; readings with the surest marks and the same
// ending are tried first.
func pairByName(files []file, opts PairOptions) (groups []Group, left []file) {
	used := make([]bool, len(files))
	for rank := range lastRank + 1 {
		for _, withExt := range []bool{true, false} {
			groups = append(groups, pairRank(files, used, rank, withExt, opts)...)
		}
	}
	groups = append(groups, pairUnmarked(files, used, opts)...)
	for i, f := range files {
		if !used[i] {
			left = append(left, f)
		}
	}
	return groups, left
}

// member is one reading of a file's path.
type member struct {
	file  int
	lang  corpus.Lang
	tag   string // script and region
	shown string
}

// pairRank makes the groups of one sureness of marks.
func pairRank(files []file, used []bool, rank int, withExt bool, opts PairOptions) []Group {
	byKey := map[string][]member{}
	var keys []string
	for i, f := range files {
		if used[i] {
			continue
		}
		for _, m := range marksOf(f) {
			if m.rank != rank {
				continue
			}
			key := m.key
			if withExt {
				key += strings.ToLower(filepath.Ext(f.path))
			}
			if byKey[key] == nil {
				keys = append(keys, key)
			}
			byKey[key] = append(byKey[key], member{i, m.lang, m.tag, m.shown})
		}
	}
	var groups []Group
	for _, key := range keys {
		g, taken := makeGroup(files, used, byKey[key], opts)
		if g.Source.Path == "" || len(g.Targets) == 0 {
			continue
		}
		groups = append(groups, g)
		for _, i := range taken {
			used[i] = true
		}
	}
	return groups
}

// pairUnmarked groups translations whose names bear a mark with the original whose
// name is the same without one: README.md, README.fr.md; values/a.txt, values-fr/a.txt;
// a.md, fr/a.md.
func pairUnmarked(files []file, used []bool, opts PairOptions) []Group {
	translations := map[string][]member{}
	for i, f := range files {
		for _, m := range marksOf(f) {
			if !used[i] && m.rank == rankCode && m.lang != opts.Source {
				key := unmarked(m.key) + strings.ToLower(filepath.Ext(f.path))
				translations[key] = append(translations[key], member{i, m.lang, m.tag, m.shown})
			}
		}
	}
	var groups []Group
	for i, f := range files {
		path := strings.Join(f.parts, "/")
		found := translations[strings.ToLower(norm.NFC.String(path))]
		if used[i] || len(found) == 0 {
			continue
		}
		shown := strings.TrimSuffix(path, filepath.Ext(path))
		g, taken := makeGroup(files, used, append([]member{{i, opts.Source, "", shown}}, found...), opts)
		if len(g.Targets) == 0 {
			continue
		}
		groups = append(groups, g)
		for _, k := range taken {
			used[k] = true
		}
	}
	return groups
}

// unmarked is a key without its mark and what sets it apart from the rest.
func unmarked(key string) string {
	before, behind, _ := strings.Cut(key, hole)
	switch {
	case strings.HasSuffix(before, "(") && strings.HasPrefix(behind, ")"), strings.HasSuffix(before, "[") && strings.HasPrefix(behind, "]"):
		before, behind = before[:len(before)-1], behind[1:]
	}
	switch trimmed := strings.TrimRight(before, "._- @"); {
	case (before == "" || strings.HasSuffix(before, "/")) && strings.HasPrefix(behind, "/"): // a folder
		return before + behind[1:]
	case trimmed != "" && !strings.HasSuffix(trimmed, "/"):
		return trimmed + behind
	default:
		return before + strings.TrimLeft(behind, "._- @")
	}
}

// makeGroup makes a group of the files that share a key: one original, and a translation
// for each language, or each script or region of it; taken lists them.
func makeGroup(files []file, used []bool, members []member, opts PairOptions) (g Group, taken []int) {
	seen := map[string]bool{}
	for _, m := range members {
		as := string(m.lang)
		if m.lang != opts.Source {
			as += m.tag
		}
		if used[m.file] || seen[as] {
			continue
		}
		item := Item{files[m.file].path, m.lang}
		switch {
		case m.lang == opts.Source:
			g.Source, g.Name = item, groupName(m.shown, item.Path)
		case wanted(m.lang, opts):
			g.Targets = append(g.Targets, item)
		default:
			continue
		}
		seen[as] = true
		taken = append(taken, m.file)
	}
	slices.SortFunc(g.Targets, func(a, b Item) int { return cmp.Or(cmp.Compare(a.Lang, b.Lang), cmp.Compare(a.Path, b.Path)) })
	return g, taken
}

func wanted(l corpus.Lang, opts PairOptions) bool {
	return len(opts.Targets) == 0 || slices.Contains(opts.Targets, l)
}

// groupName is what a person calls a group: the common part of the file names,
// or of the folders where the names are marks alone.
func groupName(shown, path string) string {
	parts := strings.Split(shown, "/")
	for i := len(parts) - 1; i >= 0; i-- {
		if name := strings.Trim(closed(parts[i]), "._- "); name != "" {
			return name
		}
	}
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
}

// closed is a name without its holes: the brackets around one go, too, and of
// the equal marks on its sides one.
func closed(name string) string {
	before, behind, found := strings.Cut(name, hole)
	if !found {
		return name
	}
	for _, pair := range []string{"()", "[]"} {
		if strings.HasSuffix(before, pair[:1]) && strings.HasPrefix(behind, pair[1:]) {
			before, behind = before[:len(before)-1], behind[1:]
		}
	}
	if n := len(before); n > 0 && strings.HasPrefix(behind, before[n-1:]) && strings.Contains(" ._-", before[n-1:]) {
		behind = behind[1:]
	}
	return closed(before + behind)
}
