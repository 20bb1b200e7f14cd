//! The desk's panes: choosing a line, filtering, opening.

use super::App;
use super::action::Action;
use super::choices::TASK;
use super::desk::Due;
use super::forms::{Purpose, record};
use super::key::Key;
use super::message::Outcome;
use super::screen::{ExplainScreen, IncidentScreen, Pane, Screen, Tab};
use super::undo::inverse::inverse_of_contact;
use super::writes::waiting::Waiting;
use crate::domain::command::Command;
use crate::domain::id::{EntryId, IncidentId};

/// Returns the task that a line's key names.
fn task_of(key: &str) -> Option<EntryId> {
    key.strip_prefix(TASK)?.parse().ok().map(EntryId)
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
    /// Returns the incidents of the Incoming pane, by their places in the desk.
    #[must_use]
    pub fn listed(&self) -> Vec<usize> {
        self.desk.listed(self.which, &self.filter)
    }

    /// Returns the lines of the Deadlines pane.
    #[must_use]
    pub fn due(&self) -> Vec<Due> {
        self.desk.due(&self.filter, self.now)
    }

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
        if let Some(by) = motion(action) {
            return self.move_choice(by);
        }
        match (action, self.pane) {
            (Action::NextPane, _) => {
                self.go_pane(self.pane.turned(1));
                Outcome::redraw()
            }
            (Action::PreviousPane, _) => {
                self.go_pane(self.pane.turned(3));
                Outcome::redraw()
            }
            (Action::Filter, _) => {
                self.filtering = true;
                Outcome::redraw()
            }
            (Action::Back, _) => {
                self.keeping_choices(|app| app.filter.clear());
                Outcome::redraw()
            }
            (Action::WhichIncidents, _) => {
                self.keeping_choices(|app| app.which = app.which.next());
                Outcome::redraw()
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
    pub(super) fn go_pane(&mut self, pane: Pane) {
        self.selected = self.subject().or(self.selected);
        self.pane = pane;
        if pane == Pane::Deadlines {
            self.choose_due_of_selected();
        }
    }

    /// Chooses the most urgent line of the incident that the hand comes from, where it has one.
    fn choose_due_of_selected(&mut self) {
        if self.due_selected.as_ref().map(|(id, _)| *id) == self.selected {
            return;
        }
        let due = self.due();
        let own = self.selected.and_then(|id| self.most_urgent_of(&due, id));
        if let Some(key) = own.and_then(|due| self.due_key(due)) {
            self.due_selected = Some(key);
        }
    }

    fn move_choice(&mut self, by: isize) -> Outcome {
        match self.pane {
            Pane::Incoming | Pane::Form => {
                let lines = self.listed();
                let at = match self.listed_place(&lines) {
                    Some(at) => moved(at, by, lines.len()),
                    None => 0,
                };
                let row = lines.get(at).and_then(|index| self.desk.rows.get(*index));
                self.selected = row.map(|row| row.incident.id).or(self.selected);
            }
            Pane::Deadlines => {
                let lines = self.due();
                let at = match self.due_place(&lines) {
                    Some(at) => moved(at, by, lines.len()),
                    None => 0,
                };
                self.due_selected = lines.get(at).and_then(|due| self.due_key(*due));
            }
            Pane::Contacts => {
                let roles = self.roles();
                let at = moved(self.role_at(&roles), by, roles.len());
                self.role_selected = roles.get(at).cloned();
            }
        }
        Outcome::redraw()
    }

    /// Takes a key of the filter's own line.
    pub(super) fn type_filter(&mut self, key: Key) -> Outcome {
        match key {
            Key::Up => return self.move_choice(-1),
            Key::Down => return self.move_choice(1),
            _ => {}
        }
        self.keeping_choices(|app| match key {
            Key::Char(c) => app.filter.push(c),
            Key::Backspace => {
                app.filter.pop();
            }
            Key::Ctrl('w' | 'u') => app.filter.clear(),
            _ => {}
        });
        Outcome::redraw()
    }

    pub(super) fn act_in_filter(&mut self, action: Action) -> Outcome {
        self.filtering = false;
        if action == Action::Back {
            self.keeping_choices(|app| app.filter.clear());
        }
        Outcome::redraw()
    }

    pub(super) fn open_incident(&mut self) -> Outcome {
        match self.subject() {
            Some(id) if self.desk.row(id).is_some() => self.open_incident_at(id),
            _ => self.say_none_chosen(),
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
        outcome
    }

    fn explain_chosen(&mut self) -> Outcome {
        match self.due_selected.clone() {
            Some((id, key)) if task_of(&key).is_some() => self.open_tab(id, Tab::Tasks),
            Some((id, clock)) => self.push(Screen::Explain(ExplainScreen { id, clock, at: 0 })),
            None => self.say("No line is chosen: Down chooses one."),
        }
    }

    fn record_chosen_clock(&mut self) -> Outcome {
        match self.due_selected.clone() {
            Some((id, key)) if let Some(entry) = task_of(&key) => self.task_done(id, entry),
            Some((id, clock)) => self.open_record(id, Some(clock)),
            None => self.say("No line is chosen: Down chooses one."),
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
        form.draft_key = Some(format!("record/{id}/event/{event}"));
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
