//! What the desk knows: incidents with everything derived from them, contacts, drafts.

use super::message::{Everything, KeptDraft};
use crate::domain::calendar::BankHolidays;
use crate::domain::contact::Contact;
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::similar::holds_words;
use crate::domain::text::fold;
use crate::protocol::case::{Case, Stage, urgency};
use crate::protocol::clocks::{ClockFace, Counting, default_close};
use crate::protocol::pack::Pack;

/// One incident and what follows from it now.
#[derive(Clone, Debug)]
pub struct Row {
    /// The incident.
    pub incident: Incident,
    /// What follows.
    pub case: Case,
}

impl Row {
    /// Says whether a clock of the incident is past its time.
    #[must_use]
    pub fn is_late(&self, clock: &str) -> bool {
        self.case.is_late(clock)
    }
}

/// Which incidents are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Those that wait for their alert.
    #[default]
    Incoming,
    /// Those with something still to do.
    Open,
    /// All.
    All,
}

impl Which {
    /// Returns the word shown to people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Open => "open",
            Self::All => "all",
        }
    }

    /// Returns the next one round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Incoming => Self::Open,
            Self::Open => Self::All,
            Self::All => Self::Incoming,
        }
    }
}

/// One line of what is due: a clock of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The incident's place in [`Desk::rows`].
    pub row: usize,
    /// The clock's place in its case.
    pub clock: usize,
}

/// Everything the desk knows.
#[derive(Debug)]
pub struct Desk {
    /// The council's protocol.
    pub pack: Pack,
    /// The bank holidays.
    pub holidays: BankHolidays,
    /// Every incident, newest trouble first.
    pub rows: Vec<Row>,
    /// The desk's own contacts, one a role, the pack's published ones where the desk has none.
    pub contacts: Vec<Contact>,
    /// What was being typed.
    pub drafts: Vec<KeptDraft>,
}

impl Desk {
    /// Returns a desk with nothing in it.
    #[must_use]
    pub fn new(pack: Pack, holidays: BankHolidays) -> Self {
        let contacts = pack.published_contacts();
        Self {
            pack,
            holidays,
            rows: Vec::new(),
            contacts,
            drafts: Vec::new(),
        }
    }

    /// Returns what clocks are counted with.
    #[must_use]
    pub fn counting(&self) -> Counting<'_> {
        Counting {
            pack: &self.pack,
            holidays: &self.holidays,
            close: default_close(),
        }
    }

    /// Takes a fresh reading of the file.
    pub fn load(&mut self, everything: Everything, now: Instant) {
        let counting = self.counting();
        let rows: Vec<Row> = everything
            .incidents
            .into_iter()
            .map(|incident| row(counting, incident, now))
            .collect();
        self.rows = rows;
        self.sort();
        self.contacts = self.pack.contacts_with(everything.contacts);
        self.drafts = everything.drafts;
    }

    /// Takes one incident read again.
    pub fn put(&mut self, incident: Incident, now: Instant) {
        let fresh = row(self.counting(), incident, now);
        match self
            .rows
            .iter_mut()
            .find(|known| known.incident.id == fresh.incident.id)
        {
            Some(known) => *known = fresh,
            None => self.rows.push(fresh),
        }
        self.sort();
    }

    /// Derives everything again for a later moment.
    pub fn refresh(&mut self, now: Instant) {
        let rows = std::mem::take(&mut self.rows);
        let counting = self.counting();
        let rows = rows
            .into_iter()
            .map(|known| row(counting, known.incident, now))
            .collect();
        self.rows = rows;
    }

    /// Puts the newest trouble first: by when it was told, then by when it was logged.
    fn sort(&mut self) {
        self.rows
            .sort_by_key(|row| std::cmp::Reverse(row.case.trouble_at(&row.incident)));
    }

    /// Returns an incident's row.
    #[must_use]
    pub fn row(&self, id: IncidentId) -> Option<&Row> {
        self.rows.iter().find(|row| row.incident.id == id)
    }

    /// Returns the incidents listed, newest trouble first, that match the words typed.
    #[must_use]
    pub fn listed(&self, which: Which, filter: &str) -> Vec<usize> {
        (0..self.rows.len())
            .filter(|index| {
                self.rows
                    .get(*index)
                    .is_some_and(|row| shows(which, row) && holds_words(&row.incident, filter))
            })
            .collect()
    }

    /// Returns every open clock, most urgent first, that matches the words typed.
    #[must_use]
    pub fn due(&self, filter: &str, now: Instant) -> Vec<Due> {
        let words = fold(filter);
        let mut out: Vec<Due> = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            for clock in row.case.open_clocks(now) {
                let title = row.case.clocks.get(clock).map_or("", |face| &face.title);
                if holds_words(&row.incident, filter) || fold(title).contains(&words) {
                    out.push(Due { row: index, clock });
                }
            }
        }
        out.sort_by_key(|due| self.clock(*due).map(|face| urgency(face, now)));
        out
    }

    /// Returns the clock of a line.
    #[must_use]
    pub fn clock(&self, due: Due) -> Option<&ClockFace> {
        self.rows.get(due.row)?.case.clocks.get(due.clock)
    }

    /// Returns how many open clocks are past their time.
    #[must_use]
    pub fn overdue_count(&self) -> usize {
        self.rows
            .iter()
            .flat_map(|row| &row.case.clocks)
            .filter(|face| face.state.is_overdue())
            .count()
    }

    /// Returns the contact of a role.
    #[must_use]
    pub fn contact(&self, role: &str) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.role == role)
    }

    /// Returns the draft kept under a key.
    #[must_use]
    pub fn draft(&self, key: &str) -> Option<&KeptDraft> {
        self.drafts.iter().find(|draft| draft.key == key)
    }

    /// Returns the word that says how far an incident is: a draft counts as being filled in.
    #[must_use]
    pub fn stage_words(&self, row: &Row) -> &'static str {
        let in_draft = self.draft(&alert_draft_key(row.incident.id)).is_some();
        match row.case.stage {
            stage if in_draft && stage.is_incoming() => "draft",
            Stage::New => "NEW",
            stage => stage.word(),
        }
    }
}

/// Returns the draft key of an incident's alert form.
#[must_use]
pub fn alert_draft_key(id: IncidentId) -> String {
    format!("alert/{id}")
}

/// The draft key of an incident being logged.
pub const NEW_DRAFT_KEY: &str = "new";

fn row(counting: Counting<'_>, incident: Incident, now: Instant) -> Row {
    Row {
        case: Case::of(counting, &incident, now),
        incident,
    }
}

fn shows(which: Which, row: &Row) -> bool {
    match which {
        Which::Incoming => row.case.stage.is_incoming(),
        Which::Open => {
            row.case.stage.is_incoming() || row.case.clocks.iter().any(|face| face.state.is_open())
        }
        Which::All => true,
    }
}
