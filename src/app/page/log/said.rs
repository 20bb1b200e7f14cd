//! What was said of a call so far, taken up again or written as a note.

use super::fields::{AWARE, IN_AREA, SEARCH};
use crate::app::form::person::ROLE;
use crate::app::form::typed::typed_time;
use crate::app::form::{Field, Form};
use crate::domain::instant::{Instant, Moment};

/// Returns the fields of a call that somebody has said something in: not what only looks for it,
/// nor what stands there before anybody has typed.
fn said(form: &Form) -> impl Iterator<Item = &Field> {
    form.fields.iter().filter(|field| {
        let prefilled = ROLE.whose(field).is_some() || SEARCH.is(field) || IN_AREA.is(field);
        !prefilled && !field.is_empty()
    })
}

/// Returns when a call was begun that somebody goes on with, where nobody typed when the council
/// was told; nothing of a form that only looked for an incident.
#[must_use]
pub(super) fn begun_untold(form: &Form) -> Option<Instant> {
    let told = AWARE.find(form)?;
    let more = said(form).any(|field| !AWARE.is(field));
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
    let told = AWARE.find(form).is_some_and(|told| !told.is_empty());
    if lines.len() == 1 && told {
        lines.clear();
    }
    lines.join("\n")
}
