//! One value of the JSON read as what it must be.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::fault::{Fault, echo, fault};
use super::json::Json;
use crate::domain::instant::Instant;

/// Reads an object; no key may stand twice.
pub(super) fn object<'a>(json: &'a Json, path: &str) -> Result<&'a [(String, Json)], Fault> {
    let Json::Object(pairs) = json else {
        return fault(
            path,
            format!("{} where an object was expected", json.kind()),
        );
    };
    let mut seen = HashSet::new();
    for (key, _) in pairs {
        if !seen.insert(key) {
            return fault(&format!("{path}.{key}"), "this key stands twice");
        }
    }
    Ok(pairs)
}

/// Reads a list.
pub(super) fn list<'a>(json: &'a Json, path: &str) -> Result<&'a [Json], Fault> {
    match json {
        Json::List(items) => Ok(items),
        other => fault(path, format!("{} where a list was expected", other.kind())),
    }
}

/// Reads a word.
pub(super) fn string<'a>(json: &'a Json, path: &str) -> Result<&'a str, Fault> {
    match json {
        Json::Text(text) => Ok(text),
        other => fault(path, format!("{} where a word was expected", other.kind())),
    }
}

/// Reads yes or no.
pub(super) fn yes_no(json: &Json, path: &str) -> Result<bool, Fault> {
    match json {
        Json::Bool(value) => Ok(*value),
        other => fault(
            path,
            format!("{}; only true, false or null (not known)", other.kind()),
        ),
    }
}

/// Reads an age in years.
pub(super) fn age(json: &Json, path: &str) -> Result<u32, Fault> {
    match json {
        Json::Whole(years) => match u32::try_from(*years) {
            Ok(years) if years <= 130 => Ok(years),
            _ => fault(path, format!("{years} is no age in years (0 to 130)")),
        },
        other => fault(
            path,
            format!("{} where whole years were expected", other.kind()),
        ),
    }
}

/// The years of which every instant, and every one that is counted from it, can be written in four
/// figures, as RFC 3339 has it.
const YEARS: RangeInclusive<i32> = 1..=9998;

/// Says whether an instant is of a year whose days can be counted from and written.
#[must_use]
pub fn is_countable(at: Instant) -> bool {
    YEARS.contains(&at.utc().year())
}

/// Reads an instant.
pub(super) fn instant(json: &Json, path: &str) -> Result<Instant, Fault> {
    let text = string(json, path)?;
    match Instant::parse_rfc3339(text) {
        Ok(at) if is_countable(at) => Ok(at),
        Ok(_) => fault(
            path,
            format!("`{}` is of no year that can be counted from", echo(text)),
        ),
        Err(_) => fault(
            path,
            format!(
                "`{}` is no instant; write it as 2026-11-20T21:15:00Z, with any offset",
                echo(text)
            ),
        ),
    }
}

/// Reads a day.
pub(super) fn date(json: &Json, path: &str) -> Result<NaiveDate, Fault> {
    let text = string(json, path)?;
    let exact = text.len() == 10;
    match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        Ok(date) if exact => Ok(date),
        _ => fault(
            path,
            format!("`{}` is no date; write it as 2010-03-04", echo(text)),
        ),
    }
}

/// Reads what may be absent; `null` is absent.
pub(super) fn optional<'a, T>(
    json: &'a Json,
    read: impl FnOnce(&'a Json) -> Result<T, Fault>,
) -> Result<Option<T>, Fault> {
    if json.is_null() {
        Ok(None)
    } else {
        read(json).map(Some)
    }
}
