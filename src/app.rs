//! What the user means: state, and `update(state, message, now)` that returns effects.
//!
//! No terminal and no SQL here: a key comes in, state changes, effects go out; the runtime carries
//! them out and their answers come back as messages. A save is announced only after its commit.

pub mod action;
pub mod buffer;
mod clock_check;
pub mod desk;
mod filling;
pub mod form;
pub mod key;
pub mod keymap;
mod keys;
pub mod labels;
mod leaving;
pub mod line;
mod lists;
pub mod message;
mod motion;
mod next;
mod others;
pub mod page;
mod palette;
pub mod panes;
mod replies;
pub mod screen;
pub mod see;
mod sight;
mod submit;
mod undo;
mod writes;

use std::collections::{HashMap, VecDeque};

use desk::Desk;
use key::{Key, Pace};
use keymap::Scope;
use message::{Effect, Message, Outcome, Ticket};
use page::{FormScreen, Page, Screen, Sheet, start};
use panes::Panes;
use screen::Pane;
use undo::inverse::Undo;
use writes::waiting::Waiting;

use crate::domain::calendar::BankHolidays;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::pack::Pack;

pub use clock_check::clock_warning;
pub use palette::palette_rows;

/// One line said to the person, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub words: String,
    /// Something was refused or failed.
    pub refused: bool,
}

/// How the desk is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// No desk is set up here yet.
    SetUp,
    /// A desk is here, locked.
    Locked,
    /// The runtime opens it by itself (the demo).
    Opening,
}

/// The whole state of the desk.
#[derive(Debug)]
pub struct App {
    /// What the desk knows.
    pub desk: Desk,
    /// Who is at it.
    pub user: String,
    /// The screens, the one in front last; the desk is always the first.
    pub screens: Vec<Screen>,
    /// The desk's panes, and what is chosen in each.
    pub panes: Panes,
    /// The line said to the person.
    pub notice: Option<Notice>,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The last instant seen.
    pub now: Instant,
    /// The desk is a throw-away one.
    pub demo: bool,
    clock: clock_check::ClockCheck,
    pressed: Vec<Key>,
    /// How the key came that is being taken.
    pace: Pace,
    answers: keys::Answers,
    last_ticket: Ticket,
    waiting: HashMap<Ticket, Waiting>,
    undo: Vec<Undo>,
    /// What was typed while a write or a reading was under way, to be taken up after it.
    held: VecDeque<Message>,
    /// Readings asked for and not yet here.
    loading: usize,
    /// The incidents that were written here and not read again yet: what is in them is no news.
    written: Vec<IncidentId>,
    /// How far the page in front can be scrolled, as it was last drawn: only drawing knows how
    /// many rows its words take.
    pub reach: std::cell::Cell<usize>,
}

impl App {
    /// Returns the desk at its start.
    #[must_use]
    pub fn new(pack: Pack, holidays: BankHolidays, begins: &Start, now: Instant) -> Self {
        let mut screens = vec![Screen::Desk];
        let before: Option<(Box<dyn Sheet>, _)> = match begins {
            Start::SetUp => Some((Box::new(start::SetUp), start::set_up(&Pack::councils()))),
            Start::Locked => Some((Box::new(start::Unlock), start::unlock())),
            Start::Opening => None,
        };
        let before = before.map(|(sheet, form)| FormScreen::new(sheet, form));
        screens.extend(before.map(|screen| Screen::Form(Box::new(screen))));
        Self {
            desk: Desk::new(pack, holidays),
            user: String::new(),
            screens,
            panes: Panes::default(),
            notice: None,
            size: (80, 24),
            now,
            demo: false,
            clock: clock_check::ClockCheck::default(),
            pressed: Vec::new(),
            pace: Pace::ByHand,
            answers: keys::Answers::default(),
            last_ticket: 0,
            waiting: HashMap::new(),
            undo: Vec::new(),
            held: VecDeque::new(),
            loading: 0,
            written: Vec::new(),
            reach: std::cell::Cell::new(0),
        }
    }

    /// Takes a message and returns what it asks for.
    pub fn update(&mut self, message: Message, now: Instant) -> Outcome {
        self.now = now;
        self.clock.catch_up(now);
        if self.holds(&message) {
            self.held.push_back(message);
            return Outcome::default();
        }
        let mut outcome = self.take(message, now);
        let leaves = outcome.effects.iter().any(|e| matches!(e, Effect::Quit));
        while !leaves && !self.is_busy() && !self.is_leaving() {
            let Some(message) = self.held.pop_front() else {
                break;
            };
            let more = self.take(message, now);
            outcome.effects.extend(more.effects);
            outcome.redraw |= more.redraw;
        }
        outcome
    }

