//! The drafts of other sittings: what is said of them, taking one up, putting one away.

use super::App;
use super::message::{KeptDraft, Outcome};
use super::page::Screen;
use super::page::left_behind::{incidents, open_kept};
use super::undo::inverse::for_good;
use crate::domain::draft::{DraftKey, Left, OtherDraft};
use crate::domain::id::DraftId;

impl App {
    /// Reads the incidents that others' drafts are about.
    pub(super) fn read_titles(&mut self) -> Outcome {
        let about = incidents(&self.see()).into_iter();
        about.fold(Outcome::redraw(), |outcome, id| outcome.then(self.read(id)))
    }

    /// Opens the form of a draft that has become this sitting's own, under a key.
    pub(super) fn taken_up(&mut self, draft: OtherDraft, key: &DraftKey) -> Outcome {
        self.desk.others.retain(|other| other.id != draft.id);
        self.close_what_is_over();
        if let Some(Left::Body(body)) = draft.left {
            let kept = KeptDraft::in_file(key.clone(), body, draft.saved_at);
            self.desk.drafts.push(kept);
        }
        let next = open_kept(&self.see(), key);
        self.apply(next)
    }

    /// Shows a draft as put away.
    pub(super) fn put_away(&mut self, id: &DraftId) -> Outcome {
        let now = self.now;
        for other in &mut self.desk.others {
            if other.id == *id {
                other.put_away = Some(now);
            }
        }
        self.close_what_is_over();
        self.undo.push(for_good("put a draft away"));
        self.say("Put away: it stays in the file, and gl shows it.")
    }

    /// Takes old drafts off the page that are gone from the file.
    pub(super) fn forgot_old(&mut self, ids: &[DraftId]) -> Outcome {
        self.desk.others.retain(|draft| !ids.contains(&draft.id));
        self.undo.push(for_good("drop old drafts"));
        self.say("Dropped: what was typed in them is gone.")
    }

    /// Closes the pages on which nothing is left.
    fn close_what_is_over(&mut self) {
        let mut screens = std::mem::take(&mut self.screens);
        let see = self.see();
        screens.retain(|screen: &Screen| !screen.page().is_some_and(|page| page.is_over(&see)));
        self.screens = screens;
    }
}
