//! Forms that were written out to be sent: which of them nobody has confirmed as sent.
//!
//! A draft in a folder stops no clock. It has left when somebody says that their mail program sent
//! it, and then at the time that they say; until then it is written.

use super::told;
use crate::domain::command::Edit;
use crate::domain::id::EntryId;
use crate::domain::incident::{Filing, Incident};
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Kept, Meeting, Outgoing, OutgoingField};
use crate::domain::timeline::{NewEvent, TimelineEvent};
use crate::pack::{Clock, Form, Means, Pack};

/// What is said of a form that was written out, wherever it is spoken of.
pub const UNSENT: &str = "written, not confirmed sent";

/// What a filing's form begins with that is the request of an agency's check: the agency's id
/// follows.
pub const CHECK: &str = "check.";

/// What the form of a meeting's invitations begins with: the meeting's id in the pack and its entry
/// follow.
const INVITATION: &str = "invitation.";

/// A form that was written out and that nobody has confirmed as sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// Its entry.
    pub entry: EntryId,
    /// The form's id in the pack, or the form of a meeting's invitations.
    pub form: String,
    /// The form's title.
    pub title: String,
    /// The event of its being sent; an invitation has none.
    pub event: Option<String>,
    /// When it was written out.
    pub written_at: Instant,
    /// By whom.
    pub by: String,
    /// Where the draft's file stands.
    pub place: String,
    /// The roles that it is written to.
    pub roles: Vec<String>,
    /// Why it is late, where that was said as it was written.
    pub reason: String,
    /// Why it could not be sent; empty where nobody said so.
    pub not_sent: String,
}

impl Unsent {
    /// Says whether sending it stops a clock.
    #[must_use]
    pub fn stops(&self, clock: &Clock) -> bool {
        clock.stops.iter().any(|stop| self.is_of(stop))
    }

    /// Says whether an event is that of its being sent.
    #[must_use]
    pub fn is_of(&self, event: &str) -> bool {
        self.event.as_deref() == Some(event)
    }

    /// Refuses a time at which it cannot have been sent; the words say why.
    ///
    /// # Errors
    /// When it is later than `now`, or before it was written.
    pub fn check(&self, at: Moment, now: Instant) -> Result<(), String> {
        if at.as_start().is_some_and(|at| at > now) {
            return Err(format!("{} is in the future", at.words()));
        }
        // What is typed has no seconds: the minute in which it was written is not before it.
        let minute = |at: Instant| at.utc().timestamp().div_euclid(60);
        let ends = at.as_stop().map(minute);
        if ends.is_some_and(|ends| ends < minute(self.written_at)) {
            let written = self.written_at.short(now);
            return Err(format!(
                "it was written {written}, and cannot have been sent before"
            ));
        }
        Ok(())
    }

    /// Returns what is recorded once somebody says that it was sent: when, that it has left, and
    /// who is told by it.
    #[must_use]
    pub fn sent(&self, pack: &Pack, incident: &Incident, at: Moment, reason: &str) -> Vec<Edit> {
        let mut edits = vec![Edit::entry(self.entry, OutgoingField::SentAt, at.to_text())];
        if !self.not_sent.is_empty() {
            edits.push(Edit::Entry(self.entry, OutgoingField::NotSent.into(), None));
        }
        if let Some(form) = pack.form(&self.form) {
            edits.extend(left(pack, form, incident, &self.roles, at, reason));
        }
        edits
    }
}

/// Returns the event of a form's being sent: a form without one of its own is the alert.
#[must_use]
pub fn event_of<'a>(pack: &'a Pack, form: &'a Form) -> &'a str {
    match &form.event {
        Some(event) => event,
        None => pack.event_meaning(Means::AlertSent),
    }
}

