//! Every number of a report is the length of the list that it opens, counted by reading every incident
//! through.

use super::*;
use crate::domain::query::parse;
use crate::report::activity::activity;
use crate::report::sheet::Sheet;
use crate::rules::sight::naive_table;
use crate::rules::vocabulary::vocabulary;
use crate::store::register::table::tests::desk::desk;
use crate::store::tests::{Scratch, incidents, now, rules};

/// Months with something in them, one with nothing, half a year, a year, days across months.
fn spans() -> Vec<Days> {
    let day = |text: &str| text.parse().unwrap();
    let days = |from, to| Days::between(day(from), day(to)).unwrap();
    vec![
        Days::of_month("2026-11").unwrap(),
        Days::of_month("2026-10").unwrap(),
        Days::of_month("2026-09").unwrap(),
        Days::of_month("2026-02").unwrap(),
        Days::months_up_to(day("2026-11-20"), 6),
        days("2026-01-01", "2026-12-31"),
        days("2026-09-15", "2026-11-17"),
    ]
}

fn sheet(store: &Store, of: ReportOf, days: Days, at: Instant) -> Sheet {
    let gathered = store.gather(ReportWanted { of, days }, at).unwrap();
    activity(&gathered, &rules().pack)
}

/// Counts what a number's query lists: by the index, and by reading every incident through.
fn recounted(store: &Store, all: &[Incident], typed: &str, at: Instant) -> (usize, usize) {
    let rules = rules();
    let query = parse(typed, &vocabulary(&rules.pack), at).unwrap();
    let mut listed = 0;
    let count = |_| {
        listed += 1;
        Ok::<(), StoreError>(())
    };
    store.each_entry(&query, Sort::default(), count).unwrap();
    let known = all.iter().map(|incident| (&*rules, incident));
    let plain = naive_table::sorted(known, &query, Sort::default(), at);
    (listed, plain.len())
}

/// Compares every number of every report with its list.
fn reconcile(store: &Store, all: &[Incident], at: Instant) -> usize {
    let mut numbers = 0;
    for of in [ReportOf::Activity] {
        for days in spans() {
            let sheet = sheet(store, of, days, at);
            for (part, number) in sheet.numbers() {
                numbers += 1;
                let (listed, plain) = recounted(store, all, &number.query, at);
                let what = format!("{of:?} {days}: {part}: {}: {}", number.label, number.query);
                assert_eq!((number.count, number.count), (listed, plain), "{what}");
            }
        }
    }
    numbers
}

#[test]
fn every_number_is_the_length_of_its_list_on_the_desk_of_the_cases() {
    let scratch = Scratch::new();
    let store = desk(&scratch);
    let numbers = reconcile(&store, &incidents(&store), now());
    assert!(numbers > 100, "{numbers} numbers");
}
