//! What a draft is of, in words, and who is typing it.

use crate::app::desk::NEW_DRAFT_KEY;
use crate::app::page::See;
use crate::domain::draft::OtherDraft;
use crate::domain::id::IncidentId;

/// Returns who is typing what since when: `S. Other is logging a call since 02:30`.
#[must_use]
pub fn typing_words(see: &See<'_>, draft: &OtherDraft) -> String {
    let doing = match draft.key.as_str() {
        NEW_DRAFT_KEY => "is logging a call".to_owned(),
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
pub(super) fn title(see: &See<'_>, key: &str) -> String {
    let mut parts = key.split('/');
    let kind = parts.next().unwrap_or_default();
    let form = match kind {
        NEW_DRAFT_KEY => return "a new incident".to_owned(),
        "alert" => "the alert form",
        "note" => "a note",
        "call" => "a call",
        "record" => "what happened",
        "person" => "a person",
        "correct" => "a correction",
        "not_raised" => "why no alert is raised",
        "late" => "why the alert is late",
        "answer" => "an answer",
        "take_off" => "why a person is taken off",
        "ledger" => "an entry",
        "contact" => return "a contact".to_owned(),
        "handover" => return "a handover".to_owned(),
        _ => "a form",
    };
    let row = incident_of(key).and_then(|id| see.desk.row(id));
    match row {
        Some(row) => format!("{form} of {}", row.incident.reference),
        None => form.to_owned(),
    }
}

/// Returns the incident that a draft's key names; a handover's number is no incident's.
pub(super) fn incident_of(key: &str) -> Option<IncidentId> {
    let (kind, rest) = key.split_once('/')?;
    match kind {
        "alert" | "note" | "call" | "record" | "person" | "take_off" | "correct" | "not_raised"
        | "late" | "answer" | "paper" | "ledger" => {
            rest.split('/').next()?.parse().ok().map(IncidentId)
        }
        _ => None,
    }
}
