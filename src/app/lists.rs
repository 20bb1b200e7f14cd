//! The desk's panes: choosing a line, filtering, opening.

use super::App;
use super::action::Action;
use super::choices::due_choice;
use super::key::Key;
use super::message::Outcome;
use super::motion::{motion, moved};
use super::page::anywhere::NONE_CHOSEN;
use super::page::incident::place::{open_record, record_next};
use super::page::tasks::task_done;
use super::page::{Next, Screen, contacts};
use super::screen::{ExplainScreen, IncidentScreen, Pane, Tab};
use crate::protocol::summary::DueOf;

/// An end of the list in front that is gone to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Its first row.
    First,
    /// Its last row.
    Last,
}

impl App {
    /// Returns the roles of the Contacts pane: who must be told on the chosen incident first,
    /// then every other role that has an entry.
    #[must_use]
    pub fn roles(&self) -> Vec<String> {
        self.roles_listed().into_iter().map(str::to_owned).collect()
    }

    fn roles_listed(&self) -> Vec<&str> {
        let row = self.in_view().and_then(|id| self.desk.row(id));
        let told = row.into_iter().flat_map(|row| &row.case.told);
        let mut out: Vec<&str> = told.map(|face| face.role.as_str()).collect();
        for contact in &self.desk.contacts {
            if !out.contains(&contact.role.as_str()) {
                out.push(&contact.role);
            }
        }
        out
    }

    /// Returns the chosen role of the contacts; the first while none is.
    pub(super) fn chosen_role(&self) -> Option<&str> {
        let roles = self.roles_listed();
        let chosen = self.role_selected.as_deref();
        let known = roles.iter().find(|role| Some(**role) == chosen);
        known.or(roles.first()).copied()
    }

    pub(super) fn act_on_desk(&mut self, action: Action) -> Outcome {
        match action {
            Action::First => return self.go_to_end(End::First),
            Action::Last => return self.go_to_end(End::Last),
            _ => {}
        }
        if let Some(by) = motion(action) {
            return self.move_choice(by);
        }
        match (action, self.pane) {
            (Action::NextPane, _) => self.go_pane(self.pane.turned(1)),
            (Action::PreviousPane, _) => self.go_pane(self.pane.turned(3)),
            (Action::Filter, _) => {
                self.filtering = true;
                Outcome::redraw()
            }
            (Action::Back, _) => self.clear_filter(),
            (Action::WhichIncidents, _) => {
                self.which = self.which.next();
                self.look()
            }
            (Action::Enter, Pane::Incoming) | (Action::EditIncident, _) => self.open_incident(),
            (Action::Enter, Pane::Deadlines) => self.explain_chosen(),
            (Action::Done, Pane::Deadlines) => self.record_chosen_clock(),
            (Action::Done, _) => self.do_next(),
            (Action::Confirm, Pane::Contacts) => self.confirm_contact(),
            (Action::EditContact, Pane::Contacts) => self.open_contact(),
            _ => Outcome::redraw(),
        }
    }

    /// Goes to a pane; what was chosen where the hand was stays what the others are about.
    pub(super) fn go_pane(&mut self, pane: Pane) -> Outcome {
        self.selected = self.subject().or(self.selected);
        self.pane = pane;
        let chosen = self.due_selected.as_ref().map(|(id, _)| *id);
        if pane != Pane::Deadlines || self.selected.is_none() || chosen == self.selected {
            return self.read_chosen();
        }
        self.choose_due_of_selected()
    }

    /// Chooses the most urgent line of the incident that the hand comes from, where it has one.
    fn choose_due_of_selected(&mut self) -> Outcome {
        let due = &self.desk.sight.due;
        let is_whole = due.above.is_none() && due.below.is_none();
        let own = due
            .rows
            .iter()
            .find(|due| Some(due.incident) == self.selected);
        if is_whole {
            self.due_selected = own.map(due_choice).or(self.due_selected.take());
            return self.read_chosen();
        }
        let outcome = self.look_for_due(self.selected);
        outcome.then(self.read_chosen())
    }

    fn move_choice(&mut self, by: isize) -> Outcome {
        match self.pane {
            Pane::Incoming | Pane::Form => {
                let listed = &self.desk.sight.listed.rows;
                let at = self
                    .listed_place()
                    .map_or(0, |at| moved(at, by, listed.len()));
                self.selected = listed.get(at).map(|listed| listed.id).or(self.selected);
            }
            Pane::Deadlines => {
                let due = &self.desk.sight.due.rows;
                let at = self.due_place().map_or(0, |at| moved(at, by, due.len()));
                self.due_selected = due.get(at).map(due_choice);
            }
            Pane::Contacts => {
                let roles = self.roles();
                let at = moved(self.role_at(&roles), by, roles.len());
                self.role_selected = roles.get(at).cloned();
            }
        }
        self.look_beyond().then(self.read_chosen())
    }

    /// Takes a key of the filter's own line.
    pub(super) fn type_filter(&mut self, key: Key) -> Outcome {
        match key {
            Key::Up => return self.move_choice(-1),
            Key::Down => return self.move_choice(1),
            Key::Char(c) => self.filter.push(c),
            Key::Backspace => {
                self.filter.pop();
            }
            Key::Ctrl('w' | 'u') => self.filter.clear(),
            _ => return Outcome::redraw(),
        }
        self.look()
    }

    pub(super) fn act_in_filter(&mut self, action: Action) -> Outcome {
        self.filtering = false;
        if action == Action::Back {
            return self.clear_filter();
        }
        Outcome::redraw()
    }

    fn clear_filter(&mut self) -> Outcome {
        if self.filter.is_empty() {
            return Outcome::redraw();
        }
        self.filter.clear();
        self.look()
    }

    fn open_incident(&mut self) -> Outcome {
        match self.subject() {
            Some(id) => self.apply(Next::open(Screen::Incident(IncidentScreen::new(id)))),
            None => self.say_none_chosen(),
        }
    }

    fn explain_chosen(&mut self) -> Outcome {
        let next = match self.due_selected.clone() {
            Some((id, Some(DueOf::Task(_)))) => Next::Tab(id, Tab::Tasks),
            Some((id, Some(DueOf::Clock(clock)))) => {
                Next::open(Screen::Explain(ExplainScreen { id, clock, at: 0 }))
            }
            _ => Next::say("No line is chosen: Down chooses one."),
        };
        self.apply(next)
    }

    fn record_chosen_clock(&mut self) -> Outcome {
        let next = match self.due_selected.clone() {
            Some((id, Some(DueOf::Task(entry)))) => task_done(&self.see(), id, entry),
            Some((id, Some(DueOf::Clock(clock)))) => match self.desk.row(id) {
                Some(row) => open_record(&self.see(), row, Some(clock)),
                None => Next::say(NONE_CHOSEN),
            },
            _ => Next::say("No line is chosen: Down chooses one."),
        };
        self.apply(next)
    }

    /// Does what is next on the chosen incident.
    fn do_next(&mut self) -> Outcome {
        let row = self.subject().and_then(|id| self.desk.row(id));
        let next = match row {
            Some(row) => record_next(&self.see(), row),
            None => Next::say(NONE_CHOSEN),
        };
        self.apply(next)
    }

    fn confirm_contact(&mut self) -> Outcome {
        let next = contacts::confirm(&self.see(), self.chosen_role());
        self.apply(next)
    }

    fn open_contact(&mut self) -> Outcome {
        let next = contacts::open(self.chosen_role());
        self.apply(next)
    }
}
