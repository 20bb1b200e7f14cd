//! Clocks that cannot work, and decisions that set none aside.

use super::checking::Checking;
use super::tree::{Part, Word};
use crate::pack::{Clock, Reading, ReadingName, Unit};

/// The longest limit: more than ten years of hours is a slip of the hand.
const MOST: i64 = 100_000;

pub(super) fn check(checking: &mut Checking<'_>) {
    let own = checking.own;
    for (part, row) in checking.rows("clock").into_iter().zip(&own.clocks) {
        clock(checking, part, row);
    }
    for part in checking.rows("set_aside") {
        set_aside(checking, part);
    }
}

fn clock(checking: &mut Checking<'_>, part: Part<'_>, row: &Clock) {
    if row.starts.is_empty() && row.reading.iter().all(|reading| reading.starts.is_empty()) {
        checking.say(part.key("starts"), "nothing can start this clock");
    }
    if row.stops.is_empty() {
        checking.say(part.key("stops"), "nothing can stop this clock");
    }
    if row.reading.is_empty() {
        let what = "this clock has no reading: nothing is due";
        checking.say(part.name().at, what);
    }
    for (key, needs, why) in [
        ("applies", "why_not", "what is said when it does not"),
        ("stands_down", "stood_down", "what is said when it is"),
    ] {
        if part.has(key) && checking.lacks(part, needs) {
            checking.say(part.key(key), format!("`{key}` needs `{needs}`: {why}"));
        }
    }
    bounded(checking, part, row);
    again(checking, part, row);
    let mut names: Vec<ReadingName> = Vec::new();
    for (part, reading) in part.parts("reading").into_iter().zip(&row.reading) {
        // A name that was put in, to go on reading, stands where its reading does.
        if part.key("name") != part.at {
            if names.contains(&reading.name) {
                let what = format!("this clock has a second `{}`", reading.name.word());
                checking.say(part.key("name"), what);
            }
            names.push(reading.name);
        }
        one_reading(checking, part, reading);
    }
    if names == [ReadingName::Early] {
        let what = "an early line alone: a clock needs a target or a limit";
        checking.say(part.name().at, what);
    }
}

/// Checks that what ends a bound is one of the clock's own starts.
fn bounded(checking: &mut Checking<'_>, part: Part<'_>, row: &Clock) {
    let Some(until) = part.word("bounded_until") else {
        return;
    };
    let whole = checking.whole;
    let mut starts = row.starts.iter().flat_map(|id| whole.start_events(id));
    if whole.event(until.text).is_some() && !starts.any(|event| event == until.text) {
        let what = format!("this clock does not start with `{}`", until.text);
        checking.say(until.at, what);
    }
}

fn one_reading(checking: &mut Checking<'_>, part: Part<'_>, reading: &Reading) {
    let amount = reading.amount;
    if amount <= 0 {
        let what = format!("an amount is 1 or more, and this is {amount}");
        checking.say(part.key("amount"), what);
    } else if amount > MOST || (reading.unit == Unit::MonthEnd && amount != 1) {
        let most = if reading.unit == Unit::MonthEnd {
            1
        } else {
            MOST
        };
        let what = format!("an amount of {amount}; {most} is the most");
        checking.say(part.key("amount"), what);
    }
    let unit = part.word("unit").map_or(part.at, |word| word.at);
    if unit == part.at {
        return; // the unit was put in to go on reading: what goes with it is not known
    }
    match (reading.unit, reading.counted) {
        (Unit::WorkingDays, None) if checking.lacks(part, "counted") => {
            checking.say(unit, "working days need `counted`: \"day0\" or \"day1\"");
        }
        (unit, Some(_)) if unit != Unit::WorkingDays => {
            checking.say(part.key("counted"), "`counted` goes with working days");
        }
        _ => {}
    }
    if reading.unit == Unit::Hours && part.has("ends") {
        let what = "`ends` goes with days: hours end to the minute";
        checking.say(part.key("ends"), what);
    }
}

/// Checks the decision that a clock counts from again: a word that its event has, after something
/// that can be taken back.
fn again(checking: &mut Checking<'_>, part: Part<'_>, row: &Clock) {
    let whole = checking.whole;
    for again in part.parts("again") {
        let event = again.word("decision");
        if let (Some(event), Some(word)) = (event, again.word("is"))
            && whole.event(event.text).is_some()
        {
            let values = whole.event_values(event.text);
            let known: Vec<&str> = values.iter().map(|value| value.id.as_str()).collect();
            let what = format!("the event `{}` has no word `{}`", event.text, word.text);
            checking.among(what, word, &known);
        }
        let mut stops = row.stops.iter().filter_map(|id| whole.event(id));
        if !row.stops.is_empty() && stops.all(|event| event.withdrawn_by.is_none()) {
            let what = "`again` goes with a stop that can be taken back: none here has \
                `withdrawn_by`";
            checking.say(part.key("again"), what);
        }
        says(checking, again);
    }
}

fn set_aside(checking: &mut Checking<'_>, part: Part<'_>) {
    if part.has("clocks") && part.words("clocks").is_empty() {
        let what = "this sets no clock aside: leave `clocks` out for every one";
        checking.say(part.key("clocks"), what);
    }
    let both = part.word("event").zip(part.word("until"));
    if let Some((event, until)) = both
        && !event.text.is_empty()
        && event.text == until.text
    {
        checking.say(until.at, "what sets aside cannot take itself back");
    }
    says(checking, part);
}

fn says(checking: &mut Checking<'_>, part: Part<'_>) {
    let empty = |word: &Word<'_>| word.text.trim().is_empty();
    if let Some(word) = part.word("says").filter(empty)
        && word.at != part.at
    {
        checking.say(word.at, "`says` is empty: people read why");
    }
}
