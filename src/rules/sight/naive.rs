//! The lists of a desk by the plainest way there is: every incident is derived, and all of it is
//! sorted. What the store keeps and pages must say the same; tests of screens read from here.

use super::{Due, DueOrder, Sight, Tally, Wanted, Which};
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::page::{Around, Count, Page};
use crate::domain::text::fold;
use crate::rules::Rules;
use crate::rules::summary::{Listed, Summary};

/// Every incident of a desk with what follows from it.
pub(crate) struct Naive(Vec<Summary>);

impl Naive {
    pub(crate) fn of<'a>(
        rules: &'a Rules,
        incidents: impl IntoIterator<Item = &'a Incident>,
        now: Instant,
    ) -> Self {
        Self::of_each(incidents.into_iter().map(|incident| (rules, incident)), now)
    }

    /// Of incidents that are each derived by its own rules.
    pub(crate) fn of_each<'a>(
        incidents: impl IntoIterator<Item = (&'a Rules, &'a Incident)>,
        now: Instant,
    ) -> Self {
        let summary = |(rules, incident): (&Rules, &Incident)| rules.summary(incident, now);
        let mut all: Vec<Summary> = incidents.into_iter().map(summary).collect();
        all.sort_by_key(|summary| std::cmp::Reverse(summary.listed.order()));
        Self(all)
    }

    pub(crate) fn sight(&self, wanted: &Wanted) -> Sight {
        let listed = self.listed(wanted.which, &wanted.filter);
        let due = self.due(&wanted.filter);
        let place = match &wanted.listed {
            Around::First => 0,
            Around::Last => listed.len(),
            Around::Place(id) => {
                let own = self.0.iter().find(|summary| summary.listed.id == *id);
                let own = own.map_or(i64::MAX, |summary| summary.listed.order());
                listed.iter().filter(|listed| listed.order() > own).count()
            }
        };
        let due_place = match &wanted.due {
            Around::First => 0,
            Around::Last => due.len(),
            Around::Place(place) => {
                let all = self.lines();
                let own = |due: &&Due| {
                    let of = place.of.as_ref();
                    due.incident == place.incident && of.is_none_or(|of| due.line.of == *of)
                };
                let stood = all.iter().find(own).map(|due| due.order).or(place.stood);
                let before = |due: &&Due| stood.is_some_and(|stood| due.order < stood);
                due.iter().filter(before).count()
            }
        };
        Sight {
            overdue: Count::exactly(late(&due)),
            listed: page(listed, place, wanted.half),
            due: page(due, due_place, wanted.half),
            first: self.due("").into_iter().find(|due| !due.line.only_if),
            tally: self.tally(),
            stale: 0,
        }
    }

    pub(crate) fn tally(&self) -> Tally {
        let due = self.due("");
        Tally {
            all: self.0.len(),
            open: self.listed(Which::Open, "").len(),
            incoming: self.listed(Which::Incoming, "").len(),
            overdue: late(&due),
            due: due.len(),
        }
    }

    pub(crate) fn listed(&self, which: Which, filter: &str) -> Vec<Listed> {
        let shown = self.0.iter().filter(|summary| {
            let is_in = match which {
                Which::Incoming => summary.listed.is_incoming(),
                Which::Open => summary.listed.is_open(),
                Which::All => true,
            };
            is_in && has_words(&summary.words, filter)
        });
        shown.map(|summary| summary.listed.clone()).collect()
    }

    pub(crate) fn due(&self, filter: &str) -> Vec<Due> {
        let own = |id: IncidentId| {
            let found = self.0.iter().find(|summary| summary.listed.id == id);
            found.map_or("", |summary| summary.words.as_str())
        };
        let mut lines = self.lines();
        lines.retain(|due| {
            let title = fold(&due.line.title);
            has_words(own(due.incident), filter) || has_words(&title, filter)
        });
        lines
    }

    fn lines(&self) -> Vec<Due> {
        let mut out: Vec<Due> = self
            .0
            .iter()
            .flat_map(|summary| {
                let lines = summary.due.iter().filter(|line| line.is_listed());
                lines.map(|line| Due {
                    incident: summary.listed.id,
                    reference: summary.listed.reference.clone(),
                    line: line.clone(),
                    order: DueOrder::of(line, &summary.listed),
                })
            })
            .collect();
        out.sort_by_key(|due| due.order);
        out
    }
}

fn late(lines: &[Due]) -> usize {
    let late = lines.iter().filter(|due| due.line.is_overdue());
    late.count()
}

/// Says whether every word typed begins a word of a text.
fn has_words(text: &str, typed: &str) -> bool {
    let typed = fold(typed);
    let mut wanted = typed.split(' ').filter(|word| !word.is_empty());
    wanted.all(|word| text.split(' ').any(|held| held.starts_with(word)))
}

fn page<T>(rows: Vec<T>, place: usize, half: usize) -> Page<T> {
    let from = place.saturating_sub(half);
    let to = (place + half).min(rows.len());
    let below = rows.len() - to;
    let rows: Vec<T> = rows.into_iter().skip(from).take(to - from).collect();
    Page {
        rows,
        at: place - from,
        above: Count::counted(from),
        below: Count::counted(below),
    }
}
