-- What lists are read from. Everything here is derived: written in the same transaction as what it
-- follows from, and made again from that at will. None of it is history, none of it is sealed.

-- Which pack, calendar and release of the program a row was derived by; 0 stands for none.
CREATE TABLE derivation (
    id     INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE
) STRICT;

-- One row an incident. `newest` is what lists are sorted by: the second when the authority was told,
-- then the row; as one number, so that a page begins with one comparison.
CREATE TABLE register (
    id             INTEGER PRIMARY KEY REFERENCES incident (id),
    derivation     INTEGER NOT NULL,
    newest         INTEGER NOT NULL UNIQUE,
    is_open        INTEGER NOT NULL,
    is_incoming    INTEGER NOT NULL,
    reference      TEXT    NOT NULL,
    version        INTEGER NOT NULL,
    occurred_at    TEXT,
    aware_at       TEXT,
    created_at     TEXT    NOT NULL,
    created_by     TEXT    NOT NULL,
    place          TEXT    NOT NULL,
    summary        TEXT    NOT NULL,
    leading        TEXT    NOT NULL, -- whom it is about: 'victim 14,suspect unborn,subject'
    people         INTEGER NOT NULL,
    stage          TEXT    NOT NULL,
    state          TEXT    NOT NULL,
    state_title    TEXT    NOT NULL,
    is_merged      INTEGER NOT NULL,
    decided        TEXT,
    decided_at     TEXT,
    notified_at    TEXT,
    next_title     TEXT,
    next_owner     TEXT,
    next_how       TEXT,
    waits_state    TEXT,
    waits_due      TEXT,
    waits_bounded  INTEGER,
    clocks_open    INTEGER NOT NULL,
    clocks_overdue INTEGER NOT NULL,
    next_change_at TEXT,
    day_and_place  TEXT
) STRICT;
CREATE INDEX register_open ON register (newest) WHERE is_open;
CREATE INDEX register_incoming ON register (newest) WHERE is_incoming;
CREATE INDEX register_change ON register (next_change_at) WHERE next_change_at IS NOT NULL;
CREATE INDEX register_derivation ON register (derivation, is_open);
CREATE INDEX register_day_and_place ON register (day_and_place) WHERE day_and_place IS NOT NULL;

-- What people are known again by over incidents, and which incidents are linked.
CREATE TABLE register_person (
    key      TEXT    NOT NULL,
    incident INTEGER NOT NULL REFERENCES incident (id),
    PRIMARY KEY (key, incident)
) STRICT, WITHOUT ROWID;
CREATE INDEX register_person_incident ON register_person (incident);

CREATE TABLE register_link (
    entry    INTEGER PRIMARY KEY REFERENCES entry (id),
    incident INTEGER NOT NULL REFERENCES incident (id),
    target   INTEGER NOT NULL
) STRICT;
CREATE INDEX register_link_incident ON register_link (incident);
CREATE INDEX register_link_target ON register_link (target);

-- One row a clock that has begun, a task, a meeting. `urgency` is the second when it is due, `later`
-- puts the newest trouble first among equals.
CREATE TABLE due (
    incident   INTEGER NOT NULL REFERENCES incident (id),
    kind       TEXT    NOT NULL CHECK (kind IN ('clock', 'task', 'meeting')),
    key        TEXT    NOT NULL,
    reference  TEXT    NOT NULL,
    place      INTEGER NOT NULL,
    title      TEXT    NOT NULL,
    owner      TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    standing   TEXT    NOT NULL CHECK (standing IN ('open', 'aside', 'finished')),
    is_overdue INTEGER NOT NULL,
    line       TEXT,
    due_at     TEXT,
    is_bounded INTEGER NOT NULL,
    started_at TEXT,
    stopped_at TEXT,
    urgency    INTEGER NOT NULL,
    pressing   INTEGER NOT NULL,
    later      INTEGER NOT NULL,
    PRIMARY KEY (incident, kind, key)
) STRICT;
CREATE INDEX due_open ON due (urgency, pressing, later, place, incident, is_overdue)
    WHERE standing = 'open' AND kind <> 'meeting';

-- What a search finds an incident by, under the number that lists are sorted by: found rows come in
-- the order of the list.
CREATE VIRTUAL TABLE register_text USING fts5 (
    words, content = '', contentless_delete = 1, detail = column, prefix = '1 2 3'
);
-- The same of what is open or has something due alone, with a flag for each list that shows it: beside
-- few rows a word that is in every old one costs what is open, not what is old.
CREATE VIRTUAL TABLE open_text USING fts5 (
    words, flags, content = '', contentless_delete = 1, detail = column, prefix = '1 2 3'
);
-- The titles of what is open in `due`.
CREATE VIRTUAL TABLE due_text USING fts5 (
    words, content = '', contentless_delete = 1, detail = column, prefix = '1 2 3'
);

-- How many rows a list has, kept as they come and go: counting them would be reading them.
CREATE TABLE tally (
    name  TEXT    PRIMARY KEY,
    count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO tally VALUES ('all', 0), ('open', 0), ('incoming', 0), ('due', 0), ('overdue', 0),
    -- Counts the times that something was derived with nothing written: lists are read again then.
    ('turn', 0);

CREATE TRIGGER register_comes AFTER INSERT ON register BEGIN
    UPDATE tally SET count = count + CASE name WHEN 'all' THEN 1 WHEN 'open' THEN new.is_open
        ELSE new.is_incoming END WHERE name IN ('all', 'open', 'incoming');
END;
CREATE TRIGGER register_changes AFTER UPDATE ON register
    WHEN old.is_open <> new.is_open OR old.is_incoming <> new.is_incoming BEGIN
    UPDATE tally SET count = count + CASE name WHEN 'open' THEN new.is_open - old.is_open
        ELSE new.is_incoming - old.is_incoming END WHERE name IN ('open', 'incoming');
END;
CREATE TRIGGER due_comes AFTER INSERT ON due WHEN new.standing = 'open' AND new.kind <> 'meeting' BEGIN
    UPDATE tally SET count = count + CASE name WHEN 'due' THEN 1 ELSE new.is_overdue END
        WHERE name IN ('due', 'overdue');
END;
CREATE TRIGGER due_goes AFTER DELETE ON due WHEN old.standing = 'open' AND old.kind <> 'meeting' BEGIN
    UPDATE tally SET count = count - CASE name WHEN 'due' THEN 1 ELSE old.is_overdue END
        WHERE name IN ('due', 'overdue');
END;

-- A person names an incident by its number alone.
CREATE INDEX incident_number ON incident (number);

-- What was changed since a moment is looked up at each handover.
CREATE INDEX journal_when ON journal (at);

-- The incidents of earlier releases: open until they are derived.
INSERT INTO register (id, derivation, newest, is_open, is_incoming, reference, version, created_at,
    created_by, place, summary, leading, people, stage, state, state_title, is_merged, clocks_open,
    clocks_overdue)
SELECT id, 0, unixepoch(created_at) * 16777216 + id % 16777216, 1, 0, reference, version, created_at,
    created_by, place, '', '', 0, 'new', '', '', 0, 0, 0 FROM incident;
