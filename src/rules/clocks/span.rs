//! What a clock counts from and what stopped it.
//!
//! Three things count otherwise than from the earliest start to the first stop after it: a clock
//! that is bounded while the incident's time is not known, one that counts afresh from what became
//! known later, and one that counts again from the decision that followed a withdrawal.

use super::history::{Event, Happened, How, Start};
use crate::domain::instant::{Instant, Moment};
use crate::pack::{Again, Clock};

/// The stop of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stop {
    /// The instant that counts; absent when its time is not known.
    pub(super) at: Option<Instant>,
    /// When it was, as well as that is known.
    pub(super) moment: Moment,
    /// It came before the start, or with no start at all.
    pub(super) before_start: bool,
}

impl Stop {
    fn of(event: &Event) -> Self {
        Self {
            at: event.at.as_stop(),
            moment: event.at,
            before_start: false,
        }
    }

    fn before_start(self) -> Self {
        Self {
            before_start: true,
            ..self
        }
    }
}

/// What a clock counts from, and what stopped it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Span<'a> {
    pub(super) start: Start<'a>,
    pub(super) stop: Option<Stop>,
    /// What is said of a count that was taken up again.
    pub(super) again: Option<&'a str>,
    /// The event that it would count afresh from, were its time known.
    pub(super) untimed: Option<&'a str>,
}

impl Happened<'_> {
    /// Returns what a clock counts from, and what stopped it.
    pub(super) fn span<'b>(&'b self, row: &'b Clock) -> Span<'b> {
        if let Some(event) = row.afresh_from.as_deref()
            && self.of(event).next().is_some()
        {
            return self.afresh(row, event).unwrap_or_else(|| Span {
                start: self.first(row),
                untimed: Some(event),
                ..Span::default()
            });
        }
        let again = row.again.as_ref();
        let again = again.and_then(|again| Some((self.again(row, again)?, again.says.as_str())));
        let (start, says) = match again {
            Some((start, says)) => (start, Some(says)),
            None => (self.first(row), None),
        };
        Span {
            start,
            stop: self.stop(row, &start),
            again: says,
            untimed: None,
        }
    }

    /// Returns the earliest of a clock's own starts, or what bounds it.
    fn first<'b>(&'b self, row: &'b Clock) -> Start<'b> {
        match row.bounded_until.as_deref() {
            Some(until) => self.bounded_start(&row.starts, until),
            None => self.start(&row.starts),
        }
    }

    /// Counts from the first time that something became known, and afresh from the first that is
    /// later than what stopped the clock: what was done before is no answer to it (A60). `None`
    /// where no time is known of any.
    fn afresh<'b>(&'b self, row: &Clock, event: &'b str) -> Option<Span<'b>> {
        let mut known: Vec<Start<'b>> = self
            .of(event)
            .filter(|found| found.at.as_start().is_some())
            .map(|found| Start {
                how: How::Known,
                ..Start::of(found, event)
            })
            .collect();
        known.sort_by_key(|start| start.at);
        let stops: Vec<Stop> = self.stops(row).map(Stop::of).collect();
        let mut start = *known.first()?;
        loop {
            let after = stops.iter().copied();
            let after = after.filter(|stop| stop.at.is_some() && stop.at >= start.at);
            let stop = after.min_by_key(|stop| stop.at);
            let next = stop.and_then(|stop| known.iter().find(|start| start.at > stop.at));
            let Some(next) = next else {
                return Some(Span {
                    start,
                    stop,
                    ..Span::default()
                });
            };
            start = *next;
        }
    }

    /// Returns the decision that followed the last withdrawal of what stopped a clock.
    fn again<'b>(&'b self, row: &Clock, again: &'b Again) -> Option<Start<'b>> {
        let withdrawn = row.stops.iter().filter_map(|id| self.last_taken_back(id));
        let (back, back_place) = withdrawn.max()?;
        let decided = self.placed(&again.decision).filter(|(place, event)| {
            let follows = match back {
                Some(back) => {
                    let at = event.at.as_start();
                    at.is_some_and(|at| (at, *place) > (back, back_place))
                }
                None => event.at.as_start().is_some() && *place > back_place,
            };
            follows && event.value.as_deref() == Some(again.is.as_str())
        });
        let (_, first) = decided.min_by_key(|(_, event)| event.at.as_start())?;
        Some(Start {
            how: How::Known,
            ..Start::of(first, &again.decision)
        })
    }

    /// Returns what may stop a clock: what was taken back stops nothing.
    fn stops<'b>(&'b self, row: &'b Clock) -> impl Iterator<Item = &'b Event> {
        let all = row.stops.iter().flat_map(|id| self.placed(id));
        let standing = all.filter(|(place, event)| !self.is_taken_back(*place, event));
        standing.map(|(_, event)| event)
    }

    /// Returns the stop: the earliest at or after the start, else one before it.
    fn stop(&self, row: &Clock, start: &Start<'_>) -> Option<Stop> {
        let all: Vec<Stop> = self.stops(row).map(Stop::of).collect();
        let timed = || all.iter().copied().filter(|stop| stop.at.is_some());
        let first = || timed().min_by_key(|stop| stop.at);
        if start.at.is_none() {
            let any = first().or_else(|| all.first().copied());
            return any.map(Stop::before_start);
        }
        let after = timed().filter(|stop| stop.at >= start.at);
        if let Some(stop) = after.min_by_key(|stop| stop.at) {
            return Some(stop);
        }
        if matches!(start.how, How::Anew | How::Withdrawn { anew: true }) {
            return None;
        }
        let untimed = all.iter().copied().find(|stop| stop.at.is_none());
        untimed.or_else(|| first().map(Stop::before_start))
    }
}
