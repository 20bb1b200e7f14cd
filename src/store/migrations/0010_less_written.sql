-- What a search finds an incident by, as a digest: words that stayed the same are not written again.
-- Absent in rows of an earlier release, and where all is made again: those are written once more.
ALTER TABLE register ADD COLUMN words_digest BLOB;

-- A page of an index of words fits a page of the file as the cipher leaves it: with the size that
-- SQLite takes of itself each would stand on two.
INSERT INTO register_text (register_text, rank) VALUES ('pgsz', 3900);
INSERT INTO open_text (open_text, rank) VALUES ('pgsz', 3900);
INSERT INTO due_text (due_text, rank) VALUES ('pgsz', 3900);
