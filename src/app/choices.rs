//! What is chosen: an incident, a line of what is due, a role.
//!
//! A key acts on a line that is marked or on what the page in front is about, and on nothing else:
//! where neither is in sight there is no incident to act on, and the keys say so.

use super::App;
use super::desk::{Due, DueOf};
use super::message::Outcome;
use super::screen::{Pane, Screen};
use crate::domain::id::IncidentId;

/// What stands before a task's number where a line is known by its key.
pub(super) const TASK: &str = "task:";

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
            Screen::Incident(screen) => Some(screen.id),
            Screen::Advice(screen) => Some(screen.id),
            Screen::Send(screen) => Some(screen.id),
            Screen::Explain(screen) => Some(screen.id),
            Screen::Board(screen) => screen.id,
            Screen::Form(screen) => screen.purpose.incident(),
            // Words lie over the whole desk: no line of it is in sight.
            _ if matches!(self.front(), Screen::Words(_)) => None,
            _ => match self.pane {
                Pane::Deadlines => self.due_selected.as_ref().map(|(id, _)| *id),
                Pane::Incoming => {
                    let marked = self.selected_place(&self.listed()).is_some();
                    self.selected.filter(|_| marked)
                }
                // The title of the pane names it.
                Pane::Form | Pane::Contacts => self.selected,
            },
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

    /// Says that a key has no incident to act on.
    pub(super) fn say_none_chosen(&mut self) -> Outcome {
        self.say("No incident is chosen: Down chooses one, n logs a new one.")
    }

    /// Returns the place of the incident in view in the list; none while it is not listed.
    #[must_use]
    pub fn listed_place(&self, lines: &[usize]) -> Option<usize> {
        self.place_in(lines, self.in_view())
    }

    fn selected_place(&self, lines: &[usize]) -> Option<usize> {
        self.place_in(lines, self.selected)
    }

    fn place_in(&self, lines: &[usize], id: Option<IncidentId>) -> Option<usize> {
        let id = id?;
        lines.iter().position(|index| {
            let row = self.desk.rows.get(*index);
            row.is_some_and(|row| row.incident.id == id)
        })
    }

    /// Returns the incident and the clock or task of a line of what is due.
    pub(super) fn due_key(&self, due: Due) -> Option<(IncidentId, String)> {
        let row = self.desk.rows.get(due.row)?;
        let key = match due.of {
            DueOf::Clock(place) => row.case.clocks.get(place)?.id.clone(),
            DueOf::Task(place) => format!("{TASK}{}", row.case.tasks.get(place)?.entry),
        };
        Some((row.incident.id, key))
    }

    /// Returns the place of the chosen line of the Deadlines pane; none while nothing is chosen.
    #[must_use]
    pub fn due_place(&self, lines: &[Due]) -> Option<usize> {
        let chosen = self.due_selected.as_ref()?;
        lines
            .iter()
            .position(|due| self.due_key(*due).as_ref() == Some(chosen))
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
    pub(super) fn choose_logged(&mut self, id: IncidentId) {
        self.filter.clear();
        self.selected = Some(id);
        // The line is known once the incident is read.
        self.due_selected = Some((id, String::new()));
        self.role_selected = None;
    }

    /// Makes a change with everything chosen kept chosen by its id; where a chosen line leaves its
    /// list the next one is chosen.
    pub(super) fn keeping_choices(&mut self, change: impl FnOnce(&mut Self)) {
        let listed = self.selected_place(&self.listed()).is_some();
        let due = self.due_place(&self.due());
        let marked = self.marked_advice();
        change(self);
        self.keep_listed(listed);
        self.keep_due(due);
        let roles = self.roles();
        self.role_selected = roles.get(self.role_at(&roles)).cloned();
        self.keep_questions(&marked);
    }

    /// Chooses the line after the one that left the list in front; what was chosen elsewhere stays
    /// what the other panes are about, marked or not.
    fn keep_listed(&mut self, was_listed: bool) {
        let lines = self.listed();
        if self.selected_place(&lines).is_some() {
            return;
        }
        let rows = &self.desk.rows;
        let stood = rows
            .iter()
            .position(|row| Some(row.incident.id) == self.selected);
        let left = was_listed && self.pane == Pane::Incoming;
        if stood.is_some() && !left {
            return;
        }
        let next = lines
            .iter()
            .find(|index| stood.is_none_or(|stood| **index > stood));
        let next = next.or(lines.last()).and_then(|index| rows.get(*index));
        let next = next.map(|row| row.incident.id);
        // Of an emptied list nothing is marked: the panes beside it stay with what left.
        self.selected = next.or(self.selected.filter(|_| stood.is_some()));
    }

    /// Chooses the line that took the place of the one that left; of an incident just logged, its
    /// most urgent one.
    fn keep_due(&mut self, was_at: Option<usize>) {
        let lines = self.due();
        if self.due_place(&lines).is_some() {
            return;
        }
        let chosen = match (was_at, self.due_selected.as_ref()) {
            (Some(place), _) => lines.get(place).or(lines.last()).copied(),
            (None, Some((id, _))) if self.desk.row(*id).is_none() => return,
            (None, Some((id, _))) => self.most_urgent_of(&lines, *id),
            (None, None) => lines.first().copied(),
        };
        self.due_selected = chosen.and_then(|due| self.due_key(due));
    }

    /// Returns the most urgent line of an incident.
    pub(super) fn most_urgent_of(&self, lines: &[Due], id: IncidentId) -> Option<Due> {
        let own = |due: &&Due| {
            let row = self.desk.rows.get(due.row);
            row.is_some_and(|row| row.incident.id == id)
        };
        lines.iter().find(own).copied()
    }
}
