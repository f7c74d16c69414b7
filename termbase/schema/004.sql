-- Version 4: lists of entries are read in some order and cut into pages: what they are
-- sorted and chosen by stands beside each entry, kept by triggers, so that a
-- page out of 100,000 is read from an index.

ALTER TABLE entry ADD COLUMN score  REAL    NOT NULL DEFAULT 0;  -- best of its sightings
ALTER TABLE entry ADD COLUMN count  INTEGER NOT NULL DEFAULT 0;  -- most of its sightings
ALTER TABLE entry ADD COLUMN rivals INTEGER NOT NULL DEFAULT 0;  -- different renderings in the language that has most
ALTER TABLE entry ADD COLUMN head   TEXT    NOT NULL DEFAULT ''; -- first term as folded, a tab, as written

UPDATE entry SET
	score  = coalesce((SELECT max(score) FROM sighting WHERE entry = entry.id), 0),
	count  = coalesce((SELECT max(count) FROM sighting WHERE entry = entry.id), 0),
	rivals = coalesce((SELECT max(n) FROM (SELECT count(DISTINCT text) AS n FROM rendering r WHERE r.entry = entry.id AND r.count > 0 GROUP BY target)), 0),
	head   = coalesce((SELECT fold || char(9) || text FROM term WHERE entry = entry.id AND position = 0), '');

CREATE INDEX entry_rank ON entry (score DESC, count DESC);
CREATE INDEX entry_state ON entry (state, score DESC, count DESC);
CREATE INDEX entry_count ON entry (count DESC);
CREATE INDEX entry_rivals ON entry (rivals DESC, count DESC, state);
CREATE INDEX entry_head ON entry (head);
CREATE INDEX entry_changed ON entry (changed DESC);
CREATE INDEX entry_subject ON entry (subject);

CREATE INDEX term_lang ON term (lang, position, status);
CREATE INDEX rendering_target ON rendering (target, count);
DROP INDEX rendering_entry;
CREATE INDEX rendering_entry ON rendering (entry, target, count);

CREATE TRIGGER sighting_added AFTER INSERT ON sighting BEGIN
	UPDATE entry SET score = max(score, NEW.score), count = max(count, NEW.count) WHERE id = NEW.entry;
END;
CREATE TRIGGER sighting_changed AFTER UPDATE ON sighting BEGIN
	UPDATE entry SET score = (SELECT max(score) FROM sighting WHERE entry = NEW.entry),
		count = (SELECT max(count) FROM sighting WHERE entry = NEW.entry) WHERE id = NEW.entry;
END;
CREATE TRIGGER sighting_gone AFTER DELETE ON sighting BEGIN
	UPDATE entry SET score = coalesce((SELECT max(score) FROM sighting WHERE entry = OLD.entry), 0),
		count = coalesce((SELECT max(count) FROM sighting WHERE entry = OLD.entry), 0) WHERE id = OLD.entry;
END;

CREATE TRIGGER rendering_added AFTER INSERT ON rendering WHEN NEW.count > 0 BEGIN
	UPDATE entry SET rivals = (SELECT max(n) FROM (SELECT count(DISTINCT text) AS n FROM rendering r
		WHERE r.entry = NEW.entry AND r.count > 0 GROUP BY target)) WHERE id = NEW.entry;
END;
CREATE TRIGGER rendering_changed AFTER UPDATE ON rendering BEGIN
	UPDATE entry SET rivals = coalesce((SELECT max(n) FROM (SELECT count(DISTINCT text) AS n FROM rendering r
		WHERE r.entry = entry.id AND r.count > 0 GROUP BY target)), 0) WHERE id IN (OLD.entry, NEW.entry);
END;
CREATE TRIGGER rendering_gone AFTER DELETE ON rendering BEGIN
	UPDATE entry SET rivals = coalesce((SELECT max(n) FROM (SELECT count(DISTINCT text) AS n FROM rendering r
		WHERE r.entry = OLD.entry AND r.count > 0 GROUP BY target)), 0) WHERE id = OLD.entry;
END;

CREATE TRIGGER term_added AFTER INSERT ON term WHEN NEW.position = 0 BEGIN
	UPDATE entry SET head = NEW.fold || char(9) || NEW.text WHERE id = NEW.entry;
END;
CREATE TRIGGER term_changed AFTER UPDATE OF fold, text ON term WHEN NEW.position = 0 BEGIN
	UPDATE entry SET head = NEW.fold || char(9) || NEW.text WHERE id = NEW.entry;
END;

-- How many entries were in which state over time follows from the history: the
-- state before each change, and by whom it was made.
ALTER TABLE change ADD COLUMN was TEXT GENERATED ALWAYS AS (coalesce(json_extract(CAST(before AS TEXT), '$.state'), '')) VIRTUAL;
DROP INDEX change_entry;
CREATE INDEX change_entry ON change (entry, id, at, was);
CREATE INDEX change_author ON change (author);
