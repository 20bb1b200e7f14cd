//! The page before a form leaves: what is still needed, to whom it goes, and sending it.
//!
//! "Sent" means that the draft e-mail was written to a file for a person's own mail program; the
//! filing, word for word, and the event are recorded in one change once the files are there.

mod adding;
mod late;
mod leaving;
pub mod page;

use self::adding::{AddRecipient, take_off};
use self::late::LateReason;
use self::leaving::{SendNow, question};
use self::page::{SendPage, send_page};
use super::contacts;
use super::contacts::form::ContactForm;
use super::papers::paper::open_paper;
use super::{Next, Page, Screen, See};
use crate::app::action::Action;
use crate::app::keymap::Scope;
use crate::app::motion::{motion, moved};
use crate::app::screen::SendScreen;
use crate::domain::id::IncidentId;

/// Opens the page before a form leaves.
pub(super) fn open_send(id: IncidentId, form: &str) -> Next {
    let form = form.to_owned();
    Next::open(Screen::Send(SendScreen { id, form, at: 0 }))
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
        let needed: Vec<&str> = page.needed().map(|gap| gap.label.as_str()).collect();
        if !needed.is_empty() {
            return Next::refuse(format!(
                "Not sent: {} missing. e fills it in.",
                needed.join(", ")
            ));
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
