package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/corpus"
	"bitext/termbase"
)

// entryFlags set what is said of a concept.
func entryFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "subject", Usage: "`SUBJECT` field"},
		&cli.StringFlag{Name: "definition", Usage: "`TEXT` of the definition"},
		&cli.StringFlag{Name: "definition-source", Usage: "`SOURCE` of the definition"},
		&cli.StringFlag{Name: "remark", Usage: "`TEXT` of the note of the entry"},
		&cli.StringSliceFlag{Name: "ref", Usage: "`KIND:ENTRY` that it refers to: broader, narrower, related or see, with an ID"},
	}
}

func termsAddCommand() *cli.Command {
	return &cli.Command{
		Name:      "add",
		Usage:     "add an approved entry",
		ArgsUsage: "LANG:TERM…",
		Description: "A term is written en:TERM or, with a status, fr/forbidden:TERM. The first term of a language is\n" +
			"preferred, others are admitted. Properties follow in brackets: 'fr:loi {gender=f, pos=noun, case}'.\n\n" +
			"Example:\n   bitext terms add \"en:sixth meeting\" \"fr:sixième réunion\" \"fr/forbidden:sixième session\"\n\n" +
			"Exit status: 0 done, 2 could not do it",
		Flags:  append(entryFlags(), reasonFlag(), authorFlag(), databaseFlag()),
		Action: runTermsAdd,
	}
}

func runTermsAdd(c *cli.Context) error {
	if err := wantArgs(c, 1, -1); err != nil {
		return err
	}
	e := &termbase.Entry{State: termbase.Approved}
	for _, arg := range c.Args().Slice() {
		t, err := parseTerm(arg)
		if err != nil {
			return err
		}
		addTerm(e, t)
	}
	if err := setEntry(c, e); err != nil {
		return err
	}
	return openTermbase(c, termbase.OpenOptions{}, func(ctx context.Context, db *termbase.DB) error {
		if err := db.Save(ctx, changeOf(c), e); err != nil {
			return err
		}
		say(c, "added entry %d", e.ID)
		return nil
	})
}

// parseTerm reads LANG[/STATUS]:TEXT [{key=value, …}].
func parseTerm(arg string) (termbase.Term, error) {
	head, text, ok := strings.Cut(arg, ":")
	code, status, _ := strings.Cut(head, "/")
	t := termbase.Term{Lang: corpus.Lang(strings.ToLower(code)), Status: termbase.Status(status)}
	if !ok || code == "" || len(code) > 3 {
		return t, withHint(fmt.Errorf("%q is not LANG:TERM", arg), `bitext terms add "en:law" "fr:loi"`)
	}
	if !t.Status.Valid() {
		return t, fmt.Errorf("%q: no status %q: preferred, admitted, deprecated, superseded or forbidden", arg, status)
	}
	text = strings.TrimSpace(text)
	if open := strings.LastIndex(text, "{"); open > 0 && strings.HasSuffix(text, "}") {
		for _, property := range strings.Split(text[open+1:len(text)-1], ",") {
			if err := setProperty(&t, strings.TrimSpace(property)); err != nil {
				return t, err
			}
		}
		text = strings.TrimSpace(text[:open])
	}
	t.Text = text
	return t, nil
}

// setProperty sets one property of a term, written key=value or, for what is
// true or not, as a word.
func setProperty(t *termbase.Term, property string) error {
	key, value, _ := strings.Cut(property, "=")
	switch strings.TrimSpace(key) {
	case "":
	case "status":
		t.Status = termbase.Status(value)
	case "pos":
		t.POS = value
	case "gender":
		t.Gender = value
	case "number":
		t.Number = value
	case "type":
		t.Type = value
	case "note":
		t.Note = value
	case "source":
		t.Source = value
	case "region":
		t.Region = value
	case "client":
		t.Client = value
	case "exact":
		t.Exact = value != "no"
	case "case":
		t.Case = value != "no"
	case "skip":
		t.Skip = termbase.Side(value)
	default:
		return fmt.Errorf("a term has no property %q: status, pos, gender, number, type, note, source, region, client, exact, case or skip", key)
	}
	return nil
}

// addTerm adds a term to an entry and gives it a status if it has none.
func addTerm(e *termbase.Entry, t termbase.Term) {
	if t.Status == "" {
		t.Status = termbase.Preferred
		for _, x := range e.TermsIn(t.Lang) {
			if x.Status == termbase.Preferred {
				t.Status = termbase.Admitted
			}
		}
	}
	e.Terms = append(e.Terms, t)
}

// setEntry sets what the flags of entryFlags say.
func setEntry(c *cli.Context, e *termbase.Entry) error {
	for flag, field := range map[string]*string{
		"subject": &e.Subject, "definition": &e.Definition,
		"definition-source": &e.Source, "remark": &e.Note,
	} {
		if c.IsSet(flag) {
			*field = c.String(flag)
		}
	}
	for _, ref := range c.StringSlice("ref") {
		kind, to, ok := strings.Cut(ref, ":")
		if !ok {
			return fmt.Errorf("%q is not KIND:ENTRY", ref)
		}
		r := termbase.Reference{Kind: kind, Text: to}
		if id, err := strconv.ParseInt(to, 10, 64); err == nil {
			r.Entry, r.Text = id, ""
		}
		e.References = append(e.References, r)
	}
	return nil
}

