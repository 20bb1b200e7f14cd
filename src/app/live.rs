//! The advice while a form is being filled in: what the protocol would say of what is typed.

use super::App;
use super::form::Form;
use super::forms::{Purpose, pack_form, quick_log};
use super::screen::Screen;
use crate::domain::facts::Facts;
use crate::protocol::advice::{Advised, advise};

impl App {
    /// Returns what the protocol says of what is typed so far in the form in front; nothing when
    /// the form in front changes no fact.
    #[must_use]
    pub fn live_advice(&self) -> Option<Vec<Advised>> {
        let Screen::Form(screen) = self.front() else {
            return None;
        };
        let facts = self.typed_facts(&screen.purpose, &screen.form)?;
        Some(advise(&self.desk.pack, &facts))
    }

    fn typed_facts(&self, purpose: &Purpose, form: &Form) -> Option<Facts> {
        match purpose {
            Purpose::QuickLog => Some(quick_log::facts_so_far(&self.desk.pack, form, self.now)),
            Purpose::Alert(id) => {
                let row = self.desk.row(*id)?;
                let pack = &self.desk.pack;
                Some(pack_form::facts_so_far(
                    pack,
                    pack.alert_form()?,
                    &row.incident,
                    form,
                    self.now,
                ))
            }
            _ => None,
        }
    }
}
