package termbase

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Waiver is a finding that somebody has accepted as it is.
type Waiver struct {
	Fingerprint string    `json:"fingerprint"` // of the finding, as package check gives it
	Rule        string    `json:"rule"`
	Reason      string    `json:"reason"` // never empty
	Author      string    `json:"author"`
	At          time.Time `json:"at"`
	Source      string    `json:"source,omitempty"` // paths of the check that found it, as in Checked; empty where not known
	Target      string    `json:"target,omitempty"`
	Term        string    `json:"term,omitempty"` // as in the finding, for those who read the list
	Got         string    `json:"got,omitempty"`
}

// waiverColumns are the columns of a waiver in the order of its fields.
const waiverColumns = "fingerprint, rule, reason, author, at, source, target, term, got"

func (w *Waiver) row() []any {
	return []any{w.Fingerprint, w.Rule, w.Reason, w.Author, w.At.Unix(), w.Source, w.Target, w.Term, w.Got}
}

func (w *Waiver) scan(rows *sql.Rows) error {
	var at int64
	err := rows.Scan(&w.Fingerprint, &w.Rule, &w.Reason, &w.Author, &at, &w.Source, &w.Target, &w.Term, &w.Got)
	w.At = time.Unix(at, 0).UTC()
	return err
}

// ErrNoReason says that a waiver came without a reason.
var ErrNoReason = errors.New("a waiver needs a reason")

// Waive stores waivers; one for the same finding is replaced.
func (db *DB) Waive(ctx context.Context, waivers ...Waiver) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		for _, w := range waivers {
			if strings.TrimSpace(w.Reason) == "" {
				return fmt.Errorf("finding %s: %w", w.Fingerprint, ErrNoReason)
			}
			if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO waiver ("+waiverColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", w.row()...); err != nil {
				return err
			}
		}
		return nil
	})
}

// ErrNoWaiver says that there is no waiver to be taken away.
var ErrNoWaiver = errors.New("no such waiver")

// Unwaive takes waivers away: all of them, or none where one is not there.
func (db *DB) Unwaive(ctx context.Context, fingerprints ...string) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		for _, f := range fingerprints {
			done, err := tx.ExecContext(ctx, "DELETE FROM waiver WHERE fingerprint = ?", f)
			if err != nil {
				return err
			}
			if n, err := done.RowsAffected(); err != nil {
				return err
			} else if n == 0 {
				return fmt.Errorf("%s: %w", f, ErrNoWaiver)
			}
		}
		return nil
	})
}

// Waivers lists all waivers by fingerprint.
func (db *DB) Waivers(ctx context.Context) ([]Waiver, error) {
	rows, err := db.sql.QueryContext(ctx, "SELECT "+waiverColumns+" FROM waiver ORDER BY fingerprint")
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	var out []Waiver
	for rows.Next() {
		var w Waiver
		if err := w.scan(rows); err != nil {
			return nil, explain(err)
		}
		out = append(out, w)
	}
	return out, explain(rows.Err())
}

// Checked names a check of a translation.
type Checked struct {
	ID     int64     `json:"id"`
	Source string    `json:"source"` // path; empty for a text in one language
	Target string    `json:"target"`
	Author string    `json:"author"`
	At     time.Time `json:"at"`
	Count  int       `json:"count"` // findings
}

// StoredFinding is a finding as it is kept: what can be asked for, and the rest
// as the JSON object that check --to json writes.
type StoredFinding struct {
	Fingerprint string `json:"fingerprint"`
	Rule        string `json:"rule"`
	Severity    string `json:"severity"`
	Body        []byte `json:"body"`
}

// PutFindings stores what a check has found, in the place of what an earlier
// check of the same two paths found.
func (db *DB) PutFindings(ctx context.Context, c Checked, findings []StoredFinding) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM checked WHERE source = ? AND target = ?", c.Source, c.Target); err != nil {
			return err
		}
		done, err := tx.ExecContext(ctx, "INSERT INTO checked (source, target, at, author) VALUES (?, ?, ?, ?)", c.Source, c.Target, c.At.Unix(), c.Author)
		if err != nil {
			return err
		}
		id, err := done.LastInsertId()
		if err != nil {
			return err
		}
		for i, f := range findings {
			if _, err := tx.ExecContext(ctx, "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?)", id, i, f.Fingerprint, f.Rule, f.Severity, f.Body); err != nil {
				return err
			}
		}
		return nil
	})
}

// Checks lists the checks whose findings are stored, latest first.
func (db *DB) Checks(ctx context.Context) ([]Checked, error) {
	rows, err := db.sql.QueryContext(ctx, `SELECT id, source, target, at, author, (SELECT count(*) FROM finding WHERE checked = checked.id)
		FROM checked ORDER BY at DESC, id DESC`)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	var out []Checked
	for rows.Next() {
		var c Checked
		var at int64
		if err := rows.Scan(&c.ID, &c.Source, &c.Target, &at, &c.Author, &c.Count); err != nil {
			return nil, explain(err)
		}
		c.At = time.Unix(at, 0).UTC()
		out = append(out, c)
	}
	return out, explain(rows.Err())
}

// Findings lists the findings of a check in their order.
func (db *DB) Findings(ctx context.Context, checked int64) ([]StoredFinding, error) {
	rows, err := db.sql.QueryContext(ctx, "SELECT fingerprint, rule, severity, body FROM finding WHERE checked = ? ORDER BY position", checked)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	var out []StoredFinding
	for rows.Next() {
		var f StoredFinding
		if err := rows.Scan(&f.Fingerprint, &f.Rule, &f.Severity, &f.Body); err != nil {
			return nil, explain(err)
		}
		out = append(out, f)
	}
	return out, explain(rows.Err())
}
