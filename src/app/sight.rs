//! What is asked for of the file: a page of each list around what is chosen, and the incidents that
//! the screens are about.
//!
//! The desk never knows more than that. A line that is chosen near the end of what was read asks for
//! the rows beyond it; keys that come meanwhile wait for them.

use super::App;
use super::message::{Effect, Outcome};
use super::page::{Page, Screen, Shows, handover};
use crate::domain::id::IncidentId;
use crate::domain::page::Around;

/// The fewest rows that are read on either side of a chosen line.
const FEWEST: usize = 40;

impl App {
    /// Counts what is read: keys wait for it.
    pub(super) fn reading(&mut self, effect: Effect) -> Outcome {
        self.loading += 1;
        Outcome {
            effects: vec![effect],
            redraw: true,
        }
    }

    /// Asks for the lists again, and for what a page beside them shows of several incidents.
    pub(super) fn look(&mut self) -> Outcome {
        let wanted = self.lists().wanted(self.half());
        let outcome = self.reading(Effect::Look(Box::new(wanted)));
        let pages = self.screens.iter().rev().filter_map(Screen::page);
        let shown: Vec<Shows> = pages.map(Page::shows).collect();
        let shift = shown.contains(&Shows::Shift).then_some(Shows::Shift);
        let related = shown
            .iter()
            .find(|shows| matches!(shows, Shows::Related(_)));
        let both = shift.into_iter().chain(related.copied());
        both.fold(outcome, |outcome, shows| {
            outcome.then(self.read_shown(shows))
        })
    }

    /// Asks for the lists again by the words that were just typed: from the first that match.
    ///
    /// An index of words gives its rows from the newest on; a page around an incident of long ago
    /// would be reached through every newer one that matches.
    pub(super) fn look_for_words(&mut self) -> Outcome {
        let mut wanted = self.lists().wanted(self.half());
        if !wanted.filter.is_empty() {
            wanted.listed = Around::First;
        }
        self.reading(Effect::Look(Box::new(wanted)))
    }

    /// Asks for what a page shows beside the incident it is about.
    pub(super) fn read_shown(&mut self, shows: Shows) -> Outcome {
        match shows {
            Shows::Nothing => Outcome::redraw(),
            Shows::Shift => {
                let (since, until) = handover::span(&self.see());
                self.reading(Effect::Shift { since, until })
            }
            Shows::Related(id) => self.reading(Effect::LoadRelated(id)),
        }
    }

    /// Asks for the incidents that are named by what was typed.
    pub(super) fn find(&mut self, typed: &str) -> Outcome {
        self.reading(Effect::Find(typed.to_owned()))
    }

    /// Asks for an incident that was not read yet; nothing where it was.
    pub(super) fn read(&mut self, id: IncidentId) -> Outcome {
        if self.desk.row(id).is_some() {
            return Outcome::redraw();
        }
        self.read_again(id)
    }

    /// Asks for an incident as it is now.
    pub(super) fn read_again(&mut self, id: IncidentId) -> Outcome {
        self.reading(Effect::Load(id))
    }

    /// Asks for the incidents that the desk's own panes are about.
    pub(super) fn read_chosen(&mut self) -> Outcome {
        let due = self.panes.due.as_ref().map(|(id, _)| *id);
        let mut outcome = Outcome::redraw();
        for id in [self.panes.selected, due].into_iter().flatten() {
            outcome = outcome.then(self.read(id));
        }
        outcome
    }

    /// Returns how many rows are read on either side: as many as a screen shows, and some more.
    pub(super) fn half(&self) -> usize {
        FEWEST.max(usize::from(self.size.1) * 3 / 2)
    }
}
