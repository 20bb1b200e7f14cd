//! What is chosen: an incident, a line of what is due, a role.
//!
//! A key acts on a line that is marked or on what the page in front is about, and on nothing else:
//! where neither is in sight there is no incident to act on, and the keys say so.

use super::App;
use super::message::Outcome;
use super::page::Screen;
use super::page::advice::order::{self, Marked};
use super::page::anywhere::NONE_CHOSEN;
use super::screen::Pane;
use crate::domain::id::IncidentId;
use crate::domain::page::Page;
use crate::protocol::sight::{Due, Sight};
use crate::protocol::summary::{DueOf, Listed};

/// A chosen line of what is due: its incident, and which line; the most urgent one while absent.
pub(super) type DueChoice = (IncidentId, Option<DueOf>);

impl App {
    /// Returns the incident that the form's pane and the contacts are about.
    #[must_use]
    pub fn in_view(&self) -> Option<IncidentId> {
        self.subject().or(self.selected)
    }

    /// Returns the incident that a key acts on: what the page in front is about, else the marked
    /// line of the pane in front.
    #[must_use]
    pub fn subject(&self) -> Option<IncidentId> {
        match self.page_in_front() {
            // Words lie over the whole desk: no line of it is in sight.
            Screen::Desk if matches!(self.front(), Screen::Words(_)) => None,
            Screen::Desk => match self.pane {
                Pane::Deadlines => self.due_selected.as_ref().map(|(id, _)| *id),
                Pane::Incoming => {
                    let marked = self.selected_place(&self.desk.sight.listed).is_some();
                    self.selected.filter(|_| marked)
                }
                // The title of the pane names it.
                Pane::Form | Pane::Contacts => self.selected,
            },
            page => page.incident(),
        }
    }

    /// Returns the screen in front; of words, a question or the palette, the one they lie over.
    fn page_in_front(&self) -> &Screen {
        let over = |screen: &&Screen| {
            matches!(
                screen,
                Screen::Words(_) | Screen::Palette(_) | Screen::Confirm(_)
            )
        };
        let page = self.screens.iter().rev().find(|screen| !over(screen));
        page.unwrap_or(&Screen::Desk)
    }

    /// Says whether a page or a form of an incident is among the screens.
    pub(super) fn is_page_of(&self, id: IncidentId) -> bool {
        let about = |screen: &Screen| screen.incident() == Some(id);
        self.screens.iter().any(about)
    }

    /// Says that a key has no incident to act on.
    pub(super) fn say_none_chosen(&mut self) -> Outcome {
        self.say(NONE_CHOSEN)
    }

    /// Returns the place of the incident in view among the rows in sight; none while it is not
    /// listed.
    #[must_use]
    pub fn listed_place(&self) -> Option<usize> {
        place_of(&self.desk.sight.listed, self.in_view())
    }

    fn selected_place(&self, listed: &Page<Listed>) -> Option<usize> {
        place_of(listed, self.selected)
    }

    /// Returns the place of the chosen line of what is due among those in sight; none while nothing
    /// is chosen.
    #[must_use]
    pub fn due_place(&self) -> Option<usize> {
        self.due_place_in(&self.desk.sight.due)
    }

    fn due_place_in(&self, due: &Page<Due>) -> Option<usize> {
        let (id, of) = self.due_selected.as_ref()?;
        let of = of.as_ref()?;
        let is_it = |due: &Due| due.incident == *id && due.line.of == *of;
        due.rows.iter().position(is_it)
    }

    /// Returns the place of the chosen role.
    #[must_use]
    pub fn role_at(&self, roles: &[String]) -> usize {
        roles
            .iter()
            .position(|role| Some(role) == self.role_selected.as_ref())
            .unwrap_or(0)
    }

    /// Chooses an incident that was just logged, in every pane: whatever filter would hide it goes.
    pub(super) fn choose_logged(&mut self, id: IncidentId) -> Outcome {
        self.filter.clear();
        self.selected = Some(id);
        // The line is known once the incident is read.
        self.due_selected = Some((id, None));
        self.role_selected = None;
        Outcome::redraw()
    }

    /// Takes what is in sight with everything chosen kept chosen by its id; where a chosen line has
    /// left its list the next one is chosen.
    pub(super) fn take_sight(&mut self, sight: Sight) {
        let listed = self.selected_place(&self.desk.sight.listed).is_some();
        let due = self.due_place().is_some();
        self.desk.sight = sight;
        self.desk.is_read = true;
        if let Some(end) = self.going.take() {
            self.choose_end(end);
        } else {
            self.keep_listed(listed);
            self.keep_due(due);
        }
        self.keep_role();
    }

    /// Keeps a role chosen that is listed.
    fn keep_role(&mut self) {
        // Whom an incident is told to comes first: until it is read nobody knows who that is.
        if self.in_view().is_some_and(|id| self.desk.row(id).is_none()) {
            return;
        }
        let roles = self.roles();
        self.role_selected = roles.get(self.role_at(&roles)).cloned();
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
        self.keep_role();
        for (screen, chosen) in self.screens.iter_mut().zip(&marked) {
            if let Screen::Advice(page) = screen {
                order::keep(&self.desk, page, chosen.as_ref());
            }
        }
    }

    /// Chooses the line after the one that left the list in front; what was chosen elsewhere stays
    /// what the other panes are about, marked or not.
    fn keep_listed(&mut self, was_listed: bool) {
        let listed = &self.desk.sight.listed;
        if self.selected_place(listed).is_some() {
            return;
        }
        let left = was_listed && self.pane == Pane::Incoming;
        if self.selected.is_some() && !left {
            return;
        }
        let next = listed.rows.get(listed.at).or(listed.rows.last());
        // Of an emptied list nothing is marked: the panes beside it stay with what left.
        self.selected = next.map(|listed| listed.id).or(self.selected);
    }

    /// Chooses the line that took the place of the one that left; of an incident just logged, its
    /// most urgent one.
    fn keep_due(&mut self, was_listed: bool) {
        if self.due_place().is_some() {
            return;
        }
        let due = &self.desk.sight.due;
        let of_chosen = self.due_selected.as_ref().filter(|_| !was_listed);
        let own = of_chosen.and_then(|(id, _)| due.rows.iter().find(|due| due.incident == *id));
        let next = || due.rows.get(due.at).or(due.rows.last());
        self.due_selected = own.or_else(next).map(due_choice);
    }
}

/// Returns what is chosen with a line of what is due.
pub(super) fn due_choice(due: &Due) -> DueChoice {
    (due.incident, Some(due.line.of.clone()))
}

fn place_of(listed: &Page<Listed>, id: Option<IncidentId>) -> Option<usize> {
    let id = id?;
    listed.rows.iter().position(|listed| listed.id == id)
}
