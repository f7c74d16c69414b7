package xliff

import (
	"errors"
	"strings"
	"testing"
)

// file2 puts the content of a <file> into a document of 2.1.
func file2(content string) string {
	return `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fr" xmlns:my="urn:my"
 xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"
 xmlns:res="urn:oasis:names:tc:xliff:resourcedata:2.0" xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0" xmlns:fs="urn:oasis:names:tc:xliff:fs:2.0"
 xmlns:val="urn:oasis:names:tc:xliff:validation:2.0" xmlns:ctr="urn:oasis:names:tc:xliff:changetracking:2.0" xmlns:its="http://www.w3.org/2005/11/its"><file id="f">` + content + `</file></xliff>`
}

func unit2(before, source, target string) string {
	if target != "" {
		target = "<target>" + target + "</target>"
	}
	return file2(`<unit id="u">` + before + `<segment id="s"><source>` + source + `</source>` + target + `</segment></unit>`)
}

func TestConstraintNamed(t *testing.T) {
	const two = `<segment><source>a</source><target order="1">b</target></segment><segment><source>c</source>`
	for _, test := range []struct{ name, file, want string }{
		{"text in a unit", file2(`<unit id="u">stray<segment><source>a</source></segment></unit>`), "text cannot stand"},
		{"notes after segments", file2(`<unit id="u"><segment><source>a</source></segment><notes><note>n</note></notes></unit>`), "cannot stand at this place"},
		{"empty notes", unit2("<notes></notes>", "a", ""), "lacks <note>"},
		{"extension in a segment", file2(`<unit id="u"><segment><my:x/><source>a</source></segment></unit>`), "needs <source>"},
		{"attribute of nobody", file2(`<unit id="u" colour="red"><segment><source>a</source></segment></unit>`), "colour cannot stand"},
		{"foreign attribute on a code", unit2("", `<ph id="1" my:x="y"/>`, ""), "cannot stand on <ph>"},
		{"unknown element of a module", unit2(`<val:rules/>`, "a", ""), "no element of XLIFF"},
		{"same order twice", file2(`<unit id="u">` + two + `<target order="1">d</target></segment></unit>`), "order 1"},
		{"order against the place", file2(`<unit id="u">` + strings.Replace(two, `"1"`, `"2"`, 1) + `<target>d</target></segment></unit>`), "order 2"},
		{"bad language", strings.Replace(unit2("", "a", ""), `"fr"`, `"f r"`, 1), "language tag"},
		{"language of a unit", file2(`<unit id="u" xml:lang="de"><segment><source>a</source></segment></unit>`), "xml:lang"},
		{"space differs", file2(`<unit id="u"><segment><source xml:space="preserve">a</source><target>b</target></segment></unit>`), "xml:space"},
		{"code point that XML holds", unit2("", `<cp hex="0041"/>`, ""), "cannot hold"},
		{"code point of letters", unit2("", `<cp hex="zzzz"/>`, ""), "hexadecimal"},
		{"copy of nothing", unit2("", `<ph id="1"/><ph id="2" copyOf="9"/>`, ""), "no code of the unit"},
		{"copy of what may not be copied", unit2("", `<ph id="1" canCopy="no"/><ph id="2" copyOf="1"/>`, ""), "may not be copied"},
		{"start and end disagree", unit2("", `<sc id="1" canCopy="no"/>a<ec startRef="1"/>`, ""), "canCopy of <ec>"},
		{"direction of an end", unit2("", `<sc id="1" dir="rtl"/>a<ec startRef="1" dir="ltr"/>`, ""), "dir cannot stand"},
		{"another element of the same name", unit2("", `<pc id="1">a</pc>`, `<ph id="1"/>b`), "that of a <pc>"},
		{"deleted code", unit2("", `<ph id="1" canDelete="no"/>a`, "b"), "may not be deleted"},
		{"no without firstNo", unit2("", `<ph id="1" canReorder="no" canCopy="no" canDelete="no"/>`, ""), "firstNo"},
		{"reordering of what may be copied", unit2("", `<ph id="1" canReorder="firstNo"/>`, ""), "canReorder"},
		{"comment without text", unit2("", `<mrk id="1" type="comment">a</mrk>`, ""), "either value or ref"},
		{"comment leads nowhere", unit2("", `<mrk id="1" type="comment" ref="#n=1">a</mrk>`, ""), "no note of the unit"},
		{"fragment in disorder", unit2("", `<mrk id="1" type="my:x" ref="#/u=u/f=f">a</mrk>`, ""), "wrong order"},
		{"subflow to nothing", unit2("", `<ph id="1" subFlows="u9"/>`, ""), "no unit of the file"},
		{"reserved subtype", unit2("", `<ph id="1" type="fmt" subType="xlf:var"/>`, ""), "does not go with"},
		{"extension ids", unit2(`<my:a id="1"/><my:b xml:id="1"/>`, "a", ""), "used twice"},
		{"match without a span", unit2(`<mtc:matches><mtc:match ref="#u"><source>a</source><target>b</target></mtc:match></mtc:matches>`, "a", ""), "no span of text"},
		{"glossary entry of nothing", unit2(`<gls:glossary><gls:glossEntry><gls:term>a</gls:term></gls:glossEntry></gls:glossary>`, "a", ""), "translation or a definition"},
		{"metadata without type", unit2(`<mda:metadata><mda:metaGroup><mda:meta>x</mda:meta></mda:metaGroup></mda:metadata>`, "a", ""), "needs the attribute type"},
		{"resource twice", unit2(`<res:resourceData><res:resourceItem><res:source href="x">y</res:source></res:resourceItem></res:resourceData>`, "a", ""), "either href or content"},
		{"size of words", unit2("", `<ph id="1" slr:equivStorage="seven"/>`, ""), "whole number"},
		{"format style", unit2("", `<ph id="1" fs:fs="paragraph"/>`, ""), "listed in the specification"},
		{"style detail alone", unit2("", `<ph id="1" fs:subFs="a,b"/>`, ""), "needs fs:fs"},
		{"two rules in one", unit2(`<val:validation><val:rule isPresent="a" startsWith="b"/></val:validation>`, "a", ""), "exactly one"},
		{"order behind the last", file2(`<unit id="u">` + strings.Replace(two, `"1"`, `"3"`, 1) + `</segment></unit>`), "order 3"},
		{"no file", strings.Replace(file2("x"), `<file id="f">x</file>`, "", 1), "at least one <file>"},
		{"targets without language", strings.Replace(unit2("", "a", "b"), `trgLang="fr"`, "", 1), "needs trgLang"},
		{"glossary leads nowhere", unit2(`<gls:glossary><gls:glossEntry ref="#m"><gls:term>a</gls:term><gls:definition>b</gls:definition></gls:glossEntry></gls:glossary>`, "a", ""), "no span of text"},
		{"metadata named as its group", unit2(`<mda:metadata id="m"><mda:metaGroup id="m"><mda:meta type="a">x</mda:meta></mda:metaGroup></mda:metadata>`, "a", ""), "that of its <mda:metadata>"},
		{"resource of no type", file2(`<res:resourceData><res:resourceItem id="r"><res:source href="a.png"/></res:resourceItem></res:resourceData><unit id="u"><segment><source>a</source></segment></unit>`), "needs mimeType"},
		{"glossary of a file", file2(`<gls:glossary><gls:glossEntry><gls:term>a</gls:term><gls:definition>b</gls:definition></gls:glossEntry></gls:glossary><unit id="u"><segment><source>a</source></segment></unit>`), "cannot stand directly in <file>"},
		{"metadata twice", unit2(strings.Repeat(`<mda:metadata><mda:metaGroup><mda:meta type="a">x</mda:meta></mda:metaGroup></mda:metadata>`, 2), "a", ""), "stands twice"},
		{"code of a match twice", unit2(`<mtc:matches><mtc:match ref="#s"><source><ph id="1"/><ph id="1"/></source><target>b</target></mtc:match></mtc:matches>`, "a", ""), "used twice"},
		{"data of a match missing", unit2(`<mtc:matches><mtc:match ref="#s"><source><ph id="1" dataRef="d"/></source><target>b</target></mtc:match></mtc:matches>`, "a", ""), "no <data> of the <mtc:match>"},
		{"code of a match open", unit2(`<mtc:matches><mtc:match ref="#s"><source><sc id="1"/>a</source><target>b</target></mtc:match></mtc:matches>`, "a", ""), "never ended"},
		{"no such version", unit2(`<ctr:changeTrack><ctr:revisions appliesTo="source" currentVersion="9"><ctr:revision version="1"><ctr:item property="content">x</ctr:item></ctr:revision></ctr:revisions></ctr:changeTrack>`, "a", ""), "version of no"},
		{"entity without source", unit2("", `<mrk id="m" its:taIdent="x">a</mrk>`, ""), "stand together"},
		{"confidence of nobody", unit2("", `<mrk id="m" its:mtConfidence="0.5">a</mrk>`, ""), "its:annotatorsRef for mt-confidence"},
		{"issue without a word", unit2(`<its:locQualityIssues xml:id="q"><its:locQualityIssue/></its:locQualityIssues>`, "a", ""), "locQualityIssueType"},
		{"record of nobody", unit2(`<its:provenanceRecords xml:id="q"><its:provenanceRecord/></its:provenanceRecords>`, "a", ""), "person, organization or tool"},
		{"issues nowhere", unit2("", `<mrk id="m" its:locQualityIssuesRef="#its=q">a</mrk>`, ""), "leads to no <its:locQualityIssues>"},
		{"rated twice", unit2("", `<mrk id="m" its:locQualityRatingScore="3" its:locQualityRatingVote="2">a</mrk>`, ""), "only one of them"},
		{"revision of nothing", unit2(`<ctr:changeTrack><ctr:revisions appliesTo="note" ref="n"><ctr:revision><ctr:item property="content">x</ctr:item></ctr:revision></ctr:revisions></ctr:changeTrack>`, "a", ""), "leads to no <note>"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read("x", strings.NewReader(test.file), Options{})
			if !errors.Is(err, ErrConstraint) || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "line ") {
				t.Errorf("error %v, want one with a line and %q", err, test.want)
			}
			if _, err := Read("x", strings.NewReader(test.file), Options{Lenient: true}); err != nil {
				t.Errorf("read leniently: %v", err)
			}
		})
	}
}

