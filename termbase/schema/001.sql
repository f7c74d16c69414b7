-- The termbase, version 1. See the package document of termbase for the model.
--
-- What a person decides (entry … reference, change, waiver) is never touched by
-- a build. What is read from the texts (document … unit, sighting … place) can
-- be had again from the files.

-- Facts about the file itself.
CREATE TABLE meta (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
) WITHOUT ROWID;

-- A text in one language. It is stored once, however many pairs it stands in.
CREATE TABLE document (
	id       INTEGER PRIMARY KEY,
	path     TEXT NOT NULL,
	lang     TEXT NOT NULL,
	encoding TEXT NOT NULL,
	blocks   INTEGER NOT NULL,
	digest   BLOB NOT NULL,    -- SHA-256 of body before compression
	body     BLOB NOT NULL,    -- blocks as JSON, deflated; read whole or not at all
	UNIQUE (path, lang, digest)
);

-- A document and its translation, aligned.
CREATE TABLE pair (
	id     INTEGER PRIMARY KEY AUTOINCREMENT,
	source INTEGER NOT NULL REFERENCES document (id),
	target INTEGER NOT NULL REFERENCES document (id),
	digest TEXT NOT NULL,      -- of the files and settings it was made from; the caller's business
	beads  BLOB NOT NULL,      -- both levels as JSON, deflated
	first  INTEGER NOT NULL,   -- its units are numbered from here
	units  INTEGER NOT NULL    -- so many
);
CREATE INDEX pair_source ON pair (source);
CREATE INDEX pair_target ON pair (target);

-- A bead as text: what is counted, searched and pointed at. Numbers are never
-- used twice, so a stale row in unit_text finds nothing.
CREATE TABLE unit (
	id           INTEGER PRIMARY KEY AUTOINCREMENT,
	pair         INTEGER NOT NULL,
	source       TEXT NOT NULL,
	target       TEXT NOT NULL,
	source_block INTEGER NOT NULL, -- first block, from 0; -1 where there is none
	target_block INTEGER NOT NULL,
	confidence   REAL NOT NULL,
	fixed        INTEGER NOT NULL
);

-- The folded words of the units. Without a copy of the text: rows of removed
-- units stay until the index is built anew.
CREATE VIRTUAL TABLE unit_text USING fts4 (
	content="", source, target, matchinfo=fts3, tokenize=unicode61 "remove_diacritics=0"
);

-- One concept.
CREATE TABLE entry (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	uid        TEXT NOT NULL DEFAULT '',  -- identifier in the file it came from
	state      TEXT NOT NULL,
	subject    TEXT NOT NULL DEFAULT '',
	definition TEXT NOT NULL DEFAULT '',
	source     TEXT NOT NULL DEFAULT '',  -- of the definition
	note       TEXT NOT NULL DEFAULT '',
	extra      TEXT NOT NULL DEFAULT '',  -- XML that the model has no place for
	version    INTEGER NOT NULL DEFAULT 1,
	changed    INTEGER NOT NULL DEFAULT 0, -- seconds since 1970; 0 where nobody has touched it
	author     TEXT NOT NULL DEFAULT ''    -- who changed it last
);
CREATE INDEX entry_uid ON entry (uid) WHERE uid <> '';

-- What is said of a concept in one language.
CREATE TABLE section (
	entry      INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
	lang       TEXT NOT NULL,
	definition TEXT NOT NULL DEFAULT '',
	source     TEXT NOT NULL DEFAULT '',
	note       TEXT NOT NULL DEFAULT '',
	extra      TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (entry, lang)
) WITHOUT ROWID;

-- One designation of a concept.
CREATE TABLE term (
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	entry    INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	lang     TEXT NOT NULL,
	text     TEXT NOT NULL,
	norm     TEXT NOT NULL,             -- lang.Normal(text): the same term
	fold     TEXT NOT NULL,             -- lang.Fold(text): what a search looks for
	status   TEXT NOT NULL DEFAULT '',
	pos      TEXT NOT NULL DEFAULT '',
	gender   TEXT NOT NULL DEFAULT '',
	number   TEXT NOT NULL DEFAULT '',
	type     TEXT NOT NULL DEFAULT '',
	note     TEXT NOT NULL DEFAULT '',
	source   TEXT NOT NULL DEFAULT '',
	region   TEXT NOT NULL DEFAULT '',
	client   TEXT NOT NULL DEFAULT '',
	exact    INTEGER NOT NULL DEFAULT 0,
	casing   INTEGER NOT NULL DEFAULT 0,
	skip     TEXT NOT NULL DEFAULT '',
	extra    TEXT NOT NULL DEFAULT ''
);
CREATE INDEX term_entry ON term (entry);
CREATE INDEX term_norm ON term (norm);
CREATE INDEX term_fold ON term (fold);      -- read through for parts of terms

