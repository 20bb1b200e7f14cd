//! A time of day as it is typed: `2115`, `9.15pm`, `noon`.

use chrono::NaiveTime;

use super::fault::WhenFault;
use super::figures::{digits, one_or_two};
use crate::domain::instant::on_the_hour;

const NOON: NaiveTime = on_the_hour::<12>();

/// A zone typed after a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    Gmt,
    Bst,
    Utc,
}

/// A time of day as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) time: NaiveTime,
    pub(super) zone: Option<Zone>,
}

/// Returns the zone of a word.
pub(super) fn zone(word: &str) -> Option<Zone> {
    Some(match word {
        "gmt" => Zone::Gmt,
        "bst" => Zone::Bst,
        "utc" => Zone::Utc,
        _ => return None,
    })
}

/// Reads `2115`, `21:15`, `9.15pm`, `9pm`, `2115hrs` and `noon`; `None` when the word is none.
pub(super) fn time_of_day(word: &str) -> Option<Result<NaiveTime, WhenFault>> {
    match word {
        "noon" | "midday" => return Some(Ok(NOON)),
        "midnight" => return Some(Err(WhenFault::Midnight)),
        _ => {}
    }
    let (figures, half) = if let Some(figures) = word.strip_suffix("am") {
        (figures, Some(0))
    } else if let Some(figures) = word.strip_suffix("pm") {
        (figures, Some(12))
    } else {
        let mut endings = ["hrs", "hours", "h", ""].into_iter();
        (endings.find_map(|end| word.strip_suffix(end))?, None)
    };
    let (hour, minute) = hour_minute(figures, half.is_some())?;
    let fault = || WhenFault::NoSuchTime(word.to_owned());
    let hour = match half {
        None if (hour, minute) == (24, 0) => return Some(Err(WhenFault::Midnight)),
        None => hour,
        Some(0) if (hour, minute) == (12, 0) => return Some(Err(WhenFault::Midnight)),
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return Some(Err(fault())),
    };
    Some(NaiveTime::from_hms_opt(hour, minute, 0).ok_or_else(fault))
}

/// Splits the figures of a time; without a sign there must be four, or any number before am or pm.
fn hour_minute(figures: &str, halved: bool) -> Option<(u32, u32)> {
    if let Some((hour, minute)) = figures.split_once([':', '.']) {
        return Some((one_or_two(hour)?, digits(minute, 2)?));
    }
    match figures.len() {
        4 => digits(figures, 4).map(|run| (run / 100, run % 100)),
        3 if halved => digits(figures, 3).map(|run| (run / 100, run % 100)),
        1 | 2 if halved => one_or_two(figures).map(|hour| (hour, 0)),
        _ => None,
    }
}