func TestConstraintsKept(t *testing.T) {
	for name, file := range map[string]string{
		"comment by reference":                      unit2(`<notes><note id="1">n</note></notes>`, `<mrk id="m" type="comment" ref="#n=1">a</mrk>`, ""),
		"reference from a file":                     unit2(`<notes><note id="1">n</note></notes>`, `<mrk id="m" type="comment" ref="#/f=f/u=u/n=1">a</mrk>`, ""),
		"pair over segments":                        file2(`<unit id="u"><segment><source><sc id="1" canCopy="no"/>a</source></segment><segment><source>b<ec startRef="1" canCopy="no"/></source></segment></unit>`),
		"sequence kept":                             unit2("", `<ph id="1" canReorder="firstNo" canCopy="no" canDelete="no"/>a<ph id="2" canReorder="no" canCopy="no" canDelete="no"/>`, `<ph id="1" canReorder="firstNo" canCopy="no" canDelete="no"/><ph id="2" canReorder="no" canCopy="no" canDelete="no"/>b`),
		"code in another target":                    file2(`<unit id="u"><segment><source><ph id="1" canDelete="no"/>a</source><target>b</target></segment><segment><source>c</source><target>d<ph id="1" canDelete="no"/></target></segment></unit>`),
		"extension with its own default name space": file2(`<unit id="u"><terms xmlns="urn:my"><source>x</source></terms><segment><source>a</source></segment></unit>`),
		"glossary of a marked word":                 unit2(`<gls:glossary><gls:glossEntry ref="#m"><gls:term>a</gls:term><gls:translation ref="#t=m">b</gls:translation></gls:glossEntry></gls:glossary>`, `<mrk id="m" type="term">a</mrk>`, `<mrk id="m" type="term">b</mrk>`),
		"control character of the second kind":      unit2("", `a<cp hex="0080"/>`, ""),
		"confidence of a tool named above":          strings.Replace(unit2("", `<mrk id="m" its:mtConfidence="0.5">a</mrk>`, ""), `<file `, `<file its:annotatorsRef="mt-confidence|urn:tool" `, 1),
		"issues of the unit":                        unit2(`<its:locQualityIssues xml:id="q"><its:locQualityIssue locQualityIssueComment="x"/></its:locQualityIssues>`, `<mrk id="m" its:locQualityIssuesRef="#its=q">a</mrk>`, ""),
		"attributes of others in 2.0":               strings.Replace(unit2("", `<mrk id="m" its:mtConfidence="0.5">a</mrk>`, ""), `version="2.1"`, `version="2.0"`, 1),
		"pair within a match":                       unit2(`<mtc:matches><mtc:match ref="#s"><originalData><data id="d">x</data></originalData><source><sc id="1" dataRef="d"/>a<ec startRef="1"/></source><target>b</target></mtc:match></mtc:matches>`, "a", ""),
		"rule of one's own":                         unit2(`<val:validation><val:rule my:rule="x"/></val:validation>`, "a", ""),
		"match of the segment":                      unit2(`<mtc:matches><mtc:match ref="#s"><source>a</source><target xml:lang="de">b</target></mtc:match></mtc:matches>`, "a", ""),
	} {
		if _, err := Read("x", strings.NewReader(file), Options{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Segments of 1.2 that hold nothing but white space made the reader cut beyond
// the end of the text.
func TestBlankSegment1(t *testing.T) {
	const file = `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="fr" original="o"><body>
<trans-unit id="1"><source>a</source><seg-source><mrk mtype="seg" mid="1">  </mrk></seg-source><target><mrk mtype="seg" mid="1">  </mrk></target></trans-unit></body></file></xliff>`
	b, err := Read("x", strings.NewReader(file), Options{})
	if err != nil || len(b.Source.Blocks) != 1 {
		t.Fatalf("%v, %v", b, err)
	}
}
