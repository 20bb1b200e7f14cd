//! The register by the plainest way there is: every incident is read through for every query, and
//! all of them are sorted. What the store finds by its index must be the same.

use super::naive_known::Known;
use super::queues::{MOST_QUEUED, Queue, QueueWanted, Queues};
use super::table::{Entry, Order, SortBy, Table, TableWanted};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::page::{Around, Count, Page};
use crate::domain::query::Query;
use crate::rules::Rules;

/// Returns every incident with what follows from it at a time.
pub(crate) fn known<'a>(
    all: impl IntoIterator<Item = (&'a Rules, &'a Incident)>,
    now: Instant,
) -> Vec<Known<'a>> {
    let all = all.into_iter();
    all.map(|(rules, one)| Known::of(rules, one, now)).collect()
}

/// Returns what a query asks for, in an order.
pub(crate) fn sorted(all: &[Known<'_>], query: &Query, order: &Order) -> Vec<Entry> {
    let mut all: Vec<&Known<'_>> = all.iter().filter(|known| known.is(query)).collect();
    // The last column first: a sort that keeps what is equal as it was makes the rest of it.
    all.sort_by_cached_key(|known| known.summary.listed.order());
    if order.sorts().next_back().unwrap().descending {
        all.reverse();
    }
    for sort in order.sorts().rev() {
        if sort.by == SortBy::Told {
            all.sort_by_cached_key(|known| known.summary.listed.order());
            if sort.descending {
                all.reverse();
            }
        } else if sort.descending {
            all.sort_by_cached_key(|known| std::cmp::Reverse(known.key(sort.by)));
        } else {
            all.sort_by_cached_key(|known| known.key(sort.by));
        }
    }
    all.into_iter().map(Known::entry).collect()
}

/// Returns what is in sight of the register.
pub(crate) fn table(all: &[Known<'_>], wanted: &TableWanted) -> Table {
    let rows = sorted(all, &wanted.query, &wanted.order);
    let matching = Count::exactly(rows.len());
    let everything = sorted(all, &Query::All(Vec::new()), &wanted.order);
    let place = match &wanted.around {
        Around::First => 0,
        Around::Last => rows.len(),
        Around::Place(id) => {
            // It may be none of those asked for: where it would stand among them.
            let before = everything.iter().take_while(|entry| entry.listed.id != *id);
            let before: Vec<_> = before.map(|entry| entry.listed.id).collect();
            let is_known = before.len() < everything.len();
            let stands = rows
                .iter()
                .filter(|entry| before.contains(&entry.listed.id));
            if is_known { stands.count() } else { 0 }
        }
    };
    let (from, to) = (
        place.saturating_sub(wanted.half),
        (place + wanted.half).min(rows.len()),
    );
    let more = |is: bool| Count {
        at_least: usize::from(is),
        is_more: is,
    };
    Table {
        page: Page {
            rows: rows[from..to].to_vec(),
            at: place - from,
            above: more(from > 0),
            below: more(to < rows.len()),
        },
        matching,
        all: everything.len(),
        names: Vec::new(),
    }
}

/// Returns what waits in each queue.
pub(crate) fn queues(all: &[Known<'_>], wanted: &[QueueWanted]) -> Queues {
    let queue = |wanted: &QueueWanted| {
        let mut rows = sorted(all, &wanted.query, &Order::DUE);
        let waiting = Count {
            at_least: rows.len().min(MOST_QUEUED),
            is_more: rows.len() > MOST_QUEUED,
        };
        rows.truncate(MOST_QUEUED);
        Queue {
            view: wanted.view.clone(),
            waiting,
            rows,
        }
    };
    Queues {
        all: wanted.iter().map(queue).collect(),
        names: Vec::new(),
    }
}
