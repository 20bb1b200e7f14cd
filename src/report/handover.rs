//! The handover, as a page that a person reads at eight in the morning: a paragraph a case that
//! something was done on, what falls due before the next shifts end, and how much there is besides.
//! The desk's page, its text and the command are made of this.

mod done;
pub mod shift;
pub mod text;

use std::fmt::Write as _;

use self::done::OnShift;
use crate::domain::change::Change;
use crate::domain::id::{IncidentId, Reference};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::text::fit;
use crate::report::due::DueRow;
use crate::rules::Rules;
use crate::rules::sight::{Due, Shift};
use crate::rules::summary::Listed;
use crate::words::{case, person};

/// The most columns that whom a case is about and what happened take: two rows of a small screen.
const WHAT_COLUMNS: usize = 140;

/// What a handover is told from.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// What was read of the shift.
    pub shift: &'a Shift,
    /// When it began.
    pub since: Instant,
    /// The ends of the next shifts.
    pub until: [Instant; 2],
    /// How many incidents are open, more than are listed one by one perhaps.
    pub open: usize,
    /// The open cases whose alert is being filled in.
    pub in_draft: &'a [IncidentId],
    /// Now.
    pub now: Instant,
}

/// A case that something was done on, as a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// The incident.
    pub incident: IncidentId,
    /// What people call it.
    pub reference: Reference,
    /// Whom it is about and what happened: `victim 16: Stabbed outside the library.`
    pub what: String,
    /// What was done on the shift: `logged 22:10; Alert sent 22:41.`
    pub done: String,
    /// Where it stands, what is next and by when.
    pub stands: String,
}

/// An incident that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The incident.
    pub incident: IncidentId,
    /// What people call it.
    pub reference: Reference,
}

/// What is due up to the end of a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueBefore {
    /// The end.
    pub end: Instant,
    /// What that end is.
    pub what: &'static str,
    /// What is due, most urgent first.
    pub rows: Vec<DueRow>,
    /// How many of them are listed one by one.
    pub most: usize,
}

impl DueBefore {
    /// Returns what is listed of it, and how much more there is in words where not all is.
    #[must_use]
    pub fn listed(&self) -> (&[DueRow], Option<String>) {
        let (listed, rest) = self.rows.split_at(self.rows.len().min(self.most));
        let more = rest.len();
        let words = (more > 0).then(|| format!("and {more} more: the deadlines list them."));
        (listed, words)
    }
}

/// The most that is listed of what the second shift has to do: the first begins with all of its own.
const MOST_LATER: usize = 8;

/// What one shift hands to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftReport {
    /// When the shift began.
    pub since: Instant,
    /// The cases that something was done on, a paragraph each, the last changed last.
    pub cases: Vec<CaseRow>,
    /// What falls due before each of the next shifts ends.
    pub due: [DueBefore; 2],
    /// How much more would be due by then if something not known were so.
    pub only_if: usize,
    /// How much was overdue already when the shift began.
    pub overdue_before: usize,
    /// The incidents that it is on, the most urgent first.
    pub overdue_on: Vec<Named>,
    /// Open cases that nothing was done on, newest trouble first.
    pub besides: Vec<Named>,
    /// How many more are open than are named.
    pub more: usize,
    /// What changed since whoever hands over last opened it.
    pub unread: Vec<Named>,
    /// The journal's last entry as of which it was read: on paper it proves later that nothing of
    /// what is handed over was cut off.
    pub head: String,
}

impl ShiftReport {
    /// Returns what one shift hands to the next.
    #[must_use]
    pub fn of(given: &Given<'_>) -> Self {
        let shift = given.shift;
        let [morning, close] = given.until;
        let cases = given.cases();
        let is_told = |listed: &&Listed| cases.iter().any(|case| case.incident == listed.id);
        let besides = shift.open.iter().filter(|listed| !is_told(listed));
        let is_only_if = |due: &&Due| due.line.only_if;
        let was_overdue = |due: &&Due| given.was_overdue(due);
        Self {
            since: given.since,
            due: [
                given.due_before(given.since, morning, "when the day takes over"),
                DueBefore {
                    most: MOST_LATER,
                    ..given.due_before(morning, close, "the end of that day's shift")
                },
            ],
            only_if: shift.due.iter().filter(is_only_if).count(),
            overdue_before: shift.due.iter().filter(was_overdue).count(),
            overdue_on: on_each(shift.due.iter().filter(was_overdue)),
            besides: besides.map(named).collect(),
            more: given.open.saturating_sub(shift.open.len()),
            unread: shift.unread.iter().map(named).collect(),
            head: shift.head.clone(),
            cases,
        }
    }

    /// Returns the cases that it says something of: those that something was done on, and those
    /// on which something falls due.
    pub fn handed_over(&self) -> impl Iterator<Item = &Reference> {
        let is_told = |row: &&DueRow| self.cases.iter().any(|own| own.incident == row.incident);
        let due = self.due.iter().flat_map(|due| &due.rows);
        let mut due: Vec<&Reference> = due
            .filter(|row| !is_told(row))
            .map(|row| &row.reference)
            .collect();
        due.sort();
        due.dedup();
        self.cases.iter().map(|case| &case.reference).chain(due)
    }
}

