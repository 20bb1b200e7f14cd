//! Approximate times: `about 2300`, `evening of 25/11`, `between 2100 and 2230`.

use chrono::{Datelike, Timelike};

use super::clock::Clock;
use super::date::Day;
use super::fault::WhenFault;
use super::offset;
use super::parts::Parts;
use super::resolve::{self, Lean, check_weekday, date_of, instant};
use crate::domain::instant::{Instant, Moment, Precision, next_day, previous_day};

/// The first hour of an evening.
const EVENING: u32 = 18;

/// Reads an approximate time; `None` when the text is not one.
pub(super) fn read(text: &str, now: Instant, lean: Lean) -> Option<Result<Moment, WhenFault>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let part = words.iter().find_map(|word| part_of_day(word));
    if let Some(part) = part {
        return Some(Err(WhenFault::PartOfDay(part)));
    }
    if let Some(at) = words.iter().position(|word| *word == "between") {
        let (before, rest) = words.split_at(at);
        return Some(between(
            before,
            rest.get(1..).unwrap_or_default(),
            now,
            lean,
        ));
    }
    let exact: Vec<&str> = words.iter().copied().filter_map(without_about).collect();
    let is_about = exact != words;
    let rest: Vec<&str> = exact
        .iter()
        .copied()
        .filter(|word| !matches!(*word, "evening" | "this"))
        .collect();
    let is_evening = exact.contains(&"evening");
    match (is_about, is_evening) {
        (true, _) => Some(about(&rest.join(" "), now, lean)),
        (false, true) => Some(evening(&rest.join(" "), now, lean)),
        (false, false) => None,
    }
}

fn part_of_day(word: &str) -> Option<&'static str> {
    match word {
        "morning" => Some("a morning"),
        "afternoon" => Some("an afternoon"),
        "lunchtime" => Some("lunchtime"),
        _ => None,
    }
}

/// Returns a word without what says that a time is approximate; `None` where it says nothing else.
fn without_about(word: &str) -> Option<&str> {
    match word {
        "about" | "around" | "approx" | "approx." | "approximately" | "circa" | "ca" | "c."
        | "~" => None,
        word => Some(word.strip_prefix('~').unwrap_or(word)),
    }
}

/// Reads what stands with *about*: a time of day, with its day or without, or a step in hours.
fn about(text: &str, now: Instant, lean: Lean) -> Result<Moment, WhenFault> {
    if let "now" | "just now" = text {
        return Ok(Moment::about(now));
    }
    if let Some(step) = offset::read(text, now) {
        let step = step?;
        return match (step.precision, step.at) {
            (Precision::Exact, Some(at)) => Ok(Moment::about(at)),
            _ => Err(WhenFault::About),
        };
    }
    let parts = Parts::read(text, now.london_date().year())?;
    let Some(clock) = parts.clock else {
        return Err(WhenFault::About);
    };
    let Some(day) = parts.day() else {
        return about_alone(clock, now, lean);
    };
    let at = instant(date_of(day, Some(clock), now, lean)?, clock)?;
    check_weekday(&parts, at)?;
    not_to_come(Moment::about(at), day, now, lean)
}

/// Returns the nearest such time on the leaning side of now. One that has begun and may be still to
/// come is not taken for yesterday's.
fn about_alone(clock: Clock, now: Instant, lean: Lean) -> Result<Moment, WhenFault> {
    let today = now.london_date();
    if let (Lean::Past, Ok(at)) = (lean, instant(today, clock)) {
        let begun = Moment::about(at);
        if at > now && !begun.is_to_come(now) {
            let say = |day: chrono::NaiveDate| {
                format!(
                    "{} about {}",
                    day.format("%-d/%-m"),
                    clock.time.format("%H%M")
                )
            };
            return Err(WhenFault::TwoWays(
                format!("about {}", clock.time.format("%H:%M")),
                format!("{} or {}", say(today), say(previous_day(today))),
            ));
        }
    }
    resolve::time_alone(clock, now, lean).map(Moment::about)
}

/// Reads what stands with *evening*: a day or none; a time in the evening is more than the evening.
fn evening(text: &str, now: Instant, lean: Lean) -> Result<Moment, WhenFault> {
    let year = now.london_date().year();
    // Four figures after a month are the year here; only where a time of day stands too are they read
    // as they are elsewhere.
    let parts = match Parts::read(&day_only(text), year) {
        Ok(parts) => parts,
        Err(_) => Parts::read(text, year)?,
    };
    match parts.clock {
        Some(clock) if clock.time.hour() >= EVENING => return resolve::moment(&parts, now, lean),
        Some(_) => return Err(WhenFault::unreadable("")),
        None => {}
    }
    let of = |date| Moment::evening(date).ok_or_else(|| WhenFault::unreadable(""));
    let today = now.london_date();
    let Some(day) = parts.day() else {
        let this = of(today)?;
        let is_past = lean == Lean::Past && this.is_to_come(now);
        return if is_past {
            of(previous_day(today))
        } else {
            Ok(this)
        };
    };
    let moment = of(date_of(day, None, now, lean)?)?;
    if let Some(at) = moment.at {
        check_weekday(&parts, at)?;
    }
    not_to_come(moment, day, now, lean)
}

