package review

import (
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message/catalog"
)

// loadWords reads the texts of the interface. The keys are the English texts;
// words/fr.toml gives each in French, as a string, or as a pair of strings for
// one and many of its first number. words/en.toml has such pairs, and names.
func loadWords() (catalog.Catalog, error) {
	b := catalog.NewBuilder(catalog.Fallback(language.English))
	for _, code := range []string{"en", "fr"} {
		words, err := wordsIn(code)
		if err != nil {
			return nil, err
		}
		tag := language.Make(code)
		for key, value := range words {
			if strings.HasPrefix(key, "message:") || strings.HasPrefix(key, "part:") {
				continue // see messages
			}
			switch v := value.(type) {
			case string:
				err = b.SetString(tag, key, v)
			case []any:
				err = b.Set(tag, key, plural.Selectf(1, "%d", plural.One, v[0], plural.Other, v[1]))
			}
			if err != nil {
				return nil, fmt.Errorf("words/%s.toml: %q: %w", code, key, err)
			}
		}
	}
	return b, nil
}

func wordsIn(code string) (map[string]any, error) {
	text, err := files.ReadFile("words/" + code + ".toml")
	if err != nil {
		return nil, err
	}
	words := map[string]any{}
	if err := toml.Unmarshal(text, &words); err != nil {
		return nil, fmt.Errorf("words/%s.toml: %w", code, err)
	}
	return words, nil
}
