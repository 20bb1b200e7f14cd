//! What was taken back: a notification that was withdrawn started nothing and meets nothing.

use super::history::{Event, Happened, How, Start};
use crate::domain::instant::Instant;

/// When something was done or taken back, and its place in the list, which decides at a tie.
pub(super) type Placed = (Option<Instant>, usize);

/// Says whether something was taken back after it was done. One of which no time is known counts
/// as followed by whatever took it back: the Panel may hold nothing (A61).
fn follows(back: Placed, done: Placed) -> bool {
    match (back, done) {
        (_, (None, _)) => true,
        ((Some(back), back_place), (Some(done), place)) => (back, back_place) > (done, place),
        ((None, back), (Some(_), place)) => back > place,
    }
}

impl Happened<'_> {
    /// Returns when an event was taken back, each time.
    ///
    /// Known to the day it is after what happened on that day. Of one whose time is not known, what
    /// stands before it in the list came before it.
    fn taken_back(&self, id: &str, by: &str) -> Vec<Placed> {
        let done: Vec<(Instant, usize)> = self.timed(id).collect();
        let before = |place: usize| {
            let earlier = done.iter().filter(|(_, done)| *done < place);
            earlier.map(|(at, _)| *at).max()
        };
        self.placed(by)
            .map(|(place, back)| (back.at.as_stop().or_else(|| before(place)), place))
            .collect()
    }

    /// Returns when each event of an id that has a time happened, and its place in the list.
    fn timed<'b>(&'b self, id: &'b str) -> impl Iterator<Item = (Instant, usize)> + 'b {
        self.placed(id)
            .filter_map(|(place, event)| Some((event.at.as_start()?, place)))
    }

    /// Says whether an event was taken back after it happened.
    pub(super) fn is_taken_back(&self, place: usize, event: &Event) -> bool {
        let row = self.pack().event(&event.event);
        let Some(by) = row.and_then(|row| row.withdrawn_by.as_deref()) else {
            return false;
        };
        let done = (event.at.as_start(), place);
        let mut backs = self.taken_back(&event.event, by).into_iter();
        backs.any(|back| follows(back, done))
    }

    /// Returns when an event was last taken back that had happened before.
    pub(super) fn last_taken_back(&self, id: &str) -> Option<Placed> {
        let by = self.pack().event(id)?.withdrawn_by.as_deref()?;
        let done: Vec<Placed> = self
            .placed(id)
            .map(|(place, event)| (event.at.as_start(), place))
            .collect();
        let mut backs = self.taken_back(id, by);
        backs.retain(|back| done.iter().any(|done| follows(*back, *done)));
        backs.into_iter().max()
    }

    /// Returns the earliest event since the last one was taken back: a second one moves nothing.
    /// Where none came since, the last one before that.
    ///
    /// One whose time is not known is passed over while another is timed.
    pub(super) fn withdrawable<'b>(&'b self, id: &'b str, by: &'b str) -> Start<'b> {
        let done: Vec<(Instant, usize)> = self.timed(id).collect();
        let Some(newest) = done.iter().max() else {
            return self.untimed_withdrawable(id, by);
        };
        let backs = self.taken_back(id, by);
        let is_back = |(at, place): &(Instant, usize)| {
            let done = (Some(*at), *place);
            backs.iter().any(|back| follows(*back, done))
        };
        let standing = done.iter().filter(|done| !is_back(done)).min();
        let (at, place) = *standing.unwrap_or(newest);
        let anew = backs.iter().any(|back| !follows(*back, (Some(at), place)));
        let how = match (standing, anew) {
            (None, anew) => How::Withdrawn { anew },
            (Some(_), true) => How::Anew,
            (Some(_), false) => How::Happened,
        };
        let event = self.placed(id).find(|(known, _)| *known == place);
        let start = event.map(|(_, event)| Start::of(event, id));
        Start {
            how,
            ..start.unwrap_or_default()
        }
    }

    /// Returns the same where no time is known of any: the order of the list decides.
    fn untimed_withdrawable<'b>(&'b self, id: &'b str, by: &'b str) -> Start<'b> {
        let Some((last, event)) = self.placed(id).last() else {
            return Start::default();
        };
        let how = if self.placed(by).any(|(place, _)| place > last) {
            How::Withdrawn { anew: false }
        } else {
            How::Happened
        };
        Start {
            how,
            ..Start::of(event, id)
        }
    }
}
