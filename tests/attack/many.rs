//! R10: sixteen processes on one file, each saving once a second.

use std::collections::HashSet;
use std::time::{Duration, Instant as Monotonic};

use super::child::Saver;
use super::desk::{self, long_or};

/// How many desks there are.
const DESKS: usize = 16;

/// None is told that the file is busy, nothing is lost; how long a save takes is said beside what the
/// same save takes alone.
#[test]
fn sixteen_desks_lose_nothing_and_none_is_refused() {
    let seconds = long_or(600, 30);
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("desk");
    let mut store = desk::make(&folder);
    let mut alone: Vec<u64> = (0..40)
        .map(|number| {
            let began = Monotonic::now();
            let command = desk::log(&format!("alone {number}"));
            store.run(&command, desk::now()).expect("a save");
            u64::try_from(began.elapsed().as_micros()).expect("a moment")
        })
        .collect();
    alone.sort_unstable();
    let start = |place: usize| {
        let words = format!("desk {place}");
        Saver::start(&folder, &words, seconds, Duration::from_secs(1))
    };
    let savers: Vec<Saver> = (0..DESKS).map(start).collect();
    let (mut took, mut ids) = (Vec::new(), HashSet::new());
    for mut saver in savers {
        while let Some(said) = saver.next() {
            let mut parts = said.split(' ').map(str::parse);
            let mut number = || -> u64 { parts.next().expect("a part").expect("a number") };
            assert!(ids.insert(number()), "a number is given once");
            took.push(number());
        }
        let ended = saver.process.wait().expect("it has ended");
        assert!(ended.success(), "no save was refused");
    }
    assert_eq!(
        ids.len(),
        DESKS * usize::try_from(seconds).expect("a count")
    );
    assert_eq!(store.tally().expect("a count").all, ids.len() + alone.len());
    took.sort_unstable();
    let part = |of: &[u64], share: usize| of[(of.len() - 1) * share / 100] / 1000;
    println!(
        "many: {} saves by {DESKS} desks, 0 lost, 0 refused; ms: median {}, 99th part {}, most {}; \
         alone: median {}, most {}",
        took.len(),
        part(&took, 50),
        part(&took, 99),
        part(&took, 100),
        part(&alone, 50),
        part(&alone, 100),
    );
}
