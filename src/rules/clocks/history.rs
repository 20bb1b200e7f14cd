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

/// How a start stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum How {
    /// It happened.
    #[default]
    Happened,
    /// It is no start, but what it cannot be later than.
    Bound,
    /// It was done again after it had been taken back: nothing done before it counts.
    Anew,
    /// It was taken back and nothing has taken its place.
    Withdrawn {
        /// It had been done again after an earlier one was taken back.
        anew: bool,
    },
    /// The authority itself learned or decided it: nothing was late at receipt.
    Known,
}

/// The start of a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Start<'a> {
    /// The instant it counts from; absent where it happened and no time is known.
    pub(super) at: Option<Instant>,
    /// The event it counts from.
    pub(super) by: Option<&'a str>,
    /// How sure that is.
    pub(super) precision: Precision,
    /// How it stands.
    pub(super) how: How,
}

/// What has happened up to a moment.
pub struct Happened<'a> {
    pack: &'a Pack,
    events: Vec<&'a Event>,
    advised: &'a [Advised],
    /// Up to when what began is history: it came in from the old register then.
    history: Option<Instant>,
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
            history: None,
        }
    }

    /// Takes the advice that was given on the same facts, so that it is not worked out again.
    #[must_use]
    pub fn knowing(mut self, advised: &'a [Advised]) -> Self {
        self.advised = advised;
        self
    }

    /// Takes up to when what began is history.
    #[must_use]
    pub fn with_history(mut self, history: Option<Instant>) -> Self {
        self.history = history;
        self
    }

    /// Says whether what began at a moment is history.
    pub(super) fn is_history(&self, begun: Instant) -> bool {
        self.history.is_some_and(|until| begun <= until)
    }

    /// Returns the events of an id, each with its place in the list.
    pub(super) fn placed<'b>(
        &'b self,
        id: &'b str,
    ) -> impl Iterator<Item = (usize, &'a Event)> + 'b {
        let all = self.events.iter().copied().enumerate();
        all.filter(move |(_, event)| event.event == id)
    }

    pub(super) fn of<'b>(&'b self, id: &'b str) -> impl Iterator<Item = &'a Event> + 'b {
        self.placed(id).map(|(_, event)| event)
    }

    /// Returns the pack that says what the events are.
    pub(super) fn pack(&self) -> &'a Pack {
        self.pack
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
            how: How::Bound,
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
        let first = self.of(id).filter(|event| event.at.as_start().is_some());
        let first = first.min_by_key(|event| event.at.as_start());
        let happened = first.or_else(|| self.of(id).next());
        happened.map_or_else(Start::default, |event| Start::of(event, id))
    }
}

impl<'a> Start<'a> {
    /// Returns when it was, as well as that is known.
    pub(super) fn moment(&self) -> Option<Moment> {
        let at = Some(self.at?);
        Some(Moment {
            at,
            precision: self.precision,
        })
    }

    /// Returns an event as a start.
    pub(super) fn of(event: &Event, by: &'a str) -> Self {
        Self {
            at: event.at.as_start(),
            by: Some(by),
            precision: event.at.precision,
            how: How::Happened,
        }
    }
}

impl History for Happened<'_> {
    /// Says whether it happened and was not taken back by the event that takes it back.
    fn recorded(&self, event: &str) -> bool {
        let start = self.start_of(event);
        start.by.is_some() && !matches!(start.how, How::Withdrawn { .. })
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
