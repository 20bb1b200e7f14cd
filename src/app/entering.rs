//! The desk made, opened, and locked again.

use std::sync::Arc;

use zeroize::Zeroize;

use super::App;
use super::desk::Desk;
use super::message::{Effect, Outcome};
use super::page::start::{self, PASSPHRASE};
use super::page::{Enter, FormScreen, Screen, own_passphrase};
use super::panes::Panes;
use super::session::screens::OPENING;
use super::session::undo::inverse::for_good;
use super::session::waiting::Waiting;
use crate::domain::right::{Right, may};
use crate::domain::user::{Own, Who};
use crate::error::Failure;
use crate::vault::RecoveryKey;

impl App {
    /// Makes or opens the desk by what was typed, or draws the key that is typed back before.
    pub(super) fn enter(&mut self, enter: Enter) -> Outcome {
        if let Some(left) = self.door.seconds(self.now) {
            return self.notice.refuse(start::wait_words(left));
        }
        if matches!(enter, Enter::Prepare) {
            return Outcome::asking(Effect::DrawRecovery);
        }
        if matches!(enter, Enter::Change) {
            return self.change_passphrase();
        }
        // The passphrase of a new desk stands in the form under the one that is typed back.
        let taken = self
            .screens
            .forms_mut()
            .find_map(|screen| PASSPHRASE.take(&mut screen.form));
        let Some(passphrase) = taken else {
            return self.notice.refuse("This form asks for no passphrase.");
        };
        if let Some(screen) = self.screens.form_mut() {
            screen.saving = Some(OPENING);
        }
        Outcome::asking(match enter {
            Enter::Create {
                council,
                user,
                recovery,
            } => Effect::Create {
                council,
                user,
                passphrase,
                recovery,
            },
            Enter::Open(name) => Effect::Open { name, passphrase },
            Enter::Prepare | Enter::Change => return Outcome::redraw(),
        })
    }

    /// Changes one's own passphrase by what was typed; of secrets nothing stays in the form.
    fn change_passphrase(&mut self) -> Outcome {
        let Some(screen) = self.screens.form_mut() else {
            return Outcome::redraw();
        };
        let Some((old, new)) = own_passphrase::take(&mut screen.form) else {
            return self.notice.refuse("This form asks for no passphrase.");
        };
        let waiting = Waiting::Form(for_good("your passphrase was changed"));
        let (ticket, outcome) = self.pending.change_passphrase((old, new), waiting);
        screen.saving = Some(ticket);
        outcome
    }

    /// Shows the key that was drawn for a new desk: it is made once the key is typed back.
    pub(super) fn show_recovery(&mut self, key: Arc<RecoveryKey>) -> Outcome {
        let Some(screen) = self.screens.form_mut() else {
            return Outcome::redraw();
        };
        let (council, user) = match start::read_set_up(&screen.form) {
            Ok(read) => read,
            Err(fault) => {
                screen.form.fail(fault);
                return Outcome::redraw();
            }
        };
        let form = start::type_back(&key);
        let sheet = start::TypeBack { key, council, user };
        let screen = FormScreen::new(Box::new(sheet), form);
        self.screens.push(Screen::Form(Box::new(screen)), self.size)
    }

    /// Says why the desk was not opened or made; what was typed of secrets is gone.
    pub(super) fn not_opened(
        &mut self,
        failure: Failure,
        until: Option<crate::domain::instant::Instant>,
    ) -> Outcome {
        let words = self.desk.failed(failure);
        self.forget_recovery();
        self.door.close_until(until);
        match self.screens.form_mut() {
            Some(screen) => {
                screen.saving = None;
                start::refuse(&mut screen.form, words);
                Outcome::redraw()
            }
            None => self.notice.refuse(words),
        }
    }

    /// Takes the page away that shows a recovery key, and wipes it.
    pub(super) fn forget_recovery(&mut self) {
        let shows_key = |screen: &FormScreen| screen.form.shows_typed;
        if self.screens.form().is_some_and(shows_key)
            && let Some(Screen::Form(mut screen)) = self.screens.pop()
        {
            screen.form.intro.zeroize();
        }
    }

    /// Says how long no passphrase is taken yet, second by second.
    pub(super) fn count_down(&mut self) {
        if !self.door.is_counting() {
            return;
        }
        let left = self.door.count_down(self.now);
        let Some(screen) = self.screens.form_mut() else {
            return;
        };
        if screen.sheet.opens_desk() && screen.saving.is_none() {
            start::count(&mut screen.form, left);
        }
    }

    /// Takes what somebody else changed of whoever is at the desk.
    pub(super) fn take_own(&mut self, own: Own, names: Vec<String>) -> Outcome {
        match own {
            Own::Roles(roles) if !may(&roles, Right::See) => self.lock(
                names,
                "Your roles see no cases any more. What you recorded stays.".to_owned(),
            ),
            Own::Roles(roles) => {
                self.who.roles = roles;
                Outcome::redraw()
            }
            Own::Ended(at, by) => {
                let words = format!(
                    "{} said at {} that you may be at this desk no more. What you recorded stays.",
                    by,
                    at.london().format("%H:%M")
                );
                self.lock(names, words)
            }
        }
    }

    /// Locks the desk: nothing of it stays on the screen or in this state.
    pub(super) fn lock(&mut self, names: Vec<String>, words: String) -> Outcome {
        let privacy = self.desk.privacy;
        let pack = self.desk.current.clone();
        let holidays = self.desk.holidays.clone();
        self.desk = Desk::new(pack, holidays);
        self.desk.privacy = privacy;
        self.panes = Panes::default();
        self.who = Who::default();
        self.done = super::Done::default();
        self.pending.forget();
        self.keyboard.forget();
        self.notice.clear();
        self.guard.locked(None);
        self.door.names = names;
        self.screens.close_all();
        let mut form = start::unlock(&self.door);
        start::refuse(&mut form, words);
        let screen = FormScreen::new(Box::new(start::Unlock), form);
        self.screens.push(Screen::Form(Box::new(screen)), self.size)
    }
}
