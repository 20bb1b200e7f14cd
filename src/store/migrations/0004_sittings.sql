-- Drafts belong to a sitting: one person at one running program. Nobody's typing is ever taken for
-- somebody else's, and what a killed program left is offered, not mixed in.
CREATE TABLE sitting (
    id         TEXT    PRIMARY KEY, -- random; names the file whose lock its process holds
    user       TEXT    NOT NULL,
    host       TEXT    NOT NULL,
    process    INTEGER NOT NULL,
    started_at TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE draft RENAME TO draft_of_all;
CREATE TABLE draft (
    sitting  TEXT NOT NULL REFERENCES sitting (id),
    key      TEXT NOT NULL,
    body     TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    put_away TEXT, -- when somebody looked at it and put it away; absent while it is offered
    PRIMARY KEY (sitting, key)
) STRICT, WITHOUT ROWID;

-- Whose the drafts of an earlier release are was never written down: they are offered to all.
INSERT INTO sitting SELECT 'before', '', '', 0, min(saved_at) FROM draft_of_all HAVING count(*) > 0;
INSERT INTO draft SELECT 'before', key, body, saved_at, saved_at, NULL FROM draft_of_all;
DROP TABLE draft_of_all;

-- Each entry also holds what every row of its record is: words cannot say all of a row.
ALTER TABLE journal ADD COLUMN state BLOB;
-- A record's last seal is looked up at each write of it.
CREATE INDEX journal_record ON journal (record, seq);
