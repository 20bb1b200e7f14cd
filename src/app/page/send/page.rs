//! What stands on the page before a form leaves.

use super::sent::unsent_of;
use crate::app::page::See;
use crate::domain::contact::{Contact, Standing};
use crate::domain::id::IncidentId;
use crate::exchange::addressees::{Why, addressees};
use crate::exchange::email::{Addressed, Unconfirmed, recipients};
use crate::pack::Clock;
use crate::rules::form::{Missing, missing, needed};
use crate::rules::outgoing::{Unsent, event_of};

/// One mailbox that the form goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendLine {
    /// The role's id.
    pub role: String,
    /// The role's title.
    pub title: String,
    /// The mailbox; empty when none is known.
    pub mailbox: String,
    /// How far it can be relied on.
    pub standing: Standing,
    /// Why they are written to.
    pub why: Why,
}

/// What stands on the page before an alert leaves.
#[derive(Clone, Debug)]
pub struct SendPage {
    /// Wanted fields with nothing in them, in the form's order.
    pub missing: Vec<Missing>,
    /// Where it goes, in the pack's order.
    pub lines: Vec<SendLine>,
    /// Those that can be written to, or each that it must go to and cannot, and why.
    pub recipients: Result<Addressed, Vec<Unconfirmed>>,
    /// The alert is past its time: a reason is asked.
    pub late: bool,
    /// It is written out, and nobody has confirmed that it was sent.
    pub unsent: Option<Unsent>,
    /// It was sent before: how often.
    pub sent_before: usize,
    /// The form's title.
    pub title: String,
    /// It is the alert.
    pub is_alert: bool,
}

impl SendPage {
    /// Returns the fields that the form is not sent without.
    pub fn needed(&self) -> impl Iterator<Item = &Missing> {
        needed(&self.missing)
    }
}

/// Returns the page of a form of an incident; nothing when the pack has no such form.
#[must_use]
pub fn send_page(see: &See<'_>, id: IncidentId, form: &str) -> Option<SendPage> {
    let row = see.row(id)?;
    let form = row.pack().form(form)?;
    let event = event_of(row.pack(), form);
    let stops = |clock: &&Clock| clock.stops.iter().any(|stop| stop == event);
    let clocks = row.pack().clocks.iter();
    let late = clocks.filter(stops).any(|clock| row.is_late(&clock.id));
    let contacts = see.desk.contacts_of(row);
    let line = |(role, why): (&str, Why)| {
        let contact = contacts.iter().find(|contact| contact.role == role);
        SendLine {
            role: role.to_owned(),
            title: row.pack().role_title(role).to_owned(),
            mailbox: contact.map(|c| c.mailbox.clone()).unwrap_or_default(),
            standing: contact.map_or(Standing::Unconfirmed, |c: &Contact| c.standing_at(see.now)),
            why,
        }
    };
    Some(SendPage {
        missing: missing(row.pack(), form, &row.incident),
        lines: addressees(form, &row.incident)
            .into_iter()
            .map(line)
            .collect(),
        recipients: recipients(row.pack(), form, &row.incident, &contacts, see.now),
        late,
        unsent: unsent_of(row, &form.id).cloned(),
        sent_before: row.incident.current(event).count(),
        title: form.title.clone(),
        is_alert: form.event.is_none(),
    })
}
