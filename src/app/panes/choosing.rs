//! Choosing a line of a pane, and keeping it chosen while the lists change under it.

use super::stops::{DueChoice, DueStop};
use super::{End, Lists, Over, Panes};
use crate::app::desk::Desk;
use crate::app::motion::moved;
use crate::app::screen::Pane;
use crate::domain::id::IncidentId;
use crate::domain::page::Page;
use crate::rules::told;

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
        self.due = Some(DueChoice::Line(id, None));
        self.role = None;
    }

    /// Moves the choice of the pane in front by some lines.
    pub(crate) fn move_by(&mut self, desk: &Desk, over: Over, by: isize) {
        let lists = Lists::new(self, desk, over);
        let listed = &desk.sight.listed.rows;
        match self.pane {
            Pane::Incoming | Pane::Form => {
                let at = lists.listed_place();
                let at = at.map_or(0, |at| moved(at, by, listed.len()));
                self.selected = listed.get(at).map(|listed| listed.id).or(self.selected);
            }
            Pane::Deadlines => {
                let stops = lists.due_stops();
                let at = lists.due_place();
                let at = at.map_or(0, |at| moved(at, by, stops.len()));
                // On a heading the other panes stay with the line that the cursor came from.
                let seen = lists.in_view();
                self.due = stops.get(at).map(|(_, stop)| stop.choice());
                self.selected = seen;
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
            let stops = Lists::new(self, desk, over).due_stops();
            self.due = at_end(&stops, end).map(|(_, stop)| stop.choice());
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
        let mut rows = due.rows.iter();
        let own = rows.find(|(_, due)| Some(due.incident) == self.selected);
        let own = own.map(|(_, due)| DueStop::Line(due).choice());
        self.due = own.or(self.due.take());
        true
    }

    /// Chooses who is to be told next of the incident in view.
    pub(crate) fn choose_next_told(&mut self, desk: &Desk, over: Over) {
        let lists = Lists::new(self, desk, over);
        let row = lists.in_view().and_then(|id| desk.row(id));
        let next = row.and_then(|row| told::next(&row.case.told));
        self.role = next.map(|face| face.role.clone()).or(self.role.take());
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
    /// most urgent one; of a group that was opened, its first.
    pub(crate) fn keep_due(&mut self, desk: &Desk, was_listed: bool) {
        let lists = Lists::new(self, desk, Over::Desk);
        if lists.due_place().is_some() {
            return;
        }
        let due = &desk.sight.due;
        let stops = lists.due_stops();
        let own = stops.iter().find(|(group, stop)| match (&self.due, stop) {
            (Some(DueChoice::Group(opened)), _) => group == opened,
            (Some(DueChoice::Line(id, _)), DueStop::Line(due)) => {
                !was_listed && due.incident == *id
            }
            _ => false,
        });
        let next = due.rows.get(due.at).or(due.rows.last());
        let next = next.map(|(_, due)| DueStop::Line(due));
        let own = own.map(|(_, stop)| *stop).or(next);
        let any = own.or(stops.first().map(|(_, stop)| *stop));
        self.due = any.map(DueStop::choice);
    }

    /// Folds the group of what is chosen, or opens the one whose heading is.
    pub(crate) fn fold(&mut self, desk: &Desk) {
        let lists = Lists::new(self, desk, Over::Desk);
        let stops = lists.due_stops();
        let chosen = lists.due_place().and_then(|at| stops.get(at));
        let Some((group, _)) = chosen.copied() else {
            return;
        };
        // What was in view stays so: the heading is about no incident.
        self.selected = lists.in_view();
        if self.folded.contains(&group) {
            self.folded.retain(|folded| *folded != group);
        } else {
            self.folded.push(group);
        }
        self.due = Some(DueChoice::Group(group));
    }

    /// Lists the duties of the next whose there are, after the last everybody's again.
    pub(crate) fn turn_whose(&mut self, desk: &Desk) {
        let mut owners = desk.sight.owners.iter();
        let next = match &self.whose {
            None => owners.next(),
            Some(whose) => owners.find(|owner| *owner > whose),
        };
        self.whose = next.cloned();
    }
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
