-- Every word of more than three letters that an index of words has or had: what begins with four
-- letters or more is asked for by the words themselves, which cost what is shown. Asked for by its
-- beginning, the index would first merge every place of every such word. Nothing is read out of it
-- for anybody, and what was disposed of is taken out when the files are swept.
CREATE TABLE word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE temp.of_register USING fts5vocab(main, register_text, row);
CREATE VIRTUAL TABLE temp.of_due USING fts5vocab(main, due_text, row);
INSERT OR IGNORE INTO word SELECT term FROM temp.of_register WHERE length(term) > 3;
INSERT OR IGNORE INTO word SELECT term FROM temp.of_due WHERE length(term) > 3;
DROP TABLE temp.of_register;
DROP TABLE temp.of_due;
