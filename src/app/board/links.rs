//! Linked incidents, a child's chronology over them, and other agencies' processes.

use std::fmt::Write as _;

use super::{App, Line, On, Page, Row, Tone};
use crate::app::action::Action;
use crate::app::message::Outcome;
use crate::domain::id::{IncidentId, PersonId};
use crate::domain::incident::{Incident, Person};
use crate::domain::ledger::{Kept, LinkReason, Parallel, ProcessState};
use crate::domain::text::fold;
use crate::domain::timeline::NOTE;
use crate::protocol::case::Stage;
use crate::protocol::pack::Choice;
use crate::protocol::pack::Means;

/// Returns the reasons for a link, to choose from.
pub(in crate::app) fn whys() -> Vec<Choice> {
    let choice = |reason: &LinkReason| Choice {
        id: reason.id().to_owned(),
        title: reason.title().to_owned(),
    };
    LinkReason::ALL.iter().map(choice).collect()
}

pub(super) fn lines(app: &App, row: &Row) -> Vec<Line> {
    let mut out = vec![Line::heading("Linked incidents (+ links one)")];
    linked(app, row, &mut out);
    likely(app, row, &mut out);
    chronologies(app, row, &mut out);
    out.push(Line::blank());
    out.push(Line::heading("Parallel processes, each with its own lead"));
    parallels(app, row, &mut out);
    out
}

fn linked(app: &App, row: &Row, out: &mut Vec<Line>) {
    let id = row.incident.id;
    let links = app.desk.links(id);
    for (other, link) in &links {
        let Some(known) = app.desk.row(*other) else {
            continue;
        };
        let from_here = row.incident.entry(link.entry.id).is_some();
        let why = match (link.why, from_here) {
            (Some(LinkReason::Duplicate), false) => "a duplicate that was merged into this one",
            (why, _) => why.map_or("", LinkReason::title),
        };
        let note = match link.note.as_str() {
            "" => String::new(),
            note => format!(". {note}"),
        };
        let words = format!(
            "  {}  {why}: {}{note}",
            known.incident.reference,
            known.incident.summary()
        );
        out.push(Line::on(
            words,
            Tone::Plain,
            On::Linked(*other, link.entry.id),
        ));
    }
    if links.is_empty() {
        out.push(Line::read("  None.", Tone::Faint));
    }
}

fn likely(app: &App, row: &Row, out: &mut Vec<Line>) {
    let likely = app.desk.likely_links(row);
    if likely.is_empty() {
        return;
    }
    out.push(Line::blank());
    out.push(Line::heading(
        "May belong with it: look, then Enter links it",
    ));
    for (other, why) in likely {
        if let Some(known) = app.desk.row(other) {
            let words = format!(
                "  {}  {}: {}",
                known.incident.reference,
                why.words(),
                known.incident.summary()
            );
            out.push(Line::on(words, Tone::Strong, On::Likely(other)));
        }
    }
}

fn chronologies(app: &App, row: &Row, out: &mut Vec<Line>) {
    let incident = &row.incident;
    for person in incident.standing() {
        let others = same_person(app, incident, person).len();
        if others > 1 {
            let key = incident.person_key(person.id);
            let words = format!("  Chronology of {key} over {others} incidents");
            out.push(Line::on(words, Tone::Strong, On::Chronology(person.id)));
        }
    }
}

/// Returns the incidents that a person is on: by the case system's id, or by name and birth.
fn same_person<'a>(app: &'a App, incident: &Incident, person: &Person) -> Vec<(&'a Row, String)> {
    let linked: Vec<IncidentId> = app
        .desk
        .links(incident.id)
        .into_iter()
        .filter(|(_, link)| matches!(link.why, Some(LinkReason::Child | LinkReason::Duplicate)))
        .map(|(id, _)| id)
        .collect();
    let same = |other: &Person, of: IncidentId| {
        let id = !person.mosaic_id.is_empty() && person.mosaic_id == other.mosaic_id;
        let name = !person.name.is_empty() && fold(&person.name) == fold(&other.name);
        let born = person.date_of_birth.is_some() && person.date_of_birth == other.date_of_birth;
        // A name alone joins two incidents only where a person has linked them by the child.
        id || (name && (born || linked.contains(&of)))
    };
    app.desk
        .rows()
        .filter_map(|row| {
            let own = row.incident.id == incident.id;
            let found = row.incident.standing().find(|other| {
                (own && other.id == person.id) || (!own && same(other, row.incident.id))
            })?;
            Some((row, row.incident.person_key(found.id)))
        })
        .collect()
}

