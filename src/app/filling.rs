//! Forms on the screen: opening, typing, the draft of every keystroke, leaving.

use super::App;
use super::action::Action;
use super::form::Typed;
use super::message::{Effect, Outcome};
use super::page::anywhere::ask_to_leave;
use super::page::filling::{Did, show_conflicts};
use super::page::restricted::BreakGlass;
use super::page::{FormScreen, LooksFor, Next, Screen, See, Sheet};
use crate::domain::right::of_draft;

impl App {
    /// Puts a form in front, with the draft that was kept of it.
    pub(super) fn open_form(&mut self, sheet: Box<dyn Sheet>) -> Outcome {
        if let Some(id) = sheet.incident().filter(|id| self.desk.kept.contains(id)) {
            return self.open_form(Box::new(BreakGlass { id }));
        }
        let see = self.see();
        let mut form = match sheet.form(&see) {
            Ok(form) => form,
            Err(words) => return self.notice.refuse(words),
        };
        if form.draft_key.is_none() {
            form.draft_key = sheet.draft_key(&self.who.name);
        }
        let right = sheet.right().or(form.draft_key.as_ref().map(of_draft));
        if let Some(refusal) = right.and_then(|right| self.refusal(right)) {
            return self.refuse_right(refusal);
        }
        if !form.is_settled() {
            form.settle();
        }
        let key = form.draft_key.as_ref();
        let mut conflicts = Vec::new();
        if let Some(kept) = key.and_then(|key| self.desk.drafts.of(key)) {
            conflicts = form.restore(&kept.body);
            form.kept_at = kept.saved_at;
        }
        let is_of_record = sheet.again(&see).is_some();
        let row = sheet.incident().and_then(|id| self.desk.row(id));
        let version = row.map_or(0, |row| row.incident.version);
        let mut screen = FormScreen::new(sheet, form);
        screen.version = version;
        let screen = Screen::Form(Box::new(screen));
        let outcome = self.screens.push(screen, self.size);
        let outcome = outcome.then(self.look_for_typed());
        // What was typed of it before is taken up.
        let see = See::new(&self.desk, &self.panes, &self.who, self.glance());
        let next = match self.screens.form_mut() {
            Some(screen) => screen.sheet.opened(&see, &mut screen.form),
            None => Next::Stay,
        };
        let outcome = outcome.then(self.apply(next));
        if conflicts.is_empty() || !is_of_record {
            outcome
        } else {
            outcome.then(self.apply(show_conflicts(&conflicts)))
        }
    }

    /// Keeps the draft of every change, and looks again for the same incident.
    pub(super) fn after_typing(&mut self, typed: Typed) -> Outcome {
        match typed {
            Typed::Changed => {
                let outcome = self.look_for_typed();
                outcome.then(self.apply(Next::KeepDraft))
            }
            Typed::Submit => self.submit(),
            Typed::Unfound(letters) => {
                let outcome = self.notice.say(format!(
                    "Nothing in this list begins with «{letters}»: nothing was chosen by it. \
                     Backspace begins anew."
                ));
                // What its first letters chose is taken back.
                outcome.then(self.after_typing(Typed::Changed))
            }
            Typed::Moved | Typed::Nothing => Outcome::redraw(),
        }
    }

    /// Looks among the incidents for what the form in front names.
    fn look_for_typed(&mut self) -> Outcome {
        let see = See::new(&self.desk, &self.panes, &self.who, self.glance());
        let Some(screen) = self.screens.form_mut() else {
            return Outcome::redraw();
        };
        match screen.sheet.looks_for(&see, &screen.form) {
            Some(LooksFor::Alike(probe)) if screen.probed.as_ref() != Some(&*probe) => {
                screen.probed = Some((*probe).clone());
                self.pending.read(Effect::Alike(probe))
            }
            Some(LooksFor::Named(typed)) => self.pending.read(Effect::Find(typed)),
            Some(LooksFor::Alike(_)) | None => Outcome::redraw(),
        }
    }

    pub(super) fn act_in_form(&mut self, action: Action) -> Outcome {
        if action == Action::Help {
            return self.act_anywhere(action);
        }
        let see = See::new(&self.desk, &self.panes, &self.who, self.glance());
        let Some(screen) = self.screens.form_mut() else {
            return Outcome::redraw();
        };
        match screen.act(&see, action) {
            Did::Typed(typed) => self.after_typing(typed),
            Did::Next(next) => self.apply(next),
            Did::Leave if screen.sheet.opens_desk() || action == Action::Quit => {
                self.apply(ask_to_leave(self.is_any_unwritten()))
            }
            Did::Leave => {
                // What was typed stays as its draft.
                let next = self.desk.drafts.left(screen);
                self.apply(Next::Back.then(next))
            }
        }
    }
}
