//! What was said of a call so far, taken up again or written as a note.

use crate::app::form::reading::typed_time;
use crate::app::form::{Field, Form};
use crate::domain::instant::{Instant, Moment};

/// The form's own field for whether it happened in the area.
pub(super) const IN_AREA: &str = "in_area";

/// Returns the fields of a call that somebody has said something in: not what only looks for it,
/// nor what stands there before anybody has typed.
fn said(form: &Form) -> impl Iterator<Item = &Field> {
    form.fields.iter().filter(|field| {
        let prefilled = field.own_id() == "role" || field.id == "search" || field.id == IN_AREA;
        !prefilled && !field.is_empty()
    })
}

/// Returns when a call was begun that somebody goes on with, where nobody typed when the council
/// was told; nothing of a form that only looked for an incident.
#[must_use]
pub(super) fn begun_untold(form: &Form) -> Option<Instant> {
    let told = form.field("aware")?;
    let more = said(form).any(|field| field.id != told.id);
    form.begun.filter(|_| told.is_now() && more)
}

/// Returns what was typed as a note on another incident, line by line under its labels.
#[must_use]
pub(super) fn as_note(form: &Form, now: Instant) -> String {
    let shown = |field: &Field| {
        if field.is_now() {
            typed_time(Moment::exact(now))
        } else {
            field.shown()
        }
    };
    let mut lines: Vec<String> = said(form)
        .map(|field| format!("{}: {}", field.label, shown(field)))
        .collect();
    if lines.len() == 1 && !form.value("aware").is_empty() {
        lines.clear();
    }
    lines.join("\n")
}
