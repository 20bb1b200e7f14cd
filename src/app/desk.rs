//! What the desk knows: incidents with everything derived from them, contacts, drafts.

mod views;

use std::collections::BTreeMap;

use super::labels;
use super::message::{Elsewhere, Everything, KeptDraft, Meanwhile};
use crate::domain::calendar::BankHolidays;
use crate::domain::contact::Contact;
use crate::domain::draft::OtherDraft;
use crate::domain::handover::Handover;
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::similar::holds_words;
use crate::domain::text::fold;
use crate::protocol::case::{Case, Stage, urgency};
use crate::protocol::clocks::{ClockFace, ClockState, Counting, default_close};
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

    /// Returns the incident with when it happened, as what may be the same is looked for.
    #[must_use]
    pub fn when_it_happened(&self) -> (&Incident, Option<Instant>) {
        (&self.incident, self.case.facts.incident.occurred_at)
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

/// What a line of what is due stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueOf {
    /// A clock, by its place in its case.
    Clock(usize),
    /// A task or an action, by its place in its case.
    Task(usize),
}

/// One line of what is due: a clock, a task or an action of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The incident's place in [`Desk::rows`].
    pub row: usize,
    /// What is due.
    pub of: DueOf,
}

/// What a line of what is due shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueFace {
    /// What is due.
    pub title: String,
    /// Whose it is.
    pub owner: String,
    /// Where it stands.
    pub state: ClockState,
    /// How long is left, or by how much it is past.
    pub left: String,
    /// The line it is shown against: target, limit, or due.
    pub line: &'static str,
    /// By when; a task may have no day.
    pub due: Option<Instant>,
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
    /// What was being typed in this sitting.
    pub drafts: Vec<KeptDraft>,
    /// What is being typed in other sittings, or was left behind by them; the first begun first.
    pub others: Vec<OtherDraft>,
    /// Handovers, those that wait first.
    pub handovers: Vec<Handover>,
    /// What was changed on incidents over the last days, oldest first.
    pub recent: Vec<(IncidentId, Meanwhile)>,
    /// How far whoever is at the desk has read each incident.
    pub seen: BTreeMap<IncidentId, i64>,
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
            others: Vec::new(),
            handovers: Vec::new(),
            recent: Vec::new(),
            seen: BTreeMap::new(),
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
        self.take_drafts(everything.drafts);
        self.others = everything.others;
        self.handovers = everything.handovers;
        self.recent = everything.recent;
        self.seen = everything.seen;
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

    /// Takes what other people wrote since the file was last read.
    pub fn take_news(&mut self, news: Elsewhere, now: Instant) {
        for incident in news.incidents {
            self.put_unsorted(incident, now);
        }
        self.sort();
        if let Some(contacts) = news.contacts {
            self.contacts = self.pack.contacts_with(contacts);
        }
        if let Some(handovers) = news.handovers {
            self.handovers = handovers;
        }
        if let Some(others) = news.others {
            self.others = others;
        }
        self.recent.extend(news.recent);
    }

    /// Takes one incident read again.
    pub fn put(&mut self, incident: Incident, now: Instant) {
        self.put_unsorted(incident, now);
        self.sort();
    }

    fn put_unsorted(&mut self, incident: Incident, now: Instant) {
        let fresh = row(self.counting(), incident, now);
        match self
            .rows
            .iter_mut()
            .find(|known| known.incident.id == fresh.incident.id)
        {
            Some(known) => *known = fresh,
            None => self.rows.push(fresh),
        }
    }

    /// Derives everything again for a later moment.
    pub fn refresh(&mut self, now: Instant) {
        let rows = std::mem::take(&mut self.rows);
        let counting = self.counting();
        let rows = rows
            .into_iter()
            .map(|known| Row {
                case: Case::later(counting, &known.incident, known.case.advice, now),
                incident: known.incident,
            })
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

    /// Returns every open clock, task and action, most urgent first, that matches the words typed.
    ///
    /// What was merged into another incident is due there.
    #[must_use]
    pub fn due(&self, filter: &str, now: Instant) -> Vec<Due> {
        let words = fold(filter);
        let mut out: Vec<Due> = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            if row.case.state.merged {
                continue;
            }
            let shown =
                |title: &str| holds_words(&row.incident, filter) || fold(title).contains(&words);
            for clock in row.case.open_clocks(now) {
                let title = row.case.clocks.get(clock).map_or("", |face| &face.title);
                if shown(title) {
                    out.push(Due {
                        row: index,
                        of: DueOf::Clock(clock),
                    });
                }
            }
            for (place, task) in row.case.tasks.iter().enumerate() {
                if task.state.is_open() && shown(&task.what) {
                    out.push(Due {
                        row: index,
                        of: DueOf::Task(place),
                    });
                }
            }
        }
        out.sort_by_key(|due| self.due_urgency(*due, now));
        out
    }

    fn due_urgency(&self, due: Due, now: Instant) -> Option<(bool, Option<Instant>, ClockState)> {
        match due.of {
            DueOf::Clock(_) => self.clock(due).map(|face| urgency(face, now)),
            DueOf::Task(place) => {
                let task = self.rows.get(due.row)?.case.tasks.get(place)?;
                Some((task.due.is_none(), task.due, task.state))
            }
        }
    }

    /// Returns the clock of a line; none when the line is a task.
    #[must_use]
    pub fn clock(&self, due: Due) -> Option<&ClockFace> {
        match due.of {
            DueOf::Clock(clock) => self.rows.get(due.row)?.case.clocks.get(clock),
            DueOf::Task(_) => None,
        }
    }

    /// Returns what a line shows.
    #[must_use]
    pub fn due_face(&self, due: Due, now: Instant) -> Option<DueFace> {
        if let DueOf::Task(place) = due.of {
            let task = self.rows.get(due.row)?.case.tasks.get(place)?;
            return Some(DueFace {
                title: task.what.clone(),
                owner: task.owner.clone(),
                state: task.state,
                left: labels::task_left(task, now),
                line: "due",
                due: task.due,
            });
        }
        let face = self.clock(due)?;
        let reading = face.next_reading(now);
        Some(DueFace {
            title: face.title.clone(),
            owner: face.owner.clone(),
            state: face.state,
            left: labels::left(face, now),
            line: reading.map_or("", |reading| reading.name.word()),
            due: reading.and_then(|reading| reading.due),
        })
    }

    /// Returns how many lines of what is due are past their time.
    #[must_use]
    pub fn overdue_count(&self, now: Instant) -> usize {
        let lines = self.due("", now).into_iter();
        lines
            .filter_map(|due| self.due_face(due, now))
            .filter(|face| face.state.is_overdue())
            .count()
    }

    /// Says whether something is still to be done on an incident.
    #[must_use]
    pub fn is_open(&self, row: &Row) -> bool {
        !row.case.state.closed
    }

    /// Says whether an incident changed since whoever is at the desk last opened it.
    #[must_use]
    pub fn is_unread(&self, row: &Row) -> bool {
        let seen = self.seen.get(&row.incident.id).copied().unwrap_or(0);
        row.incident.version > seen
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

    /// Returns the word that says how far an incident is: a draft counts as being filled in.
    #[must_use]
    pub fn stage_words(&self, row: &Row) -> String {
        let in_draft = self.is_begun(&alert_draft_key(row.incident.id));
        let case = &row.case;
        // Until anything moved the case, how far its alert is says more than its state.
        let first = self.pack.states.first().map(|state| state.id.as_str());
        let moved = !case.state.id.is_empty() && first != Some(case.state.id.as_str());
        match case.stage {
            stage if in_draft && stage.is_incoming() && !moved => "draft".to_owned(),
            _ if moved => case.state.title.clone(),
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

fn row(counting: Counting<'_>, incident: Incident, now: Instant) -> Row {
    Row {
        case: Case::of(counting, &incident, now),
        incident,
    }
}

fn shows(which: Which, row: &Row) -> bool {
    match which {
        Which::Incoming => row.case.stage.is_incoming() && !row.case.state.closed,
        Which::Open => !row.case.state.closed,
        Which::All => true,
    }
}
