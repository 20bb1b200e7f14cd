//! What happened to somebody over every incident they are on: each line opens its incident at its place.

use super::lines::Lines;
use super::timeline::timeline;
use super::{Next, Screen, See, Shows};
use crate::app::action::Action;
use crate::app::keymap::Scope;
use crate::app::line::{Line, Tone};
use crate::app::screen::{IncidentScreen, Tab};
use crate::domain::id::{IncidentId, PersonId};
use crate::domain::ledger::EntryKind;
use crate::report::chronology::{Told, chronology};

/// The chronology of somebody.
#[derive(Clone, Debug)]
pub struct Chronology {
    /// Who, in words.
    pub whose: String,
    /// Them on each incident.
    pub on: Vec<(IncidentId, PersonId)>,
}

/// What a line stands for: an incident, and what is told of it.
#[derive(Clone, Debug, PartialEq)]
pub struct On {
    id: IncidentId,
    told: Told,
}

impl Lines for Chronology {
    type On = On;

    fn title(&self, _see: &See<'_>) -> String {
        format!("CHRONOLOGY  {}", self.whose)
    }

    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Chronology]
    }

    fn lines(&self, see: &See<'_>) -> Vec<Line<On>> {
        let read = self.on.iter().filter_map(|(id, person)| {
            let row = see.desk.row(*id)?;
            Some((row.pack(), &row.incident, *person))
        });
        let read: Vec<_> = read.collect();
        let mut out = Vec::new();
        let unread = self.on.len() - read.len();
        if unread > 0 {
            let words = match unread {
                1 => "  1 incident more is being read, is restricted, or cannot be read here."
                    .to_owned(),
                more => format!(
                    "  {more} incidents more are being read, are restricted, or cannot be read here."
                ),
            };
            out.push(Line::read(words, Tone::Faint));
        }
        for line in chronology(read) {
            let on = On {
                id: line.incident,
                told: line.told,
            };
            out.push(Line::on(format!("  {}", line.words), Tone::Plain, on));
        }
        out
    }

    fn act(&self, see: &See<'_>, on: Option<On>, action: Action) -> Next {
        match (on, action) {
            (Some(on), Action::Enter) => open_at(see, &on),
            (None, Action::Enter) => Next::say("No line is chosen."),
            _ => Next::Stay,
        }
    }

    fn shows(&self) -> Shows {
        Shows::Chronology
    }

    fn over(&self) -> Vec<IncidentId> {
        self.on.iter().map(|(id, _)| *id).collect()
    }
}

/// Opens an incident at the place of what is told.
fn open_at(see: &See<'_>, on: &On) -> Next {
    let mut page = IncidentScreen::new(on.id);
    page.tab = match on.told {
        Told::Event(_) => Tab::Timeline,
        Told::Entry(kind) => tab_of(kind),
    };
    if let (Told::Event(event), Some(row)) = (on.told, see.row(on.id)) {
        let place = timeline(row).iter().position(|entry| entry.id == event);
        page.at = place.unwrap_or_default();
    }
    Next::open(Screen::Incident(page))
}

/// Returns the tab that an entry of a ledger stands on.
fn tab_of(kind: EntryKind) -> Tab {
    match kind {
        EntryKind::Position => Tab::Decisions,
        EntryKind::Meeting | EntryKind::Invitee => Tab::Meetings,
        EntryKind::Check | EntryKind::Point => Tab::Checks,
        EntryKind::Action | EntryKind::Task | EntryKind::Learning => Tab::Tasks,
        EntryKind::Outgoing => Tab::Papers,
        EntryKind::Parallel
        | EntryKind::Link
        | EntryKind::Retention
        | EntryKind::Hold
        | EntryKind::Disposal => Tab::Links,
    }
}
