-- What is typed and not recorded. Drafts belong to a sitting: one person at one running program.
CREATE TABLE sitting (
    id         TEXT    PRIMARY KEY, -- random; names the file whose lock its process holds
    user       TEXT    NOT NULL,
    host       TEXT    NOT NULL,
    process    INTEGER NOT NULL,
    started_at TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    id       TEXT    PRIMARY KEY, -- random; what a record's commit names it by
    sitting  TEXT    NOT NULL REFERENCES sitting (id),
    key      TEXT    NOT NULL,
    version  INTEGER NOT NULL, -- of its incident, that the form was filled from; 0 for none
    hour     TEXT,             -- when the form was begun, where its hour counts
    focus    TEXT    NOT NULL, -- the field the cursor is in
    begun_at TEXT    NOT NULL,
    saved_at TEXT    NOT NULL,
    put_away TEXT,             -- when somebody looked at it and put it away
    unread   TEXT              -- text of an earlier release that could not be read, word for word
) STRICT;
CREATE INDEX draft_sitting ON draft (sitting, key);

-- One row a field that was typed into: a letter is one small write, whatever else stands in the form.
CREATE TABLE draft_field (
    draft  TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    field  TEXT NOT NULL,
    before TEXT NOT NULL, -- what was recorded when it was typed
    value  TEXT NOT NULL,
    at     TEXT NOT NULL,
    PRIMARY KEY (draft, field)
) STRICT;

-- The people that stand in the form, in order.
CREATE TABLE draft_group (
    draft    TEXT    NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    place    INTEGER NOT NULL,
    section  TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    PRIMARY KEY (draft, place)
) STRICT, WITHOUT ROWID;
