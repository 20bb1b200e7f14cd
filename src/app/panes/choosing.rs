//! Choosing a line of a pane, and keeping it chosen while the lists change under it.

use super::{DueChoice, End, Lists, Over, Panes};
use crate::app::desk::Desk;
use crate::app::motion::moved;
use crate::app::screen::Pane;
use crate::domain::id::IncidentId;
use crate::domain::page::Page;
use crate::rules::sight::Due;

impl Panes {
    /// Takes the filter away; says whether there was one.
    pub(crate) fn clear_filter(&mut self) -> bool {
        let was = !self.filter.is_empty();
        self.filter.clear();
        was
    }

    /// Chooses an incident that was just logged, in every pane: whatever filter would hide it goes.
    pub(crate) fn choose_logged(&mut self, id: IncidentId) {
        self.filter.clear();
        self.selected = Some(id);
        // The line is known once the incident is read.
        self.due = Some((id, None));
        self.role = None;
    }

    /// Moves the choice of the pane in front by some lines.
    pub(crate) fn move_by(&mut self, desk: &Desk, over: Over, by: isize) {
        let lists = Lists::new(self, desk, over);
        let (listed, due) = (&desk.sight.listed.rows, &desk.sight.due.rows);
        match self.pane {
            Pane::Incoming | Pane::Form => {
                let at = lists.listed_place();
                let at = at.map_or(0, |at| moved(at, by, listed.len()));
                self.selected = listed.get(at).map(|listed| listed.id).or(self.selected);
            }
            Pane::Deadlines => {
                let at = lists.due_place().map_or(0, |at| moved(at, by, due.len()));
                self.due = due.get(at).map(due_choice);
            }
            Pane::Contacts => {
                let roles = lists.roles();
                let at = moved(lists.role_at(&roles), by, roles.len());
                self.role = roles.get(at).cloned();
            }
        }
    }

    /// Says whether an end of the list in front lies beyond what was read of it.
    pub(crate) fn is_beyond(&self, desk: &Desk, end: End) -> bool {
        match self.pane {
            Pane::Deadlines => has_more(&desk.sight.due, end),
            Pane::Incoming | Pane::Form => has_more(&desk.sight.listed, end),
            Pane::Contacts => false,
        }
    }

    /// Chooses the first or the last line of what is in sight.
    pub(crate) fn choose_end(&mut self, desk: &Desk, over: Over, end: End) {
        if matches!(self.pane, Pane::Incoming | Pane::Form) {
            let row = at_end(&desk.sight.listed.rows, end);
            self.selected = row.map(|listed| listed.id).or(self.selected);
            return;
        }
        if self.pane == Pane::Deadlines {
            self.due = at_end(&desk.sight.due.rows, end).map(due_choice);
            return;
        }
        let roles = Lists::new(self, desk, over).roles();
        self.role = at_end(&roles, end).cloned();
    }

    /// Chooses the most urgent line of the chosen incident where all that is due is in sight; says
    /// whether it is.
    pub(crate) fn choose_due_of_selected(&mut self, desk: &Desk) -> bool {
        let due = &desk.sight.due;
        if !due.above.is_none() || !due.below.is_none() {
            return false;
        }
        let is_own = |due: &&Due| Some(due.incident) == self.selected;
        let own = due.rows.iter().find(is_own).map(due_choice);
        self.due = own.or(self.due.take());
        true
    }

    /// Keeps a role chosen that is listed.
    pub(crate) fn keep_role(&mut self, desk: &Desk, over: Over) {
        let lists = Lists::new(self, desk, over);
        // Whom an incident is told to comes first: until it is read nobody knows who that is.
        if lists.in_view().is_some_and(|id| desk.row(id).is_none()) {
            return;
        }
        let role = lists.chosen_role().map(str::to_owned);
        self.role = role;
    }

    /// Chooses the line after the one that left the list in front; what was chosen elsewhere stays
    /// what the other panes are about, marked or not.
    pub(crate) fn keep_listed(&mut self, desk: &Desk, was_listed: bool) {
        let listed = &desk.sight.listed;
        if listed.rows.iter().any(|row| Some(row.id) == self.selected) {
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
    pub(crate) fn keep_due(&mut self, desk: &Desk, was_listed: bool) {
        if Lists::new(self, desk, Over::Desk).due_place().is_some() {
            return;
        }
        let due = &desk.sight.due;
        let of_chosen = self.due.as_ref().filter(|_| !was_listed);
        let own = of_chosen.and_then(|(id, _)| due.rows.iter().find(|due| due.incident == *id));
        let next = || due.rows.get(due.at).or(due.rows.last());
        self.due = own.or_else(next).map(due_choice);
    }
}

/// Returns what is chosen with a line of what is due.
fn due_choice(due: &Due) -> DueChoice {
    (due.incident, Some(due.line.of.clone()))
}

fn at_end<T>(rows: &[T], end: End) -> Option<&T> {
    match end {
        End::First => rows.first(),
        End::Last => rows.last(),
    }
}

fn has_more<T>(page: &Page<T>, end: End) -> bool {
    match end {
        End::First => !page.above.is_none(),
        End::Last => !page.below.is_none(),
    }
}
