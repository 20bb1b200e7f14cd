-- The list of what is due is read group by group: what comes, what is past, what may be, what was set
-- aside. Meetings stand in it. All of it is derived; rows of an earlier release are derived again.
ALTER TABLE due ADD COLUMN leading TEXT NOT NULL DEFAULT '';
ALTER TABLE due ADD COLUMN because TEXT NOT NULL DEFAULT '';

DROP INDEX due_open;
CREATE INDEX due_open ON due (urgency, pressing, later, place, owner) WHERE standing = 'open';
CREATE INDEX due_aside ON due (urgency, pressing, later, place, owner)
    WHERE standing = 'aside' AND because <> '';
-- Whose duties there are.
CREATE INDEX due_owner ON due (owner) WHERE standing = 'open';

DROP TRIGGER due_comes;
DROP TRIGGER due_goes;
UPDATE tally SET count = (SELECT count(*) FROM due WHERE standing = 'open') WHERE name = 'due';
UPDATE tally SET count = (SELECT count(*) FROM due WHERE standing = 'open' AND is_overdue)
    WHERE name = 'overdue';
CREATE TRIGGER due_comes AFTER INSERT ON due WHEN new.standing = 'open' BEGIN
    UPDATE tally SET count = count + CASE name WHEN 'due' THEN 1 ELSE new.is_overdue END
        WHERE name IN ('due', 'overdue');
END;
CREATE TRIGGER due_goes AFTER DELETE ON due WHEN old.standing = 'open' BEGIN
    UPDATE tally SET count = count - CASE name WHEN 'due' THEN 1 ELSE old.is_overdue END
        WHERE name IN ('due', 'overdue');
END;
