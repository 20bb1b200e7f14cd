-- A clock that applies only if something not known is so says it wherever it stands, and is not
-- counted as overdue. Both columns are derived; rows of an earlier release are derived again.
ALTER TABLE due ADD COLUMN is_only_if INTEGER NOT NULL DEFAULT 0;
ALTER TABLE register ADD COLUMN waits_only_if INTEGER NOT NULL DEFAULT 0;
