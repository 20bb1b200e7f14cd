//! Agency checks, each with its age; the checklists of a review; outcomes that are recorded.

mod check;
mod point;

use self::check::{AgencyCheck, check, is_last};
use self::point::{ChecklistPoint, Outcome, point};
use super::ledger::Ledger;
use super::lines::NOTHING_TO_TAKE_BACK;
use super::{Next, See};
use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::line::{Line, Tone};
use crate::domain::command::Edit;
use crate::domain::facts::Answer;
use crate::domain::id::IncidentId;
use crate::domain::instant::Moment;
use crate::domain::ledger::{Check, CheckField, NewEntry, OUTCOMES, Point};
use crate::domain::timeline::NewEvent;
use crate::pack::Means;
use crate::words::time::ago;

/// The checks, checklists and outcomes of an incident.
#[derive(Clone, Debug)]
pub struct Checks(pub IncidentId);

/// What a line stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// An agency's check.
    Check(String),
    /// Asking every agency that is called for.
    RequestAll,
    /// A point of a checklist.
    Point(String, String),
    /// An outcome that is recorded.
    Outcome(String),
}

impl Ledger for Checks {
    type On = On;

    const TITLE: &'static str = "CHECKS";

    fn of(&self) -> IncidentId {
        self.0
    }

    fn lines_of(&self, see: &See<'_>, row: &Row) -> Vec<Line<On>> {
        rows(see, row)
    }

    fn act_on(&self, see: &See<'_>, row: &Row, on: On, action: Action) -> Next {
        let id = self.0;
        match (on, action) {
            (On::Check(agency), Action::Enter) => Next::form(AgencyCheck { id, agency }),
            (On::Check(agency), Action::Done) => returned_now(see, row, agency),
            (On::RequestAll, Action::Enter | Action::Done) => request_all(see, row),
            (On::Point(list, point), Action::Enter | Action::Done) => {
                Next::form(ChecklistPoint { id, list, point })
            }
            (_, Action::TakeBack) => Next::say(NOTHING_TO_TAKE_BACK),
            (On::Outcome(outcome), Action::Enter | Action::Done) => {
                Next::form(Outcome { id, outcome })
            }
            _ => Next::Stay,
        }
    }
}

/// Records that an agency's check came back now.
fn returned_now(see: &See<'_>, row: &Row, agency: String) -> Next {
    let id = row.incident.id;
    let Some(check) = check(row, &agency) else {
        return Next::form(AgencyCheck { id, agency });
    };
    if check.returned_at.is_some() {
        return Next::say("It is recorded as returned already; Enter changes it.");
    }
    let now = Moment::exact(see.now);
    let mut edits = vec![Edit::entry(
        check.entry.id,
        CheckField::ReturnedAt,
        now.to_text(),
    )];
    let all_back = row.pack().event_meaning(Means::ChecksReturned);
    if !row.incident.has(all_back) && is_last(see.desk, row, &agency, see.now) {
        edits.push(Edit::Event(NewEvent::new(all_back, now)));
    }
    Next::revise(id, "the check", edits)
}

fn request_all(see: &See<'_>, row: &Row) -> Next {
    let now = Moment::exact(see.now);
    let mut edits: Vec<Edit> = row
        .pack()
        .agencies
        .iter()
        .filter(|agency| {
            check(row, &agency.id).is_none()
                && see.desk.asks(row, agency.when.as_ref(), see.now) != Answer::No
        })
        .map(|agency| {
            Edit::AddEntry(NewEntry::new(Check {
                agency: agency.id.clone(),
                requested_at: Some(now),
                ..Check::default()
            }))
        })
        .collect();
    let requested = row.pack().event_meaning(Means::ChecksRequested);
    if !row.incident.has(requested) {
        edits.push(Edit::Event(NewEvent::new(requested, now)));
    }
    Next::revise(row.incident.id, "the requests", edits)
}

fn rows(see: &See<'_>, row: &Row) -> Vec<Line<On>> {
    let mut out = Vec::new();
    agencies(see, row, &mut out);
    for list in &row.pack().checklists {
        let asked = see.desk.asks(row, list.when.as_ref(), see.now);
        let begun = row
            .incident
            .ledger::<Point>()
            .any(|known| known.list == list.id);
        if asked == Answer::No && !begun {
            continue;
        }
        out.push(Line::blank());
        out.push(Line::heading(format!(
            "{}  {}",
            list.title,
            progress(row, &list.id)
        )));
        for point in &list.point {
            let entry = self::point(row, &list.id, &point.id);
            let (state, tone) = match entry.map(|entry| entry.holds()) {
                Some(Some(true)) => ("yes", Tone::Well),
                Some(Some(false)) => ("no", Tone::Plain),
                Some(None) => ("noted", Tone::Plain),
                None => ("not considered", Tone::Strong),
            };
            let note = entry.map_or_else(String::new, |entry| note_words(&entry.note));
            let on = On::Point(list.id.clone(), point.id.clone());
            out.push(Line::on(
                format!("  {}: {state}{note}", point.text),
                tone,
                on,
            ));
        }
    }
    outcomes(see, row, &mut out);
    out
}

