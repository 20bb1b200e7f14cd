//! What the desk knows: what is in sight of its lists, the incidents read whole, contacts, drafts.

mod views;

use super::message::{Elsewhere, KeptDraft, ReadIncident, Rest};
use crate::domain::calendar::BankHolidays;
use crate::domain::contact::Contact;
use crate::domain::draft::OtherDraft;
use crate::domain::handover::Handover;
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::protocol::case::{Case, Stage};
use crate::protocol::clocks::{ClockFace, Counting, default_close};
use crate::protocol::pack::Pack;
use crate::protocol::sight::{Due, Shift, Sight};
use crate::protocol::state::CaseState;
use crate::protocol::summary::{DueOf, Listed};

/// The most incidents that are kept read whole: what screens are about, and what lies beside it.
const MOST_KEPT: usize = 128;

/// One incident and what follows from it now.
#[derive(Clone, Debug)]
pub struct Row {
    /// The incident.
    pub incident: Incident,
    /// What follows.
    pub case: Case,
    /// The version of it that whoever is at the desk has seen.
    pub seen: i64,
}

impl Row {
    /// Says whether a clock of the incident is past its time.
    #[must_use]
    pub fn is_late(&self, clock: &str) -> bool {
        self.case.is_late(clock)
    }

    /// Says whether the incident changed since whoever is at the desk last opened it.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.incident.version > self.seen
    }
}

/// What the desk knows: what is in sight of its lists, the incidents that screens are about, and
/// what is few.
#[derive(Debug)]
pub struct Desk {
    /// The council's protocol.
    pub pack: Pack,
    /// The bank holidays.
    pub holidays: BankHolidays,
    /// What is in sight of the lists.
    pub sight: Sight,
    /// The incidents that were read whole, the last read first.
    rows: Vec<Row>,
    /// The desk's own contacts, one a role, the pack's published ones where the desk has none.
    pub contacts: Vec<Contact>,
    /// What was being typed in this sitting.
    pub drafts: Vec<KeptDraft>,
    /// What is being typed in other sittings, or was left behind by them; the first begun first.
    pub others: Vec<OtherDraft>,
    /// Handovers, those that wait first.
    pub handovers: Vec<Handover>,
    /// What a handover is made of, as it was last read.
    pub shift: Shift,
}

impl Desk {
    /// Returns a desk with nothing in it.
    #[must_use]
    pub fn new(pack: Pack, holidays: BankHolidays) -> Self {
        let contacts = pack.published_contacts();
        Self {
            pack,
            holidays,
            sight: Sight::default(),
            rows: Vec::new(),
            contacts,
            drafts: Vec::new(),
            others: Vec::new(),
            handovers: Vec::new(),
            shift: Shift::default(),
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

    /// Takes a fresh reading of what stands beside the lists.
    pub fn load(&mut self, rest: Rest) {
        self.contacts = self.pack.contacts_with(rest.contacts);
        self.take_drafts(rest.drafts);
        self.others = rest.others;
        self.handovers = rest.handovers;
    }

    /// Takes the drafts that are in the file; what is typed and not in it yet stays as it is.
    fn take_drafts(&mut self, drafts: Vec<KeptDraft>) {
        self.drafts.retain(|draft| !draft.is_in_file());
        for draft in drafts {
            if self.draft(&draft.key).is_none() {
                self.drafts.push(draft);
            }
        }
    }

    /// Takes what other people wrote since the file was last read; the incidents themselves are
    /// read by whoever shows them.
    pub fn take_news(&mut self, news: Elsewhere) {
        if let Some(contacts) = news.contacts {
            self.contacts = self.pack.contacts_with(contacts);
        }
        if let Some(handovers) = news.handovers {
            self.handovers = handovers;
        }
        if let Some(others) = news.others {
            self.others = others;
        }
    }

    /// Takes one incident as it was read.
    pub fn put(&mut self, (incident, seen): ReadIncident, now: Instant) {
        let case = Case::of(self.counting(), &incident, now);
        self.rows.retain(|known| known.incident.id != incident.id);
        let row = Row {
            incident,
            case,
            seen,
        };
        self.rows.insert(0, row);
        self.rows.truncate(MOST_KEPT);
    }

    /// Remembers that an incident was seen as it is now.
    pub fn see(&mut self, id: IncidentId) {
        let known = self.rows.iter_mut().find(|row| row.incident.id == id);
        if let Some(row) = known {
            row.seen = row.incident.version;
        }
    }

    /// Derives what was read whole again for a later moment.
    pub fn refresh(&mut self, now: Instant) {
        let rows = std::mem::take(&mut self.rows);
        let counting = self.counting();
        let rows = rows
            .into_iter()
            .map(|known| Row {
                case: Case::later(counting, &known.incident, known.case.advice, now),
                incident: known.incident,
                seen: known.seen,
            })
            .collect();
        self.rows = rows;
    }

    /// Returns an incident that was read whole.
    #[must_use]
    pub fn row(&self, id: IncidentId) -> Option<&Row> {
        self.rows.iter().find(|row| row.incident.id == id)
    }

    /// Returns every incident that was read whole.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter()
    }

    /// Returns the clock of a line of what is due, where its incident was read whole.
    #[must_use]
    pub fn clock(&self, due: &Due) -> Option<&ClockFace> {
        let DueOf::Clock(id) = &due.line.of else {
            return None;
        };
        let row = self.row(due.incident)?;
        row.case.clocks.iter().find(|face| face.id == *id)
    }

    /// Returns the handovers that nobody has accepted yet.
    pub fn waiting_handovers(&self) -> impl Iterator<Item = &Handover> {
        self.handovers
            .iter()
            .filter(|handover| handover.is_waiting())
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

    /// Says whether a form is half filled in, by whomever.
    #[must_use]
    pub fn is_begun(&self, key: &str) -> bool {
        let by_others = || self.others.iter().any(|d| d.key == key && !d.put_away);
        self.draft(key).is_some() || by_others()
    }

    /// Returns the drafts of a key that other people are typing now.
    pub fn typing_elsewhere<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a OtherDraft> {
        let live = self.others.iter().filter(|draft| draft.is_live());
        live.filter(move |draft| draft.key == key)
    }

    /// Returns the word that says how far an incident is.
    #[must_use]
    pub fn stage_words(&self, row: &Row) -> String {
        self.stage_words_of(row.incident.id, row.case.stage, &row.case.state)
    }

    /// Returns the word that says how far a listed incident is.
    #[must_use]
    pub fn listed_stage_words(&self, listed: &Listed) -> String {
        self.stage_words_of(listed.id, listed.stage, &listed.state)
    }

    /// A draft counts as being filled in.
    fn stage_words_of(&self, id: IncidentId, stage: Stage, stands: &CaseState) -> String {
        let in_draft = self.is_begun(&alert_draft_key(id));
        // Until anything moved the case, how far its alert is says more than its state.
        let first = self.pack.states.first().map(|state| state.id.as_str());
        let moved = !stands.id.is_empty() && first != Some(stands.id.as_str());
        match stage {
            stage if in_draft && stage.is_incoming() && !moved => "draft".to_owned(),
            _ if moved => stands.title.clone(),
            Stage::New => "NEW".to_owned(),
            stage => stage.word().to_owned(),
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
