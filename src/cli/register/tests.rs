//! The counts of the register against its lists, where words and store meet.

use crate::domain::query::{Query, parse};
use crate::pack::vocabulary::vocabulary;
use crate::report::register::counts::lines;
use crate::rules::sight::counted::{CountBy, CountsWanted};
use crate::rules::sight::table::Order;
use crate::store::desks::desk;
use crate::store::tests::{Scratch, now, rules};
use crate::store::{Store, StoreError};

fn read(typed: &str) -> Query {
    parse(typed, &vocabulary(&rules().pack), now())
        .unwrap_or_else(|fault| panic!("{typed}: {fault}"))
}

fn listed(store: &Store, query: &Query) -> usize {
    let mut count = 0;
    let take = |_| {
        count += 1;
        Ok::<(), StoreError>(())
    };
    store.each_entry(query, &Order::TOLD, take).unwrap();
    count
}

#[test]
fn every_count_opens_a_list_as_long_as_it_says() {
    let scratch = Scratch::new();
    let store = desk(&scratch);
    let mut compared = 0;
    for typed in ["", "status:open", "-found"] {
        for by in CountBy::ALL {
            let query = read(typed);
            let counts = store.counted_by(&CountsWanted { query, by }).unwrap();
            for (count, line) in counts.counts.iter().zip(lines(&counts)) {
                let narrowed = read(&format!("{typed} {}", line.asks));
                assert_eq!(
                    listed(&store, &narrowed),
                    count.count,
                    "{typed} {}",
                    line.asks
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 80, "{compared} counts");
}
