//! A clock explained.

use super::incident::place::open_record;
use super::{Next, Page, Screen, See};
use crate::app::action::Action;
use crate::app::keymap::Scope;
use crate::app::motion::{motion, moved};
use crate::app::screen::{ExplainScreen, IncidentScreen};
use crate::domain::id::IncidentId;

impl Page for ExplainScreen {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Explain, Scope::List, Scope::Everywhere]
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn act(&mut self, see: &See<'_>, action: Action) -> Next {
        if let Some(by) = motion(action) {
            self.at = moved(self.at, by, see.last_scroll + 1);
            return Next::Stay;
        }
        match (action, see.row(self.id)) {
            (Action::Done, Some(row)) => open_record(see, row, Some(self.clock.clone())),
            (Action::EditIncident, _) => Next::open(Screen::Incident(IncidentScreen::new(self.id))),
            (Action::Done, None) => Next::say(super::restricted::NONE_CHOSEN),
            _ => Next::Stay,
        }
    }
}