    /// Says whether a write, a reading or the opening of the desk is under way: what is typed
    /// meanwhile waits, so that a fast hand never works on what is about to change.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.is_writing() || self.is_reading()
    }

    /// Says whether something that was asked for is being read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.loading > 0
    }

    /// Says whether a write or the opening of the desk is under way, which may take as long as the
    /// disk does; a reading is over before it is seen.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        let writing = self
            .waiting
            .values()
            .any(|w| !matches!(w, Waiting::Draft(_) | Waiting::Dropped | Waiting::Seen));
        let opening = matches!(self.screens.last(),
            Some(Screen::Form(screen)) if screen.saving == Some(submit::OPENING));
        writing || opening
    }

    /// Says whether something that was typed waits for a write or a reading.
    #[must_use]
    pub fn is_holding(&self) -> bool {
        !self.held.is_empty()
    }

    fn take(&mut self, message: Message, now: Instant) -> Outcome {
        match message {
            Message::Key(key, pace) => self.at_pace(pace, |app| app.key(key)),
            Message::Text(text, pace) => self.at_pace(pace, |app| app.text(&text)),
            Message::Paste { text, cut } => self.paste(&text, cut),
            Message::Size(columns, rows) => {
                self.size = (columns, rows);
                self.fit_form();
                Outcome::redraw()
            }
            Message::Tick => {
                self.desk.refresh(now);
                self.keep_unkept()
            }
            Message::Waiting(long) => self.waiting_for_disk(long),
            Message::Reply(reply) => {
                self.clock.learn(&reply, now);
                self.below_leaving(|app| app.reply(reply))
            }
        }
    }

    /// Returns the screen in front.
    #[must_use]
    pub fn front(&self) -> &Screen {
        self.screens.last().unwrap_or(&Screen::Desk)
    }

    /// Returns where keys hold now, innermost first.
    #[must_use]
    pub fn scopes(&self) -> Vec<Scope> {
        self.scopes_of(self.front())
    }

    fn scopes_of(&self, screen: &Screen) -> Vec<Scope> {
        match screen {
            Screen::Desk if self.panes.filtering => vec![Scope::Filter],
            Screen::Desk => vec![self.panes.pane.scope(), Scope::List, Scope::Everywhere],
            Screen::Form(_) => vec![Scope::Form],
            Screen::Palette(_) => vec![Scope::Palette],
            Screen::Confirm(question) if question.is_grave => vec![Scope::GraveQuestion],
            Screen::Confirm(_) => vec![Scope::Question],
            page => page.page().map_or_else(Vec::new, Page::scopes),
        }
    }

    /// Returns the keys of a pair pressed so far.
    #[must_use]
    pub fn pressed(&self) -> &[Key] {
        &self.pressed
    }

    /// Says that characters are typed into something here.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        match self.front() {
            Screen::Form(_) | Screen::Palette(_) => true,
            Screen::Desk => self.panes.filtering,
            _ => false,
        }
    }

    fn push(&mut self, screen: Screen) -> Outcome {
        self.screens.push(screen);
        self.fit_form();
        Outcome::redraw()
    }

    fn pop(&mut self) -> Outcome {
        self.close_front();
        Outcome::redraw()
    }

    /// Closes the screen in front; the desk itself stays.
    fn close_front(&mut self) {
        if self.screens.len() > 1 {
            self.screens.pop();
        }
    }

    fn go_desk(&mut self, pane: Option<Pane>) -> Outcome {
        self.screens.truncate(1);
        match pane {
            Some(pane) => self.go_pane(pane),
            None => Outcome::redraw(),
        }
    }

    /// Says one line to the person.
    fn say(&mut self, words: impl Into<String>) -> Outcome {
        self.tell(words);
        Outcome::redraw()
    }

    /// Puts one line for the person under whatever else is shown.
    fn tell(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice {
            words: words.into(),
            refused: false,
        });
    }

    /// Says that something cannot be done, and what to do.
    fn refuse(&mut self, words: impl Into<String>) -> Outcome {
        self.notice = Some(Notice {
            words: words.into(),
            refused: true,
        });
        Outcome::redraw()
    }
}

#[cfg(test)]
pub(crate) mod tests;
