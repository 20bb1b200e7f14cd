//! What else should be known of a clock, one fact a line: first what decided how it counts.

use chrono::NaiveDate;

use super::face::{ClockFace, ClockState, Explained, Timed};
use super::reading::{Face, holidays_skipped};
use super::span::Span;
use crate::domain::instant::{Moment, Precision, day_words};

/// What is said of a clock that counts from awareness, for want of the incident's own time.
const BOUNDED: &str =
    "the time of the incident is not known: due at the latest by this, earlier if it was earlier";

/// What is said of a clock or a line of which the start is known to the day.
const FROM_DAY: &str = "only the day is known: counted from 00:00";

impl Face<'_> {
    /// Returns the lines, in the order in which they matter: set aside, counted again, bounded, only
    /// the day, and then the rest.
    pub(super) fn explain(&self, face: &ClockFace, span: &Span<'_>) -> Vec<Explained> {
        let mut out = face.set_aside.clone();
        // Why its own row stands it down is told, but is not what a person set aside.
        let own = out
            .iter()
            .position(|line| Some(line) == self.row.stood_down.as_ref());
        let own = own.map(|place| out.remove(place));
        if face.started_at.is_some() {
            out.extend(span.again.map(str::to_owned));
        }
        if face.bounded {
            out.push(BOUNDED.to_owned());
        }
        let from = face.readings.iter().filter_map(|reading| reading.from);
        let from: Vec<Moment> = face.from.into_iter().chain(from).collect();
        if from.iter().any(|from| from.precision == Precision::Day) {
            out.push(FROM_DAY.to_owned());
        }
        out.extend(from_the_earliest(&from));
        out.extend(face.stopped.and_then(by_the_latest));
        out.extend(times_not_known(face, span).map(str::to_owned));
        if let (None, Some(by)) = (span.start.at, span.start.by) {
            out.push(format!(
                "{} at a time that is not known: nothing is counted until a time is recorded",
                self.with.pack.event_title(by)
            ));
        }
        if let Some(event) = span.untimed {
            out.push(format!(
                "{}: the time of that is not known. It is counted as if that were not recorded, and \
                 nothing done is taken for an answer to it",
                self.with.pack.event_title(event)
            ));
        }
        if span.stop.is_some_and(|stop| stop.before_start) {
            out.push("Done before anything started the count".to_owned());
        }
        out.extend(own);
        let mut out: Vec<Explained> = out.into_iter().map(Explained::Said).collect();
        let skipped = holidays_skipped(self.with.holidays, self.row, face);
        out.extend(skipped.into_iter().map(Explained::Holiday));
        if let Some(known) = self.counted_before_the_table(face) {
            let known = day_words(known);
            let words = format!("Bank holidays not known before {known}");
            out.push(Explained::Said(words));
        }
        if face.readings.iter().any(|r| r.horizon == Some(true)) {
            let known = day_words(self.with.holidays.known_to());
            let words = format!("Bank holidays not known after {known}");
            out.push(Explained::Said(words));
        }
        out
    }

    /// Returns from when the bank holidays are known, where a line that skips them begins before.
    fn counted_before_the_table(&self, face: &ClockFace) -> Option<NaiveDate> {
        let known = self.with.holidays.known_from()?;
        let begins_before = |reading: &Timed| {
            let start = reading.started_at.or(face.started_at);
            // A line has a horizon where its days are working days.
            reading.horizon.is_some() && start.is_some_and(|start| start.london_date() < known)
        };
        face.readings.iter().any(begins_before).then_some(known)
    }
}

/// Returns which end of a span is counted from, and why, once for each span.
fn from_the_earliest(from: &[Moment]) -> Vec<String> {
    let mut out = Vec::new();
    for span in from.iter().filter(|from| from.is_span()) {
        let Some(earliest) = span.as_start() else {
            continue;
        };
        let words = format!(
            "the time is known as {}: counted from {}, the earliest it can have been, so that nothing \
             is due too late",
            span.words(),
            earliest.long()
        );
        if !out.contains(&words) {
            out.push(words);
        }
    }
    out
}

/// Returns by which end of a span something was judged to be done, and why; nothing of what is no
/// span.
fn by_the_latest(done: Moment) -> Option<String> {
    let latest = done.as_stop().filter(|_| done.is_span())?;
    Some(format!(
        "the time it was done is known as {}: judged by {}, the latest it can have been, so that \
         nothing late is taken for done in time",
        done.words(),
        latest.long()
    ))
}

/// Returns what is said where it was done and nobody can say whether that was late.
fn times_not_known(face: &ClockFace, span: &Span<'_>) -> Option<&'static str> {
    match span.stop?.at {
        None => Some("Done, at a time that is not known: whether it was late is not known"),
        Some(_) if face.bounded && face.state == ClockState::Met => {
            Some("Done before this: whether it was late is not known")
        }
        Some(_) => None,
    }
}
