//! What the user means: state, and `update(state, message, now)` that returns effects.
//!
//! No terminal and no SQL here: a key comes in, state changes, effects go out; the runtime carries
//! them out and their answers come back as messages. A save is announced only after its commit.

pub mod action;
mod answers;
pub mod buffer;
pub mod desk;
mod entering;
mod filling;
pub mod form;
mod guarding;
pub mod key;
pub mod keymap;
mod keys;
pub mod labels;
pub mod line;
mod lists;
pub mod message;
mod motion;
mod next;
pub mod page;
mod palette;
pub mod panes;
mod rights;
pub mod screen;
pub mod see;
pub mod session;
mod submit;

use desk::Desk;
use message::{Effect, KeptDraft, Message, Outcome};
use page::{FormScreen, Screen, Sheet, start};
use panes::Panes;
use session::clock_check::ClockCheck;
use session::door::Door;
use session::guard::Guard;
use session::keyboard::Keyboard;
use session::notice::NoticeLine;
use session::pending::Pending;
use session::screens::Screens;
use session::undo::Done;

use zeroize::Zeroizing;

use crate::domain::calendar::BankHolidays;
use crate::domain::draft::DraftKey;
use crate::domain::instant::Instant;
use crate::domain::user::Who;
use crate::pack::Pack;
use crate::rules::sight::groups::Groups;
use crate::vault::Cipher;

pub use palette::palette_rows;
pub use session::clock_check::clock_warning;

/// What is said while a write does not come to its end.
const WAITING: &str = "Not on the disk yet: the desk's file is busy, perhaps with another \
                       program's write. The desk goes on trying; leave it open.";

/// How the desk is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// No desk is set up here yet; how the files of one are to be kept.
    SetUp(Cipher),
    /// A desk is here, locked.
    Locked(Door),
    /// The runtime opens it by itself (the demo).
    Opening,
}

/// The whole state of the desk.
#[derive(Debug)]
pub struct App {
    /// What the desk knows.
    pub desk: Desk,
    /// Who is at it, and what they may be asked for; nobody while it is locked.
    pub who: Who,
    /// How its files are kept, once it is open.
    pub cipher: Cipher,
    /// What is known while it is locked.
    pub door: Door,
    /// The screens over the desk.
    pub screens: Screens,
    /// The desk's panes, and what is chosen in each.
    pub panes: Panes,
    /// The line said to the person.
    pub notice: NoticeLine,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The last instant seen.
    pub now: Instant,
    /// The desk is a throw-away one.
    pub demo: bool,
    /// Whoever is at the desk has no other program on its machine.
    pub captive: bool,
    /// How far the page in front can be scrolled, as it was last drawn: only drawing knows how
    /// many rows its words take.
    pub last_scroll: usize,
    /// What is known of the clock.
    pub clock: ClockCheck,
    /// The keys pressed so far.
    pub keyboard: Keyboard,
    /// What was asked for and is not answered yet.
    pub pending: Pending,
    /// The watch over it while nobody presses a key.
    pub guard: Guard,
    done: Done,
    /// What was typed and could not be written before the desk locked, and whose it is.
    held: Vec<(String, KeptDraft)>,
}

impl App {
    /// Returns the desk at its start.
    #[must_use]
    pub fn new(pack: Pack, holidays: BankHolidays, begins: &Start, now: Instant) -> Self {
        let size = (80, 24);
        let mut screens = Screens::default();
        let before: Option<(Box<dyn Sheet>, _)> = match begins {
            Start::SetUp(cipher) => {
                let form = start::set_up(&Pack::councils(), *cipher);
                Some((Box::new(start::SetUp), form))
            }
            Start::Locked(door) => Some((Box::new(start::Unlock), start::unlock(door))),
            Start::Opening => None,
        };
        let before = before.map(|(sheet, form)| FormScreen::new(sheet, form));
        screens.put_back(before.map(|screen| Screen::Form(Box::new(screen))));
        screens.fit(size);
        Self {
            desk: Desk::new(pack, holidays),
            who: Who::default(),
            cipher: Cipher::default(),
            door: match begins {
                Start::Locked(door) => door.clone(),
                Start::SetUp(_) | Start::Opening => Door::default(),
            },
            screens,
            panes: Panes::default(),
            notice: NoticeLine::default(),
            size,
            now,
            demo: false,
            captive: false,
            last_scroll: 0,
            clock: ClockCheck::default(),
            keyboard: Keyboard::default(),
            pending: Pending::default(),
            guard: Guard::default(),
            done: Done::default(),
            held: Vec::new(),
        }
    }

    /// Takes a message and returns what it asks for.
    pub fn update(&mut self, message: Message, now: Instant) -> Outcome {
        let before = std::mem::replace(&mut self.now, now);
        self.clock.catch_up(now);
        if let Some(outcome) = self.keep_watch(&message) {
            return outcome;
        }
        if message.is_by_hand() && self.is_busy() && !self.screens.is_leaving() {
            self.keyboard.wait(message);
            return Outcome::default();
        }
        let mut outcome = self.take(message, now);
        let leaves = outcome.effects.iter().any(|e| matches!(e, Effect::Quit));
        while !leaves && !self.is_busy() && !self.screens.is_leaving() && !self.guard.is_due() {
            let Some(message) = self.keyboard.next_waiting() else {
                break;
            };
            outcome = outcome.then(self.take(message, now));
        }
        if self.guard.is_due() && !leaves {
            return outcome.then(self.lock_when_answered());
        }
        if self.desk.is_read && !Groups::at(before).end_with(&Groups::at(now)) {
            // A shift or a day ended: what is due stands in other groups.
            return outcome.then(self.look());
        }
        outcome
    }

    /// Says whether a write, a reading or the opening of the desk is under way: what is typed
    /// meanwhile waits, so that a fast hand never works on what is about to change.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.is_writing() || self.pending.is_reading()
    }

    /// Says whether a write or the opening of the desk is under way, which may take as long as the
    /// disk does; a reading is over before it is seen.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.pending.is_writing() || self.screens.is_opening()
    }

    fn take(&mut self, message: Message, now: Instant) -> Outcome {
        match message {
            Message::Key(key, pace) => {
                self.keyboard.begin(pace);
                let outcome = self.key(key);
                self.keyboard.end();
                outcome
            }
            Message::Text(text, pace) => {
                // It may be a passphrase: what it came in is wiped.
                let text = Zeroizing::new(text);
                self.keyboard.begin(pace);
                let outcome = self.text(&text);
                self.keyboard.end();
                outcome
            }
            Message::Paste { text, cut } => self.paste(&Zeroizing::new(text), cut),
            Message::Size(columns, rows) => {
                self.size = (columns, rows);
                self.screens.fit(self.size);
                Outcome::redraw()
            }
            Message::Idle(_) => Outcome::default(),
            Message::Tick => {
                self.desk.refresh(now);
                let screens = &self.screens;
                let is_saving = |key: &DraftKey| screens.is_saving(key);
                let outcome = self.desk.drafts.keep_unkept(is_saving, &mut self.pending);
                self.count_down();
                outcome
            }
            Message::Waiting(true) => self.notice.refuse(WAITING),
            Message::Waiting(false) => {
                if self.notice.says(WAITING) {
                    self.notice.clear();
                }
                Outcome::redraw()
            }
            Message::Reply(reply) => {
                self.clock.learn(&reply, now);
                // What it opens or closes lies under the question whether to leave, and the next key
                // still answers what is read.
                let question = self.screens.is_leaving().then(|| self.screens.pop());
                let outcome = self.reply(reply);
                self.screens.put_back(question.flatten());
                outcome
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
