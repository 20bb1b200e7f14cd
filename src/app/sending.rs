//! The page before a form leaves: what is still needed, to whom it goes, and sending it.
//!
//! "Sent" means that the draft e-mail was written to a file for a person's own mail program; the
//! filing, word for word, and the event are recorded in one change once the files are there.

use super::App;
use super::action::Action;
use super::forms::{Purpose, record};
use super::lists::{motion, moved};
use super::message::{OutFile, Outcome};
use super::screen::{Confirm, Screen, SendScreen, Then};
use super::writes::waiting::Leaving;
use crate::domain::contact::{Contact, Standing};
use crate::domain::id::IncidentId;
use crate::exchange::alert::{self, Alert, Refused};
use crate::exchange::email::{Recipient, Unconfirmed, recipients};
use crate::protocol::form::{Missing, missing};
use crate::protocol::pack::Means;
use crate::protocol::pack::process::Wanted;

/// One mailbox that the form goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendLine {
    /// The role's id.
    pub role: String,
    /// The role's title.
    pub title: String,
    /// The mailbox; empty when none is known.
    pub mailbox: String,
    /// How far it can be relied on.
    pub standing: Standing,
}

/// What stands on the page before an alert leaves.
#[derive(Clone, Debug)]
pub struct SendPage {
    /// Wanted fields with nothing in them, in the form's order.
    pub missing: Vec<Missing>,
    /// Where it goes, in the pack's order.
    pub lines: Vec<SendLine>,
    /// Those that can be written to, or each that cannot and why.
    pub recipients: Result<Vec<Recipient>, Vec<Unconfirmed>>,
    /// The alert is past its time: a reason is asked.
    pub late: bool,
    /// It was sent before: how often.
    pub sent_before: usize,
    /// The form's title.
    pub title: String,
    /// It is the alert.
    pub is_alert: bool,
}

impl SendPage {
    /// Returns the fields that the form is not sent without.
    pub fn needed(&self) -> impl Iterator<Item = &Missing> {
        self.missing.iter().filter(|gap| gap.needed == Wanted::Send)
    }
}

impl App {
    /// Returns the page of a form of an incident; nothing when the pack has no such form.
    #[must_use]
    pub fn send_page(&self, id: IncidentId, form: &str) -> Option<SendPage> {
        let row = self.desk.row(id)?;
        let pack = &self.desk.pack;
        let form = pack.form(form)?;
        let event = form.event.as_deref();
        let event = event.unwrap_or(pack.event_meaning(Means::AlertSent));
        let stops =
            |clock: &&crate::protocol::pack::Clock| clock.stops.iter().any(|stop| stop == event);
        let late = pack
            .clocks
            .iter()
            .filter(stops)
            .any(|clock| row.is_late(&clock.id));
        let line = |role: &String| {
            let contact = self.desk.contact(role);
            SendLine {
                role: role.clone(),
                title: pack.role_title(role).to_owned(),
                mailbox: contact.map(|c| c.mailbox.clone()).unwrap_or_default(),
                standing: contact
                    .map_or(Standing::Unconfirmed, |c: &Contact| c.standing_at(self.now)),
            }
        };
        Some(SendPage {
            missing: missing(pack, form, &row.incident),
            lines: form.to.iter().map(line).collect(),
            recipients: recipients(pack, form, &self.desk.contacts, self.now),
            late,
            sent_before: row.incident.current(event).count(),
            title: form.title.clone(),
            is_alert: form.event.is_none(),
        })
    }

    pub(super) fn open_send(&mut self) -> Outcome {
        let Some(row) = self.subject().and_then(|id| self.desk.row(id)) else {
            return self.say_none_chosen();
        };
        let id = row.incident.id;
        let Some(form) = self.desk.pack.alert_form() else {
            return self.refuse("This council's protocol has no alert form.");
        };
        let form = form.id.clone();
        self.selected = Some(id);
        self.open_send_of(id, &form)
    }

    /// Opens the page before a form leaves.
    pub(super) fn open_send_of(&mut self, id: IncidentId, form: &str) -> Outcome {
        let form = form.to_owned();
        self.push(Screen::Send(SendScreen { id, form, at: 0 }))
    }

