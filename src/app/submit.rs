//! A form that is done: what was typed becomes a command, or the hand goes to what is wrong.

use zeroize::Zeroizing;

use super::App;
use super::forms::quick_log::Fault;
use super::forms::{
    Purpose, answer, contact, handover, ledger, pack_form, person, quick_log, record,
};
use super::message::{Effect, Outcome};
use super::screen::{Confirm, FormScreen, Screen, Then};
use super::undo::inverse::{Undo, for_good, inverse, inverse_of_contact};
use super::writes::waiting::Waiting;
use crate::domain::command::{Command, Edit};
use crate::domain::contact::Contact;
use crate::domain::id::IncidentId;
use crate::domain::text::fold;
use crate::protocol::form::missing;
use crate::protocol::pack::Means;
use crate::vault::passphrase;

/// What a form that is done asks for.
enum Ready {
    Write(Command, Undo),
    Ask(Effect),
    Question(Confirm),
    NothingChanged,
}

impl App {
    /// Takes the form in front as done.
    pub(super) fn submit(&mut self) -> Outcome {
        // Enter on the last line comes here as well.
        if self.is_hasty() {
            return self.ignore();
        }
        let Some(Screen::Form(screen)) = self.screens.last_mut() else {
            return Outcome::redraw();
        };
        let conflicts = screen.form.take_conflicts();
        if !conflicts.is_empty() {
            return self.show_conflicts(&conflicts);
        }
        let Some(Screen::Form(screen)) = self.screens.last() else {
            return Outcome::redraw();
        };
        let ready = self.ready(screen);
        match ready {
            Err((field, words)) => self.form_fault(&field, &words),
            Ok(Ready::Write(command, undo)) => {
                let (ticket, outcome) = self.run(command, Waiting::Form(undo));
                self.mark_saving(ticket);
                outcome
            }
            Ok(Ready::Ask(effect)) => {
                self.mark_saving(OPENING);
                Outcome {
                    effects: vec![effect],
                    redraw: true,
                }
            }
            Ok(Ready::Question(confirm)) => self.push(Screen::Confirm(confirm)),
            Ok(Ready::NothingChanged) => self.close_unchanged(),
        }
    }

    pub(super) fn mark_saving(&mut self, ticket: super::message::Ticket) {
        if let Some(Screen::Form(screen)) = self.screens.last_mut() {
            screen.saving = Some(ticket);
        }
    }

    fn form_fault(&mut self, field: &str, words: &str) -> Outcome {
        if let Some(Screen::Form(screen)) = self.screens.last_mut() {
            screen.form.fail(field, words);
        }
        self.refuse(words)
    }

    /// Closes a form that says what is on file already, and lets its draft go.
    fn close_unchanged(&mut self) -> Outcome {
        let Some(Screen::Form(screen)) = self.screens.pop() else {
            return Outcome::redraw();
        };
        let mut outcome = self.say("Nothing was changed.");
        if let Some(key) = screen.form.draft_key
            && self.desk.draft(&key).is_some()
        {
            outcome.effects.extend(self.drop_draft(key).effects);
        }
        outcome
    }

