//! What is typed and not recorded: kept in the file with every change, until a record takes its place.
//! Beside this sitting's own stands what is typed in others, or was left behind by them.

use super::pending::Pending;
use super::waiting::Waiting;
use crate::app::message::{KeptDraft, Outcome, Ticket};
use crate::app::page::{FormScreen, Next};
use crate::domain::command::Command;
use crate::domain::draft::{DraftBody, DraftChange, DraftKey, Left, OtherDraft};
use crate::domain::id::DraftId;
use crate::domain::instant::Instant;

/// The drafts of the desk.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    /// What was being typed in this sitting.
    own: Vec<KeptDraft>,
    /// What is being typed in other sittings, or was left behind by them; the first begun first.
    pub others: Vec<OtherDraft>,
    /// What is in the file of drafts that are here whole and not written yet: what they replace.
    older: Vec<(DraftKey, DraftId)>,
}

impl Drafts {
    /// Says whether something that was typed could not be written.
    pub(crate) fn is_any_unkept(&self) -> bool {
        self.own.iter().any(|draft| draft.is_unkept)
    }

    /// Returns this sitting's draft kept under a key.
    #[must_use]
    pub fn of(&self, key: &DraftKey) -> Option<&KeptDraft> {
        self.own.iter().find(|draft| draft.key == *key)
    }

    fn of_mut(&mut self, key: &DraftKey) -> Option<&mut KeptDraft> {
        self.own.iter_mut().find(|draft| draft.key == *key)
    }

    /// Returns the keys of this sitting's drafts.
    pub fn keys(&self) -> impl Iterator<Item = &DraftKey> {
        self.own.iter().map(|draft| &draft.key)
    }

    /// Returns the calls that are half logged in this sitting, the first begun first.
    #[must_use]
    pub fn half_logged(&self) -> Vec<&KeptDraft> {
        let calls = self.own.iter().filter(|draft| draft.key.is_new());
        let mut calls: Vec<&KeptDraft> = calls.collect();
        calls.sort_by(|one, other| one.key.cmp(&other.key));
        calls
    }

    /// Says whether a form is half filled in, by whomever.
    #[must_use]
    pub fn is_begun(&self, key: &DraftKey) -> bool {
        let is_it = |draft: &OtherDraft| draft.key == *key && draft.put_away.is_none();
        self.of(key).is_some() || self.others.iter().any(is_it)
    }

