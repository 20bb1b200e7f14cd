-- A case that was disposed of: gone from every table, and known to have been here. No word of it is
-- personal; whoever proposed it and whoever agreed are people of the desk.
CREATE TABLE disposal (
    id          INTEGER PRIMARY KEY, -- that the incident had
    reference   TEXT    NOT NULL UNIQUE,
    year        INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    class       TEXT    NOT NULL, -- its retention class, as the protocol calls it
    review_on   TEXT    NOT NULL, -- up to when it was kept
    proposed_at TEXT    NOT NULL,
    proposed_by TEXT    NOT NULL,
    agreed_at   TEXT    NOT NULL,
    agreed_by   TEXT    NOT NULL,
    UNIQUE (year, number),
    CHECK (proposed_by <> agreed_by)
) STRICT;
CREATE TRIGGER disposal_kept BEFORE UPDATE ON disposal BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER disposal_stays BEFORE DELETE ON disposal BEGIN SELECT RAISE(ABORT, 'kept'); END;

-- What a record's digests in the journal are salted with. With its salt gone a digest says nothing
-- of what it was made of, not even to whoever guesses it, and the chain over it holds as before.
CREATE TABLE salt (
    record TEXT    PRIMARY KEY, -- as in the journal
    since  INTEGER NOT NULL,    -- the first entry whose digests are salted
    salt   BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

-- What is being disposed of, within the one write that does it; empty at any other time.
CREATE TABLE disposing (record TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- One row while the files may still hold bytes of what was disposed of: whoever opens the desk next
-- goes on with it.
CREATE TABLE unswept (since TEXT NOT NULL) STRICT;

-- What is history stays as it was written, until it is disposed of.
DROP TRIGGER timeline_event_stays;
DROP TRIGGER withdrawal_stays;
DROP TRIGGER filing_stays;
DROP TRIGGER change_stays;
DROP TRIGGER entry_stays;
DROP TRIGGER handover_accepted_once;
CREATE TRIGGER timeline_event_stays BEFORE DELETE ON timeline_event
    WHEN 'incident:' || old.incident NOT IN (SELECT record FROM disposing)
BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER withdrawal_stays BEFORE DELETE ON withdrawal
    WHEN NOT EXISTS (SELECT 1 FROM timeline_event e JOIN disposing d ON d.record = 'incident:' || e.incident
        WHERE e.id = old.event)
BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER filing_stays BEFORE DELETE ON filing
    WHEN 'incident:' || old.incident NOT IN (SELECT record FROM disposing)
BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER change_stays BEFORE DELETE ON change
    WHEN old.record NOT IN (SELECT record FROM disposing)
BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry
    WHEN 'incident:' || old.incident NOT IN (SELECT record FROM disposing)
BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER handover_accepted_once BEFORE UPDATE ON handover
    WHEN 'handover:' || old.id NOT IN (SELECT record FROM disposing) AND (old.accepted_at IS NOT NULL
        OR new.body <> old.body OR new.offered_by <> old.offered_by OR new.offered_to <> old.offered_to)
BEGIN SELECT RAISE(ABORT, 'kept'); END;

-- A row that is gone is counted no more.
CREATE TRIGGER register_goes AFTER DELETE ON register BEGIN
    UPDATE tally SET count = count - CASE name WHEN 'all' THEN 1 WHEN 'open' THEN old.is_open
        ELSE old.is_incoming END WHERE name IN ('all', 'open', 'incoming');
END;

-- Up to when a closed case is kept, as far as it is known: how many are past it is said when the desk
-- is opened. Derived; rows of an earlier release are derived again.
ALTER TABLE register ADD COLUMN review_on TEXT;
CREATE INDEX register_review ON register (review_on) WHERE NOT is_open AND review_on IS NOT NULL;
