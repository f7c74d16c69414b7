package termbase

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"

	"bitext/corpus/lang"
)

// Policy says what to do with an imported entry whose concept stands already.
type Policy string

// The policies.
const (
	MergeDuplicates Policy = "merge"     // add to the stored entry what it does not have
	AddDuplicates   Policy = "add"       // store it beside
	SkipDuplicates  Policy = "skip"      // leave the stored entry alone
	Overwrite       Policy = "overwrite" // put it in the place of the stored one
)

// Valid reports whether the policy is one of the four or empty.
func (p Policy) Valid() bool {
	switch p {
	case "", MergeDuplicates, AddDuplicates, SkipDuplicates, Overwrite:
		return true
	}
	return false
}

// ImportOptions tunes an import. The zero value merges.
type ImportOptions struct {
	OnDuplicate Policy
	DryRun      bool // find out everything, store nothing
}

// Problem is something in a file that could not be taken as it is. A reader of
// a format yields it as an error and goes on; Import notes it in the report.
type Problem struct {
	Line    int    `json:"line,omitempty"` // from 1; 0 where it is not known
	UID     string `json:"uid,omitempty"`  // of the entry
	Text    string `json:"text"`
	Skipped bool   `json:"skipped,omitempty"` // the entry was left out
}

// Error says where and what.
func (p *Problem) Error() string {
	where := ""
	if p.Line > 0 {
		where = fmt.Sprintf("line %d: ", p.Line)
	}
	if p.UID != "" {
		where += p.UID + ": "
	}
	return where + p.Text
}

// maxProblems bounds the problems that a report lists one by one.
const maxProblems = 1000

// ImportReport says what became of the entries of a file.
type ImportReport struct {
	Read        int       `json:"read"`
	Added       int       `json:"added"`
	Merged      int       `json:"merged"`
	Overwritten int       `json:"overwritten"`
	Unchanged   int       `json:"unchanged"` // all of it stood already
	Skipped     int       `json:"skipped"`
	Problems    []Problem `json:"problems,omitempty"` // the first thousand
	More        int       `json:"more,omitempty"`     // problems beyond those
}

func (r *ImportReport) problem(p Problem) {
	if p.Skipped {
		r.Skipped++
	}
	if len(r.Problems) == maxProblems {
		r.More++
		return
	}
	r.Problems = append(r.Problems, p)
}

// Import stores entries that a reader of an exchange format yields, all of them
// in one transaction. An entry is the same as a stored one if both have the
// same UID, otherwise if its first term is a term of the stored one and their
// subjects do not contradict each other. Entries that cannot be stored, and
// every *Problem that the reader yields, are noted in the report; any other
// error ends the import, and nothing is stored.
func (db *DB) Import(ctx context.Context, ch Change, entries iter.Seq2[*Entry, error], opts ImportOptions) (*ImportReport, error) {
	if ch.Action == "" {
		ch.Action = "import"
	}
	report := &ImportReport{}
	err := db.edit(ctx, ch, func(w *editor) error {
		i := &importer{editor: w, opts: opts, report: report}
		if err := i.begin(); err != nil {
			return err
		}
		for e, err := range entries {
			if err := i.next(e, err); err != nil {
				return err
			}
		}
		if err := i.resolve(); err != nil {
			return err
		}
		if opts.DryRun {
			return errDryRun
		}
		return nil
	})
	if err != nil && !errors.Is(err, errDryRun) {
		return nil, err
	}
	return report, nil
}

var errDryRun = errors.New("dry run")

// importer stores one entry after the other.
type importer struct {
	*editor
	opts   ImportOptions
	report *ImportReport
}

