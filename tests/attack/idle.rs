//! R11: a desk that is open and does nothing keeps no other desk's log of writes from being folded in.

use std::fs;
use std::time::Duration;

use super::child::Saver;
use super::desk::{self, long_or};

/// What a log may hold at most.
const MOST: u64 = 64 << 20;

#[test]
fn the_log_of_writes_stays_short_beside_a_desk_that_does_nothing() {
    let times = long_or(20_000, 400);
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("desk");
    drop(desk::make(&folder));
    let mut idle: Vec<_> = (0..3).map(|_| desk::open(&folder)).collect();
    for store in &idle {
        // As a desk does that is looked at: it reads, and is done reading.
        store.tally().expect("a count");
        store.data_version().expect("a number");
    }
    let mut other = Saver::start(&folder, "Found hurt", times, Duration::ZERO);
    let log = folder.join("desk.db-wal");
    let (mut count, mut longest) = (0, 0);
    while other.next().is_some() {
        count += 1;
        let length = fs::metadata(&log).map_or(0, |found| found.len());
        longest = longest.max(length);
        assert!(length <= MOST, "{length} bytes after {count} saves");
    }
    other.process.wait().expect("it has ended");
    assert_eq!(count, times);
    idle.clear();
    let after = fs::metadata(&log).map_or(0, |found| found.len());
    println!(
        "idle: {count} saves beside 3 idle desks, the log at most {longest} bytes, {after} after the last exit"
    );
    assert_eq!(after, 0);
    assert!(longest > 0, "there is a log");
}
