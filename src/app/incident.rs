//! One incident: its tabs, and the explanation of one of its clocks.

use super::App;
use super::action::Action;
use super::desk::Row;
use super::forms::ledger::Page;
use super::forms::{Purpose, record};
use super::lists::{motion, moved};
use super::message::Outcome;
use super::screen::{Screen, Tab, Words};
use crate::domain::facts::Answer;
use crate::domain::id::IncidentId;
use crate::domain::timeline::TimelineEvent;
use crate::protocol::decisions::DESPITE;
use crate::protocol::meetings::arranged;
use crate::protocol::pack::process::DecisionRule;
use crate::protocol::pack::{Decision, Means};

/// Where an event is recorded with everything that belongs to it.
pub(super) enum Place {
    /// A form of a ledger.
    Page(Page),
    /// A tab with what it is chosen from.
    Tab(Tab),
}

/// Says whether an action goes to another tab.
fn is_turn(action: Action) -> bool {
    matches!(action, Action::NextPane | Action::PreviousPane)
}

impl App {
    pub(super) fn act_in_incident(&mut self, action: Action) -> Outcome {
        let Some(Screen::Incident(screen)) = self.screens.last().cloned() else {
            return Outcome::redraw();
        };
        let (id, tab) = (screen.id, screen.tab);
        if let (Some(board), false) = (
            tab.board(),
            is_turn(action) || motion(action).is_some() || action == Action::Record,
        ) {
            return self.act_on_board(&board, Some(id), screen.at, action);
        }
        if let Some(by) = motion(action) {
            let count = match tab.board() {
                Some(board) => self.board_count(&board, Some(id)),
                None => self.tab_lines(id, tab),
            };
            let at = moved(screen.at, by, count);
            if let Some(Screen::Incident(screen)) = self.screens.last_mut() {
                screen.at = at;
            }
            if tab == Tab::Told {
                let row = self.desk.row(id);
                let face = row.and_then(|row| row.case.told.get(at));
                self.role_selected = face.map(|face| face.role.clone());
            }
            return Outcome::redraw();
        }
        match (action, tab) {
            (Action::NextPane, _) => self.turn_tab(1),
            (Action::PreviousPane, _) => self.turn_tab(Tab::ALL.len() - 1),
            (Action::Done, Tab::Steps) => self.record_step(id, screen.at),
            (Action::Done, _) => self.record_next(id),
            (Action::Record, _) => self.open_record(id, None),
            (Action::Correct, Tab::Timeline) => self.open_correct(id, screen.at),
            (Action::Enter, Tab::Steps) => self.show_step(id, screen.at),
            (Action::Enter, Tab::People) => self.open_edit_person(id, screen.at),
            (Action::TakeBack, Tab::People) => self.take_off_or_put_back(id, screen.at),
            (Action::Enter, Tab::Form) => self.open_alert_form(),
            (Action::Confirm, Tab::Told) => self.confirm_contact(),
            (Action::EditContact, Tab::Told) => self.open_contact(),
            _ => Outcome::redraw(),
        }
    }

    fn turn_tab(&mut self, by: usize) -> Outcome {
        if let Some(Screen::Incident(screen)) = self.screens.last_mut() {
            screen.tab = screen.tab.turned(by);
            screen.at = 0;
        }
        self.role_selected = None;
        Outcome::redraw()
    }

    /// Returns how many lines the choice moves over in a tab; a page of text scrolls freely.
    fn tab_lines(&self, id: IncidentId, tab: Tab) -> usize {
        let Some(row) = self.desk.row(id) else {
            return 0;
        };
        match tab {
            Tab::People => row.incident.people.len(),
            Tab::Timeline => row.incident.timeline.len(),
            Tab::Steps => row.case.steps.len(),
            Tab::Told => row.case.told.len(),
            _ => self.reach.get() + 1,
        }
    }

    /// Returns the timeline as it is shown, newest first; what was corrected stays in its place.
    #[must_use]
    pub fn timeline(&self, id: IncidentId) -> Vec<&TimelineEvent> {
        let Some(row) = self.desk.row(id) else {
            return Vec::new();
        };
        let mut out: Vec<&TimelineEvent> = row.incident.timeline.iter().collect();
        out.sort_by_key(|entry| {
            let at = entry.at.as_start().unwrap_or(entry.recorded_at);
            std::cmp::Reverse((at, entry.id))
        });
        out
    }

    fn open_correct(&mut self, id: IncidentId, at: usize) -> Outcome {
        let Some(entry) = self.timeline(id).get(at).copied() else {
            return self.say("The timeline is empty; x records what happened.");
        };
        if !entry.is_current() {
            return self.say("This entry was corrected or taken back already.");
        }
        let entry_id = entry.id;
        let form = self
            .desk
            .row(id)
            .and_then(|row| record::correct_form(&self.desk.pack, &row.incident, entry_id));
        match form {
            Some(form) => self.open_form(Purpose::Correct(id, entry_id), form),
            None => self.say("The entry is no longer there."),
        }
    }

    /// Opens what shows a step done: the decision, the meeting, the checks or the paper that it is
    /// done by; else the record of its event.
    fn record_step(&mut self, id: IncidentId, at: usize) -> Outcome {
        let Some(row) = self.desk.row(id) else {
            return Outcome::redraw();
        };
        let Some(step) = row.case.steps.get(at) else {
            return Outcome::redraw();
        };
        let event = step.done.first().cloned().unwrap_or_default();
        match self.place_of(row, &event) {
            Some(place) => self.open_place(id, place),
            None => self.record_event_of_step(id, at, &event),
        }
    }