/// Returns text that says that it holds no time.
fn day_only(text: &str) -> String {
    format!("{text} (day only)")
}

/// Refuses what is still to come where it must have been, unless its year was typed: that may be
/// meant, and is the caller's to allow.
fn not_to_come(moment: Moment, day: Day, now: Instant, lean: Lean) -> Result<Moment, WhenFault> {
    match moment.at {
        Some(at)
            if lean == Lean::Past && moment.is_to_come(now) && !matches!(day, Day::Full(_)) =>
        {
            Err(WhenFault::NotYet(at, now))
        }
        _ => Ok(moment),
    }
}

/// Reads two times, or two days, with `and` between them. A day that stands before them is the
/// first's.
fn between(before: &[&str], both: &[&str], now: Instant, lean: Lean) -> Result<Moment, WhenFault> {
    let (both, days) = match both {
        [both @ .., "(days", "only)"] => (both, true),
        both => (both, false),
    };
    let and = both.iter().position(|word| *word == "and");
    let (first, second) = both.split_at(and.ok_or(WhenFault::Between)?);
    let year = now.london_date().year();
    let read = |words: &[&str]| {
        let text = words.join(" ");
        Parts::read(&if days { day_only(&text) } else { text }, year)
    };
    let first = read(&[before, first].concat())?;
    let second = read(second.get(1..).unwrap_or_default())?;
    let (from, until) = match (first.clock, second.clock) {
        (Some(one), Some(two)) => ends((&first, one), (&second, two), now, lean)?,
        (None, None) => {
            let (Some(one), Some(two)) = (first.day(), second.day()) else {
                return Err(WhenFault::Between);
            };
            let from = Instant::start_of_day(date_of(one, None, now, lean)?);
            let until = Instant::end_of_day(date_of(two, None, now, lean)?);
            (from, until)
        }
        _ => return Err(WhenFault::Between),
    };
    check_weekday(&first, from)?;
    if second.weekday.is_some() {
        check_weekday(&second, until)?;
    }
    let moment = match first.clock {
        Some(_) => Moment::between(from, until),
        None => Moment::between_days(from.london_date(), until.london_date()),
    };
    let moment = moment.ok_or(WhenFault::Backwards(from, until))?;
    let is_full = |parts: &Parts| matches!(parts.day(), Some(Day::Full(_)));
    let is_dated = is_full(&first) || is_full(&second);
    if lean == Lean::Past && moment.is_to_come(now) && !is_dated {
        return Err(WhenFault::NotYet(until, now));
    }
    Ok(moment)
}

/// Returns the two times, each on its day: a second that is earlier in the day is on the next.
fn ends(
    (first, one): (&Parts, Clock),
    (second, two): (&Parts, Clock),
    now: Instant,
    lean: Lean,
) -> Result<(Instant, Instant), WhenFault> {
    let crosses = two.time < one.time;
    let today = now.london_date();
    let from_on = |date| {
        let until = if crosses { next_day(date) } else { date };
        Ok((instant(date, one)?, instant(until, two)?))
    };
    match (first.day(), second.day()) {
        (Some(from), Some(until)) => {
            let from = date_of(from, Some(one), now, lean)?;
            let until = date_of(until, Some(two), now, lean)?;
            Ok((instant(from, one)?, instant(until, two)?))
        }
        (Some(from), None) => from_on(date_of(from, Some(one), now, lean)?),
        (None, Some(day)) if crosses => {
            let until = date_of(day, Some(two), now, lean)?;
            let say = |from: chrono::NaiveDate| {
                let (from, until) = (from, next_day(from));
                let day = |date: chrono::NaiveDate| date.format("%-d/%-m").to_string();
                let (one, two) = (one.time.format("%H%M"), two.time.format("%H%M"));
                format!("between {} {one} and {} {two}", day(from), day(until))
            };
            let found = format!(
                "between {} and {}",
                one.time.format("%H:%M"),
                two.time.format("%H:%M")
            );
            let ways = format!("{} or {}", say(previous_day(until)), say(until));
            Err(WhenFault::TwoWays(found, ways))
        }
        (None, Some(day)) => from_on(date_of(day, Some(two), now, lean)?),
        (None, None) => {
            let (from, until) = from_on(today)?;
            match lean {
                Lean::Past if from > now => from_on(previous_day(today)),
                Lean::Future if from < now => from_on(next_day(today)),
                _ => Ok((from, until)),
            }
        }
    }
}
