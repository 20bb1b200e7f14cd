-- A desk holds several editions of a protocol: an incident goes on being read by the one that it was
-- logged under, whatever the council publishes later. `text` is the pack's file and `base` that of
-- the pack it extends, as both were when it was last gone by.
CREATE TABLE edition (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    pack    TEXT NOT NULL,
    name    TEXT NOT NULL,
    version INTEGER NOT NULL,
    text    TEXT,
    base    TEXT,
    kept_at TEXT,
    kept_by TEXT,
    UNIQUE (pack, name)
) STRICT;
CREATE TRIGGER edition_stays BEFORE DELETE ON edition BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER edition_is_named_once BEFORE UPDATE ON edition
    WHEN new.id <> old.id OR new.pack <> old.pack OR new.name <> old.name OR new.text IS NULL
BEGIN SELECT RAISE(ABORT, 'kept'); END;

-- An incident that says none was logged by a release that kept none: it is of the first row. Left
-- empty in those, for an empty column leaves their seals as they were.
ALTER TABLE incident ADD COLUMN edition INTEGER REFERENCES edition (id);

-- What those releases read every incident by: the edition that was built into them. Its text is kept
-- when the desk is next opened with it; that of a desk with a file for a pack, name and all.
INSERT INTO edition (pack, name, version)
SELECT value, CASE value
    WHEN 'tower-hamlets' THEN 'August 2023'
    WHEN 'barnet' THEN '2023 (pages undated)'
    WHEN 'england' THEN 'November 2026'
END, 0
FROM setting WHERE key = 'council' AND value IN ('tower-hamlets', 'barnet', 'england');

-- Whether a case has moved on from its first state, which each edition names for itself. Derived;
-- rows of an earlier release are derived again.
ALTER TABLE register ADD COLUMN has_moved INTEGER NOT NULL DEFAULT 0;