    fn ready(&self, screen: &FormScreen) -> Result<Ready, Fault> {
        let form = &screen.form;
        let now = self.now;
        match &screen.purpose {
            Purpose::SetUp => set_up(form),
            Purpose::Unlock => Ok(Ready::Ask(Effect::Open {
                passphrase: Zeroizing::new(form.value("passphrase")),
            })),
            Purpose::QuickLog => {
                let command = quick_log::command(&self.desk.pack, form, now)?;
                Ok(Ready::Write(command, for_good("an incident was logged")))
            }
            Purpose::Contact(role) => {
                let before = self.desk.contact(role).cloned();
                let before = before.unwrap_or_else(|| Contact {
                    role: role.clone(),
                    ..Contact::default()
                });
                let contact = contact::read(form, &before)?;
                let undo = inverse_of_contact("the change", &before, &contact);
                let command = Command::SaveContact(Box::new(contact), form.draft_key.clone());
                Ok(Ready::Write(command, undo))
            }
            Purpose::OfferHandover => {
                let (to, note, notes) = handover::read_offer(form)?;
                let body = super::board::handover_text(self, &note, &notes);
                let since = super::board::handover_since(self);
                let draft = form.draft_key.clone();
                let command = Command::OfferHandover {
                    since,
                    to,
                    body,
                    draft,
                };
                Ok(Ready::Write(command, for_good("a handover was offered")))
            }
            Purpose::AcceptHandover(id) => {
                let by = form.value("name");
                if by.is_empty() {
                    let words = "Say who you are: it is accepted by name".to_owned();
                    return Err(("name".to_owned(), words));
                }
                let own = self
                    .desk
                    .handovers
                    .iter()
                    .find(|handover| handover.id == *id);
                if own.is_some_and(|handover| fold(&handover.offered_by) == fold(&by)) {
                    let words = "You offered it: somebody else takes it over".to_owned();
                    return Err(("name".to_owned(), words));
                }
                let note = form.value("note");
                let (id, draft) = (*id, form.draft_key.clone());
                let command = Command::AcceptHandover {
                    id,
                    by,
                    note,
                    draft,
                };
                Ok(Ready::Write(command, for_good("a handover was accepted")))
            }
            Purpose::LateReason(id, form_id) => {
                let reason = form.value("reason");
                if reason.is_empty() {
                    return Err(("reason".to_owned(), "Say why it is late".to_owned()));
                }
                Ok(Ready::Question(Confirm {
                    question: self.send_question(*id, form_id),
                    then: Then::Send(*id, form_id.clone(), reason),
                }))
            }
            Purpose::Alert(id)
            | Purpose::Record(id, _)
            | Purpose::Call(id, _)
            | Purpose::NotRaised(id)
            | Purpose::Note(id)
            | Purpose::Correct(id, _)
            | Purpose::AddPerson(id)
            | Purpose::EditPerson(id, _)
            | Purpose::TakeOff(id, _)
            | Purpose::Paper(id, _)
            | Purpose::Ledger(id, _)
            | Purpose::Answer(id, _) => self.ready_about(*id, screen),
        }
    }

    /// Reads a form about an incident into one change of it.
    fn ready_about(&self, id: IncidentId, screen: &FormScreen) -> Result<Ready, Fault> {
        let Some(row) = self.desk.row(id) else {
            let field = screen.form.focused().map(|field| field.id.clone());
            let words = "The incident is no longer here: Esc goes back".to_owned();
            return Err((field.unwrap_or_default(), words));
        };
        let (edits, words) = self.edits_of(row, screen)?;
        if edits.is_empty() {
            return Ok(Ready::NothingChanged);
        }
        let undo = inverse(&row.incident, &words, &edits);
        let draft = screen.form.draft_key.clone();
        let grave = self.desk.grave_answers(row, &edits);
        let question = match &screen.purpose {
            Purpose::Ledger(_, ledger::Page::Position { .. } | ledger::Page::Strike(_)) => {
                ledger::consequences(&self.desk, row, &edits, self.now)
            }
            _ => self.question_before(row, &edits, form_gaps(&self.desk, row, screen)),
        };
        let command = Command::Revise {
            id,
            version: screen.version,
            edits,
            draft: screen.replaces.clone().or(draft),
        };
        let write = |command, undo| Then::Write(Box::new((command, undo)));
        Ok(match (grave, question) {
            (Some(question), _) => Ready::Question(Confirm {
                question,
                then: Then::Grave(Box::new(write(command, undo))),
            }),
            // What a decision opens and stands down is said before it is recorded.
            (None, Some(question)) => Ready::Question(Confirm {
                question,
                then: write(command, undo),
            }),
            (None, None) => Ready::Write(command, undo),
        })
    }

    /// Returns what is asked before a case is closed or merged while something is still due, and
    /// before a notification is recorded that is not all there.
    fn question_before(
        &self,
        row: &super::desk::Row,
        edits: &[Edit],
        gaps: Option<String>,
    ) -> Option<String> {
        if let Some(gaps) = gaps {
            return Some(format!("{gaps} Record it as submitted?"));
        }
        let ends = [Means::Closed, Means::Merged].map(|means| self.desk.pack.event_meaning(means));
        let ends = edits
            .iter()
            .any(|edit| matches!(edit, Edit::Event(event) if ends.contains(&event.kind.as_str())));
        let open = row.case.open_clocks(self.now).into_iter();
        let clocks = open
            .filter_map(|at| row.case.clocks.get(at))
            .map(|face| face.title.clone());
        let tasks = row.case.tasks.iter().filter(|task| task.state.is_open());
        let due: Vec<String> = clocks.chain(tasks.map(|task| task.what.clone())).collect();
        (ends && !due.is_empty()).then(|| {
            format!(
                "Still due: {}. Each clock goes on. Record it?",
                due.join("; ")
            )
        })
    }

