-- Version 6: what was translated before is found by its words, without reading all.

-- Fingerprints of the passages in the source of the units of a pair, see passage.go.
-- They follow from the units.
CREATE TABLE passage (
	pair   INTEGER PRIMARY KEY REFERENCES pair (id) ON DELETE CASCADE,
	prints BLOB NOT NULL       -- (fingerprint, unit counted from pair.first), sorted, as varints of the differences
);
