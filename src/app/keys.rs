//! What the keyboard sends: keys, characters that came together, pastes; and what is not done for
//! a key that may have been pasted.

use super::App;
use super::action::Action;
use super::key::{Key, Pace};
use super::keymap::{Meaning, meaning};
use super::message::{Message, Outcome};
use super::page::Screen;

/// What is said of a key that ends, sends or leaves and came too fast for a hand.
const IGNORED: &str = "Ignored: that key came with pasted text. Press it again.";
/// What is said while a write does not come to its end.
const WAITING: &str = "Not on the disk yet: the desk's file is busy, perhaps with another \
                       program's write. The desk goes on trying; leave it open.";
/// What is said of a paste that was cut.
const CUT: &str = "The paste was longer than 1 MB: the first 1 MB is in the field.";

/// Whether keys answered a question.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Answers {
    /// The key that is being taken does.
    now: bool,
    /// The one before it did.
    before: bool,
}

impl App {
    /// Takes what came at a pace.
    pub(super) fn at_pace(
        &mut self,
        pace: Pace,
        take: impl FnOnce(&mut Self) -> Outcome,
    ) -> Outcome {
        self.pace = pace;
        let outcome = take(self);
        self.pace = Pace::ByHand;
        outcome
    }

    pub(super) fn key(&mut self, key: Key) -> Outcome {
        self.drop_notice();
        self.answers.before = std::mem::take(&mut self.answers.now);
        if key == Key::Ctrl('c') && !matches!(self.front(), Screen::Confirm(_)) {
            return self.act(Action::Quit);
        }
        let scopes = self.scopes();
        if self.is_typing() {
            return match meaning(&scopes, &[key]) {
                Meaning::Do(action) => self.act(action),
                _ => self.typed(key),
            };
        }
        self.pressed.push(key);
        match meaning(&scopes, &self.pressed) {
            Meaning::Do(action) => {
                self.pressed.clear();
                self.act(action)
            }
            Meaning::Wait => Outcome::redraw(),
            Meaning::Nothing => {
                self.pressed.clear();
                Outcome::redraw()
            }
        }
    }

    /// Lets the line go that was said; one about a pasted key outlasts the keys pasted with it.
    fn drop_notice(&mut self) {
        let ignored = |notice: &super::Notice| notice.words == IGNORED;
        if self.pace != Pace::Hasty || !self.notice.as_ref().is_some_and(ignored) {
            self.notice = None;
        }
    }

    /// Takes a character or an editing key where something is typed.
    fn typed(&mut self, key: Key) -> Outcome {
        if self.panes.filtering {
            return self.type_filter(key);
        }
        let scopes = self.scopes_below();
        if let Some(Screen::Palette(palette)) = self.screens.last_mut() {
            palette.take(&scopes, key);
        }
        let Some(Screen::Form(screen)) = self.screens.last_mut() else {
            return Outcome::redraw();
        };
        let typed = screen.key(key, self.now);
        self.after_typing(typed)
    }

    /// Takes characters that came together: a field of text takes them in one edit, everything
    /// else key by key.
    pub(super) fn text(&mut self, text: &str) -> Outcome {
        let mut outcome = Outcome::default();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if self.is_busy() {
                // A key of the run asked for a write: what follows waits for it.
                let rest = Message::Text(rest.to_owned(), self.pace);
                self.held.push_front(rest);
                break;
            }
            let (taken, more) = match self.type_run(rest) {
                Some(taken) => taken,
                None if first == '\n' => (1, self.key(Key::Enter)),
                None => (first.len_utf8(), self.key(Key::Char(first))),
            };
            outcome.effects.extend(more.effects);
            outcome.redraw |= more.redraw;
            rest = rest.get(taken..).unwrap_or_default();
        }
        outcome
    }

    /// Types the head of a run into the text field in front; says how many bytes it took.
    fn type_run(&mut self, run: &str) -> Option<(usize, Outcome)> {
        let Some(Screen::Form(screen)) = self.screens.last_mut() else {
            return None;
        };
        let (taken, typed) = screen.form.type_run(run)?;
        self.drop_notice();
        Some((taken, self.after_typing(typed)))
    }

    pub(super) fn paste(&mut self, text: &str, cut: bool) -> Outcome {
        self.notice = None;
        let Some(Screen::Form(screen)) = self.screens.last_mut() else {
            return Outcome::default();
        };
        let typed = screen.form.paste(text);
        let mut outcome = self.after_typing(typed);
        if cut && typed == super::form::Typed::Changed {
            outcome.redraw |= self.refuse(CUT).redraw;
        }
        outcome
    }

    /// Says that a write waits for the disk, or lets that go once it is there.
    pub(super) fn waiting_for_disk(&mut self, long: bool) -> Outcome {
        if long {
            return self.refuse(WAITING);
        }
        if self
            .notice
            .as_ref()
            .is_some_and(|notice| notice.words == WAITING)
        {
            self.notice = None;
        }
        Outcome::redraw()
    }

    /// Does what was asked for, on the screen in front.
    pub(super) fn act(&mut self, action: Action) -> Outcome {
        if matches!(action, Action::Submit | Action::Quit | Action::Yes) && self.is_hasty() {
            return self.ignore();
        }
        match self.front() {
            _ if action == Action::ConfirmClock => self.ask_about_clock(),
            Screen::Desk if self.panes.filtering => self.act_in_filter(action),
            Screen::Form(_) => self.act_in_form(action),
            Screen::Confirm(_) => self.act_in_question(action),
            Screen::Palette(_) => self.act_in_palette(action),
            _ => self.act_anywhere(action),
        }
    }

    /// Says whether the key being taken may be part of a pasted text.
    pub(super) fn is_hasty(&self) -> bool {
        self.pace == Pace::Hasty
    }

    /// Says whether an answer now would follow another so soon that nobody has read the question it
    /// would fall on: a key held down, or a hand that counts on an order of questions that just
    /// changed.
    pub(super) fn is_blind_answer(&self) -> bool {
        self.answers.before && self.pace == Pace::Quick
    }

    /// Remembers that the key being taken answers a question.
    pub(super) fn mark_answer(&mut self) {
        self.answers.now = true;
    }

    /// Says that a key was not taken, and why.
    pub(super) fn ignore(&mut self) -> Outcome {
        self.refuse(IGNORED)
    }
}
