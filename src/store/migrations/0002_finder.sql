-- Finding by typed words. The row is the incident; the words are folded by the program, so the
-- tokenizer has only to split at spaces. Filled for existing incidents right after this step.
CREATE VIRTUAL TABLE finder USING fts5 (words, tokenize = 'unicode61');
