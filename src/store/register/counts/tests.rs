//! Each count is the length of the list that its query asks for, and the sum of what is read through.

use super::*;
use crate::domain::query::{Query, parse};
use crate::domain::timeline::NewEvent;
use crate::pack::vocabulary::vocabulary;
use crate::rules::sight::table::Order;
use crate::store::StoreError;
use crate::store::opened::Store;
use crate::store::register::table::tests::desk::desk;
use crate::store::tests::{Scratch, now, rules};

fn listed(store: &Store, query: &Query) -> usize {
    let mut count = 0;
    let take = |_| {
        count += 1;
        Ok::<(), StoreError>(())
    };
    store.each_entry(query, &Order::TOLD, take).unwrap();
    count
}

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
    let _ = NewEvent::new;
    assert_eq!(said(&told)[0], "Month(2026, 11) 3 0");
    // Of one with several reasons each counts; of a restricted record nothing is told.
    let outcome = store.counted_by(&wanted("status:open", CountBy::Outcome)).unwrap();
    let words = said(&outcome);
    assert!(words[0].starts_with("Said(\"undecided\") 3"), "{words:?}");
    assert!(words.last().unwrap().starts_with("Restricted 1"), "{words:?}");
}

#[test]
fn a_month_of_summer_begins_at_midnight_in_london() {
    // 23:30 UTC on the last of June is the first half hour of July.
    assert_eq!(month("2026-06-30T23").unwrap(), Common::Month(2026, 7));
    assert_eq!(month("2026-06-30T22").unwrap(), Common::Month(2026, 6));
    assert_eq!(month("2026-12-31T23").unwrap(), Common::Month(2026, 12));
}

#[test]
fn what_is_counted_is_what_is_listed() {
    let scratch = Scratch::new();
    let store = desk(&scratch);
    for typed in ["", "status:open", "stab", "-found"] {
        let all = listed(&store, &wanted(typed, CountBy::Told).query);
        for by in CountBy::ALL {
            let counts = store.counted_by(&wanted(typed, by)).unwrap();
            assert_eq!(counts.all, all, "{typed} {by:?}");
            let sum: usize = counts.counts.iter().map(|count| count.count).sum();
            assert!(sum == all || (by.is_several() && sum > all), "{typed} {by:?}");
        }
    }
}
