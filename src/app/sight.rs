//! What is asked for of the file: a page of each list around what is chosen, and the incidents that
//! the screens are about.
//!
//! The desk never knows more than that. A line that is chosen near the end of what was read asks for
//! the rows beyond it; keys that come meanwhile wait for them.

use super::App;
use super::choices::due_choice;
use super::lists::End;
use super::message::{Effect, Outcome};
use super::motion::moved;
use super::page::{self, Screen, Shows, handover};
use super::screen::Pane;
use crate::domain::id::IncidentId;
use crate::domain::page::{Around, Count, Page};
use crate::protocol::sight::{DuePlace, Wanted, Which};

/// The fewest rows that are read on either side of a chosen line.
const FEWEST: usize = 40;

impl App {
    /// Returns how long the list of incidents is.
    #[must_use]
    pub fn listed_count(&self) -> Count {
        let (sight, tally) = (&self.desk.sight, &self.desk.sight.tally);
        match self.which {
            _ if !self.filter.is_empty() => sight.listed.count(),
            Which::Incoming => Count::exactly(tally.incoming),
            Which::Open => Count::exactly(tally.open),
            Which::All => Count::exactly(tally.all),
        }
    }

    /// Returns how long the list of what is due is, and how many of its lines are past their time.
    #[must_use]
    pub fn due_counts(&self) -> (Count, Count) {
        let (sight, tally) = (&self.desk.sight, &self.desk.sight.tally);
        if self.filter.is_empty() {
            (Count::exactly(tally.due), Count::exactly(tally.overdue))
        } else {
            (sight.due.count(), sight.overdue)
        }
    }

    /// Counts what is read: keys wait for it.
    fn reading(&mut self, effect: Effect) -> Outcome {
        self.loading += 1;
        Outcome {
            effects: vec![effect],
            redraw: true,
        }
    }

    /// Asks for the lists again, and for what a page beside them shows of several incidents.
    pub(super) fn look(&mut self) -> Outcome {
        let wanted = self.wanted();
        let outcome = self.reading(Effect::Look(Box::new(wanted)));
        let pages = self.screens.iter().rev().filter_map(Screen::page);
        let shown: Vec<Shows> = pages.map(page::Page::shows).collect();
        let shift = shown.contains(&Shows::Shift).then_some(Shows::Shift);
        let related = shown
            .iter()
            .find(|shows| matches!(shows, Shows::Related(_)));
        let both = shift.into_iter().chain(related.copied());
        both.fold(outcome, |outcome, shows| {
            outcome.then(self.read_shown(shows))
        })
    }

    /// Asks for what a page shows beside the incident it is about.
    pub(super) fn read_shown(&mut self, shows: Shows) -> Outcome {
        match shows {
            Shows::Nothing => Outcome::redraw(),
            Shows::Shift => {
                let (since, until) = handover::shift::span(&self.see());
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
        let due = self.due_selected.as_ref().map(|(id, _)| *id);
        let mut outcome = Outcome::redraw();
        for id in [self.selected, due].into_iter().flatten() {
            outcome = outcome.then(self.read(id));
        }
        outcome
    }

    /// Asks for what is due around the most urgent line of an incident, and for that to be chosen;
    /// where nothing of it is due, around what is chosen now.
    pub(super) fn look_for_due(&mut self, id: Option<IncidentId>) -> Outcome {
        let mut wanted = self.wanted();
        if let (Some(id), Around::Place(place)) = (id, &mut wanted.due) {
            (place.incident, place.of) = (id, None);
        }
        if let Some(id) = id {
            self.due_selected = Some((id, None));
        }
        self.reading(Effect::Look(Box::new(wanted)))
    }

    /// Returns how many rows are read on either side: as many as a screen shows, and some more.
    fn half(&self) -> usize {
        FEWEST.max(usize::from(self.size.1) * 3 / 2)
    }

    fn wanted(&self) -> Wanted {
        let listed = self.in_view().or(self.selected);
        let stood = || {
            let place = self.due_place()?;
            self.desk.sight.due.rows.get(place).map(|due| due.order)
        };
        let due = self.due_selected.as_ref().map(|(id, of)| DuePlace {
            incident: *id,
            of: of.clone(),
            stood: stood(),
        });
        Wanted {
            which: self.which,
            filter: self.filter.clone(),
            listed: listed.map_or(Around::First, Around::Place),
            due: due.map_or(Around::First, Around::Place),
            half: self.half(),
        }
    }

    /// Asks for the rows beyond what was read, where the chosen line is near its end.
    pub(super) fn look_beyond(&mut self) -> Outcome {
        let near = usize::from(self.size.1);
        let is_near = match self.pane {
            Pane::Deadlines => {
                let place = self.due_place();
                place.is_some_and(|at| self.desk.sight.due.is_near_end(at, near))
            }
            Pane::Incoming | Pane::Form => {
                let place = self.listed_place();
                place.is_some_and(|at| self.desk.sight.listed.is_near_end(at, near))
            }
            Pane::Contacts => false,
        };
        if is_near {
            self.look()
        } else {
            Outcome::redraw()
        }
    }

    /// Goes to an end of the list in front: at once where it was read, else once it is.
    pub(super) fn go_to_end(&mut self, end: End) -> Outcome {
        let beyond = |above: bool, below: bool| match end {
            End::First => above,
            End::Last => below,
        };
        let sight = &self.desk.sight;
        let is_beyond = match self.pane {
            Pane::Deadlines => has_more(&sight.due, beyond),
            Pane::Incoming | Pane::Form => has_more(&sight.listed, beyond),
            Pane::Contacts => false,
        };
        if !is_beyond {
            self.choose_end(end);
            return self.read_chosen();
        }
        self.going = Some(end);
        let mut wanted = self.wanted();
        match (self.pane, end) {
            (Pane::Deadlines, End::First) => wanted.due = Around::First,
            (Pane::Deadlines, End::Last) => wanted.due = Around::Last,
            (_, End::First) => wanted.listed = Around::First,
            (_, End::Last) => wanted.listed = Around::Last,
        }
        self.reading(Effect::Look(Box::new(wanted)))
    }

    /// Chooses the first or the last line of what is in sight.
    pub(super) fn choose_end(&mut self, end: End) {
        let sight = &self.desk.sight;
        match self.pane {
            Pane::Incoming | Pane::Form => {
                let row = match end {
                    End::First => sight.listed.rows.first(),
                    End::Last => sight.listed.rows.last(),
                };
                self.selected = row.map(|listed| listed.id).or(self.selected);
            }
            Pane::Deadlines => {
                let row = match end {
                    End::First => sight.due.rows.first(),
                    End::Last => sight.due.rows.last(),
                };
                self.due_selected = row.map(due_choice);
            }
            Pane::Contacts => {
                let roles = self.roles();
                let at = match end {
                    End::First => 0,
                    End::Last => moved(0, isize::MAX / 2, roles.len()),
                };
                self.role_selected = roles.get(at).cloned();
            }
        }
    }
}

fn has_more<T>(page: &Page<T>, beyond: impl Fn(bool, bool) -> bool) -> bool {
    beyond(!page.above.is_none(), !page.below.is_none())
}
