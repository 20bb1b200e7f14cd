-- A clock that closing the case alone set aside: it was neither done nor decided not to be.
ALTER TABLE due ADD COLUMN is_unmet INTEGER NOT NULL DEFAULT 0;

-- Every row is derived again, what is open first: reports ask for more than rows of before are found by.
UPDATE register SET derivation = 0, words_digest = NULL;
