//! Linked incidents, a child's chronology over them, other agencies' processes, and how long all of it
//! is kept.

mod keeping;
pub(super) mod link;
mod process;

use std::fmt::Write as _;

use self::keeping::Keep;
use self::link::LinkWith;
use self::process::{Process, parallel};
use super::chronology::Chronology;
use super::ledger::Ledger;
use super::lines::Listing;
use super::take_back::TakeBack;
use super::{Next, Screen, See, Shows};
use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::line::{Line, Tone};
use crate::app::screen::IncidentScreen;
use crate::domain::id::{EntryId, IncidentId, PersonId};
use crate::domain::incident::{Incident, Person};
use crate::domain::ledger::{LinkReason, Parallel, ProcessState};
use crate::domain::text::fold;
use crate::pack::Means;
use crate::rules::case::Stage;

/// The links of an incident, and the processes beside it.
#[derive(Clone, Debug)]
pub struct Links(pub IncidentId);

/// What a line stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// Another agency's process.
    Parallel(String),
    /// A linked incident, by the entry that links it.
    Linked(IncidentId, EntryId),
    /// An incident that may belong with this one.
    Likely(IncidentId),
    /// The chronology of a person over the linked incidents.
    Chronology(PersonId),
    /// How long it is kept.
    Kept(Keep),
}

impl Ledger for Links {
    type On = On;

    const TITLE: &'static str = "LINKS";

    fn of(&self) -> IncidentId {
        self.0
    }

    fn add(&self) -> Next {
        Next::form(LinkWith {
            id: self.0,
            to: None,
        })
    }

    fn beside(&self) -> Shows {
        Shows::Related(self.0)
    }

    fn lines_of(&self, see: &See<'_>, row: &Row) -> Vec<Line<On>> {
        rows(see, row)
    }

    fn act_on(&self, see: &See<'_>, row: &Row, on: On, action: Action) -> Next {
        let id = self.0;
        let link = |to| Next::form(LinkWith { id, to });
        match (on, action) {
            (On::Parallel(process), Action::Enter | Action::Done) => {
                Next::form(Process { id, process })
            }
            (On::Linked(other, _), Action::Enter) => {
                Next::open(Screen::Incident(IncidentScreen::new(other)))
            }
            (On::Linked(_, entry), Action::TakeBack) if row.incident.entry(entry).is_some() => {
                Next::form(TakeBack { id, entry })
            }
            (On::Linked(..), Action::TakeBack) => {
                Next::say("The link was made on the other incident: Enter opens it.")
            }
            (On::Likely(other), Action::Enter) => link(Some(other)),
            (On::Kept(what), Action::Enter | Action::Done) => keeping::open(see, row, what),
            (On::Chronology(person), Action::Enter) => show_chronology(see, row, person),
            _ => Next::Stay,
        }
    }
}

/// Opens everything recorded of a person over the incidents, oldest first.
fn show_chronology(see: &See<'_>, row: &Row, person: PersonId) -> Next {
    let Some(found) = row.incident.people.iter().find(|known| known.id == person) else {
        return Next::say("The person is no longer there.");
    };
    let on = same_person(see, &row.incident, found).into_iter();
    let key = row.incident.person_key(person);
    Next::open(Listing::screen(Chronology {
        whose: format!("{} {key}", row.incident.reference),
        on: on.map(|(row, person)| (row.incident.id, person)).collect(),
    }))
}

fn rows(see: &See<'_>, row: &Row) -> Vec<Line<On>> {
    let mut out = vec![Line::heading("Linked incidents (+ links one)")];
    linked(see, row, &mut out);
    likely(see, row, &mut out);
    unread(see, &mut out);
    chronologies(see, row, &mut out);
    out.push(Line::blank());
    out.push(Line::heading("Parallel processes, each with its own lead"));
    parallels(row, &mut out);
    out.push(Line::blank());
    out.push(Line::heading("Keeping and disposing"));
    let kept = keeping::lines(see, row).into_iter();
    out.extend(kept.map(|(words, tone, what)| Line::on(words, tone, On::Kept(what))));
    out
}

fn linked(see: &See<'_>, row: &Row, out: &mut Vec<Line<On>>) {
    let id = row.incident.id;
    let links = see.desk.links(id);
    for (other, link) in &links {
        let Some(known) = see.desk.row(*other) else {
            if see.desk.kept.contains(other) {
                let words = "  A restricted record: Enter asks for a reason to open it";
                out.push(Line::on(
                    words,
                    Tone::Plain,
                    On::Linked(*other, link.entry.id),
                ));
            }
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

fn likely(see: &See<'_>, row: &Row, out: &mut Vec<Line<On>>) {
    let likely = see.desk.likely_links(row);
    if likely.is_empty() {
        return;
    }
    out.push(Line::blank());
    out.push(Line::heading(
        "May belong with it: look, then Enter links it",
    ));
    for (other, why) in likely {
        if let Some(known) = see.desk.row(other) {
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

/// Names those that may belong with it and can be read by no edition that the desk has: nothing else
/// of them is known here.
fn unread(see: &See<'_>, out: &mut Vec<Line<On>>) {
    for reference in &see.desk.unread {
        let words = format!("  {reference} may belong with it; its protocol is not on this desk");
        out.push(Line::read(words, Tone::Wrong));
    }
    let words = match see.desk.related_kept {
        0 => return,
        1 => "  A restricted record may belong with it, or is linked.".to_owned(),
        more => format!("  {more} restricted records may belong with it, or are linked."),
    };
    out.push(Line::read(words, Tone::Strong));
}

fn chronologies(see: &See<'_>, row: &Row, out: &mut Vec<Line<On>>) {
    let incident = &row.incident;
    for person in incident.standing() {
        let others = same_person(see, incident, person).len();
        if others > 1 {
            let key = incident.person_key(person.id);
            let words = format!("  Chronology of {key} over {others} incidents");
            out.push(Line::on(words, Tone::Strong, On::Chronology(person.id)));
        }
    }
}

/// Returns the incidents that a person is on: by the case system's id, or by name and birth.
fn same_person<'a>(
    see: &See<'a>,
    incident: &Incident,
    person: &Person,
) -> Vec<(&'a Row, PersonId)> {
    let linked: Vec<IncidentId> = see
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
    see.desk
        .rows()
        .filter_map(|row| {
            let own = row.incident.id == incident.id;
            let found = row.incident.standing().find(|other| {
                (own && other.id == person.id) || (!own && same(other, row.incident.id))
            })?;
            Some((row, found.id))
        })
        .collect()
}

fn parallels(row: &Row, out: &mut Vec<Line<On>>) {
    let running = row.incident.ledger::<Parallel>().count();
    let sent = row.pack().event_meaning(Means::AlertSent);
    if running > 0 && row.case.stage != Stage::Sent && !row.incident.has(sent) {
        let words =
            "  The alert is still required: a parallel process is a source of it, not its place.";
        out.push(Line::read(words, Tone::Wrong));
    }
    for process in &row.pack().parallels {
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
