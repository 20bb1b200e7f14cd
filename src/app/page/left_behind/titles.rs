//! What a draft is of, in words, and who is typing it.

use crate::app::page::See;
use crate::domain::draft::{DraftKey, OtherDraft};

/// Returns who is typing what since when: `S. Other is logging a call since 02:30`.
#[must_use]
pub fn typing_words(see: &See<'_>, draft: &OtherDraft) -> String {
    let doing = match &draft.key {
        DraftKey::New(_) => "is logging a call".to_owned(),
        key => format!("is filling in {}", title(see, key)),
    };
    let begun = draft.begun_at;
    let since = if begun.london_date() == see.now.london_date() {
        begun.london().format("%H:%M").to_string()
    } else {
        begun.short(see.now)
    };
    format!("{} {doing} since {since}", draft.by)
}

/// Returns who is typing what, on one line; nothing while nobody else is.
#[must_use]
pub fn typing_line<'a>(
    see: &See<'_>,
    mut drafts: impl Iterator<Item = &'a OtherDraft>,
) -> Option<String> {
    let first = typing_words(see, drafts.next()?);
    Some(match drafts.count() {
        0 => first,
        more => format!("{first}, and {more} more"),
    })
}

/// Returns what a draft is of, in words: the form, and the incident it is about.
pub(super) fn title(see: &See<'_>, key: &DraftKey) -> String {
    let form = match key {
        DraftKey::New(_) => "a new incident",
        DraftKey::Contact(_) => "a contact",
        DraftKey::Checked(_) => "how a contact was checked",
        DraftKey::OfferHandover(_) | DraftKey::AcceptHandover(..) => "a handover",
        DraftKey::Alert(_) => "the alert form",
        DraftKey::Note(_) => "a note",
        DraftKey::Call(..) => "a call",
        DraftKey::Record(..) => "what happened",
        DraftKey::AddPerson(_) | DraftKey::EditPerson(..) => "a person",
        DraftKey::Correct(..) => "a correction",
        DraftKey::NotRaised(_) => "why no alert is raised",
        DraftKey::Late(..) => "why the alert is late",
        DraftKey::Answer(..) | DraftKey::Position { .. } => "an answer",
        DraftKey::TakeOff(..) => "why a person is taken off",
        DraftKey::Ledger(..) => "an entry",
        DraftKey::Paper(..) | DraftKey::Unknown(_) => "a form",
    };
    match key.incident().and_then(|id| see.desk.row(id)) {
        Some(row) => format!("{form} of {}", row.incident.reference),
        None => form.to_owned(),
    }
}

/// Returns whose a draft is.
pub(super) fn whose(draft: &OtherDraft) -> String {
    match (draft.by.is_empty(), draft.host.is_empty()) {
        (true, _) => "kept before the last upgrade".to_owned(),
        (false, true) => draft.by.clone(),
        (false, false) => format!("{} on {}", draft.by, draft.host),
    }
}
