-- Version 6: what was translated before is found by its words, without reading all;
-- an undo brings back what was observed.

-- Fingerprints of the passages in the source of the units of a pair, see passage.go.
-- They follow from the units.
CREATE TABLE passage (
	pair   INTEGER PRIMARY KEY REFERENCES pair (id) ON DELETE CASCADE,
	prints BLOB NOT NULL       -- (fingerprint, unit counted from pair.first), sorted, as varints of the differences
);

-- What was observed of an entry that a change took away, so that an undo brings it
-- back.
CREATE TABLE observed (
	change INTEGER PRIMARY KEY REFERENCES change (id) ON DELETE CASCADE,
	body   BLOB NOT NULL       -- JSON, deflated
);
