-- Version 3: what a person decided about the alignment.

-- A bead that a person set, named by the texts of its segments, so that it is
-- found again after a build, whatever has become of the numbers.
CREATE TABLE bead (
	id          INTEGER PRIMARY KEY AUTOINCREMENT,
	source_path TEXT NOT NULL,
	source_lang TEXT NOT NULL,
	target_path TEXT NOT NULL,
	target_lang TEXT NOT NULL,
	level       INTEGER NOT NULL,      -- 0 paragraphs, 1 sentences
	source      TEXT NOT NULL,         -- JSON: what each segment is found by
	target      TEXT NOT NULL,
	author      TEXT NOT NULL,
	at          INTEGER NOT NULL       -- seconds since 1970
);
CREATE INDEX bead_pair ON bead (source_path, target_path);

-- Every change of beads by a person.
CREATE TABLE correction (
	id          INTEGER PRIMARY KEY AUTOINCREMENT,
	source_path TEXT NOT NULL,
	source_lang TEXT NOT NULL,
	target_path TEXT NOT NULL,
	target_lang TEXT NOT NULL,
	at          INTEGER NOT NULL,
	author      TEXT NOT NULL,
	action      TEXT NOT NULL,
	reason      TEXT NOT NULL,
	texts       TEXT NOT NULL,         -- fingerprint of the two texts whose segments are numbered
	body        BLOB NOT NULL          -- JSON: the beads that went and those that came, on both levels
);
CREATE INDEX correction_pair ON correction (source_path, target_path);
