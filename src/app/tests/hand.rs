//! A hand at the desk: presses keys, looks at effects, answers for the store.

use std::collections::VecDeque;
use std::sync::Arc;

use super::file::TestFile;
use super::kept::apply;
use super::*;
use crate::app::message::{Elsewhere, Outcome, Ticket};
use crate::app::page::Next;
use crate::app::session::door::Door;
use crate::domain::calendar::BankHolidays;
use crate::domain::draft::{DraftBody, DraftChange, DraftKey};
use crate::domain::id::Reference;
use crate::domain::incident::Incident;
use crate::domain::user::{Roles, Who};
use crate::pack::Pack;
use crate::rules::form::tests as fixture;
use crate::vault::{Cipher, RecoveryKey};

pub(super) use fixture::{at, incident};

/// Christmas Eve, ten past ten at night.
pub(super) const NIGHT: &str = "2026-12-24T22:10:00Z";

/// The one person of a desk, who has every role, under a name.
pub(super) fn who(name: &str) -> Who {
    Who {
        name: name.to_owned(),
        roles: Roles::every(),
    }
}

pub(super) fn reference() -> Reference {
    Reference::new("TH", 2026, 42)
}

/// Records a fact under the name that an edit carried.
pub(super) fn record(incident: &mut Incident, fact: &str, value: Option<&FactValue>) {
    let of_person = |person: &mut crate::domain::incident::Person| {
        if let Some(value) = value.cloned() {
            person.facts.insert(fact.to_owned(), value);
        }
    };
    incident.people.iter_mut().for_each(of_person);
    if let Some(value) = value.cloned() {
        incident.facts.insert(fact.to_owned(), value);
    }
}

pub(super) struct Hand {
    pub(super) app: App,
    /// What is in the desk's file; what is read of it is answered at once, but for what a commit
    /// asks to be read.
    pub(super) file: TestFile,
    /// What was asked to be read and is not answered yet.
    asked: VecDeque<Effect>,
    /// Everything asked for since the last look.
    pub(super) effects: Vec<Effect>,
    pub(super) now: Instant,
}

impl Hand {
    pub(super) fn new(start: &Start) -> Self {
        Self::of(fixture::pack(), start)
    }

    fn of(pack: Pack, start: &Start) -> Self {
        let now = at(NIGHT);
        Self {
            app: App::new(pack.clone(), BankHolidays::built_in(), start, now),
            file: TestFile::of(pack, Vec::new()),
            asked: VecDeque::new(),
            effects: Vec::new(),
            now,
        }
    }

    pub(super) fn locked() -> Self {
        Self::new(&Start::Locked(Door::default()))
    }

    pub(super) fn first_run() -> Self {
        Self::new(&Start::SetUp(Cipher::default()))
    }

    pub(super) fn opened(incidents: Vec<Incident>) -> Self {
        Self::by(fixture::pack(), incidents)
    }

    /// At the desk of a council.
    pub(super) fn by(pack: Pack, incidents: Vec<Incident>) -> Self {
        let mut hand = Self::of(pack.clone(), &Start::Opening);
        hand.file.incidents = incidents;
        hand.reply(Reply::Opened {
            who: who("k.duty-example"),
            cipher: Cipher::Standard,
            pack: Box::new(pack),
            rest: Box::default(),
            findings: Vec::new(),
            newest_at: hand.now,
        });
        hand
    }

    pub(super) fn with(incident: Incident) -> Self {
        Self::opened(vec![incident])
    }

    pub(super) fn at_the_desk() -> Self {
        Self::opened(Vec::new())
    }

    pub(super) fn with_an_incident() -> Self {
        Self::opened(vec![incident()])
    }

    /// With an incident that happened and was told this minute: nothing of it is late.
    pub(super) fn told_now() -> Self {
        let mut incident = incident();
        for entry in &mut incident.timeline {
            entry.at = Moment::exact(at(NIGHT));
        }
        Self::with(incident)
    }

    /// With an incident of two days ago, so that its alert is past its 24 hours (S2).
    pub(super) fn with_a_late_incident() -> Self {
        let mut late = incident();
        for entry in &mut late.timeline {
            entry.at = Moment::exact(at("2026-12-22T20:00:00Z"));
        }
        Self::opened(vec![late])
    }