func termsEditCommand() *cli.Command {
	return &cli.Command{
		Name:      "edit",
		Usage:     "change an entry",
		ArgsUsage: "ENTRY",
		Description: "With --from, the entry is replaced by one that `terms show --to json` has written and somebody\n" +
			"has edited; if it was changed in the meantime, that is said and nothing is stored.\n\n" +
			"Example:\n   bitext terms edit 12 --add \"fr/admitted:réunion d'experts\" --drop \"fr:séance\" --note \"decided on 3 May\"\n\n" +
			"Exit status: 0 done, 2 could not do it",
		Flags: append(entryFlags(),
			&cli.StringSliceFlag{Name: "add", Usage: "add the term `LANG:TERM`, see terms add"},
			&cli.StringSliceFlag{Name: "drop", Usage: "take away the term `LANG:TERM`"},
			&cli.StringSliceFlag{Name: "set", Usage: "set status and properties of the term `LANG[/STATUS]:TERM {…}`"},
			&cli.StringFlag{Name: "from", Usage: "take the entry from the JSON `FILE`; - is standard input"},
			&cli.BoolFlag{Name: "merge", Usage: "join the change with what somebody else has saved in the meantime"},
			reasonFlag(), forceFlag(), authorFlag(), databaseFlag()),
		Action: runTermsEdit,
	}
}

func runTermsEdit(c *cli.Context) error {
	if c.IsSet("from") {
		return editFrom(c)
	}
	if err := wantArgs(c, 1, 1); err != nil {
		return err
	}
	return withTermbase(c, false, func(ctx context.Context, db *termbase.DB) error {
		id, err := entryOf(ctx, db, c.Args().First())
		if err != nil {
			return err
		}
		e, err := db.Entry(ctx, id)
		if err != nil {
			return err
		}
		if err := setEntry(c, e); err != nil {
			return err
		}
		if err := editTerms(c, e); err != nil {
			return err
		}
		return saved(c, db.Save(ctx, changeOf(c), e))
	})
}

// editTerms does what --add, --drop and --set say.
func editTerms(c *cli.Context, e *termbase.Entry) error {
	for _, arg := range c.StringSlice("drop") {
		t, err := parseTerm(arg)
		if err != nil {
			return err
		}
		at := termAt(e, t)
		if at < 0 {
			return fmt.Errorf("entry %d has no term %s:%s", e.ID, t.Lang, t.Text)
		}
		e.Terms = append(e.Terms[:at], e.Terms[at+1:]...)
	}
	for _, arg := range c.StringSlice("set") {
		t, err := parseTerm(arg)
		if err != nil {
			return err
		}
		at := termAt(e, t)
		if at < 0 {
			return fmt.Errorf("entry %d has no term %s:%s", e.ID, t.Lang, t.Text)
		}
		if t.Status != "" {
			e.Terms[at].Status = t.Status
		}
		if open := strings.LastIndex(arg, "{"); open > 0 && strings.HasSuffix(arg, "}") {
			for _, property := range strings.Split(arg[open+1:len(arg)-1], ",") {
				if err := setProperty(&e.Terms[at], strings.TrimSpace(property)); err != nil {
					return err
				}
			}
		}
	}
	for _, arg := range c.StringSlice("add") {
		t, err := parseTerm(arg)
		if err != nil {
			return err
		}
		addTerm(e, t)
	}
	return nil
}

func termAt(e *termbase.Entry, t termbase.Term) int {
	for i, x := range e.Terms {
		if x.Lang == t.Lang && x.Text == t.Text {
			return i
		}
	}
	return -1
}

func editFrom(c *cli.Context) error {
	in := c.App.Reader
	if name := c.String("from"); name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	var entries []*termbase.Entry
	for d := json.NewDecoder(in); ; {
		e := &termbase.Entry{}
		err := d.Decode(e)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("%s: %w", c.String("from"), err)
		}
		entries = append(entries, e)
	}
	return withTermbase(c, false, func(ctx context.Context, db *termbase.DB) error {
		return saved(c, db.Save(ctx, changeOf(c), entries...))
	})
}

// saved tells the second of two people what the first has saved.
func saved(c *cli.Context, err error) error {
	var conflict *termbase.ConflictError
	if !errors.As(err, &conflict) {
		return err
	}
	if len(conflict.Fields) > 0 {
		say(c, "both have changed: %s", strings.Join(conflict.Fields, ", "))
	}
	say(c, "entry %d as it stands now:", conflict.Current.ID)
	if err := showEntry(c.App.ErrWriter, &conflict.Current, nil, 0); err != nil {
		return err
	}
	if c.Bool("merge") {
		return withHint(err, fmt.Sprintf("bitext terms history %d", conflict.Current.ID))
	}
	return withHint(err, verbOf(c)+" … --merge")
}

func termsDecideCommand(name, usage string, state termbase.State) *cli.Command {
	flags := append(filterFlags(), reasonFlag(), forceFlag(), authorFlag(), databaseFlag())
	if state == termbase.Approved {
		flags = append(flags, &cli.StringFlag{Name: "prefer", Usage: "`TEXT` of the term or rendering that is preferred from now on"})
	}
	return &cli.Command{
		Name:      name,
		Usage:     usage,
		ArgsUsage: "ENTRY… | FLAGS",
		Description: "An ENTRY is an ID or a term; flags choose entries as in terms list.\n\n" +
			"Example:\n   bitext terms " + name + " 3 \"Member State\"\n   bitext terms " + name + " --state proposed --min-count 20\n\n" +
			"Exit status: 0 done, 2 could not do it",
		Flags: flags,
		Action: func(c *cli.Context) error {
			return withTermbase(c, false, func(ctx context.Context, db *termbase.DB) error {
				ids, err := entriesOf(ctx, c, db)
				if err != nil {
					return err
				}
				if err := db.Decide(ctx, changeOf(c), state, c.String("prefer"), ids...); err != nil {
					return err
				}
				say(c, "%s now %s", number(len(ids), "entry", "entries"), state)
				return nil
			})
		},
	}
}
