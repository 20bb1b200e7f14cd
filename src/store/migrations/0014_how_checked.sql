-- How an entry of the contacts was checked: `by telephone`, `from the published page`. Left empty where
-- nobody was asked, for an empty column leaves the seals of what is there as they were.
ALTER TABLE contact ADD COLUMN confirmed_how TEXT;
