-- The ledgers of a case: one path for every small record, with its fields by their word.
CREATE TABLE entry (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    incident   INTEGER NOT NULL REFERENCES incident (id),
    kind       TEXT    NOT NULL,
    part_of    INTEGER REFERENCES entry (id),
    created_at TEXT    NOT NULL,
    created_by TEXT    NOT NULL,
    struck     TEXT -- why it was taken back; absent while it stands
) STRICT;
CREATE INDEX entry_incident ON entry (incident);

CREATE TABLE entry_field (
    entry INTEGER NOT NULL REFERENCES entry (id),
    field TEXT    NOT NULL,
    value TEXT    NOT NULL,
    PRIMARY KEY (entry, field)
) STRICT, WITHOUT ROWID;

-- Accepted once, by name; what was handed over stays as it was read.
CREATE TABLE handover (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    since         TEXT NOT NULL,
    offered_at    TEXT NOT NULL,
    offered_by    TEXT NOT NULL,
    offered_to    TEXT NOT NULL,
    body          TEXT NOT NULL,
    accepted_at   TEXT,
    accepted_by   TEXT NOT NULL DEFAULT '',
    accepted_note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX handover_waiting ON handover (offered_at) WHERE accepted_at IS NULL;

-- How far each person has read each incident: what is newer is unread.
CREATE TABLE seen (
    user     TEXT    NOT NULL,
    incident INTEGER NOT NULL REFERENCES incident (id),
    version  INTEGER NOT NULL,
    at       TEXT    NOT NULL,
    PRIMARY KEY (user, incident)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER entry_struck_once BEFORE UPDATE ON entry WHEN old.struck IS NOT NULL
    OR new.incident <> old.incident OR new.kind <> old.kind OR new.created_by <> old.created_by
    OR new.created_at <> old.created_at
BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER handover_stays BEFORE DELETE ON handover BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER handover_accepted_once BEFORE UPDATE ON handover WHEN old.accepted_at IS NOT NULL
    OR new.body <> old.body OR new.offered_by <> old.offered_by OR new.offered_to <> old.offered_to
BEGIN SELECT RAISE(ABORT, 'kept'); END;
