//! When the council was told of a call: now, until somebody types another time; of a call taken up
//! again, when it was begun, unless a person says that it was later. The law counts from it.

use super::App;
use super::forms::pack_form::typed_time;
use super::forms::quick_log::begun_untold;
use super::message::Outcome;
use super::screen::{Confirm, Screen, Then};
use crate::domain::instant::{Instant, Moment};

/// The field that holds it.
const FIELD: &str = "aware";

impl App {
    /// Asks, of a call taken up again, whether the council was told only now; nothing where it was
    /// begun this minute, where a time was typed, or where nothing but the search was.
    pub(super) fn ask_when_told(&mut self) -> Option<Outcome> {
        let now = self.now;
        let Some(Screen::Form(screen)) = self.screens.last_mut() else {
            return None;
        };
        let minute = |at: Instant| at.utc().timestamp().div_euclid(60);
        let begun = begun_untold(&screen.form).filter(|begun| minute(*begun) != minute(now));
        let Some(begun) = begun else {
            screen.form.begun = Some(now);
            return None;
        };
        // The earlier time stands until somebody says otherwise: no slip loses a true one.
        screen.form.set(FIELD, &typed_time(Moment::exact(begun)));
        let question = format!(
            "This call was begun {}. Were we told only now, {}? No keeps {}: the law counts from \
             the earlier time.",
            begun.short(now),
            now.clock(),
            begun.clock()
        );
        let then = Then::ToldNow;
        Some(self.push(Screen::Confirm(Confirm { question, then })))
    }

    /// Makes the time of being told now, or keeps when the call was begun, and says so.
    pub(super) fn told_is_now(&mut self, is_now: bool) -> Outcome {
        let now = self.now;
        let Some(Screen::Form(screen)) = self.screens.last_mut() else {
            return Outcome::redraw();
        };
        let words = if is_now {
            screen.form.set(FIELD, "now");
            screen.form.begun = Some(now);
            "When we were told is now.".to_owned()
        } else {
            let told = screen.form.value(FIELD);
            format!("When we were told stays {told}.")
        };
        let outcome = self.keep_draft();
        self.tell(words);
        outcome
    }
}
