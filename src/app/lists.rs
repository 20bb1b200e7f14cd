//! The desk's panes: choosing a line, filtering, opening.

use super::App;
use super::action::Action;
use super::choices::due_choice;
use super::forms::{Purpose, record};
use super::key::Key;
use super::message::Outcome;
use super::screen::{ExplainScreen, IncidentScreen, Pane, Screen, Tab};
use super::undo::inverse::inverse_of_contact;
use super::writes::waiting::Waiting;
use crate::domain::command::Command;
use crate::domain::draft::{DraftKey, RecordOf};
use crate::domain::id::IncidentId;
use crate::protocol::summary::DueOf;

/// An end of the list in front that is gone to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Its first row.
    First,
    /// Its last row.
    Last,
}

/// How many lines a page key moves.
const PAGE: isize = 10;

/// Returns how far an action moves the choice in a list.
#[must_use]
pub(super) fn motion(action: Action) -> Option<isize> {
    Some(match action {
        Action::Up => -1,
        Action::Down => 1,
        Action::PageUp => -PAGE,
        Action::PageDown => PAGE,
        Action::First => isize::MIN / 2,
        Action::Last => isize::MAX / 2,
        _ => return None,
    })
}

/// Returns the place `by` away, kept within a list of `count`.
#[must_use]
pub(super) fn moved(at: usize, by: isize, count: usize) -> usize {
    let last = isize::try_from(count.saturating_sub(1)).unwrap_or(isize::MAX);
    let at = isize::try_from(at).unwrap_or(0);
    usize::try_from(at.saturating_add(by).clamp(0, last)).unwrap_or(0)
}

impl App {
    /// Returns the roles of the Contacts pane: who must be told on the chosen incident first,
    /// then every other role that has an entry.
    #[must_use]
    pub fn roles(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let row = self.in_view().and_then(|id| self.desk.row(id));
        if let Some(row) = row {
            out.extend(row.case.told.iter().map(|face| face.role.clone()));
        }
        for contact in &self.desk.contacts {
            if !out.contains(&contact.role) {
                out.push(contact.role.clone());
            }
        }
        out
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

    pub(super) fn open_incident(&mut self) -> Outcome {
        match self.subject() {
            Some(id) => self.open_incident_at(id),
            None => self.say_none_chosen(),
        }
    }

    pub(super) fn open_incident_at(&mut self, id: IncidentId) -> Outcome {
        self.selected = Some(id);
        let mut outcome = self.push(Screen::Incident(IncidentScreen {
            id,
            tab: Tab::Summary,
            at: 0,
        }));
        outcome.effects.extend(self.see(id));
        outcome.then(self.read(id))
    }

    fn explain_chosen(&mut self) -> Outcome {
        match self.due_selected.clone() {
            Some((id, Some(DueOf::Task(_)))) => self.open_tab(id, Tab::Tasks),
            Some((id, Some(DueOf::Clock(clock)))) => {
                let outcome = self.push(Screen::Explain(ExplainScreen { id, clock, at: 0 }));
                outcome.then(self.read(id))
            }
            _ => self.say("No line is chosen: Down chooses one."),
        }
    }

    fn record_chosen_clock(&mut self) -> Outcome {
        match self.due_selected.clone() {
            Some((id, Some(DueOf::Task(entry)))) => self.task_done(id, entry),
            Some((id, Some(DueOf::Clock(clock)))) => self.open_record(id, Some(clock)),
            _ => self.say("No line is chosen: Down chooses one."),
        }
    }

    /// Does what is next on the chosen incident.
    fn do_next(&mut self) -> Outcome {
        match self.subject().filter(|id| self.desk.row(*id).is_some()) {
            Some(id) => self.record_next(id),
            None => self.say_none_chosen(),
        }
    }

    /// Opens the form that records an event, late when the clock is past its time.
    pub(super) fn open_record(&mut self, id: IncidentId, clock: Option<String>) -> Outcome {
        let Some(row) = self.desk.row(id) else {
            return self.say_none_chosen();
        };
        let stops = clock
            .as_deref()
            .and_then(|clock| self.desk.pack.clock(clock));
        let stops = stops.map_or(&[][..], |row| row.stops.as_slice());
        let place = stops.iter().find_map(|event| self.place_of(row, event));
        if let Some(place) = place {
            return self.open_place(id, place);
        }
        let late = clock.as_deref().is_some_and(|clock| row.is_late(clock));
        let form = record::event_form(&self.desk.pack, clock.as_deref(), late);
        self.open_form(Purpose::Record(id, clock), form)
    }

    /// Opens the form that records anything, on one event.
    pub(super) fn open_event(&mut self, id: IncidentId, event: &str) -> Outcome {
        let mut form = record::event_form(&self.desk.pack, None, false);
        form.draft_key = Some(DraftKey::Record(id, RecordOf::Event(event.to_owned())));
        form.set("event", event);
        form.go_to("at");
        self.open_form(Purpose::Record(id, None), form)
    }

    pub(super) fn confirm_contact(&mut self) -> Outcome {
        let roles = self.roles();
        let Some(role) = roles.get(self.role_at(&roles)).cloned() else {
            return self.say("No contact is chosen.");
        };
        self.confirm_role(&role)
    }

    /// Records that the entry of a role was checked and is right.
    pub(super) fn confirm_role(&mut self, role: &str) -> Outcome {
        let Some(contact) = self.desk.contact(role) else {
            return self.say("There is nothing to confirm: e adds the entry first.");
        };
        if contact.mailbox.is_empty()
            && contact.phone_day.is_empty()
            && contact.phone_night.is_empty()
        {
            return self.say("The entry has no number and no mailbox: e adds them first.");
        }
        let mut confirmed = contact.clone();
        confirmed.confirmed_at = Some(self.now);
        confirmed.confirmed_by.clone_from(&self.user);
        let role = self.desk.pack.role_title(role);
        let words = format!("{role} is confirmed. u undoes it.");
        let undo = inverse_of_contact("the confirmation", contact, &confirmed);
        let command = Command::SaveContact(Box::new(confirmed), None);
        self.run(command, Waiting::Answer(undo, words)).1
    }

    pub(super) fn open_contact(&mut self) -> Outcome {
        let roles = self.roles();
        let Some(role) = roles.get(self.role_at(&roles)).cloned() else {
            return self.say("No contact is chosen.");
        };
        self.open_contact_of(&role)
    }

    /// Opens the entry of a role.
    pub(super) fn open_contact_of(&mut self, role: &str) -> Outcome {
        let role = role.to_owned();
        let contact = self.desk.contact(&role).cloned();
        let contact = contact.unwrap_or_else(|| crate::domain::contact::Contact {
            role: role.clone(),
            ..crate::domain::contact::Contact::default()
        });
        let title = self.desk.pack.role_title(&role).to_owned();
        let form = super::forms::contact::form(&title, &contact);
        self.open_form(Purpose::Contact(role), form)
    }
}
