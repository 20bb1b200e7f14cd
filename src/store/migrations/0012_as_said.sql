-- A time that is known as a span: `about`, an `evening`, `between` two. `at` is then the earliest that
-- it can have been, so that what is ordered and looked for by it is as before; the whole is kept as it
-- was said. Left empty elsewhere, for an empty column leaves the seals of what is there as they were.
ALTER TABLE timeline_event ADD COLUMN span TEXT
    CHECK (span IS NULL OR (at IS NOT NULL AND precision = 'exact'));

-- The unit that an age was said in, where it is not years: of a small child `6 weeks` is kept as such.
ALTER TABLE person ADD COLUMN age_unit TEXT CHECK (age_unit IN ('day', 'days', 'week', 'weeks',
    'month', 'months'));