-- The folded words of the terms with their stems: row = term.id.
CREATE VIRTUAL TABLE term_text USING fts4 (
	words, matchinfo=fts3, tokenize=unicode61 "remove_diacritics=0"
);

CREATE VIRTUAL TABLE term_word USING fts4aux (term_text);

-- A sentence in which a term stands, given by a person or a file.
CREATE TABLE context (
	term     INTEGER NOT NULL REFERENCES term (id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	text     TEXT NOT NULL,
	source   TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (term, position)
) WITHOUT ROWID;

-- From one concept to another, or to something outside.
CREATE TABLE reference (
	entry    INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	kind     TEXT NOT NULL,              -- broader, narrower, related, see, link, image
	target   INTEGER NOT NULL DEFAULT 0, -- an entry; 0 where only text is known
	text     TEXT NOT NULL DEFAULT '',
	uri      TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (entry, position)
) WITHOUT ROWID;

-- What entries of exchange files refer to by name: persons, books.
CREATE TABLE resource (
	id   TEXT PRIMARY KEY,
	kind TEXT NOT NULL,
	body TEXT NOT NULL                   -- XML
) WITHOUT ROWID;

-- What extraction saw of a concept in the texts of one pair of languages.
CREATE TABLE sighting (
	entry   INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
	source  TEXT NOT NULL,
	target  TEXT NOT NULL,
	count   INTEGER NOT NULL,
	docs    INTEGER NOT NULL,
	score   REAL NOT NULL,
	pattern TEXT NOT NULL,
	PRIMARY KEY (entry, source, target)
) WITHOUT ROWID;

-- The latest extraction from the texts of two languages.
CREATE TABLE run (
	source TEXT NOT NULL,
	target TEXT NOT NULL,
	digest TEXT NOT NULL,      -- of the texts and settings; the caller's business
	PRIMARY KEY (source, target)
) WITHOUT ROWID;

-- A surface form of the source term, counted.
CREATE TABLE form (
	entry  INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
	source TEXT NOT NULL,
	target TEXT NOT NULL,
	text   TEXT NOT NULL,
	count  INTEGER NOT NULL,
	PRIMARY KEY (entry, source, target, text)
) WITHOUT ROWID;

-- What a term was turned into.
CREATE TABLE rendering (
	id     INTEGER PRIMARY KEY,
	entry  INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
	source TEXT NOT NULL,
	target TEXT NOT NULL,              -- its language
	text   TEXT NOT NULL,
	count  INTEGER NOT NULL
);
CREATE INDEX rendering_entry ON rendering (entry);

-- One occurrence of a term; rendering 0 where none was found. Spans are bytes
-- of the unit's texts.
CREATE TABLE place (
	entry        INTEGER NOT NULL,
	rendering    INTEGER NOT NULL,
	unit         INTEGER NOT NULL,
	source_start INTEGER NOT NULL,
	source_end   INTEGER NOT NULL,
	target_start INTEGER NOT NULL,
	target_end   INTEGER NOT NULL,
	PRIMARY KEY (entry, rendering, unit, source_start, target_start)
) WITHOUT ROWID;
CREATE INDEX place_unit ON place (unit);

-- Every change that a person made. The entry as it was before is kept; as it
-- became is the next change's before, or the entry as it stands.
CREATE TABLE change (
	id     INTEGER PRIMARY KEY AUTOINCREMENT,
	batch  INTEGER NOT NULL,           -- the first change of those made together
	entry  INTEGER NOT NULL,
	at     INTEGER NOT NULL,           -- seconds since 1970
	author TEXT NOT NULL,
	action TEXT NOT NULL,
	reason TEXT NOT NULL,
	mark   INTEGER NOT NULL,           -- hash of the entry as it became, 0 where it is gone: tells histories apart
	before BLOB                        -- JSON; NULL where the entry did not exist
);
CREATE INDEX change_entry ON change (entry);

-- A finding that a person has accepted as it is.
CREATE TABLE waiver (
	fingerprint TEXT PRIMARY KEY,
	rule        TEXT NOT NULL,
	reason      TEXT NOT NULL CHECK (reason <> ''),
	author      TEXT NOT NULL,
	at          INTEGER NOT NULL
) WITHOUT ROWID;

-- What a check of one document reported the last time.
CREATE TABLE checked (
	id     INTEGER PRIMARY KEY,
	source TEXT NOT NULL,              -- path; '' for a text in one language
	target TEXT NOT NULL,
	at     INTEGER NOT NULL,
	author TEXT NOT NULL,
	UNIQUE (source, target)
);
CREATE TABLE finding (
	checked     INTEGER NOT NULL REFERENCES checked (id) ON DELETE CASCADE,
	position    INTEGER NOT NULL,
	fingerprint TEXT NOT NULL,
	rule        TEXT NOT NULL,
	severity    TEXT NOT NULL,
	body        BLOB NOT NULL,         -- JSON in the fixed form of check --to json
	PRIMARY KEY (checked, position)
) WITHOUT ROWID;
