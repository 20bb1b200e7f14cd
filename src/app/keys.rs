//! What the keyboard sends: keys, characters that came together, pastes; and what is not done for
//! a key that may have been pasted.

use super::App;
use super::action::Action;
use super::form::Typed;
use super::key::Key;
use super::keymap::{Meaning, meaning};
use super::message::{Message, Outcome};
use super::page::{Next, Screen};
use super::panes::browsing::View;
use super::session::clock_check::ClockCheck;
use crate::domain::instant::Instant;

/// What is said of a paste that was cut.
const CUT: &str = "The paste was longer than 1 MB: the first 1 MB is in the field.";

impl App {
    pub(super) fn key(&mut self, key: Key) -> Outcome {
        self.notice.turn(self.keyboard.is_hasty());
        self.keyboard.turn();
        if key == Key::Ctrl('c') && !matches!(self.screens.front(), Screen::Confirm(_)) {
            return self.act(Action::Quit);
        }
        let scopes = self.screens.scopes(&self.panes);
        if self.screens.is_typing(&self.panes) {
            return match meaning(&scopes, &[key]) {
                Meaning::Do(action) => self.act(action),
                _ => self.typed(key),
            };
        }
        self.keyboard.press(key);
        match meaning(&scopes, self.keyboard.pressed()) {
            Meaning::Do(action) => {
                self.keyboard.release();
                self.act(action)
            }
            Meaning::Wait => Outcome::redraw(),
            Meaning::Nothing => {
                self.keyboard.release();
                Outcome::redraw()
            }
        }
    }

    /// Takes a character or an editing key where something is typed.
    fn typed(&mut self, key: Key) -> Outcome {
        if self.panes.filtering {
            let view = View::of(&self.desk, &self.screens, self.size, self.now);
            let asked = self.panes.type_filter(view, key);
            return self.follow(asked);
        }
        let scopes = self.screens.scopes_below(&self.panes);
        match self.screens.front_mut() {
            Some(Screen::Register(page)) => {
                let next = page.typed(key, &self.desk, self.now);
                self.apply(next)
            }
            Some(Screen::Palette(palette)) => {
                palette.take(&scopes, key);
                Outcome::redraw()
            }
            Some(Screen::Form(screen)) => {
                let typed = screen.key(key, self.now);
                self.after_typing(typed)
            }
            _ => Outcome::redraw(),
        }
    }

    /// Takes characters that came together: a field of text takes them in one edit, everything
    /// else key by key.
    pub(super) fn text(&mut self, text: &str) -> Outcome {
        let mut outcome = Outcome::default();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if self.is_busy() {
                // A key of the run asked for a write: what follows waits for it.
                let rest = Message::Text(rest.to_owned(), self.keyboard.pace());
                self.keyboard.wait_first(rest);
                break;
            }
            // A field of text takes the head of the run in one edit.
            let form = self.screens.form_mut();
            let (taken, more) = match form.and_then(|screen| screen.form.type_run(rest)) {
                Some((taken, typed)) => {
                    self.notice.turn(self.keyboard.is_hasty());
                    (taken, self.after_typing(typed))
                }
                None if first == '\n' => (1, self.key(Key::Enter)),
                None => (first.len_utf8(), self.key(Key::Char(first))),
            };
            outcome = outcome.then(more);
            rest = rest.get(taken..).unwrap_or_default();
        }
        outcome
    }

    pub(super) fn paste(&mut self, text: &str, cut: bool) -> Outcome {
        self.notice.clear();
        let Some(screen) = self.screens.form_mut() else {
            return Outcome::default();
        };
        let typed = screen.form.paste(text);
        let is_changed = typed == Typed::Changed;
        let outcome = self.after_typing(typed);
        if cut && is_changed {
            return outcome.then(self.notice.refuse(CUT));
        }
        outcome
    }

    /// Does what was asked for, on the screen in front.
    pub(super) fn act(&mut self, action: Action) -> Outcome {
        if matches!(
            action,
            Action::Submit | Action::Quit | Action::Yes | Action::Lock | Action::Conceal
        ) && self.keyboard.is_hasty()
        {
            return self.notice.ignore();
        }
        match self.screens.front() {
            _ if action == Action::ConfirmClock => {
                let next = ask_about_clock(&self.clock, self.now);
                self.apply(next)
            }
            _ if action == Action::Lock => self.ask_for_lock(),
            _ if action == Action::Conceal => self.conceal(),
            Screen::Desk if self.panes.filtering => {
                let view = View::of(&self.desk, &self.screens, self.size, self.now);
                let asked = self.panes.end_filter(view, action);
                self.follow(asked)
            }
            Screen::Register(page) if page.is_choosing() => self.act_on_page(action),
            Screen::Form(_) => self.act_in_form(action),
            Screen::Confirm(_) => self.act_in_question(action),
            Screen::Palette(_) => self.act_in_palette(action),
            _ => self.act_anywhere(action),
        }
    }
}

/// Asks whether a clock that is behind the record is right.
fn ask_about_clock(clock: &ClockCheck, now: Instant) -> Next {
    if clock.warning(now).is_none() {
        return Next::say("The clock is not behind what is recorded.");
    }
    let question = format!(
        "It is {}: is that the right time? What is recorded from now on has it.",
        now.long()
    );
    Next::ask(question, Next::ConfirmClock)
}
