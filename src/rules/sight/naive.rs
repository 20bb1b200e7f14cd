//! The lists of a desk by the plainest way there is: every incident is derived, and all of it is
//! sorted. What the store keeps and pages must say the same; tests of screens read from here.

use super::asked::{Asked, row_words};
use super::groups::{DueGroup, GroupCounts, Groups};
use super::{Due, DueOrder, DuePlace, Sight, Tally, Wanted, Which};
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::page::{Around, Count, Page};
use crate::domain::text::fold;
use crate::rules::Rules;
use crate::rules::summary::{Listed, Standing, Summary};

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
        let asked = Asked::of(&wanted.filter, wanted.groups.now);
        let listed = self.listed(wanted.which, &asked.words);
        let place = match &wanted.listed {
            Around::First => 0,
            Around::Last => listed.len(),
            Around::Place(id) => {
                let own = self.0.iter().find(|summary| summary.listed.id == *id);
                let own = own.map_or(i64::MAX, |summary| summary.listed.order());
                listed.iter().filter(|listed| listed.order() > own).count()
            }
        };
        let all = self.due(wanted);
        let count = |group| Count::counted(all.iter().filter(|(own, _)| *own == group).count());
        let mut due = all.clone();
        due.retain(|(group, _)| !wanted.folded.contains(group));
        let due_place = self.due_place(wanted, &due);
        let mut owners = self.owners();
        owners.sort();
        owners.dedup();
        let nowhere = wanted.which != Which::All && listed.is_empty();
        let elsewhere = if nowhere && !asked.words.is_empty() {
            self.listed(Which::All, &asked.words).len()
        } else {
            0
        };
        Sight {
            names: Vec::new(),
            elsewhere: Count::counted(elsewhere),
            listed: page(listed, place, wanted.half),
            groups: GroupCounts(DueGroup::ALL.map(count)),
            due: page(due, due_place, wanted.half),
            owners,
            first: self.first(&wanted.groups),
            tally: self.tally(),
            stale: 0,
        }
    }

    fn due_place(&self, wanted: &Wanted, due: &[(DueGroup, Due)]) -> usize {
        let at = match &wanted.due {
            Around::First => return 0,
            Around::Last => return due.len(),
            Around::Place(DuePlace::Group(group)) => Some((*group, None)),
            Around::Place(DuePlace::Line {
                incident,
                of,
                stood,
            }) => {
                let all = self.lines(&wanted.groups);
                let own = |(_, due): &&(DueGroup, Due)| {
                    due.incident == *incident && of.as_ref().is_none_or(|of| due.line.of == *of)
                };
                let found = all.iter().find(own);
                let found = found.map(|(group, due)| (*group, Some(due.order)));
                found.or(stood
                    .map(|(standing, order)| (wanted.groups.of(standing, &order), Some(order))))
            }
        };
        let before =
            |(group, due): &&(DueGroup, Due)| at.is_some_and(|at| (*group, Some(due.order)) < at);
        due.iter().filter(before).count()
    }

    fn first(&self, groups: &Groups) -> Option<Due> {
        let lines = self.lines(groups).into_iter();
        let mut lines = lines.filter(|(group, _)| *group < DueGroup::Late);
        lines.next().map(|(_, due)| due)
    }

    fn owners(&self) -> Vec<String> {
        let lines = self.0.iter().flat_map(|summary| &summary.due);
        let open = lines.filter(|line| line.standing == Standing::Open);
        open.map(|line| line.owner.clone()).collect()
    }

    pub(crate) fn tally(&self) -> Tally {
        let lines = self.0.iter().flat_map(|summary| &summary.due);
        let open: Vec<_> = lines
            .filter(|line| line.standing == Standing::Open)
            .collect();
        Tally {
            all: self.0.len(),
            open: self.listed(Which::Open, "").len(),
            incoming: self.listed(Which::Incoming, "").len(),
            overdue: open.iter().filter(|line| line.is_overdue()).count(),
            due: open.len(),
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

    /// Returns what is due of what is asked for, with the group of each.
    fn due(&self, wanted: &Wanted) -> Vec<(DueGroup, Due)> {
        let asked = Asked::of(&wanted.filter, wanted.groups.now);
        let own = |id: IncidentId| {
            let found = self.0.iter().find(|summary| summary.listed.id == id);
            found.expect("an incident of the list")
        };
        let mut lines = self.lines(&wanted.groups);
        lines.retain(|(group, due)| {
            let summary = own(due.incident);
            let row = fold(&row_words(&due.line, &summary.listed));
            let is_before = asked.before.is_none_or(|before| {
                *group < DueGroup::Late && due.line.due.is_some_and(|due| due < before)
            });
            let is_whose = wanted
                .whose
                .as_ref()
                .is_none_or(|own| due.line.owner == *own);
            let is_searched = due.line.is_searched(summary.listed.is_open());
            let is_named = has_words(&summary.words, &asked.words) || has_words(&row, &asked.words);
            let is_asked = asked.words.is_empty() || is_searched && is_named;
            is_before && is_whose && is_asked
        });
        lines
    }

    /// Returns everything that is still to be done, most urgent first.
    pub(crate) fn open(&self, now: Instant) -> Vec<Due> {
        let lines = self.lines(&Groups::at(now)).into_iter();
        let mut open: Vec<Due> = lines
            .filter(|(group, _)| *group != DueGroup::Aside)
            .map(|(_, due)| due)
            .collect();
        open.sort_by_key(|due| due.order);
        open
    }

    fn lines(&self, groups: &Groups) -> Vec<(DueGroup, Due)> {
        let lines = self.0.iter().flat_map(|summary| {
            let lines = summary.due.iter().filter(|line| line.is_listed());
            lines.map(|line| {
                let order = DueOrder::of(line, &summary.listed);
                let due = Due {
                    incident: summary.listed.id,
                    reference: summary.listed.reference.clone(),
                    leading: summary.listed.leading.clone(),
                    line: line.clone(),
                    order,
                };
                (groups.of(line.standing, &order), due)
            })
        });
        let mut out: Vec<(DueGroup, Due)> = lines.collect();
        out.sort_by_key(|(group, due)| (*group, due.order));
        out
    }
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
