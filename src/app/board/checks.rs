//! Agency checks, each with its age; the checklists of a review; outcomes that are recorded.

use super::{App, Line, On, Page, Row, Tone};
use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::labels;
use crate::app::message::Outcome;
use crate::domain::command::Edit;
use crate::domain::facts::Answer;
use crate::domain::id::IncidentId;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Check, CheckField, Kept, NewEntry, OUTCOMES, Point};
use crate::domain::timeline::NewEvent;
use crate::protocol::pack::Means;

pub(super) fn lines(app: &App, row: &Row) -> Vec<Line> {
    let mut out = Vec::new();
    agencies(app, row, &mut out);
    for list in &app.desk.pack.checklists {
        let asked = app.desk.asks(row, list.when.as_ref(), app.now);
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
            progress(app, row, &list.id)
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
            let added = if point.added { " (added)" } else { "" };
            let on = On::Point(list.id.clone(), point.id.clone());
            out.push(Line::on(
                format!("  {}{added}: {state}{note}", point.text),
                tone,
                on,
            ));
        }
    }
    outcomes(app, row, &mut out);
    out
}

fn agencies(app: &App, row: &Row, out: &mut Vec<Line>) {
    out.push(Line::heading("Agency checks"));
    if app.desk.pack.agencies.is_empty() {
        out.push(Line::read(
            "  This protocol names no agencies to ask.",
            Tone::Faint,
        ));
    }
    let mut waiting = 0;
    for agency in &app.desk.pack.agencies {
        let asked = app.desk.asks(row, agency.when.as_ref(), app.now);
        let on = On::Check(agency.id.clone());
        match check(row, &agency.id) {
            Some(entry) => {
                let done = entry.returned_at.is_some();
                let tone = if done { Tone::Well } else { Tone::Late };
                out.push(Line::on(format!("  {}", words(app, &entry)), tone, on));
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

/// Returns the check of an agency that still stands.
pub(in crate::app) fn check<'a>(row: &'a Row, agency: &str) -> Option<Kept<'a, Check>> {
    let mut checks = row.incident.ledger::<Check>();
    checks.find(|check| check.agency == agency)
}

/// Returns the answer to a point of a checklist.
pub(in crate::app) fn point<'a>(row: &'a Row, list: &str, point: &str) -> Option<Kept<'a, Point>> {
    let mut points = row.incident.ledger::<Point>();
    points.find(|known| known.list == list && known.point == point)
}

fn progress(app: &App, row: &Row, list: &str) -> String {
    let found = app.desk.pack.checklist(list);
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
pub(super) fn words(app: &App, check: &Check) -> String {
    let mut agencies = app.desk.pack.agencies.iter();
    let title = agencies.find(|agency| agency.id == check.agency);
    let title = title.map_or(check.agency.as_str(), |agency| agency.title.as_str());
    let requested = check.requested_at.and_then(Moment::as_start);
    let age = requested.map_or_else(
        || "requested, when is not known".to_owned(),
        |at| {
            format!(
                "requested {} ({})",
                at.short(app.now),
                labels::ago(at, app.now)
            )
        },
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

fn outcomes(app: &App, row: &Row, out: &mut Vec<Line>) {
    let mut first = true;
    for outcome in app
        .desk
        .pack
        .outcomes
        .iter()
        .filter(|row| row.asked.is_some())
    {
        let entry = point(row, OUTCOMES, &outcome.id);
        if app.desk.asks(row, outcome.asked.as_ref(), app.now) == Answer::No && entry.is_none() {
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

impl App {
    pub(super) fn act_on_checks(&mut self, id: IncidentId, on: On, action: Action) -> Outcome {
        match (on, action) {
            (On::Check(agency), Action::Enter) => self.open_ledger(id, Page::Check { agency }),
            (On::Check(agency), Action::Done) => self.returned_now(id, &agency),
            (On::RequestAll, Action::Enter | Action::Done) => self.request_all(id),
            (On::Point(list, point), Action::Enter | Action::Done) => {
                self.open_ledger(id, Page::Point { list, point })
            }
            (_, Action::TakeBack) => self.say(super::NOTHING_TO_TAKE_BACK),
            (On::Outcome(outcome), Action::Enter | Action::Done) => {
                self.open_ledger(id, Page::Outcome(outcome))
            }
            _ => Outcome::redraw(),
        }
    }

    /// Records that an agency's check came back now.
    fn returned_now(&mut self, id: IncidentId, agency: &str) -> Outcome {
        let found = self
            .desk
            .row(id)
            .and_then(|row| Some((row, check(row, agency)?)));
        let Some((row, check)) = found else {
            let agency = agency.to_owned();
            return self.open_ledger(id, Page::Check { agency });
        };
        if check.returned_at.is_some() {
            return self.say("It is recorded as returned already; Enter changes it.");
        }
        let now = Moment::exact(self.now).to_text();
        let mut edits = vec![Edit::entry(check.entry.id, CheckField::ReturnedAt, now)];
        let all_back = self.desk.pack.event_meaning(Means::ChecksReturned);
        if !row.incident.has(all_back) && is_last(&self.desk, row, agency, self.now) {
            let back = NewEvent::new(all_back, Moment::exact(self.now));
            edits.push(Edit::Event(back));
        }
        self.revise(id, "the check", edits)
    }

    fn request_all(&mut self, id: IncidentId) -> Outcome {
        let Some(row) = self.desk.row(id) else {
            return Outcome::redraw();
        };
        let now = Moment::exact(self.now);
        let mut edits: Vec<Edit> = self
            .desk
            .pack
            .agencies
            .iter()
            .filter(|agency| {
                check(row, &agency.id).is_none()
                    && self.desk.asks(row, agency.when.as_ref(), self.now) != Answer::No
            })
            .map(|agency| {
                Edit::AddEntry(NewEntry::new(Check {
                    agency: agency.id.clone(),
                    requested_at: Some(now),
                    ..Check::default()
                }))
            })
            .collect();
        let requested = self.desk.pack.event_meaning(Means::ChecksRequested);
        if !row.incident.has(requested) {
            edits.push(Edit::Event(NewEvent::new(requested, now)));
        }
        self.revise(id, "the requests", edits)
    }
}

/// Says whether, with this agency's check returned, every agency that is called for or was asked has
/// returned its own.
pub(in crate::app) fn is_last(desk: &Desk, row: &Row, agency: &str, now: Instant) -> bool {
    desk.pack.agencies.iter().all(|known| {
        let returned = check(row, &known.id).is_some_and(|check| check.returned_at.is_some());
        let asked = check(row, &known.id).is_some()
            || desk.asks(row, known.when.as_ref(), now) == Answer::Yes;
        known.id == agency || returned || !asked
    })
}
