//! What the desk knows: what is in sight of its lists, the incidents read whole, contacts, drafts.

mod views;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::Duration;

use super::message::{Elsewhere, Rest};
use super::session::drafts::Drafts;
use super::session::privacy::Privacy;
use crate::domain::calendar::BankHolidays;
use crate::domain::contact::{Contact, Ring};
use crate::domain::draft::DraftKey;
use crate::domain::handover::Handover;
use crate::domain::id::{IncidentId, Reference};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::saved_view::SavedView;
use crate::domain::user::User;
use crate::domain::view::View;
use crate::error::Failure;
use crate::pack::Pack;
use crate::report::sheet::Sheet;
use crate::rules::Rules;
use crate::rules::case::Case;
use crate::rules::clocks::ClockFace;
use crate::rules::sight::counted::Counts;
use crate::rules::sight::queues::Queues;
use crate::rules::sight::reports::Gathered;
use crate::rules::sight::table::Table;
use crate::rules::sight::{Due, FoundPeople, ReadIncident, Related, Shift, Sight};
use crate::rules::summary::DueOf;
use crate::rules::told::{ToldFace, ToldState};
use crate::words;
use crate::words::person::Who;

/// The most incidents that are kept read whole beside those that belong with one: what screens are
/// about, and what was looked at before. Each is derived again as time goes on.
const MOST_KEPT: usize = 12;

/// One incident and what follows from it now.
#[derive(Clone, Debug)]
pub struct Row {
    /// The incident.
    pub incident: Incident,
    /// The rules of the edition that it was logged under.
    pub rules: Arc<Rules>,
    /// What follows.
    pub case: Case,
    /// The version of it that whoever is at the desk has seen.
    pub seen: i64,
    /// Who opened it, earliest first; absent where that is not theirs to know.
    pub views: Option<Vec<View>>,
}

impl Row {
    fn of(read: ReadIncident, now: Instant) -> Self {
        let ReadIncident {
            incident,
            rules,
            seen,
            views,
        } = read;
        Self {
            case: Case::of(rules.counting(), &incident, now),
            incident,
            rules,
            seen,
            views,
        }
    }

    /// Returns the protocol that it was logged under: what is said of it is looked up in no other.
    #[must_use]
    pub fn pack(&self) -> &Pack {
        &self.rules.pack
    }

    /// Returns the people of the incident, to be said.
    #[must_use]
    pub fn who(&self) -> Who<'_> {
        Who::on(&self.incident, &self.case.facts)
    }

    /// Says whether a clock of the incident is past its time.
    #[must_use]
    pub fn is_late(&self, clock: &str) -> bool {
        self.case.is_late(clock)
    }

    /// Returns the incident with when it happened, as what may be the same is looked for.
    #[must_use]
    pub fn when_it_happened(&self) -> (&Incident, Option<Instant>) {
        (&self.incident, self.case.facts.incident.occurred_at)
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
    /// The protocol that a new incident is logged under, and that contacts and roles are of.
    pub current: Pack,
    /// The bank holidays.
    pub holidays: BankHolidays,
    /// What is in sight of the lists.
    pub sight: Sight,
    /// What of the register is in sight.
    pub table: Table,
    /// It was read: that a list is empty may be said.
    pub is_read: bool,
    /// The incidents that were read whole, the last read first.
    rows: Vec<Row>,
    /// The incidents that may belong with the one whose links are shown.
    related: Vec<Row>,
    /// When each incident was last opened here.
    opened: BTreeMap<IncidentId, Instant>,
    /// The incidents of the chronology that was read last.
    chronology: Vec<Row>,
    /// Who may be the child that was looked for last.
    pub found: FoundPeople,
    /// Those of them that cannot be read by any edition that the desk has.
    pub unread: Vec<Reference>,
    /// How many more may belong with it, and are kept from whoever is at the desk.
    pub related_kept: usize,
    /// How names, dates of birth and addresses are shown.
    pub privacy: Privacy,
    /// The restricted records that are known to be kept from whoever is at the desk.
    pub kept: BTreeSet<IncidentId>,
    /// The desk's own contacts, one a role, the pack's published ones where the desk has none.
    pub contacts: Vec<Contact>,
    /// The views of the register that whoever is at the desk can choose, as people saved them.
    pub saved_views: Vec<SavedView>,
    /// What was last counted of the register.
    pub counts: Option<Counts>,
    /// What waits for whoever keeps the register.
    pub queues: Queues,
    /// What is typed and not recorded.
    pub drafts: Drafts,
    /// Handovers, those that wait first.
    pub handovers: Vec<Handover>,
    /// Everybody who may be, or once might be, at the desk.
    pub users: Vec<User>,
    /// What a handover is made of, as it was last read.
    pub shift: Shift,
    /// The report that was last read, as rows of words, with what it is made of.
    pub report: Option<(Sheet, Box<Gathered>)>,
    /// What failed last, for whoever asks what it came of.
    pub failure: Option<Failure>,
}