func (i *importer) next(e *Entry, err error) error {
	var p *Problem
	if errors.As(err, &p) {
		i.report.problem(*p)
		if p.Skipped {
			i.report.Read++
		}
		err = nil
	}
	if err != nil || e == nil {
		return err
	}
	i.report.Read++
	names := []string{"#" + e.UID}
	if e.ID != 0 {
		names = append(names, fmt.Sprintf("#%s%d", MadeUID, e.ID))
	}
	if strings.HasPrefix(e.UID, MadeUID) {
		e.UID = ""
	}
	if err := i.take(e); err != nil || e.ID == 0 {
		return err
	}
	for _, name := range names {
		if name != "#" {
			if _, err = i.exec("INSERT OR IGNORE INTO temp.named VALUES (?, ?)", name, e.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// begin makes the table of the names that references of the file may use.
func (i *importer) begin() error {
	_, err := i.tx.ExecContext(i.ctx, "CREATE TEMP TABLE IF NOT EXISTS named (uid TEXT PRIMARY KEY, id INTEGER NOT NULL) WITHOUT ROWID; DELETE FROM temp.named")
	return err
}

// resolve leads references by name to the entries that bear it.
func (i *importer) resolve() error {
	for _, query := range []string{
		`UPDATE reference SET target = (SELECT id FROM temp.named WHERE uid = reference.uri), uri = ''
			WHERE substr(uri, 1, 1) = '#' AND uri IN (SELECT uid FROM temp.named)`,
		`UPDATE reference SET target = (SELECT id FROM entry WHERE uid = substr(reference.uri, 2) AND uid <> ''), uri = ''
			WHERE substr(uri, 1, 1) = '#' AND substr(uri, 2) IN (SELECT uid FROM entry WHERE uid <> '')`,
		"DELETE FROM temp.named",
	} {
		if _, err := i.exec(query); err != nil {
			return err
		}
	}
	return nil
}

// take adds one entry or settles it with the one that stands already. It sets
// the entry's ID, 0 where it was left out.
func (i *importer) take(e *Entry) error {
	e.ID = 0
	for r := range e.References {
		if err := i.follow(&e.References[r]); err != nil {
			return err
		}
	}
	for t := range e.Terms {
		e.Terms[t].ID = 0
	}
	if err := e.Check(); err != nil {
		i.report.problem(Problem{UID: e.UID, Text: err.Error(), Skipped: true})
		return nil
	}
	if i.opts.OnDuplicate != AddDuplicates {
		twin, err := i.twin(e)
		if err != nil {
			return err
		}
		if twin != nil {
			err := i.settle(twin, e)
			e.ID = twin.ID
			return err
		}
	}
	i.report.Added++
	return i.put(nil, e, "import")
}

// follow leads a reference by name to an entry that stands already.
func (i *importer) follow(r *Reference) error {
	if len(r.URI) < 2 || r.URI[0] != '#' || r.Entry != 0 {
		return nil
	}
	id, err := i.id("SELECT id FROM temp.named WHERE uid = ?", r.URI)
	if err == nil && id == 0 {
		id, err = i.id("SELECT id FROM entry WHERE uid = ? AND uid <> '' ORDER BY id LIMIT 1", r.URI[1:])
	}
	if id != 0 {
		r.Entry, r.URI = id, ""
	}
	return err
}

// twin finds the stored entry of the same concept, nil where there is none.
func (i *importer) twin(e *Entry) (*Entry, error) {
	if e.UID != "" {
		id, err := i.id("SELECT id FROM entry WHERE uid = ? AND uid <> '' ORDER BY id LIMIT 1", e.UID)
		if err != nil {
			return nil, err
		}
		if id != 0 {
			return i.load(id)
		}
	}
	first := e.Terms[0]
	// Most terms are new: that is told without the sort below.
	id, err := i.id("SELECT entry FROM term WHERE norm = ? LIMIT 1", lang.Normal(first.Text))
	if err != nil || id == 0 {
		return nil, err
	}
	id, err = i.id(`SELECT e.id FROM term t JOIN entry e ON e.id = t.entry WHERE t.norm = ? AND t.lang = ?
		AND (e.subject = '' OR ?3 = '' OR e.subject = ?3) AND (e.uid = '' OR ?4 = '' OR e.uid = ?4)
		ORDER BY e.state = 'approved' DESC, e.state = 'proposed' DESC, e.id LIMIT 1`,
		lang.Normal(first.Text), first.Lang, e.Subject, e.UID)
	if err != nil || id == 0 {
		return nil, err
	}
	return i.load(id)
}

// id runs a query for one number, 0 where it finds none.
func (w *editor) id(query string, args ...any) (id int64, err error) {
	s := w.stmts[query]
	if s == nil {
		if s, err = w.tx.PrepareContext(w.ctx, query); err != nil {
			return 0, err
		}
		w.stmts[query] = s
	}
	err = s.QueryRowContext(w.ctx, args...).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return id, err
}

// settle does with a duplicate what the policy says.
func (i *importer) settle(twin, e *Entry) error {
	switch i.opts.OnDuplicate {
	case SkipDuplicates:
		i.report.problem(Problem{UID: e.UID, Skipped: true, Text: fmt.Sprintf("%q stands already as entry %d", e.Terms[0].Text, twin.ID)})
		return nil
	case Overwrite:
		e.ID, e.Version = twin.ID, twin.Version
		if e.Same(twin) {
			i.report.Unchanged++
			return nil
		}
		i.report.Overwritten++
		return i.put(twin, e, "import")
	}
	joined, err := i.need(twin.ID)
	if err != nil {
		return err
	}
	joined.absorb(e)
	if e.State == Approved && twin.State != Approved {
		joined.State = Approved
		joined.settle()
	}
	for _, t := range e.Terms {
		if at := joined.find(t.Lang, t.Text); at >= 0 && joined.Terms[at].Status != t.Status && t.Status != "" {
			i.report.problem(Problem{UID: e.UID, Text: fmt.Sprintf("%s %q is %s in entry %d, not %s",
				t.Lang, t.Text, joined.Terms[at].Status, twin.ID, t.Status)})
		}
	}
	if joined.Same(twin) {
		i.report.Unchanged++
		return nil
	}
	i.report.Merged++
	return i.put(twin, joined, "import")
}
