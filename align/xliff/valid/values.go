package valid

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	nameToken   = regexp.MustCompile(`^[\p{L}\p{N}\p{M}._:\x{B7}-]+$`)
	userDefined = regexp.MustCompile(`^[^\s:]+:[^\s:]+$`)
	language    = regexp.MustCompile(`^([a-zA-Z]{2,8}|[xXiI])(-[a-zA-Z0-9]{1,8})*$`)
	restriction = regexp.MustCompile(`^(\*|\d+|\d+,(\d+|\*))$`)
	integer     = regexp.MustCompile(`^\d+$`)
	positive    = regexp.MustCompile(`^\+?0*[1-9]\d*$`)
	hexadecimal = regexp.MustCompile(`^([0-9a-fA-F]{2})+$`)
)

// lists are the values of attributes that have a fixed list, by attribute or
// by element and attribute.
var lists = map[string]string{
	"canResegment": "yes no", "translate": "yes no", "canCopy": "yes no", "canDelete": "yes no", "canOverlap": "yes no", "isolated": "yes no",
	"canReorder": "yes firstNo no", "srcDir": "ltr rtl auto", "trgDir": "ltr rtl auto", "dir": "ltr rtl auto", "xml:space": "default preserve",
	"state": "initial translated reviewed final", "note appliesTo": "source target", "mda:metaGroup appliesTo": "source target ignorable",
	"ph type": codeTypes, "pc type": codeTypes, "sc type": codeTypes, "ec type": codeTypes,
	"mtc:match type": "am mt icm idm tb tm other", "mtc:match reference": "yes no", "res:resourceItem context": "yes no",
	"val:rule existsInSource": "yes no", "val:rule caseSensitive": "yes no", "val:rule disabled": "yes no", "val:rule normalization": "none nfc nfd",
	"slr:normalization general": "none nfc nfd", "slr:normalization storage": "none nfc nfd", "xliff version": "2.0 2.1 2.2",
	"fs:fs": "a b bdo big blockquote body br button caption center cite code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 head hr html i img " +
		"label legend li ol p pre q s samp select small span strike strong sub sup table tbody td tfoot th thead title tr tt u ul",
}

const codeTypes = "fmt ui quote link image other"

// valueProblem says what is wrong with the value of an attribute, "" for
// nothing.
func valueProblem(n *node, a attr) string {
	list, ok := lists[n.name.String()+" "+a.name.String()]
	if !ok {
		list, ok = lists[a.name.String()]
	}
	if ok {
		if !slices.Contains(strings.Fields(list), a.value) {
			if len(list) > 80 {
				return "not one of the values listed in the specification"
			}
			return "not one of " + strings.Join(strings.Fields(list), ", ")
		}
		return ""
	}
	return formProblem(n, a)
}

// formProblem checks values that have a form.
func formProblem(n *node, a attr) string {
	switch a.name.String() {
	case "id", "startRef", "copyOf", "dataRef", "dataRefStart", "dataRefEnd", "slr:sizeInfoRef":
		return unless(nameToken, a.value, "not a name token")
	case "subFlows", "subFlowsStart", "subFlowsEnd":
		for _, part := range strings.Fields(a.value) {
			if !nameToken.MatchString(part) {
				return "not a list of name tokens"
			}
		}
	case "subType", "subState":
		return unless(userDefined, a.value, "not prefix:value")
	case "type":
		if n.is("group", "unit") {
			return unless(userDefined, a.value, "not prefix:value")
		}
		if n.is("mrk", "sm") && !slices.Contains([]string{"generic", "comment", "term"}, a.value) {
			return unless(userDefined, a.value, "not generic, comment, term or prefix:value")
		}
	case "srcLang", "trgLang", "xml:lang":
		return unless(language, a.value, "not a language tag of BCP 47")
	case "order", "occurs":
		return unless(positive, a.value, "not a positive whole number")
	case "priority":
		if k, err := strconv.Atoi(a.value); err != nil || k < 1 || k > 10 {
			return "not 1 to 10"
		}
	case "hex":
		return hexProblem(a.value)
	case "similarity", "matchQuality", "matchSuitability":
		if v, err := strconv.ParseFloat(a.value, 64); n.name.space == "mtc" && (err != nil || v < 0 || v > 100) {
			return "not 0.0 to 100.0"
		}
	case "slr:sizeRestriction", "slr:storageRestriction":
		if n.up("file") != nil {
			return unless(restriction, a.value, "not *, a number, or a range")
		}
	case "slr:equivStorage":
		return unless(integer, a.value, "not a whole number")
	case "slr:sizeInfo":
		if _, err := strconv.ParseFloat(a.value, 64); err == nil { // words are for a profile of one's own
			return unless(integer, a.value, "not a whole number")
		}
	}
	return ""
}

func unless(form *regexp.Regexp, value, problem string) string {
	if form.MatchString(value) {
		return ""
	}
	return problem
}

// hexProblem checks the code point of a <cp>: one that XML cannot hold.
func hexProblem(value string) string {
	point, err := strconv.ParseUint(value, 16, 32)
	switch {
	case err != nil || !hexadecimal.MatchString(value) || len(value) < 4:
		return "not hexadecimal digits in pairs, at least four"
	case point < 0x20 && point != 9 && point != 10 && point != 13, point >= 0xD800 && point <= 0xDFFF, point == 0xFFFE, point == 0xFFFF:
		return ""
	case point >= 0x7F && point <= 0x9F && point != 0x85: // XML discourages them, and the schema takes them
		return ""
	}
	return "but only characters that XML cannot hold are written so"
}