impl Desk {
    /// Returns a desk with nothing in it.
    #[must_use]
    pub fn new(pack: Pack, holidays: BankHolidays) -> Self {
        let contacts = pack.published_contacts();
        Self {
            current: pack,
            holidays,
            sight: Sight::default(),
            table: Table::default(),
            is_read: false,
            rows: Vec::new(),
            related: Vec::new(),
            chronology: Vec::new(),
            found: FoundPeople::default(),
            unread: Vec::new(),
            related_kept: 0,
            kept: BTreeSet::new(),
            privacy: Privacy::default(),
            contacts,
            saved_views: Vec::new(),
            queues: Queues::default(),
            counts: None,
            drafts: Drafts::default(),
            opened: BTreeMap::new(),
            handovers: Vec::new(),
            users: Vec::new(),
            shift: Shift::default(),
            report: None,
            failure: None,
        }
    }

    /// Keeps what failed for whoever asks what it came of, and returns it on one line.
    pub fn failed(&mut self, failure: Failure) -> String {
        let words = failure.to_string();
        let lines = words.lines().map(|line| line.trim_end_matches('.'));
        let line = format!("{}.", lines.collect::<Vec<_>>().join(". "));
        self.failure = Some(failure);
        line
    }

    /// Takes a fresh reading of what stands beside the lists.
    pub fn load(&mut self, rest: Rest) {
        self.contacts = self.current.contacts_with(rest.contacts);
        self.saved_views = rest.views;
        self.drafts.load(rest.drafts, rest.others);
        self.handovers = rest.handovers;
        self.users = rest.users;
    }

    /// Takes what other people wrote since the file was last read; the incidents themselves are
    /// read by whoever shows them.
    pub fn take_news(&mut self, news: Elsewhere) {
        if let Some(contacts) = news.contacts {
            self.contacts = self.current.contacts_with(contacts);
        }
        if let Some(views) = news.views {
            self.saved_views = views;
        }
        if let Some(handovers) = news.handovers {
            self.handovers = handovers;
        }
        if let Some(others) = news.others {
            self.drafts.others = others;
        }
    }

    /// Takes one incident as it was read.
    pub fn put(&mut self, read: ReadIncident, now: Instant) {
        let row = Row::of(read, now);
        let id = row.incident.id;
        self.kept.remove(&id);
        let beside = self.related.iter_mut().chain(&mut self.chronology);
        for known in beside.filter(|known| known.incident.id == id) {
            known.clone_from(&row);
        }
        self.rows.retain(|known| known.incident.id != id);
        self.rows.insert(0, row);
        self.rows.truncate(MOST_KEPT);
    }

    /// Takes the incidents that may belong with one, in the place of those of another.
    pub fn put_related(&mut self, related: Related, now: Instant) {
        let rows = related.read.into_iter().map(|read| Row::of(read, now));
        self.related = rows.collect();
        self.unread = related.unread;
        self.related_kept = related.kept;
    }

    /// Takes the incidents of a chronology, in the place of those of another.
    pub fn put_chronology(&mut self, read: Related, now: Instant) {
        let rows = read.read.into_iter().map(|read| Row::of(read, now));
        self.chronology = rows.collect();
    }

    /// Forgets what was read of an incident: it is kept from whoever is at the desk.
    pub fn keep_back(&mut self, id: IncidentId) {
        self.chronology.retain(|row| row.incident.id != id);
        self.rows.retain(|row| row.incident.id != id);
        self.related.retain(|row| row.incident.id != id);
        self.kept.insert(id);
    }