    pub(super) fn act_in_send(&mut self, action: Action) -> Outcome {
        let Some(Screen::Send(screen)) = self.screens.last().cloned() else {
            return Outcome::redraw();
        };
        let Some(page) = self.send_page(screen.id, &screen.form) else {
            return self.pop();
        };
        if let Some(by) = motion(action) {
            let at = moved(screen.at, by, page.lines.len());
            if let Some(Screen::Send(screen)) = self.screens.last_mut() {
                screen.at = at;
            }
            return Outcome::redraw();
        }
        match action {
            Action::Confirm => match page.lines.get(screen.at) {
                Some(line) => self.confirm_role(&line.role),
                None => self.say("The form goes to nobody."),
            },
            Action::EditContact => match page.lines.get(screen.at) {
                Some(line) => self.open_contact_of(&line.role),
                None => self.say("The form goes to nobody."),
            },
            Action::Submit => self.ask_to_send(screen.id, &screen.form, &page),
            Action::EditForm => self.open_paper(screen.id, &screen.form),
            _ => Outcome::redraw(),
        }
    }

    /// Says what stands in the way, else asks whether to send.
    fn ask_to_send(&mut self, id: IncidentId, form: &str, page: &SendPage) -> Outcome {
        let needed: Vec<&str> = page.needed().map(|gap| gap.label.as_str()).collect();
        if !needed.is_empty() {
            let words = format!("Not sent: {} missing. e fills it in.", needed.join(", "));
            return self.refuse(words);
        }
        match &page.recipients {
            Err(refused) => {
                let first = refused.first().map(ToString::to_string);
                let first = first.unwrap_or_default();
                return self.refuse(format!("Not sent. {first}"));
            }
            Ok(to) if to.is_empty() => {
                return self.refuse("Not sent: no mailbox is confirmed. v confirms one.");
            }
            Ok(_) => {}
        }
        if page.late {
            let purpose = Purpose::LateReason(id, form.to_owned());
            return self.open_form(purpose, record::late_form());
        }
        let question = self.send_question(id, form);
        let then = Then::Send(id, form.to_owned(), String::new());
        self.push(Screen::Confirm(Confirm { question, then }))
    }

    pub(super) fn send_question(&self, id: IncidentId, form: &str) -> String {
        let page = self.send_page(id, form);
        let again = if page.as_ref().is_some_and(|page| page.sent_before > 0) {
            "again "
        } else {
            ""
        };
        let what = match &page {
            Some(page) if !page.is_alert => format!("«{}»", page.title),
            _ => "the alert".to_owned(),
        };
        let count = page.map_or(0, |page| page.recipients.map_or(0, |to| to.len()));
        let mailboxes = if count == 1 { "mailbox" } else { "mailboxes" };
        format!("Write {what} {again}as a draft to {count} {mailboxes} and record it as sent?")
    }

    /// Writes the draft e-mail and its text, then records both.
    pub(super) fn send(&mut self, id: IncidentId, form: &str, reason: &str) -> Outcome {
        let found = self.desk.row(id).zip(self.desk.pack.form(form));
        let Some((row, form)) = found else {
            return self.refuse("The incident is no longer here.");
        };
        let (pack, contacts) = (&self.desk.pack, &self.desk.contacts);
        let prepared = alert::prepare(
            pack,
            form,
            &row.incident,
            contacts,
            self.now,
            &self.user,
            reason,
        );
        let version = row.incident.version;
        match prepared {
            Ok(Alert { files, edits, .. }) => {
                let draft = self.close_late_reason();
                let files = files
                    .into_iter()
                    .map(|file| OutFile {
                        name: file.name,
                        bytes: file.bytes,
                    })
                    .collect();
                let leaving = Leaving {
                    id,
                    version,
                    edits,
                    words: "The draft e-mail is in {place}: open it and press send.".to_owned(),
                    draft,
                };
                self.write_files(files, leaving)
            }
            Err(refused) => self.refuse(refused_words(&refused)),
        }
    }
}

impl App {
    /// Closes the form that asked why it is late, if it is in front, and returns its draft, which
    /// goes once the record has the reason.
    fn close_late_reason(&mut self) -> Option<String> {
        let Some(Screen::Form(screen)) = self.screens.last() else {
            return None;
        };
        if !matches!(screen.purpose, Purpose::LateReason(..)) {
            return None;
        }
        let draft = screen.form.draft_key.clone();
        self.close_front();
        draft
    }
}

fn refused_words(refused: &Refused) -> String {
    format!("Not sent. {}", refused.to_string().replace('\n', " "))
}
