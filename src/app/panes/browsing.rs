//! Going about in the panes: what a key chooses, and what is asked of the file for it.

use super::stops::DueChoice;
use super::{End, Lists, Over, Panes};
use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::key::Key;
use crate::app::motion::motion;
use crate::app::screen::Pane;
use crate::app::session::screens::Screens;
use crate::domain::instant::Instant;
use crate::domain::page::Around;
use crate::rules::sight::{DuePlace, Sight, Wanted, Which};

/// The fewest rows that are read on either side of a chosen line.
const FEWEST: usize = 40;

/// What is asked of the file after a key; the incidents that are chosen then, in any case.
#[derive(Debug)]
pub(crate) enum Asked {
    /// Nothing more.
    Chosen,
    /// The lists as they are in sight.
    Lists,
    /// The lists around other lines.
    These(Box<Wanted>),
}

/// What a key in the panes is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    desk: &'a Desk,
    over: Over,
    /// The rows of the terminal.
    height: u16,
    now: Instant,
}

impl<'a> View<'a> {
    pub(crate) fn of(
        desk: &'a Desk,
        screens: &Screens,
        (_, height): (u16, u16),
        now: Instant,
    ) -> Self {
        Self {
            desk,
            over: screens.over(),
            height,
            now,
        }
    }

    /// Returns how many rows are read on either side: as many as a screen shows, and some more.
    fn half(self) -> usize {
        FEWEST.max(usize::from(self.height) * 3 / 2)
    }
}

impl Panes {
    /// Returns what is asked for of the lists.
    pub(crate) fn wanted(&self, view: View<'_>) -> Wanted {
        Lists::new(self, view.desk, view.over).wanted(view.half(), view.now)
    }

    /// Takes a key that moves about; none where it is another.
    pub(crate) fn browse(&mut self, view: View<'_>, action: Action) -> Option<Asked> {
        Some(match action {
            Action::First => self.go_to_end(view, End::First),
            Action::Last => self.go_to_end(view, End::Last),
            Action::NextPane => self.go(view, self.pane.turned(1)),
            Action::PreviousPane => self.go(view, self.pane.turned(3)),
            Action::Filter => {
                self.filtering = true;
                Asked::Chosen
            }
            Action::Back if self.clear_filter() => Asked::Lists,
            Action::WhichIncidents => {
                self.which = self.which.next();
                Asked::Lists
            }
            Action::Fold => self.fold_group(view),
            Action::Enter if self.pane == Pane::Deadlines && self.due_group().is_some() => {
                self.fold_group(view)
            }
            Action::Whose => {
                self.turn_whose(view.desk);
                self.due = None;
                Asked::Lists
            }
            _ => self.move_choice(view, motion(action)?),
        })
    }

    /// Goes to a pane; what was chosen where the cursor was stays what the others are about.
    pub(crate) fn go(&mut self, view: View<'_>, pane: Pane) -> Asked {
        let lists = Lists::new(self, view.desk, view.over);
        let selected = lists.in_view();
        self.selected = selected;
        self.pane = pane;
        if pane == Pane::Contacts {
            // Whoever comes here comes to tell the next.
            self.choose_next_told(view.desk, view.over);
        }
        let chosen = self.due.as_ref().and_then(DueChoice::incident);
        let is_there = pane != Pane::Deadlines || selected.is_none() || chosen == selected;
        if is_there || self.choose_due_of_selected(view.desk) {
            return Asked::Chosen;
        }
        // What is due is asked for around the most urgent line of the incident, to be chosen.
        let mut wanted = self.wanted(view);
        if let Some(id) = selected {
            wanted.due = Around::Place(DuePlace::Line {
                incident: id,
                of: None,
                stood: None,
            });
            self.due = Some(DueChoice::Line(id, None));
        }
        Asked::These(Box::new(wanted))
    }

    fn fold_group(&mut self, view: View<'_>) -> Asked {
        self.fold(view.desk);
        Asked::Lists
    }

    fn move_choice(&mut self, view: View<'_>, by: isize) -> Asked {
        self.move_by(view.desk, view.over, by);
        let lists = Lists::new(self, view.desk, view.over);
        if lists.is_near_end(usize::from(view.height)) {
            Asked::Lists
        } else {
            Asked::Chosen
        }
    }

    /// Goes to an end of the list in front: at once where it was read, else once it is.
    fn go_to_end(&mut self, view: View<'_>, end: End) -> Asked {
        if !self.is_beyond(view.desk, end) {
            self.choose_end(view.desk, view.over, end);
            return Asked::Chosen;
        }
        self.going = Some(end);
        let mut wanted = self.wanted(view);
        match (self.pane, end) {
            (Pane::Deadlines, End::First) => wanted.due = Around::First,
            (Pane::Deadlines, End::Last) => wanted.due = Around::Last,
            (_, End::First) => wanted.listed = Around::First,
            (_, End::Last) => wanted.listed = Around::Last,
        }
        Asked::These(Box::new(wanted))
    }

    /// Takes a key of the filter's own line.
    pub(crate) fn type_filter(&mut self, view: View<'_>, key: Key) -> Asked {
        match key {
            Key::Up => return self.move_choice(view, -1),
            Key::Down => return self.move_choice(view, 1),
            Key::Char(c) => self.filter.push(c),
            Key::Backspace => {
                self.filter.pop();
            }
            Key::Ctrl('w' | 'u') => self.filter.clear(),
            _ => return Asked::Chosen,
        }
        // From the first that match: an index of words gives its rows from the newest on, and a page
        // around an incident of long ago would be reached through every newer one that matches.
        let mut wanted = self.wanted(view);
        if !wanted.filter.is_empty() {
            wanted.listed = Around::First;
        }
        Asked::These(Box::new(wanted))
    }

    /// Leaves the filter's own line; where nothing that waits or is open matches, Enter looks among all.
    pub(crate) fn end_filter(&mut self, view: View<'_>, action: Action) -> Asked {
        self.filtering = false;
        if action == Action::Back && self.clear_filter() {
            return Asked::Lists;
        }
        let is_found = !view.desk.sight.listed.rows.is_empty();
        let is_whole = self.pane != Pane::Incoming || self.which == Which::All;
        if action == Action::Back || is_found || is_whole || self.filter.is_empty() {
            return Asked::Chosen;
        }
        self.which = Which::All;
        self.going = Some(End::First);
        let mut wanted = self.wanted(view);
        wanted.listed = Around::First;
        Asked::These(Box::new(wanted))
    }

    /// Takes what is in sight with everything chosen kept chosen by its id; where a chosen line has
    /// left its list the next one is chosen.
    pub(crate) fn take_sight(&mut self, desk: &mut Desk, over: Over, sight: Sight) {
        let lists = Lists::new(self, desk, over);
        let listed = lists.place_of(self.selected).is_some();
        let due = lists.due_place().is_some();
        desk.sight = sight;
        desk.is_read = true;
        if let Some(end) = self.going.take() {
            self.choose_end(desk, over, end);
        } else {
            self.keep_listed(desk, listed);
            self.keep_due(desk, due);
        }
        self.keep_role(desk, over);
    }
}