fn parallels(app: &App, row: &Row, out: &mut Vec<Line>) {
    let running = row.incident.ledger::<Parallel>().count();
    let sent = app.desk.pack.event_meaning(Means::AlertSent);
    if running > 0 && row.case.stage != Stage::Sent && !row.incident.has(sent) {
        let words =
            "  The alert is still required: a parallel process is a source of it, not its place.";
        out.push(Line::read(words, Tone::Late));
    }
    for process in &app.desk.pack.parallels {
        let entry = parallel(row, &process.id);
        let limit = process.limit.as_deref().map(|limit| format!("; {limit}"));
        let head = format!(
            "  {} ({}{})",
            process.title,
            process.lead,
            limit.unwrap_or_default()
        );
        let on = On::Parallel(process.id.clone());
        match entry {
            None => out.push(Line::on(format!("{head}: not recorded"), Tone::Faint, on)),
            Some(entry) => {
                let state = entry.state;
                let state = state.map_or("state not known", ProcessState::title);
                let mut words = format!("{head}: {state}");
                for (label, text) in [
                    ("led by", &entry.lead),
                    ("reference", &entry.reference),
                    ("", &entry.note),
                ] {
                    if !text.is_empty() {
                        let _infallible = write!(words, "; {label} {text}");
                    }
                }
                if let Some(at) = entry.started_at {
                    let _infallible = write!(words, "; since {}", at.words());
                }
                out.push(Line::on(words, Tone::Strong, on));
            }
        }
    }
}

/// Returns the entry of another agency's process.
pub(in crate::app) fn parallel<'a>(row: &'a Row, process: &str) -> Option<Kept<'a, Parallel>> {
    let mut processes = row.incident.ledger::<Parallel>();
    processes.find(|parallel| parallel.process == process)
}

impl App {
    pub(super) fn act_on_links(&mut self, id: IncidentId, on: On, action: Action) -> Outcome {
        match (on, action) {
            (On::Parallel(process), Action::Enter | Action::Done) => {
                self.open_ledger(id, Page::Parallel { process })
            }
            (On::Linked(other, _), Action::Enter) => self.open_incident_at(other),
            (On::Linked(_, entry), Action::TakeBack) => {
                let own = self
                    .desk
                    .row(id)
                    .is_some_and(|row| row.incident.entry(entry).is_some());
                if own {
                    self.open_ledger(id, Page::Strike(entry))
                } else {
                    self.say("The link was made on the other incident: Enter opens it.")
                }
            }
            (On::Likely(other), Action::Enter) => {
                self.open_ledger(id, Page::Link { to: Some(other) })
            }
            (On::Chronology(person), Action::Enter) => self.show_chronology(id, person),
            _ => Outcome::redraw(),
        }
    }

    /// Shows everything recorded of a person over the incidents, oldest first.
    fn show_chronology(&mut self, id: IncidentId, person: PersonId) -> Outcome {
        let Some(row) = self.desk.row(id) else {
            return Outcome::redraw();
        };
        let Some(found) = row.incident.people.iter().find(|known| known.id == person) else {
            return self.say("The person is no longer there.");
        };
        let mut entries = Vec::new();
        for (row, key) in same_person(self, &row.incident, found) {
            let short = &row.incident.reference;
            for entry in row
                .incident
                .timeline
                .iter()
                .filter(|entry| entry.is_current())
            {
                let at = entry.at.as_start().unwrap_or(entry.recorded_at);
                let title = match entry.kind.as_str() {
                    NOTE => "note",
                    kind => self.desk.pack.event_title(kind),
                };
                let value = entry
                    .value
                    .as_deref()
                    .map(|value| format!(": {}", value.replace('_', " ")));
                let note = if entry.note.is_empty() {
                    String::new()
                } else {
                    format!(". {}", entry.note)
                };
                let words = format!(
                    "{}  {short} ({key})  {title}{}{note}",
                    entry.at.words(),
                    value.unwrap_or_default()
                );
                entries.push((at, words));
            }
        }
        entries.sort();
        let lines = entries.into_iter().map(|(_, words)| words).collect();
        self.show_words("CHRONOLOGY", lines)
    }
}
