-- Why a person was taken off the incident; absent while they stand on it. The row stays: the numbers
-- p1, p2, ... that the history says never shift.
ALTER TABLE person ADD COLUMN struck TEXT;
