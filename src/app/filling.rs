//! Forms on the screen: opening, typing, the draft of every keystroke, leaving.

use super::App;
use super::action::Action;
use super::form::Typed;
use super::message::{Effect, KeptDraft, Outcome};
use super::page::filling::{Did, show_conflicts};
use super::page::{Fill, FormScreen, LooksFor, Screen, Sheet};
use super::writes::waiting::Waiting;
use crate::domain::command::Command;
use crate::domain::draft::{DraftBody, DraftChange, DraftKey};
use crate::domain::similar::Why;
use crate::rules::advice::Advised;
use crate::rules::summary::Listed;

impl App {
    /// Puts a form in front, with the draft that was kept of it.
    pub(super) fn open_form(&mut self, sheet: Box<dyn Sheet>) -> Outcome {
        let mut form = match sheet.form(&self.see()) {
            Ok(form) => form,
            Err(words) => return self.refuse(words),
        };
        if form.draft_key.is_none() {
            form.draft_key = sheet.draft_key(&self.user);
        }
        if !form.is_settled() {
            form.settle();
        }
        let key = form.draft_key.as_ref();
        let mut conflicts = Vec::new();
        if let Some(kept) = key.and_then(|key| self.desk.draft(key)) {
            conflicts = form.restore(&kept.body);
            form.kept_at = kept.saved_at;
        }
        let is_of_record = sheet.again(&self.see()).is_some();
        let row = sheet.incident().and_then(|id| self.desk.row(id));
        let version = row.map_or(0, |row| row.incident.version);
        let mut screen = FormScreen::new(sheet, form);
        screen.version = version;
        let outcome = self.push(Screen::Form(Box::new(screen)));
        let outcome = outcome.then(self.look_for_typed());
        let outcome = outcome.then(self.take_up_typed());
        if conflicts.is_empty() || !is_of_record {
            outcome
        } else {
            outcome.then(self.apply(show_conflicts(&conflicts)))
        }
    }

    /// Lets the form in front take up what was typed of it before.
    fn take_up_typed(&mut self) -> Outcome {
        let Some(Screen::Form(mut screen)) = self.screens.pop() else {
            return Outcome::redraw();
        };
        let FormScreen { sheet, form, .. } = screen.as_mut();
        let next = sheet.opened(&self.see(), form);
        self.screens.push(Screen::Form(screen));
        self.apply(next)
    }

    /// Returns what the protocol says of what is typed so far in the form in front; nothing where
    /// it changes no fact.
    #[must_use]
    pub fn live_advice(&self) -> Option<Vec<Advised>> {
        match self.front() {
            Screen::Form(screen) => screen.live_advice(&self.see()),
            _ => None,
        }
    }

    /// Changes the form in front for the person.
    pub(super) fn fill(&mut self, fill: Fill) -> Outcome {
        let Some(Screen::Form(screen)) = self.screens.last_mut() else {
            return Outcome::redraw();
        };
        let typed = screen.fill(fill, self.now);
        self.after_typing(typed)
    }

    /// Wraps several-line text at the width there is.
    pub(super) fn fit_form(&mut self) {
        let columns = super::screen::form_columns(self.size);
        for screen in &mut self.screens {
            if let Screen::Form(screen) = screen {
                screen.form.columns = columns;
            }
        }
    }

    /// Keeps the draft of every change, and looks again for the same incident.
    pub(super) fn after_typing(&mut self, typed: Typed) -> Outcome {
        match typed {
            Typed::Changed => {
                let outcome = self.look_for_typed();
                outcome.then(self.keep_draft())
            }
            Typed::Submit => self.submit(),
            Typed::Moved | Typed::Nothing => Outcome::redraw(),
        }
    }

    /// Keeps again what could not be kept, whether its form is still open or not: the disk may have
    /// room by now. What is on its way into the record needs no draft any more.
    pub(super) fn keep_unkept(&mut self) -> Outcome {
        let is_saving = |key: &DraftKey| {
            self.screens.iter().any(|screen| {
                matches!(screen, Screen::Form(screen) if screen.saving.is_some()
                    && screen.form.draft_key.as_ref() == Some(key))
            })
        };
        let unkept = self.desk.drafts.iter();
        let unkept = unkept.filter(|draft| draft.is_unkept && draft.keeping.is_none());
        let again: Vec<(DraftKey, DraftChange)> = unkept
            .filter(|draft| !is_saving(&draft.key))
            .map(|draft| (draft.key.clone(), draft.body.whole()))
            .collect();
        let mut outcome = Outcome::redraw();
        for (key, change) in again {
            outcome = outcome.then(self.keep(&key, change));
        }
        outcome
    }