    /// Returns what a form changes, and what undo calls it.
    fn edits_of(
        &self,
        row: &super::desk::Row,
        screen: &FormScreen,
    ) -> Result<(Vec<Edit>, String), Fault> {
        let (pack, incident, form, now) = (&self.desk.pack, &row.incident, &screen.form, self.now);
        Ok(match &screen.purpose {
            Purpose::Alert(_) => match pack.alert_form() {
                Some(paper) => (
                    pack_form::edits(pack, paper, incident, form, now)?,
                    "the form".to_owned(),
                ),
                None => (Vec::new(), String::new()),
            },
            Purpose::Paper(_, paper) => match pack.form(paper) {
                Some(paper) => (
                    pack_form::edits(pack, paper, incident, form, now)?,
                    "the form".to_owned(),
                ),
                None => (Vec::new(), String::new()),
            },
            Purpose::Ledger(_, page) => (
                ledger::edits(&self.desk, row, page, form, &self.user, now)?,
                page.words().to_owned(),
            ),
            Purpose::Record(..) => {
                let edit = record::event_edit(pack, incident, &row.case, form, now)?;
                let title = pack.event_title(&form.value("event")).to_owned();
                (vec![edit], format!("«{title}»"))
            }
            Purpose::Call(..) => (
                record::call_edits(&row.case.told, form, now)?,
                "the call".to_owned(),
            ),
            Purpose::NotRaised(_) => (
                vec![record::not_raised_edit(&self.desk.pack, form, now)?],
                "alert not raised".to_owned(),
            ),
            Purpose::Note(_) => (vec![record::note_edit(form, now)?], "the note".to_owned()),
            Purpose::Correct(_, entry) => (
                vec![record::correct_edit(incident, *entry, form, now)?],
                "the correction".to_owned(),
            ),
            Purpose::AddPerson(_) => {
                let on = row.case.facts.incident.occurred_at;
                (
                    vec![person::addition(form, now, on)?],
                    "the person".to_owned(),
                )
            }
            Purpose::EditPerson(_, person) => {
                let on = row.case.facts.incident.occurred_at;
                let person = incident.people.iter().find(|known| known.id == *person);
                let edits = person.map(|person| person::edits(person, form, now, on));
                (
                    edits.transpose()?.unwrap_or_default(),
                    "the person".to_owned(),
                )
            }
            Purpose::TakeOff(_, person) => {
                let key = incident.person_key(*person);
                (
                    vec![person::take_off(*person, form)?],
                    format!("{key} taken off"),
                )
            }
            Purpose::Answer(_, path) => (
                answer::edits(pack, incident, path, form, now)?,
                "the answer".to_owned(),
            ),
            Purpose::SetUp
            | Purpose::Unlock
            | Purpose::QuickLog
            | Purpose::LateReason(..)
            | Purpose::OfferHandover
            | Purpose::AcceptHandover(_)
            | Purpose::Contact(_) => (Vec::new(), String::new()),
        })
    }
}

/// Returns what a notification lacks that is about to be recorded as submitted.
fn form_gaps(
    desk: &super::desk::Desk,
    row: &super::desk::Row,
    screen: &FormScreen,
) -> Option<String> {
    if !matches!(screen.purpose, Purpose::Ledger(_, ledger::Page::Submitted)) {
        return None;
    }
    let paper = desk.pack.notification_form()?;
    let gaps = missing(&desk.pack, paper, &row.incident).len();
    let reference = screen.form.value("reference");
    match (gaps, reference.is_empty()) {
        (0, false) => None,
        (0, true) => Some("No reference is given.".to_owned()),
        (gaps, false) => Some(format!("{gaps} answers are missing on the page.")),
        (gaps, true) => Some(format!(
            "No reference is given, and {gaps} answers are missing."
        )),
    }
}

/// The ticket of opening the desk, which the store answers without one.
pub(super) const OPENING: super::message::Ticket = 0;

fn set_up(form: &super::form::Form) -> Result<Ready, Fault> {
    let fault = |field: &str, words: &str| Err((field.to_owned(), words.to_owned()));
    let (council, user) = (form.value("council"), form.value("user"));
    if council.is_empty() {
        return fault("council", "Choose the council: Right goes through them");
    }
    if user.is_empty() {
        return fault("user", "Say who you are: it stands on what you record");
    }
    let typed = Zeroizing::new(form.value("passphrase"));
    if let Err(refused) = passphrase::check(&typed) {
        return fault("passphrase", &refused.to_string());
    }
    if *typed != form.value("again") {
        return fault("again", "The two passphrases differ: type the second again");
    }
    Ok(Ready::Ask(Effect::Create {
        council,
        user,
        passphrase: typed,
    }))
}