    /// Draws a recovery key for the desk that is about to be made, where one is asked for, and shows
    /// it; returns it as it is printed.
    pub(super) fn draw_recovery(&mut self) -> String {
        let asked = |effect: &Effect| matches!(effect, Effect::DrawRecovery);
        assert!(
            self.effects.iter().any(asked),
            "a recovery key is asked for"
        );
        self.effects.retain(|effect| !asked(effect));
        let key = Arc::new(RecoveryKey::random().unwrap());
        let printed = key.printed().reveal().to_owned();
        self.reply(Reply::Recovery(key));
        printed
    }

    /// Notes the recovery key that is drawn and types it back.
    pub(super) fn note_recovery(&mut self) {
        let printed = self.draw_recovery();
        self.type_text(&printed);
        self.press(Key::Enter);
    }

    pub(super) fn send(&mut self, message: Message) {
        self.take(message);
        self.read();
    }

    /// Hands a message over; what it asks to be read stays unanswered.
    fn take(&mut self, message: Message) {
        let outcome = self.app.update(message, self.now);
        self.carry(outcome);
    }

    /// Does what a page returned, and answers what it asks to be read.
    pub(super) fn apply(&mut self, next: Next) {
        let outcome = self.app.apply(next);
        self.carry(outcome);
        self.read();
    }

    fn carry(&mut self, outcome: Outcome) {
        for effect in outcome.effects {
            if effect.is_reading() {
                self.asked.push_back(effect);
            } else {
                self.effects.push(effect);
            }
        }
    }

    /// Answers everything that was asked to be read.
    pub(super) fn read(&mut self) {
        while let Some(effect) = self.asked.pop_front() {
            let gone = || Reply::Failed(Failure::new("Not read", "it is not there", ""));
            let reply = self.file.answer(&effect, self.now).unwrap_or_else(gone);
            self.take(Message::Reply(reply));
        }
    }

    /// Presses a key before anything that was asked to be read is answered.
    pub(super) fn press_ahead(&mut self, key: Key) {
        self.take(Message::Key(key, Pace::ByHand));
    }

    pub(super) fn press(&mut self, key: Key) {
        self.send(Message::Key(key, Pace::ByHand));
    }

    /// Presses a key as though it came with pasted text.
    pub(super) fn press_hasty(&mut self, key: Key) {
        self.send(Message::Key(key, Pace::Hasty));
    }

    /// Sends characters that waited together.
    pub(super) fn text(&mut self, text: &str, pace: Pace) {
        self.send(Message::Text(text.to_owned(), pace));
    }

    pub(super) fn keys(&mut self, keys: &str) {
        for c in keys.chars() {
            self.press(Key::Char(c));
        }
    }

    pub(super) fn type_text(&mut self, text: &str) {
        self.keys(text);
    }

    pub(super) fn reply(&mut self, reply: Reply) {
        self.effects.clear();
        self.send(Message::Reply(reply));
    }

    /// An incident is in the file as it is now: somebody wrote it, and it is read.
    pub(super) fn incident(&mut self, incident: Incident) {
        self.effects.clear();
        let id = incident.id;
        self.file.put(incident);
        if self.asked.is_empty() {
            self.take(Message::Reply(Reply::Elsewhere(Box::new(Elsewhere {
                incidents: vec![id],
                lists: true,
                ..Elsewhere::default()
            }))));
        }
        self.read();
    }

    fn last_ticket(&self) -> Ticket {
        let mut tickets = self.effects.iter().rev().filter_map(|effect| match effect {
            Effect::Run(ticket, _) => Some(*ticket),
            _ => None,
        });
        tickets.next().expect("a write was asked for")
    }

    /// Answers the last write that was asked for.
    pub(super) fn commit(&mut self, saved: Saved) {
        let ticket = self.last_ticket();
        self.effects.clear();
        let is_written = matches!(saved, Saved::Logged(..) | Saved::Revised(_));
        self.take(Message::Reply(Reply::Ran(ticket, Ok(saved))));
        // What was written is put into the file by the test, and read then.
        if !is_written {
            self.read();
        }
    }

