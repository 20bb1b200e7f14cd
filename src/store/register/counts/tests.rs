//! Each count is the length of the list that its query asks for, and the sum of what is read through.

use super::*;
use crate::domain::query::parse;
use crate::pack::vocabulary::vocabulary;
use crate::rules::sight::{naive_counts, naive_table};
use crate::store::desks::desk;

use crate::store::tests::{Scratch, incidents, now, rules};

fn wanted(typed: &str, by: CountBy) -> CountsWanted {
    CountsWanted {
        query: parse(typed, &vocabulary(&rules().pack), now()).unwrap(),
        by,
    }
}

fn said(counts: &Counts) -> Vec<String> {
    let words = |count: &CountOf| format!("{:?} {} {}", count.common, count.count, count.overdue);
    counts.counts.iter().map(words).collect()
}

#[test]
fn months_and_reasons_are_counted_as_it_is_stated_by_hand() {
    let scratch = Scratch::new();
    let store = desk(&scratch);
    let told = store.counted_by(&wanted("", CountBy::Told)).unwrap();
    assert_eq!(told.all, 8);
    assert_eq!(said(&told)[0], "Month(2026, 11) 3 0");
    // Of one with several reasons each counts; of a restricted record nothing is told.
    let outcome = store
        .counted_by(&wanted("status:open", CountBy::Outcome))
        .unwrap();
    let words = said(&outcome);
    assert!(words[0].starts_with("Said(\"undecided\") 3"), "{words:?}");
    assert!(
        words.last().unwrap().starts_with("Restricted 1"),
        "{words:?}"
    );
}

#[test]
fn a_month_of_summer_begins_at_midnight_in_london() {
    // 23:30 UTC on the last of June is the first half hour of July.
    assert_eq!(month("2026-06-30T23").unwrap(), Common::Month(2026, 7));
    assert_eq!(month("2026-06-30T22").unwrap(), Common::Month(2026, 6));
    assert_eq!(month("2026-12-31T23").unwrap(), Common::Month(2026, 12));
}

#[test]
fn every_count_is_what_reading_every_incident_through_counts() {
    let scratch = Scratch::new();
    let store = desk(&scratch);
    let all = incidents(&store);
    let rules = rules();
    let known = naive_table::known(all.iter().map(|one| (&*rules, one)), now());
    for typed in ["", "status:open", "stab", "-found", "received:2026-10.."] {
        for by in CountBy::ALL {
            let wanted = wanted(typed, by);
            let plain = naive_counts::counts(&known, &wanted);
            assert_eq!(store.counted_by(&wanted).unwrap(), plain, "{typed} {by:?}");
        }
    }
}