/// Returns the incidents of some lines, each once.
fn on_each<'a>(due: impl Iterator<Item = &'a Due>) -> Vec<Named> {
    let mut out: Vec<Named> = Vec::new();
    for due in due {
        if out.iter().all(|own| own.incident != due.incident) {
            out.push(Named {
                incident: due.incident,
                reference: due.reference.clone(),
            });
        }
    }
    out
}

fn named(listed: &Listed) -> Named {
    Named {
        incident: listed.id,
        reference: listed.reference.clone(),
    }
}

impl Given<'_> {
    /// Says whether something was overdue already when the shift began.
    fn was_overdue(&self, due: &Due) -> bool {
        !due.line.only_if && due.line.due.is_some_and(|at| at < self.since)
    }

    /// Returns what falls due from a moment on, up to the end of a shift.
    fn due_before(&self, from: Instant, end: Instant, what: &'static str) -> DueBefore {
        let is_due = |at: Instant| at <= end && (at > from || from == self.since && at == from);
        let due = self.shift.due.iter().filter(|due| !due.line.only_if);
        let due = due.filter(|due| due.line.due.is_some_and(is_due));
        let rows = due.map(|due| DueRow::of(due, self.now)).collect();
        DueBefore {
            end,
            what,
            most: usize::MAX,
            rows,
        }
    }

    /// Returns the cases that something was done on, in the order in which they were last changed.
    fn cases(&self) -> Vec<CaseRow> {
        let mut cases: Vec<(IncidentId, Vec<&Change>)> = Vec::new();
        let changes = self.shift.changes.iter();
        for (id, change) in changes.filter(|(_, change)| change.at >= self.since) {
            // The last changed stands last.
            let mut own = match cases.iter().position(|(known, _)| known == id) {
                Some(at) => cases.remove(at),
                None => (*id, Vec::new()),
            };
            own.1.push(change);
            cases.push(own);
        }
        let case = |(id, changes): (IncidentId, Vec<&Change>)| {
            let mut incidents = self.shift.incidents.iter();
            let (incident, rules) = incidents.find(|(incident, _)| incident.id == id)?;
            Some(match rules {
                Some(rules) => self.case(incident, rules, &changes),
                None => unread_case(incident),
            })
        };
        cases.into_iter().filter_map(case).collect()
    }

    fn case(&self, incident: &Incident, rules: &Rules, changes: &[&Change]) -> CaseRow {
        let listed = rules.summary(incident, self.now).listed;
        let on_shift = OnShift {
            pack: &rules.pack,
            incident,
            changes,
            since: self.since,
        };
        CaseRow {
            incident: listed.id,
            done: sentence(&on_shift.done().join("; ")),
            stands: self.stands(&listed),
            what: sentence(&fit(
                &match person::listed(&listed.leading) {
                    who if who.is_empty() => listed.summary.clone(),
                    who => format!("{who}: {}", listed.summary),
                },
                WHAT_COLUMNS,
            )),
            reference: listed.reference,
        }
    }

    /// Returns where a case stands, what is next on it and by when something is due.
    fn stands(&self, listed: &Listed) -> String {
        let is_in_draft = self.in_draft.contains(&listed.id);
        let mut words = sentence(&case::standing(listed.stage, &listed.state, is_in_draft));
        if let Some(next) = &listed.next {
            let step = case::step(&next.title, &next.owner);
            let _infallible = write!(words, " Next: {}", sentence(&step));
        }
        let mut due = self.shift.due.iter();
        let due = due.find(|due| due.incident == listed.id && !due.line.only_if);
        if let Some(row) = due.map(|due| DueRow::of(due, self.now)) {
            let title = &row.title;
            let _infallible = write!(words, " Due: {title}, {} ({}).", row.at, row.left);
        }
        words
    }
}

/// Returns a case whose words nobody here can read: what its words mean stands in its own edition
/// alone.
fn unread_case(incident: &Incident) -> CaseRow {
    CaseRow {
        incident: incident.id,
        reference: incident.reference.clone(),
        what: sentence(&incident.summary()),
        done: "changed.".to_owned(),
        stands: format!("{} is not on this desk.", incident.edition),
    }
}

/// Returns words as a sentence that ends once.
fn sentence(words: &str) -> String {
    let words = words.trim_end();
    if words.is_empty() || words.ends_with(['.', '!', '?', '~']) {
        return words.to_owned();
    }
    format!("{words}.")
}

/// Returns what is due as a handover says it, on one line.
#[must_use]
pub fn due_words(row: &DueRow) -> String {
    let at = match row.due {
        Some(due) => due.long(),
        None => String::new(),
    };
    format!(
        "{}  {}: {}, {at} ({})",
        row.reference, row.title, row.left, row.owner
    )
}

#[cfg(test)]
mod tests;
