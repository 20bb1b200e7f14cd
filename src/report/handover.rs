//! The handover: what happened on a shift, what is due before the next ones end, every open case,
//! what is unread. The desk's page, its text and the command are made of this.

mod changes;
pub mod shift;
pub mod text;

use self::changes::happened;
use crate::domain::id::{IncidentId, Reference};
use crate::domain::instant::Instant;
use crate::report::due::DueRow;
use crate::rules::sight::Shift;
use crate::rules::summary::Listed;
use crate::words::case;

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

/// What happened to an incident, or where it stands, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// The incident.
    pub incident: IncidentId,
    /// What people call it.
    pub reference: Reference,
    /// The line, the reference first.
    pub words: String,
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
}

/// What one shift hands to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftReport {
    /// When the shift began.
    pub since: Instant,
    /// What happened on it, an incident a line, the last changed last.
    pub happened: Vec<(IncidentId, String)>,
    /// What is due before each of the next shifts ends.
    pub due: [DueBefore; 2],
    /// The open cases, newest trouble first.
    pub open: Vec<CaseRow>,
    /// How many more are open than are listed.
    pub more: usize,
    /// What changed since whoever hands over last opened it.
    pub unread: Vec<CaseRow>,
}

impl ShiftReport {
    /// Returns what one shift hands to the next.
    #[must_use]
    pub fn of(given: &Given<'_>) -> Self {
        let shift = given.shift;
        let [morning, close] = given.until;
        let due = |from: Option<Instant>, end: Instant, what| {
            let is_due = |at: Instant| at <= end && from.is_none_or(|from| at > from);
            let due = shift.due.iter();
            let due = due.filter(|due| due.line.due.is_some_and(is_due));
            let rows = due.map(|due| DueRow::of(due, given.now)).collect();
            DueBefore { end, what, rows }
        };
        let cases = |listed: &[Listed]| listed.iter().map(|one| given.case(one)).collect();
        Self {
            since: given.since,
            happened: happened(shift, given.since),
            due: [
                due(None, morning, "when the day takes over"),
                due(Some(morning), close, "the end of that day's shift"),
            ],
            open: cases(&shift.open),
            more: given.open.saturating_sub(shift.open.len()),
            unread: cases(&shift.unread),
        }
    }
}

impl Given<'_> {
    fn case(&self, listed: &Listed) -> CaseRow {
        let is_in_draft = self.in_draft.contains(&listed.id);
        let standing = case::standing(listed.stage, &listed.state, is_in_draft);
        let summary = listed.summary.trim_end_matches('.');
        let mut words = format!("{}  {standing}. {summary}.", listed.reference);
        if let Some(next) = &listed.next {
            words.push_str(" Next: ");
            words.push_str(&case::step(&next.title, &next.owner));
            words.push('.');
        }
        CaseRow {
            incident: listed.id,
            reference: listed.reference.clone(),
            words,
        }
    }
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
