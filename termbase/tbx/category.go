package tbx

import (
	"slices"
	"strings"

	"bitext/termbase"
)

// core reports whether a name is one of the elements that TBX itself defines
// within entries; every other element is a data category written in DCT style.
func core(name string) bool {
	switch name {
	case "langSec", "langSet", "langGroup", "termSec", "tig", "ntig", "termGrp", "termGroup", "term", "termNote", "termNoteGrp", "descrip", "descripGrp",
		"descripNote", "admin", "adminGrp", "adminNote", "note", "noteGrp", "ref", "xref", "transac", "transacGrp", "transacNote", "date",
		"hi", "foreign", "ph", "sc", "ec", "bpt", "ept", "it", "conceptEntry", "termEntry", "entry",
		"termCompList", "termComp", "termCompGrp", "item", "itemGrp", "itemSet", "refObject":
		return true
	}
	return false
}

// wrapper names the element that holds a data category in DCA style.
func wrapper(category string, inTerm bool) string {
	switch category {
	case "customerSubset", "projectSubset", "source", "reading":
		return "admin"
	case "readingNote":
		return "adminNote"
	case "subjectField", "context", "definition", "broaderConceptGeneric", "superordinateConceptGeneric", "subordinateConceptGeneric", "relatedConcept":
		return "descrip"
	case "crossReference":
		return "ref"
	case "externalCrossReference", "xGraphic":
		return "xref"
	case "transactionType":
		return "transac"
	case "responsibility":
		return "transacNote"
	}
	if inTerm {
		return "termNote"
	}
	return "descrip"
}

// dca brings an element of DCT style into DCA style, with all within it.
func dca(n *node, inTerm bool) *node {
	if n.name == "" {
		return n
	}
	switch n.name {
	case "termSec", "tig", "ntig", "termGroup":
		inTerm = true
	}
	out := &node{name: n.name, attrs: n.attrs}
	if !core(n.name) || n.space != "" {
		category := n.name
		switch category { // names of the older TBX-Min
		case "termStatus":
			category = "administrativeStatus"
		case "customer":
			category = "customerSubset"
		}
		out = &node{name: wrapper(category, inTerm), attrs: append([]attr{{"type", category}}, n.attrs...)}
	}
	for _, k := range n.kids {
		out.kids = append(out.kids, dca(k, inTerm))
	}
	return out
}

// picklist gives the values that TBX-Basic allows for a category; nil where any
// text is.
func picklist(category string) []string {
	switch category {
	case "administrativeStatus":
		return []string{"admittedTerm-admn-sts", "deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "preferredTerm-admn-sts"}
	case "partOfSpeech":
		return []string{"adjective", "noun", "other", "verb", "adverb"}
	case "grammaticalGender":
		return []string{"masculine", "feminine", "neuter", "other"}
	case "termType":
		return []string{"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"}
	case "termLocation":
		return []string{
			"checkBox", "comboBox", "comboBoxElement", "dialogBox", "groupBox", "informativeMessage", "interactiveMessage", "menuItem",
			"progressBar", "pushButton", "radioButton", "slider", "spinBox", "tab", "tableText", "textBox", "toolTip", "user-definedType",
		}
	case "transactionType":
		return []string{"origination", "modification"}
	}
	return nil
}

// status reads the values of administrativeStatus, of usageStatus and of the
// normative authorization of TBX 2008.
func status(value string) (termbase.Status, bool) {
	v := strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(value, "-admn-sts"), "Term"))
	switch v {
	case "preferred", "preferredterm", "standardized", "standardizedterm":
		return termbase.Preferred, true
	case "admitted", "admittedterm":
		return termbase.Admitted, true
	case "deprecated", "deprecatedterm", "notrecommended":
		return termbase.Deprecated, true
	case "superseded", "supersededterm", "obsolete":
		return termbase.Superseded, true
	case "forbidden", "prohibited":
		return termbase.Forbidden, true
	}
	return "", false
}

func statusValue(s termbase.Status) string {
	switch s {
	case termbase.Preferred:
		return "preferredTerm-admn-sts"
	case termbase.Admitted:
		return "admittedTerm-admn-sts"
	case termbase.Superseded:
		return "supersededTerm-admn-sts"
	case termbase.Deprecated, termbase.Forbidden:
		return "deprecatedTerm-admn-sts"
	}
	return ""
}

