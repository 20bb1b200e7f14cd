//! The register by the plainest way there is: every incident is read through for every query, and
//! all of them are sorted. What the store finds by its index must be the same.

use super::naive_known::Known;
use super::table::{Entry, Sort, Table, TableWanted};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::page::{Around, Count, Page};
use crate::domain::query::Query;
use crate::rules::Rules;

/// Returns what a query asks for, in an order.
pub(crate) fn sorted<'a>(
    all: impl IntoIterator<Item = (&'a Rules, &'a Incident)>,
    query: &Query,
    sort: Sort,
    now: Instant,
) -> Vec<Entry> {
    let all = all
        .into_iter()
        .map(|(rules, one)| Known::of(rules, one, now));
    let mut all: Vec<Known<'_>> = all.filter(|known| known.is(query)).collect();
    all.sort_by_cached_key(|known| (known.key(sort.by), known.summary.listed.order()));
    if sort.descending {
        all.reverse();
    }
    let entry = |known: Known<'_>| Entry {
        listed: known.summary.listed,
        registered: known.summary.registered,
    };
    all.into_iter().map(entry).collect()
}

/// Returns what is in sight of the register.
pub(crate) fn table<'a>(
    all: impl Iterator<Item = (&'a Rules, &'a Incident)> + Clone,
    wanted: &TableWanted,
    now: Instant,
) -> Table {
    let rows = sorted(all.clone(), &wanted.query, wanted.sort, now);
    let matching = Count::exactly(rows.len());
    let everything = sorted(all, &Query::All(Vec::new()), wanted.sort, now);
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
