//! The drafts of other sittings: what is said of them, taking one up, putting one away.

use super::App;
use super::message::{KeptDraft, Outcome};
use super::page::Screen;
use super::page::left_behind::{incidents, open_kept};
use super::undo::inverse::for_good;
use crate::domain::draft::OtherDraft;

impl App {
    /// Reads the incidents that others' drafts are about.
    pub(super) fn read_titles(&mut self) -> Outcome {
        let about = incidents(&self.see()).into_iter();
        about.fold(Outcome::redraw(), |outcome, id| outcome.then(self.read(id)))
    }

    /// Opens the form of a draft that has become this sitting's own.
    pub(super) fn taken_up(&mut self, draft: OtherDraft) -> Outcome {
        let is_it = |other: &OtherDraft| other.sitting == draft.sitting && other.key == draft.key;
        self.desk.others.retain(|other| !is_it(other));
        self.close_what_is_over();
        let key = draft.key.clone();
        let body = draft.left.unwrap_or_default();
        let kept = KeptDraft::in_file(draft.key, body, draft.saved_at);
        self.desk.drafts.push(kept);
        let next = open_kept(&self.see(), &key);
        self.apply(next)
    }

    /// Shows a draft as put away.
    pub(super) fn put_away(&mut self, draft: &OtherDraft) -> Outcome {
        for other in &mut self.desk.others {
            if other.sitting == draft.sitting && other.key == draft.key {
                other.put_away = true;
            }
        }
        self.close_what_is_over();
        self.undo.push(for_good("put a draft away"));
        self.say("Put away: it stays in the file, and gl shows it.")
    }

    /// Closes the pages on which nothing is left.
    fn close_what_is_over(&mut self) {
        let mut screens = std::mem::take(&mut self.screens);
        let see = self.see();
        screens.retain(|screen: &Screen| !screen.page().is_some_and(|page| page.is_over(&see)));
        self.screens = screens;
    }
}
