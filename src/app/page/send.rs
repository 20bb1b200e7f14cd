//! The page before a form leaves: what is still needed, to whom it goes, and sending it.
//!
//! The draft e-mail is written to a file for a person's own mail program, and with it what was
//! filed, word for word. That is *written*: it is *sent* once somebody says that their mail program
//! sent it, and when; only then is the event recorded that stops a clock.

mod adding;
pub mod late;
mod leaving;
pub mod page;
pub mod sent;
mod text;

use self::adding::{AddRecipient, take_off};
use self::late::LateReason;
use self::leaving::{SendNow, question};
use self::page::{SendPage, send_page};
use self::sent::{WasItSent, unsent_of};
use self::text::open_text;
use super::contacts;
use super::contacts::form::ContactForm;
use super::papers::paper::open_paper;
use super::{Next, Page, Screen, See};
use crate::app::action::Action;
use crate::app::keymap::Scope;
use crate::app::motion::{motion, moved};
use crate::app::screen::SendScreen;
use crate::domain::id::IncidentId;
use crate::words::ready;

/// Opens the page before a form leaves.
pub(super) fn open_send(id: IncidentId, form: &str) -> Next {
    let form = form.to_owned();
    Next::open(Screen::Send(SendScreen { id, form, at: 0 }))
}

/// Asks whether the mail program sent what is written out of a form.
pub(super) fn ask_whether_sent(see: &See<'_>, id: IncidentId, form: &str) -> Next {
    let row = see.row(id);
    if row.is_none_or(|row| unsent_of(row, form).is_none()) {
        return Next::say("Nothing of it waits to be confirmed: Enter on this page writes it.");
    }
    Next::form(WasItSent {
        id,
        form: form.to_owned(),
    })
}

impl Page for SendScreen {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Send, Scope::List, Scope::Everywhere]
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn is_on_forms(&self) -> bool {
        true
    }

    fn act(&mut self, see: &See<'_>, action: Action) -> Next {
        let Some(page) = send_page(see, self.id, &self.form) else {
            return Next::Back;
        };
        if let Some(by) = motion(action) {
            self.at = moved(self.at, by, page.lines.len());
            return Next::Stay;
        }
        let role = page.lines.get(self.at).map(|line| line.role.as_str());
        match (action, role) {
            (Action::Confirm | Action::EditContact, None) => Next::say("The form goes to nobody."),
            (Action::Confirm, role) => contacts::confirm(see, role),
            (Action::EditContact, Some(role)) => Next::form(ContactForm {
                role: role.to_owned(),
            }),
            (Action::Submit, _) => self.ask_to_send(see, &page),
            (Action::Done, _) => ask_whether_sent(see, self.id, &self.form),
            (Action::MailText, _) => open_text(see, self.id, &self.form),
            (Action::EditForm, _) => open_paper(see, self.id, &self.form),
            (Action::Add, _) => Next::form(AddRecipient {
                id: self.id,
                form: self.form.clone(),
            }),
            (Action::TakeBack, _) => take_off(see, self.id, &self.form, page.lines.get(self.at)),
            _ => Next::Stay,
        }
    }
}

impl SendScreen {
    /// Says what stands in the way, else asks whether to send.
    fn ask_to_send(&self, see: &See<'_>, page: &SendPage) -> Next {
        if page.needed().next().is_some() {
            let ready = ready::in_full(&page.missing);
            return Next::refuse(format!("Not written: {ready}. e fills it in."));
        }
        match &page.recipients {
            Err(refused) => {
                let first = refused.first().map(ToString::to_string);
                return Next::refuse(format!("Not sent. {}", first.unwrap_or_default()));
            }
            Ok(all) if all.to.is_empty() => {
                return Next::refuse("Not sent: no mailbox is confirmed. v confirms one.");
            }
            Ok(_) => {}
        }
        let (id, form) = (self.id, self.form.clone());
        if page.late {
            return Next::form(LateReason { id, form });
        }
        let send = SendNow {
            id,
            form,
            reason: None,
        };
        let question = question(see, id, &self.form);
        Next::ask(question, Next::Later(Box::new(send)))
    }
}
