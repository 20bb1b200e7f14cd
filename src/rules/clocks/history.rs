//! What happened, as clocks look at it: which event starts one, which stops it.

use crate::domain::facts::Answer;
use crate::domain::instant::{Instant, Moment, Precision};
use crate::pack::Pack;
use crate::rules::advice::Advised;
use crate::rules::history::History;

/// One recorded event; order in a list breaks ties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its id in the pack.
    pub event: String,
    /// The word of an event that carries one.
    pub value: Option<String>,
    /// When it happened.
    pub at: Moment,
}

/// The start of a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Start<'a> {
    /// The instant it counts from.
    pub(super) at: Option<Instant>,
    /// The event it counts from.
    pub(super) by: Option<&'a str>,
    /// The event was taken back and nothing has taken its place.
    pub(super) withdrawn: bool,
    /// It happened, but no time is known.
    pub(super) untimed: bool,
    /// It is no start, but what it cannot be later than.
    pub(super) bounded: bool,
}

/// The stop of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stop {
    /// The instant that counts; absent when its time is not known.
    pub(super) at: Option<Instant>,
    /// It came before the start, or with no start at all.
    pub(super) before_start: bool,
}

/// What has happened up to a moment.
pub struct Happened<'a> {
    pack: &'a Pack,
    events: Vec<&'a Event>,
    advised: &'a [Advised],
}

impl<'a> Happened<'a> {
    /// Keeps the events that had happened by `at`: one known to the day, by its day.
    #[must_use]
    pub fn until(pack: &'a Pack, events: &'a [Event], at: Instant) -> Self {
        let events = events
            .iter()
            .filter(|event| event.at.as_start().is_none_or(|start| start <= at))
            .collect();
        Self {
            pack,
            events,
            advised: &[],
        }
    }

    /// Takes the advice that was given on the same facts, so that it is not worked out again.
    #[must_use]
    pub fn knowing(mut self, advised: &'a [Advised]) -> Self {
        self.advised = advised;
        self
    }

    fn of<'b>(&'b self, id: &'b str) -> impl Iterator<Item = &'a Event> + 'b {
        self.events
            .iter()
            .copied()
            .filter(move |event| event.event == id)
    }

    /// Returns the earliest start of these events and named starts.
    pub(super) fn start<'b>(&'b self, ids: &'b [String]) -> Start<'b> {
        let mut best = Start::default();
        for part in ids.iter().flat_map(|id| self.pack.start_events(id)) {
            let found = self.start_of(part);
            let earlier = match (found.at, best.at) {
                (Some(found), Some(best)) => found < best,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (None, None) => best.by.is_none() && found.by.is_some(),
            };
            if earlier {
                best = found;
            }
        }
        best
    }

    /// Returns the earliest start of these, and awareness where that is earlier and no time of
    /// `until` is known: the authority cannot have known of what had not happened.
    pub(super) fn bounded_start<'b>(&'b self, ids: &'b [String], until: &'b str) -> Start<'b> {
        let start = self.start(ids);
        let aware = self.awareness();
        let (Some(bound), None) = (aware.at, self.start_of(until).at) else {
            return start;
        };
        if start.at.is_some_and(|at| at <= bound) {
            return start;
        }
        Start {
            bounded: true,
            ..aware
        }
    }

    /// Returns when and by what the authority became aware.
    pub(super) fn awareness(&self) -> Start<'_> {
        self.start(self.pack.awareness())
    }

    fn start_of<'b>(&'b self, id: &'b str) -> Start<'b> {
        let row = self.pack.event(id);
        if let Some(withdrawn_by) = row.and_then(|row| row.withdrawn_by.as_deref()) {
            return self.withdrawable(id, withdrawn_by);
        }
        let at = self.of(id).filter_map(|event| event.at.as_start()).min();
        let any = self.of(id).next().is_some();
        Start {
            at,
            by: any.then_some(id),
            untimed: any && at.is_none(),
            ..Start::default()
        }
    }

    /// Returns the earliest event since the last one was taken back: a second one moves nothing.
    /// Where none came since, the last one before that.
    ///
    /// One whose time is not known is passed over while another is timed.
    fn withdrawable<'b>(&'b self, id: &'b str, withdrawn_by: &str) -> Start<'b> {
        let placed = || self.events.iter().enumerate();
        let made = placed().filter(|(_, event)| event.event == id);
        let made: Vec<(Instant, usize)> = made
            .filter_map(|(place, event)| Some((event.at.as_start()?, place)))
            .collect();
        let Some(newest) = made.iter().max() else {
            return self.untimed_withdrawable(id, withdrawn_by);
        };
        // One that was taken back at a time that is not known stood before that in the list.
        let before = |place: usize| {
            let earlier = made.iter().filter(|(_, made)| *made < place);
            earlier.map(|(at, _)| *at).max()
        };
        let taken_back = placed().filter(|(_, event)| event.event == withdrawn_by);
        let taken_back = taken_back
            // Known to the day it is after what happened on that day.
            .filter_map(|(place, back)| Some((back.at.as_stop().or_else(|| before(place))?, place)))
            .max();
        let since = made
            .iter()
            .filter(|made| taken_back.is_none_or(|back| **made > back));
        let standing = since.min();
        Start {
            at: Some(standing.unwrap_or(newest).0),
            by: Some(id),
            withdrawn: standing.is_none(),
            ..Start::default()
        }
    }

    /// Returns the same where no time is known of any: the order of the list decides.
    fn untimed_withdrawable<'b>(&'b self, id: &'b str, withdrawn_by: &str) -> Start<'b> {
        let Some(last) = self.events.iter().rposition(|event| event.event == id) else {
            return Start::default();
        };
        let mut after = self.events.iter().skip(last + 1);
        Start {
            by: Some(id),
            withdrawn: after.any(|event| event.event == withdrawn_by),
            untimed: true,
            ..Start::default()
        }
    }

    /// Returns the stop: the earliest at or after the start, else one before it.
    pub(super) fn stop(&self, ids: &[String], start: Option<Instant>) -> Option<Stop> {
        let all: Vec<&Event> = ids.iter().flat_map(|id| self.of(id)).collect();
        let timed = || all.iter().filter_map(|event| event.at.as_stop());
        if let Some(start) = start {
            if let Some(at) = timed().filter(|at| *at >= start).min() {
                return Some(Stop {
                    at: Some(at),
                    before_start: false,
                });
            }
            if all
                .iter()
                .any(|event| event.at.precision == Precision::Unknown)
            {
                return Some(Stop {
                    at: None,
                    before_start: false,
                });
            }
            return timed().min().map(|at| Stop {
                at: Some(at),
                before_start: true,
            });
        }
        if all.is_empty() {
            return None;
        }
        Some(Stop {
            at: timed().min(),
            before_start: true,
        })
    }
}

impl History for Happened<'_> {
    /// Says whether it happened and was not taken back by the event that takes it back.
    fn recorded(&self, event: &str) -> bool {
        let start = self.start_of(event);
        start.by.is_some() && !start.withdrawn
    }

    /// Returns the latest value; one known to the day counts at its end, one of unknown time
    /// before every other, and at a tie the order of the list decides.
    fn decided(&self, event: &str) -> Option<String> {
        self.of(event)
            .filter_map(|e| Some((e.at.as_stop(), e.value.clone()?)))
            .max_by_key(|(at, _)| *at)
            .map(|(_, value)| value)
    }

    fn advised(&self, advice: &str) -> Option<Answer> {
        let known = self.advised.iter().find(|known| known.id == advice);
        known.map(|known| known.answer)
    }
}
