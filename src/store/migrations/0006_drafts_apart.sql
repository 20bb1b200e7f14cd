-- Drafts stand in a file of their own, drafts.db: a letter typed is no write of the desk's file, and
-- wakes no other program. What `draft` and `sitting` hold here is moved there when the desk is next
-- opened; both tables stay, empty.

-- Two files do not commit together: a record's commit says here which draft it takes the place of,
-- and the draft is dropped after. One that is left although it stands here is never offered.
CREATE TABLE committed_draft (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row once a drafts.db was begun: that it is missing is then seen, and said.
CREATE TABLE draft_file (begun_at TEXT NOT NULL) STRICT;
