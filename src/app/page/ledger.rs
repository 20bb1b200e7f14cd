//! A page of one incident's ledger: its lines, and what a key does on the chosen one.
//!
//! What every such page shares stands here: where the incident is gone it says so, `+` adds what the
//! page adds, and a key on no line says that nothing is chosen.

use std::fmt;

use super::lines::Lines;
use super::{Next, See, Shows};
use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::keymap::Scope;
use crate::app::line::Line;
use crate::domain::id::IncidentId;

/// A ledger of one incident.
pub trait Ledger: fmt::Debug {
    /// What a line stands for.
    type On: Clone + fmt::Debug + PartialEq;

    /// The heading of the page, where it is a screen of its own.
    const TITLE: &'static str;

    /// Returns the heading, where the row has a better one.
    fn heading(&self, _row: &Row) -> String {
        Self::TITLE.to_owned()
    }

    /// Returns whose it is.
    fn of(&self) -> IncidentId;

    /// Returns its lines.
    fn lines_of(&self, see: &See<'_>, row: &Row) -> Vec<Line<Self::On>>;

    /// Answers a key on the chosen line.
    fn act_on(&self, see: &See<'_>, row: &Row, on: Self::On, action: Action) -> Next;

    /// Returns what `+` adds.
    fn add(&self) -> Next {
        Next::say("Nothing can be added here: choose a line and press Enter.")
    }

    /// Returns the scope of the keys of its own.
    fn keys(&self) -> Vec<Scope> {
        vec![Scope::Ledger]
    }

    /// Returns what it shows beside its incident.
    fn beside(&self) -> Shows {
        Shows::Nothing
    }
}

impl<T: Ledger> Lines for T {
    type On = T::On;

    fn title(&self, see: &See<'_>) -> String {
        match see.row(self.of()) {
            Some(row) => self.heading(row),
            None => Self::TITLE.to_owned(),
        }
    }

    fn scopes(&self) -> Vec<Scope> {
        self.keys()
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.of())
    }

    fn lines(&self, see: &See<'_>) -> Vec<Line<T::On>> {
        match see.row(self.of()) {
            Some(row) => self.lines_of(see, row),
            None => Vec::new(),
        }
    }

    fn act(&self, see: &See<'_>, on: Option<T::On>, action: Action) -> Next {
        let Some(row) = see.row(self.of()) else {
            return Next::say("The incident is no longer here: Esc goes back.");
        };
        match on {
            _ if action == Action::Add => self.add(),
            Some(on) => self.act_on(see, row, on, action),
            None => Next::say("Nothing is chosen here."),
        }
    }

    fn shows(&self) -> Shows {
        self.beside()
    }
}
