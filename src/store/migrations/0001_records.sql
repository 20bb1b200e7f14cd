-- What happened, as it was told and recorded. Times are UTC text, enums stable words.
CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE incident (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    reference  TEXT    NOT NULL UNIQUE,
    year       INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    version    INTEGER NOT NULL,
    created_at TEXT    NOT NULL,
    created_by TEXT    NOT NULL,
    told_by    TEXT    NOT NULL DEFAULT '',
    source     TEXT    NOT NULL DEFAULT '',
    place      TEXT    NOT NULL DEFAULT '',
    narrative  TEXT    NOT NULL DEFAULT '',
    UNIQUE (year, number)
) STRICT;

CREATE TABLE person (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    incident      INTEGER NOT NULL REFERENCES incident (id),
    position      INTEGER NOT NULL, -- p1, p2, ... as the screen says it
    role          TEXT    NOT NULL,
    name          TEXT    NOT NULL DEFAULT '',
    date_of_birth TEXT,
    age           INTEGER,
    unborn        INTEGER NOT NULL DEFAULT 0,
    mosaic_id     TEXT    NOT NULL DEFAULT '',
    UNIQUE (incident, position)
) STRICT;

CREATE TABLE person_detail (
    person INTEGER NOT NULL REFERENCES person (id),
    word   TEXT    NOT NULL,
    value  TEXT    NOT NULL,
    PRIMARY KEY (person, word)
) STRICT, WITHOUT ROWID;

-- Facts of the incident itself have person 0, so that one key covers both.
CREATE TABLE fact (
    incident INTEGER NOT NULL REFERENCES incident (id),
    person   INTEGER NOT NULL,
    fact     TEXT    NOT NULL,
    value    TEXT    NOT NULL,
    set_at   TEXT    NOT NULL,
    set_by   TEXT    NOT NULL,
    PRIMARY KEY (incident, person, fact)
) STRICT, WITHOUT ROWID;

-- Superseded, never overwritten: an entry can be corrected once, by the entry that names it.
CREATE TABLE timeline_event (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    incident    INTEGER NOT NULL REFERENCES incident (id),
    kind        TEXT    NOT NULL,
    value       TEXT,
    at          TEXT,
    precision   TEXT    NOT NULL CHECK (precision IN ('exact', 'day', 'unknown')),
    recorded_by TEXT    NOT NULL,
    recorded_at TEXT    NOT NULL,
    note        TEXT    NOT NULL DEFAULT '',
    reason      TEXT    NOT NULL DEFAULT '',
    role        TEXT,
    supersedes  INTEGER UNIQUE REFERENCES timeline_event (id)
) STRICT;
CREATE INDEX timeline_incident ON timeline_event (incident);
CREATE INDEX timeline_when ON timeline_event (kind, at);

CREATE TABLE withdrawal (
    event  INTEGER PRIMARY KEY REFERENCES timeline_event (id),
    at     TEXT NOT NULL,
    by     TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE form_value (
    incident INTEGER NOT NULL REFERENCES incident (id),
    field    TEXT    NOT NULL,
    value    TEXT    NOT NULL,
    PRIMARY KEY (incident, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE filing (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    incident   INTEGER NOT NULL REFERENCES incident (id),
    form       TEXT    NOT NULL,
    at         TEXT    NOT NULL,
    by         TEXT    NOT NULL,
    recipients TEXT    NOT NULL, -- one mailbox a line
    channel    TEXT    NOT NULL,
    subject    TEXT    NOT NULL,
    body       TEXT    NOT NULL
) STRICT;
CREATE INDEX filing_incident ON filing (incident);

CREATE TABLE contact (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    role         TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    phone_day    TEXT    NOT NULL,
    phone_night  TEXT    NOT NULL,
    mailbox      TEXT    NOT NULL,
    deputy       TEXT    NOT NULL,
    deputy_phone TEXT    NOT NULL,
    confirmed_at TEXT,
    confirmed_by TEXT    NOT NULL,
    version      INTEGER NOT NULL
) STRICT;

CREATE TABLE draft (
    key      TEXT PRIMARY KEY,
    body     TEXT NOT NULL,
    saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The chain: no personal text in it, so that it can outlive what it speaks of.
CREATE TABLE journal (
    seq     INTEGER PRIMARY KEY,
    at      TEXT    NOT NULL,
    by      TEXT    NOT NULL,
    action  TEXT    NOT NULL,
    record  TEXT    NOT NULL,
    version INTEGER NOT NULL,
    digest  BLOB    NOT NULL, -- keyed digest of this write's changes
    hash    BLOB    NOT NULL  -- keyed hash of this row and of the one before
) STRICT;

-- Field by field, what a write changed: the history a person reads.
CREATE TABLE change (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    journal INTEGER NOT NULL REFERENCES journal (seq),
    record  TEXT    NOT NULL, -- as in the journal: incident:7, contact:2
    version INTEGER NOT NULL,
    what    TEXT    NOT NULL,
    before  TEXT,
    after   TEXT
) STRICT;
CREATE INDEX change_record ON change (record, version);
CREATE INDEX change_journal ON change (journal);

-- What is history stays as it was written, whichever tool has the key.
CREATE TRIGGER timeline_event_kept BEFORE UPDATE ON timeline_event BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER timeline_event_stays BEFORE DELETE ON timeline_event BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER withdrawal_kept BEFORE UPDATE ON withdrawal BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER withdrawal_stays BEFORE DELETE ON withdrawal BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER filing_kept BEFORE UPDATE ON filing BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER filing_stays BEFORE DELETE ON filing BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER journal_kept BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER change_kept BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'kept'); END;
