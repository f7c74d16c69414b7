-- Version 2: a waiver says what it is about, so that it can be read by itself
-- and be reported when the text that it was given for no longer needs it.

ALTER TABLE waiver ADD COLUMN source TEXT NOT NULL DEFAULT ''; -- path as in checked; '' where it is not known
ALTER TABLE waiver ADD COLUMN target TEXT NOT NULL DEFAULT '';
ALTER TABLE waiver ADD COLUMN term   TEXT NOT NULL DEFAULT ''; -- as in the finding
ALTER TABLE waiver ADD COLUMN got    TEXT NOT NULL DEFAULT '';
