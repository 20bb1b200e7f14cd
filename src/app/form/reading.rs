//! Reading what was typed into a form: times that have been, what cannot stay empty, and what is wrong.

use super::Form;
use crate::domain::instant::{Instant, Moment, Precision};
use crate::domain::when::{self, Lean};
use crate::pack::Choice;

/// Something wrong with what was typed: the field's id, and the words.
pub type Fault = (String, String);

/// Reads a time that must not be in the future.
///
/// # Errors
/// When it is no time, or is later than `now`.
pub fn past(id: &str, typed: &str, now: Instant) -> Result<Option<Moment>, Fault> {
    if typed.is_empty() {
        return Ok(None);
    }
    let moment =
        when::read(typed, now, Lean::Past).map_err(|fault| (id.to_owned(), fault.to_string()))?;
    if moment.as_start().is_some_and(|at| at > now) {
        let words = format!(
            "{} is in the future: check the day, or type a time that has been",
            moment.words()
        );
        return Err((id.to_owned(), words));
    }
    // This minute is now: what follows within it keeps its order.
    let minute = |at: Instant| at.utc().timestamp().div_euclid(60);
    if moment.precision == Precision::Exact && moment.at.map(minute) == Some(minute(now)) {
        return Ok(Some(Moment::exact(now)));
    }
    Ok(Some(moment))
}

/// Returns a moment as it would be typed: `20/11/2026 21:15`, `20/11/2026`, `?`.
#[must_use]
pub fn typed_time(moment: Moment) -> String {
    match (moment.precision, moment.at) {
        (Precision::Exact, Some(at)) => at.london().format("%-d/%-m/%Y %H:%M").to_string(),
        (Precision::Day, Some(at)) => at.london().format("%-d/%-m/%Y").to_string(),
        _ => "?".to_owned(),
    }
}

/// Returns a time as it would be typed; empty where none is recorded.
#[must_use]
pub fn typed(at: Option<Moment>) -> String {
    at.map_or_else(String::new, typed_time)
}

/// Returns what was typed into a field that cannot stay empty.
///
/// # Errors
/// When nothing was.
pub fn said(form: &Form, field: &str, words: &str) -> Result<String, Fault> {
    let value = form.value(field);
    if value.is_empty() {
        return Err((field.to_owned(), words.to_owned()));
    }
    Ok(value)
}

/// Returns one of the words to choose from.
#[must_use]
pub fn choice(id: &str, title: &str) -> Choice {
    Choice {
        id: id.to_owned(),
        title: title.to_owned(),
    }
}