    /// Returns what people call an incident that a list has in sight.
    #[must_use]
    pub fn reference(&self, id: IncidentId) -> Option<&Reference> {
        let listed = self.sight.listed.rows.iter();
        let listed = listed.map(|listed| (listed.id, &listed.reference));
        let due = self.sight.due.rows.iter();
        let due = due.map(|(_, due)| (due.incident, &due.reference));
        let mut known = listed.chain(due);
        known.find(|(own, _)| *own == id).map(|(_, of)| of)
    }

    /// Remembers that an incident was seen as it is now.
    pub fn see(&mut self, id: IncidentId, now: Instant) {
        if !self.was_just_opened(id, now) {
            self.opened.insert(id, now);
        }
        let beside = self.related.iter_mut().chain(&mut self.chronology);
        for row in self.rows.iter_mut().chain(beside) {
            if row.incident.id == id {
                row.seen = row.incident.version;
            }
        }
    }

    /// Says whether an incident was opened here within the hour, as the journal has it.
    #[must_use]
    pub fn was_just_opened(&self, id: IncidentId, now: Instant) -> bool {
        let at = self.opened.get(&id);
        at.is_some_and(|at| now.since(*at) < Duration::hours(1))
    }

    /// Derives what was read whole again for a later moment; what belongs beside it says nothing
    /// that time alone changes.
    pub fn refresh(&mut self, now: Instant) {
        let rows = std::mem::take(&mut self.rows);
        let later = rows.into_iter().map(|known| Row {
            case: Case::later(
                known.rules.counting(),
                &known.incident,
                known.case.advice,
                now,
            ),
            ..known
        });
        self.rows = later.collect();
    }

    /// Forgets an incident that is not there any more.
    pub(super) fn forget(&mut self, id: IncidentId) {
        self.rows.retain(|row| row.incident.id != id);
        self.related.retain(|row| row.incident.id != id);
        self.chronology.retain(|row| row.incident.id != id);
        self.opened.remove(&id);
    }

    /// Returns an incident that was read whole.
    #[must_use]
    pub fn row(&self, id: IncidentId) -> Option<&Row> {
        let beside = self.related.iter().chain(&self.chronology);
        let mut rows = self.rows.iter().chain(beside);
        rows.find(|row| row.incident.id == id)
    }

    /// Returns every incident that was read whole, each once.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        let has = |rows: &[Row], of: &Row| rows.iter().any(|row| row.incident.id == of.incident.id);
        let related = self.related.iter().filter(move |row| !has(&self.rows, row));
        let is_new = move |row: &&Row| !has(&self.rows, row) && !has(&self.related, row);
        let chronology = self.chronology.iter().filter(is_new);
        self.rows.iter().chain(related).chain(chronology)
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

    /// Returns the contacts that an incident is sent to: the desk's, and of roles that its own edition
    /// alone has those that it publishes.
    #[must_use]
    pub fn contacts_of(&self, row: &Row) -> Vec<Contact> {
        row.pack().contacts_with(self.contacts.clone())
    }

    /// Returns the number to ring now of a role, of somebody who did not answer the deputy's: the one
    /// entered with the role, else that of the role that deputises by the protocol.
    #[must_use]
    pub fn ring(&self, role: &str, told: Option<&ToldFace>, now: Instant) -> Option<Ring<'_>> {
        let is_open = self.holidays.is_office_open(now);
        let state = told.map(|face| &face.state);
        let was_no_answer = matches!(state, Some(ToldState::NoAnswer(_)));
        let ring = self
            .contact(role)
            .and_then(|of| of.ring(is_open, was_no_answer));
        if !was_no_answer || matches!(ring, Some(Ring::Deputy(_))) {
            return ring;
        }
        let deputy = self
            .current
            .deputy(role)
            .and_then(|role| self.contact(role));
        let deputy = deputy.and_then(|deputy| deputy.ring(is_open, false));
        deputy.map(|ring| Ring::Deputy(ring.number())).or(ring)
    }

    /// Returns the contact of a role.
    #[must_use]
    pub fn contact(&self, role: &str) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.role == role)
    }

    /// Returns the word that says how far an incident is; a draft counts as being filled in.
    #[must_use]
    pub fn stage_words(&self, row: &Row) -> String {
        let is_in_draft = self.drafts.is_begun(&DraftKey::Alert(row.incident.id));
        words::case::standing(row.case.stage, &row.case.state, is_in_draft)
    }
}