    pub(super) fn open_place(&mut self, id: IncidentId, place: Place) -> Outcome {
        match place {
            Place::Page(page) => self.open_ledger(id, page),
            Place::Tab(tab) => self.open_tab(id, tab),
        }
    }

    /// Returns where an event is recorded with everything that belongs to it.
    pub(super) fn place_of(&self, row: &Row, event: &str) -> Option<Place> {
        let pack = &self.desk.pack;
        if event == pack.event_meaning(Means::Notified) {
            return Some(Place::Page(Page::Submitted));
        }
        let checks = [Means::ChecksRequested, Means::ChecksReturned];
        if checks
            .map(|means| pack.event_meaning(means))
            .contains(&event)
        {
            return (!pack.agencies.is_empty()).then_some(Place::Tab(Tab::Checks));
        }
        let decides = |row: &&Decision| {
            row.rule != DecisionRule::One && row.is_recorded_by(event)
                || row.event.as_deref() == Some(event)
        };
        if let Some(decision) = pack.decisions.iter().find(decides) {
            let face = self.desk.decision(row, &decision.id, self.now)?;
            let open = face
                .slots
                .iter()
                .find(|slot| slot.answers.is_empty() && slot.role != DESPITE);
            // Where the answers differ each is asked again: a person chooses whose.
            return Some(match open {
                Some(slot) => Place::Page(Page::Position {
                    decision: face.id.clone(),
                    slot: slot.role.clone(),
                }),
                None => Place::Tab(Tab::Decisions),
            });
        }
        for meeting in &pack.meetings {
            let mut open = arranged(&row.incident, &meeting.id).filter(|kept| !kept.is_over());
            let open = open.next();
            if meeting.held.as_deref() == Some(event)
                && let Some(kept) = open
            {
                return Some(Place::Page(Page::Held(kept.entry.id)));
            }
            let called = self.desk.asks(row, meeting.trigger.as_ref(), self.now) != Answer::No;
            if meeting.arranged.as_deref() == Some(event) && open.is_none() && called {
                let (row, entry) = (meeting.id.clone(), None);
                return Some(Place::Page(Page::Meeting { row, entry }));
            }
        }
        let sent = pack
            .forms
            .iter()
            .any(|form| form.event.as_deref() == Some(event));
        sent.then_some(Place::Tab(Tab::Papers))
    }

    fn record_event_of_step(&mut self, id: IncidentId, at: usize, event: &str) -> Outcome {
        let Some(row) = self.desk.row(id) else {
            return Outcome::redraw();
        };
        let Some(step) = row.case.steps.get(at) else {
            return Outcome::redraw();
        };
        let stops = |row: &&crate::protocol::pack::Clock| {
            row.stops.iter().any(|stop| step.done.contains(stop))
        };
        let clock = self.desk.pack.clocks.iter().find(stops);
        let clock = clock.map(|row| row.id.clone());
        let late = clock.as_deref().is_some_and(|clock| row.is_late(clock));
        // Every event can be chosen instead: what happened need not be what is next.
        let mut form = record::event_form(&self.desk.pack, None, late);
        form.draft_key = Some(format!("record/{id}/step/{}", step.id));
        form.set("event", event);
        let decided = !self.desk.pack.event_values(event).is_empty();
        form.go_to(if decided { "value" } else { "at" });
        self.open_form(Purpose::Record(id, clock), form)
    }

    /// Opens the record of what is to be done now; with nothing to do, of anything that happened.
    pub(super) fn record_next(&mut self, id: IncidentId) -> Outcome {
        let next = self.desk.row(id).and_then(|row| {
            let next = row.case.next.as_ref()?;
            row.case.steps.iter().position(|step| step.id == next.step)
        });
        match next {
            Some(at) => self.record_step(id, at),
            None => self.open_record(id, None),
        }
    }

    fn show_step(&mut self, id: IncidentId, at: usize) -> Outcome {
        let Some(step) = self.desk.row(id).and_then(|row| row.case.steps.get(at)) else {
            return Outcome::redraw();
        };
        let mut lines = vec![
            format!("{}: {}", step.state.word(), step.title),
            format!("owner  {}", step.owner),
        ];
        if !step.deputy.is_empty() {
            lines.push(format!(
                "deputy {}: in the owner's absence, say why",
                step.deputy
            ));
        }
        if !step.done_words.is_empty() {
            lines.push(format!("done   {}", step.done_words));
        }
        if !step.help.is_empty() {
            lines.push(step.help.clone());
        }
        if let Some(cite) = &step.cite {
            lines.push(format!("{}: «{}»", cite.source, cite.quote));
        }
        let title = format!("STEP  {}", step.track);
        self.push(Screen::Words(Words {
            title,
            lines,
            at: 0,
        }))
    }

    /// Handles pages that are only read.
    pub(super) fn act_in_words(&mut self, action: Action) -> Outcome {
        if let Some(by) = motion(action) {
            let reach = self.reach.get();
            let at = match self.screens.last_mut() {
                Some(Screen::Words(screen)) => &mut screen.at,
                Some(Screen::Explain(screen)) => &mut screen.at,
                _ => return Outcome::redraw(),
            };
            *at = moved(*at, by, reach + 1);
            return Outcome::redraw();
        }
        match (action, self.front().clone()) {
            (Action::Done, Screen::Explain(screen)) => {
                self.open_record(screen.id, Some(screen.clock))
            }
            _ => Outcome::redraw(),
        }
    }
}