fn agencies(see: &See<'_>, row: &Row, out: &mut Vec<Line<On>>) {
    out.push(Line::heading("Agency checks"));
    if row.pack().agencies.is_empty() {
        out.push(Line::read(
            "  This protocol names no agencies to ask.",
            Tone::Faint,
        ));
    }
    let mut waiting = 0;
    for agency in &row.pack().agencies {
        let asked = see.desk.asks(row, agency.when.as_ref(), see.now);
        let on = On::Check(agency.id.clone());
        match check(row, &agency.id) {
            Some(entry) => {
                let done = entry.returned_at.is_some();
                let tone = if done { Tone::Well } else { Tone::Strong };
                out.push(Line::on(format!("  {}", words(see, row, &entry)), tone, on));
            }
            None if asked == Answer::No => {
                let words = format!("  {}: not called for", agency.title);
                out.push(Line::on(words, Tone::Faint, on));
            }
            None => {
                waiting += 1;
                let maybe = if asked == Answer::Unknown {
                    " (may not be needed)"
                } else {
                    ""
                };
                let words = format!("  {}: not requested{maybe}", agency.title);
                out.push(Line::on(words, Tone::Plain, on));
            }
        }
    }
    if waiting > 0 {
        let words = format!("  Request the {waiting} checks not requested yet");
        out.push(Line::on(words, Tone::Strong, On::RequestAll));
    }
}

fn progress(row: &Row, list: &str) -> String {
    let found = row.pack().checklist(list);
    let points = found.map_or(&[][..], |list| list.point.as_slice());
    let done = points
        .iter()
        .filter(|p| point(row, list, &p.id).is_some())
        .count();
    format!("{done} of {} considered", points.len())
}

/// Returns a note as the end of a line.
fn note_words(note: &str) -> String {
    if note.is_empty() {
        String::new()
    } else {
        format!(". {}", note.replace('\n', " "))
    }
}

/// Returns a check in words, with its age.
pub(super) fn words(see: &See<'_>, row: &Row, check: &Check) -> String {
    let mut agencies = row.pack().agencies.iter();
    let title = agencies.find(|agency| agency.id == check.agency);
    let title = title.map_or(check.agency.as_str(), |agency| agency.title.as_str());
    let requested = check.requested_at.and_then(Moment::as_start);
    let age = requested.map_or_else(
        || "requested, when is not known".to_owned(),
        |at| format!("requested {} ({})", at.short(see.now), ago(at, see.now)),
    );
    let chased = match check.chased.as_slice() {
        [] => String::new(),
        [once] => format!("; chased {}", once.words()),
        [.., last] => format!(
            "; chased {} times, last {}",
            check.chased.len(),
            last.words()
        ),
    };
    let returned = check.returned_at.map_or_else(
        || "; NOT returned".to_owned(),
        |at| format!("; returned {}", at.words()),
    );
    let note = note_words(&check.note);
    format!("{title}: {age}{chased}{returned}{note}")
}

fn outcomes(see: &See<'_>, row: &Row, out: &mut Vec<Line<On>>) {
    let mut first = true;
    for outcome in row.pack().outcomes.iter().filter(|row| row.asked.is_some()) {
        let entry = point(row, OUTCOMES, &outcome.id);
        if see.desk.asks(row, outcome.asked.as_ref(), see.now) == Answer::No && entry.is_none() {
            continue;
        }
        if first {
            out.push(Line::blank());
            out.push(Line::heading("Outcomes"));
            first = false;
        }
        let chosen = entry.map_or(&[][..], |entry| entry.record.answer.as_slice());
        let titles: Vec<&str> = outcome
            .values
            .iter()
            .filter(|value| chosen.contains(&value.id))
            .map(|value| value.title.as_str())
            .collect();
        let said = if entry.is_some() {
            titles.join("; ")
        } else {
            "not recorded".to_owned()
        };
        let note = entry.map_or_else(String::new, |entry| note_words(&entry.note));
        let tone = if entry.is_some() {
            Tone::Well
        } else {
            Tone::Strong
        };
        let on = On::Outcome(outcome.id.clone());
        out.push(Line::on(
            format!("  {}: {said}{note}", outcome.title),
            tone,
            on,
        ));
    }
}
