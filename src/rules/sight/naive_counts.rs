//! Counts of the register by the plainest way there is: every incident is read through.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::counted::{Common, CountBy, CountOf, Counts, CountsWanted};
use super::naive_known::Known;
use super::table::Entry;
use crate::domain::instant::Instant;

/// Counts the incidents of a query.
pub(crate) fn counts(all: &[Known<'_>], wanted: &CountsWanted) -> Counts {
    let mut found: BTreeMap<Common, (usize, usize)> = BTreeMap::new();
    let asked: Vec<Entry> = all
        .iter()
        .filter(|known| known.is(&wanted.query))
        .map(Known::entry)
        .collect();
    for entry in &asked {
        let overdue = usize::from(entry.listed.clocks_overdue > 0);
        for common in commons(entry, wanted.by) {
            let known = found.entry(common).or_default();
            *known = (known.0 + 1, known.1 + overdue);
        }
    }
    let found = found.into_iter().map(|(common, (count, overdue))| CountOf {
        common,
        count,
        overdue,
    });
    Counts::of(wanted.by, found.collect(), asked.len())
}

fn commons(entry: &Entry, by: CountBy) -> Vec<Common> {
    let (listed, said) = (&entry.listed, &entry.registered);
    if listed.is_restricted {
        return vec![Common::Restricted];
    }
    let month = |at: Option<Instant>| match at.map(Instant::london_date) {
        Some(day) => Common::Month(day.year(), day.month()),
        None => Common::Nothing,
    };
    let words = |words: &str| match words {
        "" => Common::Nothing,
        words => Common::Said(words.to_owned()),
    };
    match by {
        CountBy::Told => vec![month(Some(listed.told_at()))],
        CountBy::Happened => vec![month(listed.occurred_at)],
        CountBy::Notified => vec![month(listed.notified_at)],
        CountBy::Panel => vec![month(said.panel_at)],
        CountBy::Final => vec![month(said.ended.as_ref().and_then(|ended| ended.at))],
        CountBy::Learning => vec![month(said.learning_at)],
        CountBy::Reason => said.reasons.split("; ").map(words).collect(),
        CountBy::Kind => said.kinds.split("; ").map(words).collect(),
        CountBy::State => vec![words(&listed.state.title)],
        CountBy::Outcome => vec![match &listed.decided {
            Some(decided) => words(&decided.value),
            None => words("undecided"),
        }],
        CountBy::Team => vec![words(&said.team)],
        CountBy::Agency => vec![words(&said.agency)],
        CountBy::Source => vec![words(&said.source)],
    }
}
