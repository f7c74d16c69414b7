-- Version 5: what is new is counted without counting everything again.

-- Whether the terms of a pair are among the sightings: 0 no, 1 added by an
-- extraction over new texts, 2 by one over all texts.
ALTER TABLE pair ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;

-- A place says which form of the term stands there, so that a pair that goes
-- takes its forms along. 0 where that is not known.
ALTER TABLE form  ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE place ADD COLUMN form   INTEGER NOT NULL DEFAULT 0; -- form.number
CREATE INDEX form_number ON form (number) WHERE number <> 0;

-- Pairs of files that do not look like translations of each other, so that
-- they are not aligned again until they change.
CREATE TABLE refused (
	source TEXT NOT NULL,      -- paths
	target TEXT NOT NULL,
	digest TEXT NOT NULL,      -- as in pair
	reason TEXT NOT NULL,
	PRIMARY KEY (source, target)
) WITHOUT ROWID;

-- What the latest extraction over all texts of two languages left for those
-- over new texts alone. It follows from the texts, and is made anew where it is
-- missing.
CREATE TABLE ranking (
	source  TEXT NOT NULL,
	target  TEXT NOT NULL,
	version TEXT NOT NULL,     -- of the extraction; the caller's business
	units   INTEGER NOT NULL,  -- that it looked at
	changed INTEGER NOT NULL,  -- that came or went since
	memory  BLOB NOT NULL,     -- the caller's business
	PRIMARY KEY (source, target)
) WITHOUT ROWID;
