//! The keys of the desk's panes, and what is asked of the file: a page of each list around what is
//! chosen, and the incidents that the screens are about.
//!
//! The desk never knows more than that. A line that is chosen near the end of what was read asks for
//! the rows beyond it; keys that come meanwhile wait for them.

use super::App;
use super::message::{Effect, Outcome};
use super::page::advice::order::{self, Marked};
use super::page::queues::{self, keeps_register};
use super::page::{Page, Screen, Shows, handover};
use super::panes::Lists;
use super::panes::browsing::{Asked, View};
use crate::domain::id::IncidentId;

impl App {
    /// Returns the panes with what is in sight of them.
    #[must_use]
    pub fn lists(&self) -> Lists<'_> {
        Lists::new(&self.panes, &self.desk, self.screens.over())
    }

    /// Asks for what a key in the panes brings in sight.
    pub(super) fn follow(&mut self, asked: Asked) -> Outcome {
        let outcome = match asked {
            Asked::Chosen => Outcome::redraw(),
            Asked::Lists => self.look(),
            Asked::These(wanted) => self.pending.read(Effect::Look(wanted)),
        };
        outcome.then(self.read(self.panes.chosen()))
    }

    /// Asks for the lists again, and for what a page beside them shows of several incidents.
    pub(super) fn look(&mut self) -> Outcome {
        let view = View::of(&self.desk, &self.screens, self.size, self.now);
        let wanted = self.panes.wanted(view);
        let outcome = self.pending.read(Effect::Look(Box::new(wanted)));
        let shown: Vec<Shows> = self.screens.shown().collect();
        let shift = shown.contains(&Shows::Shift).then_some(Shows::Shift);
        let related = shown
            .iter()
            .find(|shows| matches!(shows, Shows::Related(_)));
        let register = shown.contains(&Shows::Register).then_some(Shows::Register);
        let is_report = |shows: &&Shows| matches!(shows, Shows::Report(_));
        let report = shown.iter().find(is_report).copied();
        let related = related.copied().into_iter();
        let both = shift
            .into_iter()
            .chain(related)
            .chain(register)
            .chain(report);
        both.fold(outcome, |outcome, shows| {
            outcome.then(self.read_shown(shows))
        })
    }

    /// Asks for what a page shows beside the incident it is about.
    pub(super) fn read_shown(&mut self, shows: Shows) -> Outcome {
        let effect = match shows {
            Shows::Nothing => return Outcome::redraw(),
            Shows::Register => {
                let Some(page) = self.screens.register_mut() else {
                    return Outcome::redraw();
                };
                page.ask_again(&self.desk.current, self.now);
                Effect::Table(Box::new(page.wanted(usize::from(self.size.1))))
            }
            Shows::Queues => return self.read_queues(),
            Shows::Report(wanted) => Effect::Report(wanted),
            Shows::Shift => {
                let (since, until) = handover::shift::span(&self.see());
                Effect::Shift { since, until }
            }
            Shows::Related(id) => Effect::LoadRelated(id),
            Shows::People => match self.screens.pages().find_map(Page::sought) {
                Some(probe) => Effect::FindChild(Box::new(probe.clone())),
                None => return Outcome::redraw(),
            },
            Shows::Chronology => {
                let mut pages = self.screens.pages();
                match pages.find(|page| page.shows() == Shows::Chronology) {
                    Some(page) => Effect::Whole(page.over()),
                    None => return Outcome::redraw(),
                }
            }
        };
        self.pending.read(effect)
    }

    /// Asks for what waits for whoever keeps the register, where it is shown: on their desk, or on its
    /// own page.
    pub(super) fn read_queues(&mut self) -> Outcome {
        let is_shown = self.screens.shown().any(|shows| shows == Shows::Queues);
        if !is_shown && !keeps_register(&self.who) {
            return Outcome::redraw();
        }
        match queues::wanted(&self.desk, self.now) {
            none if none.is_empty() => Outcome::redraw(),
            wanted => self.pending.read(Effect::Queues(wanted)),
        }
    }

    /// Asks for incidents that were not read yet; nothing where they were.
    pub(super) fn read(&mut self, ids: impl IntoIterator<Item = IncidentId>) -> Outcome {
        let mut outcome = Outcome::redraw();
        for id in ids {
            if self.desk.row(id).is_none() {
                outcome = outcome.then(self.pending.read_incident(id));
            }
        }
        outcome
    }

    /// Makes a change of the incidents that were read, with what is marked on the page of advice
    /// kept marked.
    pub(super) fn keeping_choices(&mut self, change: impl FnOnce(&mut Self)) {
        let marked = self.screens.iter().map(|screen| match screen {
            Screen::Advice(page) => order::marked(&self.desk, page),
            _ => None,
        });
        let marked: Vec<Option<Marked>> = marked.collect();
        change(self);
        self.panes.keep_role(&self.desk, self.screens.over());
        for (screen, chosen) in self.screens.iter_mut().zip(&marked) {
            if let Screen::Advice(page) = screen {
                order::keep(&self.desk, page, chosen.as_ref());
            }
        }
    }
}
