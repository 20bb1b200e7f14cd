-- Who may read an incident, where somebody said so: `restricted` or `lifted`, by whom and why. Left
-- empty everywhere else, for an empty column leaves the seals of what is there as they were.
ALTER TABLE incident ADD COLUMN restriction TEXT;
ALTER TABLE incident ADD COLUMN restricted_by TEXT;
ALTER TABLE incident ADD COLUMN restricted_because TEXT;
-- Lists say that a row is of a restricted record, and no more of it than its reference and its times.
ALTER TABLE register ADD COLUMN is_restricted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE due ADD COLUMN is_restricted INTEGER NOT NULL DEFAULT 0;