    /// Returns the drafts of a form that other people are typing now; of one call, those of every
    /// call, for it may be the same child.
    pub fn typing_elsewhere<'a>(
        &'a self,
        key: &'a DraftKey,
    ) -> impl Iterator<Item = &'a OtherDraft> {
        let live = self.others.iter().filter(|draft| draft.is_live());
        live.filter(move |draft| draft.key.is_same_work_as(key))
    }

    /// Takes the drafts that are in the file; what is typed and not in it yet stays as it is.
    pub(crate) fn load(&mut self, own: Vec<KeptDraft>, others: Vec<OtherDraft>) {
        self.own.retain(|draft| !draft.is_in_file());
        for draft in own {
            if self.of(&draft.key).is_none() {
                self.own.push(draft);
            }
        }
        self.others = others;
        let older = &self.older;
        self.others
            .retain(|other| older.iter().all(|(_, id)| *id != other.id));
    }

    /// Takes what is typed and not known to be in the file: the desk locks, and it would be lost.
    pub(crate) fn take_unkept(&mut self) -> Vec<KeptDraft> {
        let (unkept, kept) = std::mem::take(&mut self.own)
            .into_iter()
            .partition(|draft| !draft.is_in_file());
        self.own = kept;
        unkept
    }

    /// Puts back what was typed and could not be written before the desk locked. What got to the file
    /// after all is there, left behind by the sitting before: it is taken up from there.
    pub(crate) fn put_back(&mut self, held: Vec<KeptDraft>) {
        for mut draft in held {
            let is_there = self.others.iter().any(|other| {
                let same = |body: &DraftBody| body.fields == draft.body.fields;
                other.key == draft.key
                    && matches!(&other.left, Some(Left::Body(body)) if same(body))
            });
            if !is_there {
                self.set_older_aside(&draft);
                (draft.is_unkept, draft.keeping, draft.keeping_whole) = (true, None, None);
                self.own.retain(|own| own.key != draft.key);
                self.own.push(draft);
            }
        }
    }

    /// Offers no more what the file has of a draft that is here whole: the same, with fewer letters.
    fn set_older_aside(&mut self, draft: &KeptDraft) {
        let is_older = |other: &OtherDraft| {
            other.key == draft.key && other.is_offered() && draft.saved_at == Some(other.saved_at)
        };
        let ids = self.others.iter().filter(|other| is_older(other));
        let ids = ids.map(|other| (draft.key.clone(), other.id.clone()));
        self.older.extend(ids);
        self.others.retain(|other| !is_older(other));
    }

    /// Drops what a draft that is written whole now takes the place of.
    pub(crate) fn drop_older(&mut self, key: &DraftKey, pending: &mut Pending) -> Outcome {
        if self.of(key).is_none_or(|draft| draft.is_unkept) {
            return Outcome::default();
        }
        let (gone, left) = std::mem::take(&mut self.older)
            .into_iter()
            .partition::<Vec<_>, _>(|(of, _)| of == key);
        self.older = left;
        if gone.is_empty() {
            return Outcome::default();
        }
        let ids = gone.into_iter().map(|(_, id)| id).collect();
        pending.write(Command::ForgetDrafts(ids), Waiting::Dropped)
    }

    /// Keeps what changed in a form since its draft was kept.
    pub(crate) fn keep_typed(
        &mut self,
        screen: &FormScreen,
        now: Instant,
        pending: &mut Pending,
    ) -> Outcome {
        let Some(key) = &screen.form.draft_key else {
            return Outcome::redraw();
        };
        let kept = self.of(key).map(|draft| &draft.body);
        let change = screen.form.change_since(kept, screen.version, now);
        self.keep(key, change, pending)
    }

    /// Asks for what changed in a draft to be kept; until the file has it, it is not called kept.
    fn keep(&mut self, key: &DraftKey, change: DraftChange, pending: &mut Pending) -> Outcome {
        let at = self.own.iter().position(|draft| draft.key == *key);
        let at = at.unwrap_or_else(|| {
            self.own
                .push(KeptDraft::begun(key.clone(), DraftBody::default()));
            self.own.len() - 1
        });
        let draft = &mut self.own[at];
        draft.body.take(change.clone());
        // Which of its fields the file lacks is not known: it is given all of them.
        let change = if draft.is_unkept {
            draft.body.whole()
        } else {
            change
        };
        let command = Command::SaveDraft {
            key: key.clone(),
            change,
        };
        let (ticket, outcome) = pending.write_under(command, Waiting::Draft(key.clone()));
        draft.keeping = Some(ticket);
        if draft.is_unkept {
            draft.keeping_whole = Some(ticket);
        }
        outcome
    }

    /// Keeps again what could not be kept, whether its form is still open or not: the disk may have
    /// room by now. What is on its way into the record needs no draft any more.
    pub(crate) fn keep_unkept(
        &mut self,
        is_saving: impl Fn(&DraftKey) -> bool,
        pending: &mut Pending,
    ) -> Outcome {
        let unkept = self.own.iter();
        let unkept = unkept.filter(|draft| draft.is_unkept && draft.keeping.is_none());
        let again: Vec<(DraftKey, DraftChange)> = unkept
            .filter(|draft| !is_saving(&draft.key))
            .map(|draft| (draft.key.clone(), draft.body.whole()))
            .collect();
        let kept = again.into_iter();
        kept.fold(Outcome::redraw(), |outcome, (key, change)| {
            outcome.then(self.keep(&key, change, pending))
        })
    }

    /// Takes note that a change of a draft is on the disk.
    pub(crate) fn kept(&mut self, ticket: Ticket, key: &DraftKey, at: Instant) {
        if let Some(draft) = self.of_mut(key) {
            draft.kept(ticket, at);
        }
    }

    /// Takes note that a change of a draft was refused.
    pub(crate) fn refused(&mut self, ticket: Ticket, key: &DraftKey) {
        if let Some(draft) = self.of_mut(key) {
            draft.refused(ticket);
        }
    }

    /// Forgets a draft that a record has taken the place of; says whether there was one.
    pub(crate) fn forget(&mut self, key: &DraftKey) -> bool {
        let was_kept = self.of(key).is_some();
        self.own.retain(|draft| draft.key != *key);
        was_kept
    }

    /// Throws a draft away.
    pub(crate) fn drop_draft(&mut self, key: DraftKey, pending: &mut Pending) -> Outcome {
        self.forget(&key);
        pending.write(Command::DropDraft(key), Waiting::Dropped)
    }

    /// Lets the drafts go that a form's record has taken the place of; those that the commit could
    /// not name itself are dropped by a write of their own.
    pub(crate) fn recorded(&mut self, screen: &FormScreen, pending: &mut Pending) -> Outcome {
        let (replaces, own) = (screen.sheet.replaces(), screen.form.draft_key.as_ref());
        let named = replaces.or(own);
        let mut out = Outcome::default();
        for key in [replaces, own].into_iter().flatten() {
            if self.forget(key) && Some(key) != named {
                out = out.then(self.drop_draft(key.clone(), pending));
            }
        }
        out
    }

    /// Returns what is said of a form that is left.
    pub(crate) fn left(&self, screen: &FormScreen) -> Next {
        let key = screen.form.draft_key.as_ref();
        match key.and_then(|key| self.of(key)) {
            Some(draft) if draft.is_unkept => Next::refuse(
                "What was typed is NOT KEPT: it is tried again while the desk stays open.",
            ),
            Some(_) => Next::say("What was typed is kept: open the form again to go on."),
            None => Next::Stay,
        }
    }

    /// Makes a draft of another sitting this one's own, under a key.
    pub(crate) fn take_up(&mut self, draft: OtherDraft, key: &DraftKey) {
        self.others.retain(|other| other.id != draft.id);
        if let Some(Left::Body(body)) = draft.left {
            let kept = KeptDraft::in_file(key.clone(), body, draft.saved_at);
            self.own.push(kept);
        }
    }

    /// Shows a draft of another sitting as put away.
    pub(crate) fn put_away(&mut self, id: &DraftId, now: Instant) {
        for other in &mut self.others {
            if other.id == *id {
                other.put_away = Some(now);
            }
        }
    }

    /// Takes old drafts off the desk that are gone from the file.
    pub(crate) fn forget_old(&mut self, ids: &[DraftId]) {
        self.others.retain(|draft| !ids.contains(&draft.id));
    }
}
