package review

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// asset is a file that pages refer to, under a name that changes with it.
type asset struct {
	tag  string
	kind string
	text []byte
}

// bundles says of which files an asset is put together, in their order: scripts
// use what those before them define, styles overrule those before them.
func bundles() map[string][]string {
	return map[string][]string{
		"page.js":   {"core.js", "terms.js", "beads.js", "findings.js", "keys.js"},
		"style.css": {"colours.css", "base.css", "terms.css", "texts.css", "narrow.css"},
		"icon.svg":  {"icon.svg"},
	}
}

func loadAssets() (map[string]asset, error) {
	sources, err := readFiles("assets")
	if err != nil {
		return nil, err
	}
	out := map[string]asset{}
	for name, parts := range bundles() {
		var text bytes.Buffer
		for _, part := range parts {
			text.Write(sources[part])
		}
		sum := sha256.Sum256(text.Bytes())
		out[name] = asset{hex.EncodeToString(sum[:6]), mime.TypeByExtension(path.Ext(name)), text.Bytes()}
	}
	return out, nil
}

func (h *Handler) asset(w http.ResponseWriter, r *http.Request) {
	tag, name, _ := strings.Cut(r.PathValue("name"), "-")
	a, ok := h.assets[name]
	if !ok || tag != a.tag {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "private, max-age=31536000, immutable")
	w.Header().Set("Content-Type", a.kind)
	w.Write(a.text)
}

func readFiles(folder string) (map[string][]byte, error) {
	entries, err := fs.ReadDir(files, folder)
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for _, e := range entries {
		text, err := files.ReadFile(folder + "/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", e.Name(), err)
		}
		out[e.Name()] = text
	}
	return out, nil
}
