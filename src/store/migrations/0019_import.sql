-- The old register comes in. The rows of an import are written in batches that no list shows, and are on
-- the desk with one commit at its end: before that `finished_at` is absent, and what is left of an import
-- that never came so far is taken out again.
CREATE TABLE import (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    file        TEXT    NOT NULL, -- its name, without the folder
    digest      BLOB    NOT NULL, -- keyed digest of its bytes: the same file again changes nothing
    began_at    TEXT    NOT NULL,
    began_by    TEXT    NOT NULL,
    sitting     TEXT    NOT NULL, -- whose lock says that it is under way
    finished_at TEXT
) STRICT;

-- Each row that came in and the incident it became. It stays when that is disposed of, so that the row
-- does not come back; both digests say nothing of what they were made of.
CREATE TABLE imported (
    incident INTEGER PRIMARY KEY,
    import   INTEGER NOT NULL REFERENCES import (id),
    sheet    TEXT    NOT NULL,
    line     INTEGER NOT NULL,
    digest   BLOB    NOT NULL, -- keyed digest of the row as it stood
    seal     BLOB    NOT NULL  -- of the incident as it was written; the import's own seal covers it
) STRICT;
CREATE INDEX imported_digest ON imported (digest);
CREATE INDEX imported_import ON imported (import);

-- A row word for word: its headers and values in their order. It goes with its incident.
CREATE TABLE original (
    incident  INTEGER PRIMARY KEY REFERENCES incident (id),
    reference TEXT    NOT NULL, -- that the old register had
    body      TEXT    NOT NULL  -- JSON: pairs of header and value
) STRICT;
CREATE INDEX original_reference ON original (reference) WHERE reference <> '';

-- Incidents that lists do not have yet: derived a few at a time, so that nobody's save waits for them.
CREATE TABLE unlisted (incident INTEGER PRIMARY KEY) STRICT;

-- How the columns of a sheet were last understood, by a digest of its headers.
CREATE TABLE column_map (
    headers  BLOB PRIMARY KEY,
    map      TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    saved_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What is finished stays as it was written.
CREATE TRIGGER import_kept BEFORE UPDATE ON import WHEN old.finished_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER import_stays BEFORE DELETE ON import WHEN old.finished_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER imported_kept BEFORE UPDATE ON imported BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER imported_stays BEFORE DELETE ON imported
    WHEN (SELECT finished_at FROM import WHERE id = old.import) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER original_kept BEFORE UPDATE ON original BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER original_stays BEFORE DELETE ON original
    WHEN 'incident:' || old.incident NOT IN (SELECT record FROM disposing)
BEGIN SELECT RAISE(ABORT, 'kept'); END;
