//! What was typed, set against what was recorded when it was typed, field by field.

use super::titles::{title, whose};
use crate::app::page::{Next, See};
use crate::domain::draft::{DraftBody, DraftKey, Left, OtherDraft};

/// Shows a draft beside what was recorded, and beside one's own of the same form.
pub(super) fn compare(see: &See<'_>, draft: &OtherDraft) -> Next {
    let mut lines = vec![
        format!("{}, {}", title(see, &draft.key), whose(draft)),
        format!(
            "begun {}, kept {}",
            draft.begun_at.long(),
            draft.saved_at.long()
        ),
        String::new(),
    ];
    match &draft.left {
        None => {}
        Some(Left::Unreadable(why)) => {
            lines.push(format!("What was typed is kept and cannot be read: {why}"));
        }
        Some(Left::Body(body)) => {
            lines.extend(changed_since(see, &draft.key, body));
            for field in body.touched() {
                lines.push(field.id.replace(['_', '/'], " "));
                lines.push(format!("  typed    «{}»", field.value));
                let before = match field.before.as_str() {
                    "" => "nothing".to_owned(),
                    before => format!("«{before}»"),
                };
                lines.push(format!("  recorded {before}"));
                if let Some(own) = own_value(see, &draft.key, &field.id) {
                    lines.push(format!("  yours    «{own}»"));
                }
            }
        }
    }
    Next::words("LEFT BEHIND", lines)
}

/// Says that the incident was changed since a form about it was filled.
fn changed_since(see: &See<'_>, key: &DraftKey, body: &DraftBody) -> Option<String> {
    let row = key.incident().and_then(|id| see.row(id))?;
    // What an earlier release kept says nothing of it.
    (body.version > 0 && body.version < row.incident.version)
        .then(|| "The incident was changed since; Enter shows where that differs.".to_owned())
}

/// Returns what this sitting's own draft of the same form says in a field.
fn own_value(see: &See<'_>, key: &DraftKey, field: &str) -> Option<String> {
    let own = if key.is_new() {
        see.desk.drafts.half_logged().into_iter().next()
    } else {
        see.desk.drafts.of(key)
    };
    let typed = own?.body.field(field)?;
    typed.is_touched().then(|| typed.value.clone())
}
