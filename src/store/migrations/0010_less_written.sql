-- What a search finds an incident by, as a digest: words that stayed the same are not written again.
-- Absent in rows of an earlier release, and where all is made again: those are written once more.
ALTER TABLE register ADD COLUMN words_digest BLOB;

-- A page of an index of words fits a page of the file as the cipher leaves it: with the size that
-- SQLite takes of itself each would stand on two.
INSERT INTO register_text (register_text, rank) VALUES ('pgsz', 3900);
INSERT INTO open_text (open_text, rank) VALUES ('pgsz', 3900);
INSERT INTO due_text (due_text, rank) VALUES ('pgsz', 3900);

-- Words typed over the list of what is due look in what is to be done, and in what was set aside on
-- an incident that is still open: on closed ones there is more every year. Derived, like the rest.
ALTER TABLE due ADD COLUMN is_searched INTEGER NOT NULL DEFAULT 0;
CREATE INDEX due_searched ON due (urgency, pressing, later, place, owner)
    WHERE standing = 'aside' AND is_searched;
