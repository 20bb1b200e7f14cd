-- Who may be at the desk. Every entry is signed with a name; whose it is stands here. Nobody is ever
-- taken out: who once signed is known for as long as what they signed.
CREATE TABLE user (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT    NOT NULL UNIQUE COLLATE NOCASE,
    roles       TEXT    NOT NULL, -- words with a comma between
    added_at    TEXT    NOT NULL,
    added_by    TEXT    NOT NULL,
    disabled_at TEXT,
    disabled_by TEXT,
    version     INTEGER NOT NULL,
    CHECK ((disabled_at IS NULL) = (disabled_by IS NULL))
) STRICT;