/// Returns the record of a form's having left: its event, and of the alert that those it went to are
/// told of the incident by it; another form tells of its matter.
#[must_use]
pub fn left(
    pack: &Pack,
    form: &Form,
    incident: &Incident,
    roles: &[String],
    at: Moment,
    reason: &str,
) -> Vec<Edit> {
    let mut sent = NewEvent::new(event_of(pack, form), at);
    reason.clone_into(&mut sent.reason);
    let told = roles.iter().filter(|_| form.event.is_none());
    let told = told.flat_map(|role| told::by_form(pack, role, incident, at));
    [sent].into_iter().chain(told).map(Edit::Event).collect()
}

/// Returns the forms that were written out and that nobody has confirmed as sent, in the order in
/// which they were.
#[must_use]
pub fn unsent(pack: &Pack, incident: &Incident) -> Vec<Unsent> {
    let waiting = incident.ledger::<Outgoing>().filter_map(|kept| {
        let (title, event) = match pack.form(&kept.form) {
            Some(form) => (form.title.clone(), Some(event_of(pack, form))),
            None => (invitation_title(incident, &kept.form)?, None),
        };
        // Recorded by hand after it was written: it left, however that was said. A corrected time is
        // no second sending.
        let later = |entry: &TimelineEvent| {
            entry.supersedes.is_none() && entry.recorded_at > kept.entry.created_at
        };
        let by_hand = event.is_some_and(|event| incident.current(event).any(later));
        let has_left = kept.sent_at.is_some() || by_hand;
        (!has_left).then(|| Unsent {
            entry: kept.entry.id,
            form: kept.form.clone(),
            title,
            event: event.map(str::to_owned),
            written_at: kept.entry.created_at,
            by: kept.entry.created_by.clone(),
            place: kept.place(),
            roles: kept.roles.clone(),
            reason: kept.reason.clone(),
            not_sent: kept.not_sent.clone(),
        })
    });
    waiting.collect()
}

/// Returns what became of the draft that a filing is the text of; none of what was not written out
/// as a draft of a form.
#[must_use]
pub fn of_filing<'a>(incident: &'a Incident, filing: &Filing) -> Option<Kept<'a, Outgoing>> {
    // Both are made in one write; with the invitations the cancellation for who is no longer asked.
    let is_of = |form: &str| {
        let rest = filing.form.strip_prefix(form);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let mut written = incident.whole_ledger::<Outgoing>();
    written.find(|kept| is_of(&kept.form) && kept.entry.created_at == filing.at)
}

/// Returns the form of a meeting's invitations.
#[must_use]
pub fn invitation_form(meeting: Kept<'_, Meeting>) -> String {
    format!("{INVITATION}{}.{}", meeting.meeting, meeting.entry.id)
}

/// Says whether a form is of a meeting's invitations.
#[must_use]
pub fn is_invitation(form: &str) -> bool {
    form.starts_with(INVITATION)
}

/// Returns the invitations of a meeting as they were last written out; none that were written before
/// anybody was asked whether they were sent.
#[must_use]
pub fn invitations<'a>(
    incident: &'a Incident,
    meeting: Kept<'a, Meeting>,
) -> Option<Kept<'a, Outgoing>> {
    let form = invitation_form(meeting);
    let written = incident.ledger::<Outgoing>();
    written.filter(|kept| kept.form == form).last()
}

/// Returns the title of a meeting's invitations; nothing where none of it waits for them: of a
/// meeting that was held, nobody asks any more whether they were sent.
fn invitation_title(incident: &Incident, form: &str) -> Option<String> {
    let mut meetings = incident.ledger::<Meeting>();
    let meeting = meetings.find(|meeting| invitation_form(*meeting) == form)?;
    let waits = meeting.held_at.is_none();
    waits.then(|| format!("Invitations to {}", meeting.title))
}

/// Returns the filing that holds the text of a form that was written out.
#[must_use]
pub fn filing_of<'a>(incident: &'a Incident, unsent: &Unsent) -> Option<&'a Filing> {
    let mut filings = incident.filings.iter();
    filings.rfind(|filing| filing.form == unsent.form && filing.at == unsent.written_at)
}

#[cfg(test)]
mod tests;
