-- What the register shows of an incident beside what every list does. Derived, like the rest.
ALTER TABLE register ADD COLUMN child TEXT NOT NULL DEFAULT '';
ALTER TABLE register ADD COLUMN age INTEGER NOT NULL DEFAULT -1; -- in years; -1 where not known
ALTER TABLE register ADD COLUMN reasons TEXT NOT NULL DEFAULT '';
ALTER TABLE register ADD COLUMN team TEXT NOT NULL DEFAULT '';
ALTER TABLE register ADD COLUMN agency TEXT NOT NULL DEFAULT '';
ALTER TABLE register ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE register ADD COLUMN kinds TEXT NOT NULL DEFAULT '';
ALTER TABLE register ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
ALTER TABLE register ADD COLUMN panel_at TEXT;
ALTER TABLE register ADD COLUMN ended TEXT;
ALTER TABLE register ADD COLUMN ended_at TEXT;
ALTER TABLE register ADD COLUMN learning_at TEXT;
ALTER TABLE register ADD COLUMN owner TEXT NOT NULL DEFAULT '';

-- One for each column that the register is sorted by: a page of it begins with one comparison.
CREATE INDEX register_by_child ON register (child, newest);
CREATE INDEX register_by_age ON register (age, newest);
CREATE INDEX register_by_reasons ON register (reasons, newest);
CREATE INDEX register_by_team ON register (team, newest);
CREATE INDEX register_by_kinds ON register (kinds, newest);
CREATE INDEX register_by_state ON register (state_title, newest);
CREATE INDEX register_by_reference ON register (reference, newest);
CREATE INDEX register_by_owner ON register (owner, newest);
CREATE INDEX register_by_occurred ON register (ifnull(occurred_at, ''), newest);
CREATE INDEX register_by_decided ON register (ifnull(decided_at, ''), newest);
CREATE INDEX register_by_notified ON register (ifnull(notified_at, ''), newest);
CREATE INDEX register_by_due ON register (ifnull(waits_due, ''), newest);

-- What a query finds an incident by: its words, the names of those on it, and a term each value that a
-- field can be asked for. Words side by side are found too, so it holds where they stand.
DROP TABLE register_text;
CREATE VIRTUAL TABLE register_text USING fts5 (
    words, names, terms, content = '', contentless_delete = 1, prefix = '1 2 3'
);
INSERT INTO register_text (register_text, rank) VALUES ('pgsz', 3900);

-- Every row is derived again, what is open first.
UPDATE register SET derivation = 0, words_digest = NULL;