    pub(super) fn keep_draft(&mut self) -> Outcome {
        let Some(Screen::Form(screen)) = self.screens.last() else {
            return Outcome::redraw();
        };
        let Some(key) = screen.form.draft_key.clone() else {
            return Outcome::redraw();
        };
        let kept = self.desk.draft(&key).map(|draft| &draft.body);
        let change = screen.form.change_since(kept, screen.version, self.now);
        self.keep(&key, change)
    }

    /// Asks for what changed in a draft to be kept; until the file has it, it is not called kept.
    fn keep(&mut self, key: &DraftKey, mut change: DraftChange) -> Outcome {
        if self.desk.draft(key).is_none() {
            let begun = KeptDraft::begun(key.clone(), DraftBody::default());
            self.desk.drafts.push(begun);
        }
        let mut is_whole = false;
        if let Some(draft) = self.desk.draft_mut(key) {
            draft.body.take(change.clone());
            // Which of its fields the file lacks is not known: it is given all of them.
            is_whole = draft.is_unkept;
            if is_whole {
                change = draft.body.whole();
            }
        }
        let command = Command::SaveDraft {
            key: key.clone(),
            change,
        };
        let outcome = self.run(command, Waiting::Draft(key.clone()));
        let ticket = self.last_ticket;
        if let Some(draft) = self.desk.draft_mut(key) {
            draft.keeping = Some(ticket);
            if is_whole {
                draft.keeping_whole = Some(ticket);
            }
        }
        outcome
    }

    /// Looks among the incidents for what the form in front names.
    fn look_for_typed(&mut self) -> Outcome {
        let Some(Screen::Form(screen)) = self.screens.last() else {
            return Outcome::redraw();
        };
        let wanted = screen.sheet.looks_for(&self.see(), &screen.form);
        match (wanted, self.screens.last_mut()) {
            (Some(LooksFor::Alike(probe)), Some(Screen::Form(screen))) => {
                if screen.probed.as_ref() == Some(&*probe) {
                    return Outcome::redraw();
                }
                screen.probed = Some((*probe).clone());
                Outcome {
                    effects: vec![Effect::Alike(probe)],
                    redraw: true,
                }
            }
            (Some(LooksFor::Named(typed)), _) => self.find(&typed),
            _ => Outcome::redraw(),
        }
    }

    /// Shows what is like what is being logged; the likeliest is read, for it may be gone on with.
    pub(super) fn take_alike(&mut self, alike: &[(Listed, Why)]) -> Outcome {
        let first = alike.first().map(|(listed, _)| listed.id);
        for screen in &mut self.screens {
            if let Screen::Form(screen) = screen
                && screen.probed.is_some()
            {
                screen.matches = alike.to_vec();
            }
        }
        match first {
            Some(id) => self.read(id),
            None => Outcome::redraw(),
        }
    }

    pub(super) fn act_in_form(&mut self, action: Action) -> Outcome {
        let Some(Screen::Form(mut screen)) = self.screens.pop() else {
            return Outcome::redraw();
        };
        let did = screen.act(&self.see(), action);
        let key = screen.form.draft_key.clone();
        let stays = screen.sheet.opens_desk() || action == Action::Quit;
        self.screens.push(Screen::Form(screen));
        match did {
            Did::Typed(typed) => self.after_typing(typed),
            Did::Next(next) => self.apply(next),
            Did::Leave if stays => self.ask_to_quit(),
            Did::Leave => self.leave_form(key.as_ref()),
        }
    }

    /// Leaves the form in front; what was typed stays as its draft.
    fn leave_form(&mut self, key: Option<&DraftKey>) -> Outcome {
        let outcome = self.pop();
        match key.and_then(|key| self.desk.draft(key)) {
            Some(draft) if draft.is_unkept => self
                .refuse("What was typed is NOT KEPT: it is tried again while the desk stays open."),
            Some(_) => self.say("What was typed is kept: open the form again to go on."),
            None => outcome,
        }
    }
}
