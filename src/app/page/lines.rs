//! A page of lines: one is chosen and stands for something of the page's own.
//!
//! Every such page has the same keys: a line is chosen, Enter opens or changes it, `x` records it
//! done, `+` adds one, `D` takes it back.

use std::fmt;

use super::{Next, Page, Screen, See, Shows};
use crate::app::action::Action;
use crate::app::keymap::Scope;
use crate::app::line::Line;
use crate::app::motion::{motion, moved};
use crate::domain::id::IncidentId;
use crate::domain::similar::Probe;

/// What is said where nothing on the chosen line can be taken back.
pub(super) const NOTHING_TO_TAKE_BACK: &str = "Nothing can be taken back on this line.";

/// What stands on a page of lines, and what its keys do.
pub trait Lines: fmt::Debug {
    /// What a line stands for.
    type On: Clone + fmt::Debug + PartialEq;

    /// Returns the heading of the page, where it is a screen of its own.
    fn title(&self, see: &See<'_>) -> String;

    /// Returns the lines.
    fn lines(&self, see: &See<'_>) -> Vec<Line<Self::On>>;

    /// Answers a key on the chosen line.
    fn act(&self, see: &See<'_>, on: Option<Self::On>, action: Action) -> Next;

    /// Returns the incident it is about.
    fn incident(&self) -> Option<IncidentId> {
        None
    }

    /// Returns the scope of the keys of its own.
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Ledger]
    }

    /// Returns what it shows beside the incident it is about.
    fn shows(&self) -> Shows {
        Shows::Nothing
    }

    /// Returns the child it looks for.
    fn sought(&self) -> Option<&Probe> {
        None
    }

    /// Returns the incidents that its chronology is over.
    fn over(&self) -> Vec<IncidentId> {
        Vec::new()
    }

    /// Says whether there is nothing left on it, so that it closes of itself.
    fn is_over(&self, _see: &See<'_>) -> bool {
        false
    }
}

/// A page of lines with one of them chosen.
#[derive(Clone, Debug)]
pub struct Listing<T> {
    /// What stands on it.
    pub of: T,
    /// The chosen line, counted over those that can be chosen.
    pub at: usize,
}

impl<T: Lines + 'static> Listing<T> {
    /// Returns a page with its first line chosen, as a screen of its own.
    #[must_use]
    pub fn screen(of: T) -> Screen {
        Screen::Lines(Box::new(Self { of, at: 0 }))
    }
}

impl<T: Lines> Page for Listing<T> {
    fn scopes(&self) -> Vec<Scope> {
        let mut scopes = self.of.scopes();
        scopes.extend([Scope::List, Scope::Everywhere]);
        scopes
    }

    fn incident(&self) -> Option<IncidentId> {
        self.of.incident()
    }

    fn act(&mut self, see: &See<'_>, action: Action) -> Next {
        let lines = self.of.lines(see);
        let mut chosen = lines.into_iter().filter_map(|line| line.on);
        if let Some(by) = motion(action) {
            self.at = moved(self.at, by, chosen.count());
            return Next::Stay;
        }
        self.of.act(see, chosen.nth(self.at), action)
    }

    fn title(&self, see: &See<'_>) -> String {
        self.of.title(see)
    }

    fn rows(&self, see: &See<'_>) -> Vec<Line<()>> {
        self.of.lines(see).into_iter().map(Line::drawn).collect()
    }

    fn at(&self) -> usize {
        self.at
    }

    fn shows(&self) -> Shows {
        self.of.shows()
    }

    fn sought(&self) -> Option<&Probe> {
        self.of.sought()
    }

    fn over(&self) -> Vec<IncidentId> {
        self.of.over()
    }

    fn is_over(&self, see: &See<'_>) -> bool {
        self.of.is_over(see)
    }
}