    /// Answers the last write as the store would: its edits are on the incident, and it is read.
    pub(super) fn saved(&mut self, known: &mut Incident) {
        let user = self.app.who.name.clone();
        for edit in self.edits() {
            apply(known, &edit, &user, self.now);
        }
        known.version += 1;
        self.commit(Saved::Revised(known.id));
        self.incident(known.clone());
    }

    /// Reads an incident again that somebody else changed meanwhile.
    pub(super) fn elsewhere(&mut self, known: &mut Incident) {
        known.version += 1;
        self.incident(known.clone());
    }

    pub(super) fn refuse(&mut self, refused: Refused) {
        let ticket = self.last_ticket();
        self.reply(Reply::Ran(ticket, Err(refused)));
    }

    pub(super) fn confirm_every_mailbox(&mut self) {
        for contact in &mut self.app.desk.contacts {
            contact.mailbox = format!("{}@council.example", contact.role.replace('_', "."));
            contact.confirmed_at = Some(self.now);
        }
    }

    pub(super) fn notice(&self) -> String {
        let notice = self.app.notice.shown();
        notice
            .map(|notice| notice.words.clone())
            .unwrap_or_default()
    }

    /// Returns the question that is asked.
    pub(super) fn question(&self) -> &str {
        match self.app.screens.front() {
            Screen::Confirm(asked) => &asked.question,
            other => panic!("no question in front: {other:?}"),
        }
    }

    fn form(&self) -> &crate::app::form::Form {
        match self.app.screens.front() {
            Screen::Form(screen) => &screen.form,
            other => panic!("no form in front: {other:?}"),
        }
    }

    /// Returns a field's text by the last part of its id.
    pub(super) fn field(&self, id: &str) -> String {
        let field = self.form().fields.iter().find(|field| field.own_id() == id);
        field.expect("the field").raw_value()
    }

    pub(super) fn focused(&self) -> String {
        self.form().focused().expect("a field").own_id().to_owned()
    }

    /// Goes to a field with Tab, as a hand would.
    pub(super) fn go_to(&mut self, id: &str) {
        for _ in 0..self.form().fields.len() {
            if self.focused() == id {
                return;
            }
            self.press(Key::Tab);
        }
        assert_eq!(self.focused(), id, "Tab reaches the field");
    }

    /// Returns what was asked to be kept of drafts.
    pub(super) fn drafts(&self) -> Vec<(DraftKey, DraftChange)> {
        let commands = self.effects.iter().filter_map(|effect| match effect {
            Effect::Run(_, Command::SaveDraft { key, change }) => {
                Some((key.clone(), change.clone()))
            }
            _ => None,
        });
        commands.collect()
    }

    /// Returns the draft that was last asked to be kept, whole, as the file would have it.
    pub(super) fn draft(&self) -> (DraftKey, DraftBody) {
        let (key, _) = self.drafts().pop().expect("a draft");
        let mut body = DraftBody::default();
        for (of, change) in self.drafts() {
            if of == key {
                body.take(change);
            }
        }
        (key, body)
    }

    /// Returns the commands asked for, drafts left out.
    pub(super) fn commands(&self) -> Vec<Command> {
        let commands = self.effects.iter().filter_map(|effect| match effect {
            Effect::Run(_, Command::SaveDraft { .. }) => None,
            Effect::Run(_, command) => Some(command.clone()),
            _ => None,
        });
        commands.collect()
    }

    pub(super) fn edits(&self) -> Vec<Edit> {
        let edits = self
            .commands()
            .into_iter()
            .filter_map(|command| match command {
                Command::Revise { edits, .. } => Some(edits),
                _ => None,
            });
        edits.flatten().collect()
    }

    pub(super) fn events(&self) -> Vec<NewEvent> {
        let events = self.edits().into_iter().filter_map(|edit| match edit {
            Edit::Event(event) => Some(event),
            _ => None,
        });
        events.collect()
    }

    /// Returns the facts answered since the last answer of the store.
    pub(super) fn facts_answered(&self) -> Vec<(String, Option<FactValue>)> {
        let facts = self.edits().into_iter().filter_map(|edit| match edit {
            Edit::Fact(_, fact, value) => Some((fact, value)),
            _ => None,
        });
        facts.collect()
    }
}
