//! Taking an entry of a ledger back, because: it stays visible.

use super::decisions::answer::struck;
use super::decisions::consequences::consequences;
use super::entry::{GONE, NOT_HERE, REASON, draft_key, reason_form, standing};
use super::links::link::unmerged;
use super::{Filled, See, Sheet};
use crate::app::form::{Fault, Form};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::{EntryId, IncidentId};

/// The form that takes an entry back.
#[derive(Clone, Debug)]
pub(super) struct TakeBack {
    pub(super) id: IncidentId,
    pub(super) entry: EntryId,
}

impl Sheet for TakeBack {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        standing(row, self.entry).ok_or(GONE)?;
        Ok(reason_form(
            "TAKE IT BACK; IT STAYS VISIBLE",
            "take it back",
        ))
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let reason = REASON.said(form, "Say why: it stays visible with the reason")?;
        let mut edits = vec![Edit::Strike(self.entry, reason.clone())];
        let row = see.row(self.id);
        if let Some((row, entry)) = row.and_then(|row| Some((row, standing(row, self.entry)?))) {
            edits.extend(struck(see.desk, row, entry, see.now));
            edits.extend(unmerged(row.pack(), entry, reason, see.now));
        }
        let question = row.and_then(|row| consequences(row, &edits, see.now));
        Ok(Filled::Edits {
            edits,
            words: "taking it back".to_owned(),
            question,
        })
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(draft_key(self.id, &format!("strike/{}", self.entry)))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }
}