// pairsOf lists our values beside TBX's.
func pairsOf(category string) [][2]string {
	switch category {
	case "grammaticalGender":
		return [][2]string{{"m", "masculine"}, {"f", "feminine"}, {"n", "neuter"}}
	case "termType":
		return [][2]string{{"full", "fullForm"}, {"short", "shortForm"}, {"full", "entryTerm"}, {"short", "shortcut"}, {"acronym", "initialism"}}
	}
	return nil
}

// ours turns a value of TBX into ours.
func ours(category, value string) string {
	for _, p := range pairsOf(category) {
		if p[1] == value {
			return p[0]
		}
	}
	return value
}

// theirs turns our value into TBX's. whole is false where the picklist has
// nothing that says the same; value is then the nearest, or empty.
func theirs(category, v string) (value string, whole bool) {
	list := picklist(category)
	if slices.Contains(list, v) && ours(category, v) == v {
		return v, true
	}
	for _, p := range pairsOf(category) {
		if p[0] == v {
			return p[1], true
		}
	}
	if slices.Contains(list, "other") {
		return "other", false
	}
	return "", false
}

// referenceKind turns the categories of references to concepts into ours.
func referenceKind(category string) (string, bool) {
	switch category {
	case "crossReference", "see", "seeAlso":
		return "see", true
	case "broaderConceptGeneric", "broaderConceptPartitive", "superordinateConceptGeneric", "superordinateConceptPartitive", "broaderConcept":
		return "broader", true
	case "subordinateConceptGeneric", "subordinateConceptPartitive", "narrowerConcept":
		return "narrower", true
	case "relatedConcept", "coordinateConceptGeneric", "associatedConcept", "relatedConceptBroader", "relatedConceptNarrower":
		return "related", true
	case "externalCrossReference":
		return "link", true
	case "xGraphic":
		return "image", true
	}
	return "", false
}

// allowed reports whether TBX-Basic takes an element at a level ("conceptEntry",
// "langSec", "termSec") as it is.
func allowed(n *node, level string) bool {
	category, value := n.attr("type"), n.plain()
	if list := picklist(category); list != nil && !slices.Contains(list, value) {
		return false
	}
	entry, term := level == "conceptEntry", level == "termSec"
	switch n.name {
	case "note":
		return true
	case "admin":
		return category == "source" || (category == "customerSubset" || category == "projectSubset") && !(level == "langSec")
	case "descrip":
		return category == "subjectField" && entry || category == "context" && term || category == "definition" && !term
	case "termNote":
		return term && slices.Contains([]string{"administrativeStatus", "partOfSpeech", "geographicalUsage", "grammaticalGender", "termLocation", "termType"}, category)
	case "ref":
		return category == "crossReference" && (entry || term)
	case "xref":
		return (category == "externalCrossReference" || category == "xGraphic" && !term) && strings.HasPrefix(n.attr("target"), "http")
	case "descripGrp", "adminGrp", "transacGrp":
		return allowedGroup(n, level)
	}
	return false
}

// allowedGroup is allowed for an element that groups others.
func allowedGroup(n *node, level string) bool {
	if len(n.kids) == 0 || n.kids[0].name+"Grp" != n.name {
		return false
	}
	for i, k := range n.kids {
		switch {
		case k.name == "transac" && i == 0:
			if k.attr("type") != "transactionType" || !slices.Contains(picklist("transactionType"), k.plain()) {
				return false
			}
		case k.name == "transacNote" && n.name == "transacGrp":
			if k.attr("type") != "responsibility" {
				return false
			}
		case k.name == "date" && n.name == "transacGrp":
			if !isDate(k.plain()) {
				return false
			}
		case k.name == "" || strings.HasSuffix(k.name, "Grp") || i > 0 && k.name+"Grp" == n.name || !allowed(k, level):
			return false
		}
	}
	return true
}

// isDate reports whether a value is an xs:date, or begins like an xs:dateTime.
func isDate(s string) bool {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' || len(s) != 10 && s[10] != 'T' {
		return false
	}
	for i, c := range s[:10] {
		if i != 4 && i != 7 && (c < '0' || c > '9') {
			return false
		}
	}
	return len(s) == 10 || len(s) >= 19
}
