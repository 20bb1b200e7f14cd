//! The keys of the desk's panes, and what is asked of the file for them.

use super::App;
use super::action::Action;
use super::key::Key;
use super::message::{Effect, Outcome};
use super::motion::motion;
use super::page::Screen;
use super::page::advice::order::{self, Marked};
use super::page::desk::{self, Chosen};
use super::panes::{End, Lists, Over};
use super::screen::Pane;
use crate::domain::id::IncidentId;
use crate::domain::page::Around;
use crate::rules::sight::Sight;

impl App {
    /// Returns the panes with what is in sight of them.
    #[must_use]
    pub fn lists(&self) -> Lists<'_> {
        Lists::new(&self.panes, &self.desk, self.over())
    }

    /// Returns what lies over the panes. A question and the palette lie over what is under them;
    /// words lie over the whole desk, and no line of it is in sight.
    fn over(&self) -> Over {
        let is_page = |screen: &&Screen| {
            !matches!(
                screen,
                Screen::Words(_) | Screen::Palette(_) | Screen::Confirm(_)
            )
        };
        match self.screens.iter().rev().find(is_page) {
            Some(Screen::Desk) | None if !matches!(self.front(), Screen::Words(_)) => Over::Desk,
            Some(page) => Over::Page(page.incident()),
            None => Over::Page(None),
        }
    }

    /// Returns the incident that the form's pane and the contacts are about.
    #[must_use]
    pub fn in_view(&self) -> Option<IncidentId> {
        self.lists().in_view()
    }

    /// Returns the incident that a key acts on.
    #[must_use]
    pub fn subject(&self) -> Option<IncidentId> {
        self.lists().subject()
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
        match action {
            Action::NextPane => self.go_pane(self.panes.pane.turned(1)),
            Action::PreviousPane => self.go_pane(self.panes.pane.turned(3)),
            Action::Filter => {
                self.panes.filtering = true;
                Outcome::redraw()
            }
            Action::Back if self.panes.clear_filter() => self.look(),
            Action::WhichIncidents => {
                self.panes.which = self.panes.which.next();
                self.look()
            }
            action => {
                let chosen = Chosen {
                    pane: self.panes.pane,
                    subject: self.subject(),
                    due: self.panes.due_line(),
                };
                let next = desk::act(&self.see(), chosen, action);
                self.apply(next)
            }
        }
    }

    /// Goes to a pane; what was chosen where the cursor was stays what the others are about.
    pub(super) fn go_pane(&mut self, pane: Pane) -> Outcome {
        let selected = self.subject().or(self.panes.selected);
        self.panes.selected = selected;
        self.panes.pane = pane;
        let chosen = self.panes.due.as_ref().map(|(id, _)| *id);
        let is_there = pane != Pane::Deadlines || selected.is_none() || chosen == selected;
        if is_there || self.panes.choose_due_of_selected(&self.desk) {
            return self.read_chosen();
        }
        // What is due is asked for around the most urgent line of the incident, to be chosen.
        let mut wanted = self.lists().wanted(self.half());
        if let (Some(id), Around::Place(place)) = (selected, &mut wanted.due) {
            (place.incident, place.of) = (id, None);
        }
        self.panes.due = selected.map(|id| (id, None));
        let outcome = self.reading(Effect::Look(Box::new(wanted)));
        outcome.then(self.read_chosen())
    }

    fn move_choice(&mut self, by: isize) -> Outcome {
        let over = self.over();
        self.panes.move_by(&self.desk, over, by);
        let near = usize::from(self.size.1);
        let outcome = if self.lists().is_near_end(near) {
            self.look()
        } else {
            Outcome::redraw()
        };
        outcome.then(self.read_chosen())
    }

    /// Goes to an end of the list in front: at once where it was read, else once it is.
    fn go_to_end(&mut self, end: End) -> Outcome {
        if !self.panes.is_beyond(&self.desk, end) {
            let over = self.over();
            self.panes.choose_end(&self.desk, over, end);
            return self.read_chosen();
        }
        self.panes.going = Some(end);
        let mut wanted = self.lists().wanted(self.half());
        match (self.panes.pane, end) {
            (Pane::Deadlines, End::First) => wanted.due = Around::First,
            (Pane::Deadlines, End::Last) => wanted.due = Around::Last,
            (_, End::First) => wanted.listed = Around::First,
            (_, End::Last) => wanted.listed = Around::Last,
        }
        self.reading(Effect::Look(Box::new(wanted)))
    }

    /// Takes a key of the filter's own line.
    pub(super) fn type_filter(&mut self, key: Key) -> Outcome {
        match key {
            Key::Up => return self.move_choice(-1),
            Key::Down => return self.move_choice(1),
            Key::Char(c) => self.panes.filter.push(c),
            Key::Backspace => {
                self.panes.filter.pop();
            }
            Key::Ctrl('w' | 'u') => self.panes.filter.clear(),
            _ => return Outcome::redraw(),
        }
        self.look_for_words()
    }

    pub(super) fn act_in_filter(&mut self, action: Action) -> Outcome {
        self.panes.filtering = false;
        if action == Action::Back && self.panes.clear_filter() {
            return self.look();
        }
        Outcome::redraw()
    }

    /// Takes what is in sight with everything chosen kept chosen by its id; where a chosen line has
    /// left its list the next one is chosen.
    pub(super) fn take_sight(&mut self, sight: Sight) {
        let lists = self.lists();
        let listed = lists.place_of(self.panes.selected).is_some();
        let due = lists.due_place().is_some();
        self.desk.sight = sight;
        self.desk.is_read = true;
        if let Some(end) = self.panes.going.take() {
            let over = self.over();
            self.panes.choose_end(&self.desk, over, end);
        } else {
            self.panes.keep_listed(&self.desk, listed);
            self.panes.keep_due(&self.desk, due);
        }
        let over = self.over();
        self.panes.keep_role(&self.desk, over);
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
        let over = self.over();
        self.panes.keep_role(&self.desk, over);
        for (screen, chosen) in self.screens.iter_mut().zip(&marked) {
            if let Screen::Advice(page) = screen {
                order::keep(&self.desk, page, chosen.as_ref());
            }
        }
    }
}
