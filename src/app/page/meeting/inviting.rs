//! The invitations of a meeting: one calendar file and one draft e-mail for each who is asked, so
//! that nobody sees who else is.

use std::fmt::Write as _;

use crate::app::desk::Row;
use crate::app::message::OutFile;
use crate::app::page::{Next, See};
use crate::app::session::waiting::Leaving;
use crate::domain::command::{Edit, NewFiling};
use crate::domain::id::EntryId;
use crate::domain::incident::{Channel, Incident};
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{
    Invitee, InviteeField, Kept, Meeting, MeetingField, NewEntry, Outgoing,
};
use crate::exchange::alert::{AGAIN, file_stem};
use crate::exchange::calendar_invite::{Attendee, Invite, Method, calendar, invite_email};
use crate::rules::meetings::MINUTES;
use crate::rules::outgoing::invitation_form;

/// What is said once the invitations are written.
const WRITTEN: &str = "WRITTEN, not sent yet: the invitations are in {place}. Open each and press \
    send; then say here when.";

/// The drafts that are written to be sent, each a file.
#[derive(Default)]
struct Drafts {
    files: Vec<String>,
    roles: Vec<String>,
}

impl Drafts {
    fn add(&mut self, file: &str, role: &str) {
        self.files.push(file.to_owned());
        if !role.is_empty() {
            self.roles.push(role.to_owned());
        }
    }

    /// Records that they are written, in place of those that were and were not sent; returns what it
    /// is then asked of whether it was sent, which is nothing where there is no draft.
    fn record(self, row: &Row, form: &str, stem: &str, edits: &mut Vec<Edit>) -> Option<String> {
        let file = match self.files.as_slice() {
            [] => return None,
            [one] => one.clone(),
            _ => format!("{stem}-*.eml"),
        };
        let before = row.case.unsent.iter().filter(|before| before.form == form);
        edits.extend(before.map(|before| Edit::Strike(before.entry, AGAIN.to_owned())));
        let outgoing = Outgoing {
            form: form.to_owned(),
            file,
            roles: self.roles,
            ..Outgoing::default()
        };
        edits.push(Edit::AddEntry(NewEntry::new(outgoing)));
        Some(form.to_owned())
    }
}

/// Who writes the invitations of an incident's meetings, and when.
pub(super) struct Inviting<'a> {
    pub(super) see: &'a See<'a>,
    pub(super) row: &'a Row,
}

impl Inviting<'_> {
    /// Writes an invitation, its update or its cancellation for everybody asked, and records it.
    ///
    /// Somebody without a mailbox is named and left out: the calendar file for all of them can be
    /// handed over in another way.
    pub(super) fn write(&self, meeting: EntryId) -> Next {
        match self.invitations(meeting) {
            Ok((files, leaving)) => Next::Files(files, Box::new(leaving)),
            Err(words) => Next::refuse(words),
        }
    }

    fn invitations(&self, meeting: EntryId) -> Result<(Vec<OutFile>, Leaving), String> {
        let row = self.row;
        let incident = &row.incident;
        let kept = incident
            .kept::<Meeting>(meeting)
            .ok_or("The meeting is no longer there.")?;
        let starts = kept.at.and_then(Moment::as_start);
        let starts = starts.ok_or("The meeting has no time yet: change it first.")?;
        let whole = self.invite(incident, kept, starts);
        // The invitation says that it names no child: what was typed into it must not.
        let typed = format!("{}\n{}", kept.place, kept.agenda);
        if let Some(name) = incident.name_in(&typed) {
            return Err(format!(
                "Not written: «{name}» stands in its place or agenda, and an invitation names nobody."
            ));
        }
        let stem = file_stem(incident, &kept.meeting, self.see.now);
        let mut files = vec![OutFile {
            name: format!("{stem}.ics"),
            bytes: calendar(&whole),
        }];
        let (mut edits, mut to, mut without) = (Vec::new(), Vec::new(), Vec::new());
        let mut drafts = Drafts::default();
        for invitee in incident.parts::<Invitee>(meeting) {
            let attendee = self.attendee(&kept, &invitee);
            if attendee.mailbox.is_empty() {
                without.push(attendee.role);
                continue;
            }
            let email = invite_email(&whole, &attendee);
            let email = email.map_err(|refused| format!("Not written. {refused}"))?;
            let name = format!("{stem}-{}.eml", invitee.entry.id);
            drafts.add(&name, &invitee.role);
            files.push(OutFile {
                name,
                bytes: email.bytes,
            });
            to.extend(email.to);
            let number = kept.text(MeetingField::Sequence);
            edits.push(Edit::entry(invitee.entry.id, InviteeField::Sent, number));
        }
        let gone = not_yet_cancelled_for(incident, kept);
        let gone: Vec<String> = gone.map(|one| self.attendee(&kept, &one).role).collect();
        let (cancels, records) = self.cancellations(incident, kept, &whole, &stem)?;
        for cancel in &cancels {
            drafts.add(&cancel.name, "");
        }
        files.extend(cancels);
        edits.extend(records);
        let form = invitation_form(kept);
        edits.push(Edit::File(NewFiling {
            form: form.clone(),
            to,
            channel: Channel::Ics,
            subject: whole.title.clone(),
            body: String::from_utf8_lossy(&calendar(&whole)).into_owned(),
        }));
        let asks = drafts.record(row, &form, &stem, &mut edits);
        let version = incident.version;
        let mut words = match asks {
            Some(_) => WRITTEN.to_owned(),
            None => "The calendar file is in {place}.".to_owned(),
        };
        if !gone.is_empty() {
            let _infallible = write!(words, " Cancelled for: {}.", gone.join(", "));
        }
        if !without.is_empty() {
            let _infallible = write!(words, " Without a mailbox: {}.", without.join(", "));
        }
        Ok((
            files,
            Leaving {
                id: incident.id,
                version,
                edits,
                words,
                draft: None,
                asks,
            },
        ))
    }

    /// Returns a cancellation for each who was invited and taken off since, once.
    fn cancellations(
        &self,
        incident: &Incident,
        meeting: Kept<'_, Meeting>,
        whole: &Invite,
        stem: &str,
    ) -> Result<(Vec<OutFile>, Vec<Edit>), String> {
        let (mut files, mut edits) = (Vec::new(), Vec::new());
        for invitee in not_yet_cancelled_for(incident, meeting) {
            let cancel = Invite {
                method: Method::Uninvite,
                sequence: whole.sequence + 1,
                ..whole.clone()
            };
            let email = invite_email(&cancel, &self.attendee(&meeting, &invitee));
            let email = email.map_err(|refused| format!("Not written. {refused}"))?;
            files.push(OutFile {
                name: format!("{stem}-{}-cancelled.eml", invitee.entry.id),
                bytes: email.bytes,
            });
            edits.push(Edit::File(NewFiling {
                form: cancelled_form(meeting, invitee),
                to: email.to,
                channel: Channel::Ics,
                subject: email.subject,
                body: email.body,
            }));
        }
        Ok((files, edits))
    }

    fn invite(&self, incident: &Incident, meeting: Kept<'_, Meeting>, starts: Instant) -> Invite {
        let method = if meeting.is_cancelled() {
            Method::Cancel
        } else {
            Method::Request
        };
        let invitees = incident.parts::<Invitee>(meeting.entry.id);
        let attendees = invitees.map(|invitee| self.attendee(&meeting, &invitee));
        Invite {
            uid: format!("{}-m{}", incident.reference, meeting.entry.id),
            sequence: meeting.number(),
            method,
            title: format!("{} {}", meeting.title, incident.reference),
            starts,
            minutes: meeting.minutes.unwrap_or(MINUTES),
            place: meeting.place.clone(),
            agenda: meeting.agenda.lines().map(str::to_owned).collect(),
            organizer: Some(meeting.organizer.clone()).filter(|mailbox| !mailbox.is_empty()),
            attendees: attendees
                .filter(|attendee| !attendee.mailbox.is_empty())
                .collect(),
            stamp: self.see.now,
        }
    }

    fn attendee(&self, meeting: &Meeting, invitee: &Invitee) -> Attendee {
        Attendee {
            role: self.row.pack().role_title(&invitee.role).to_owned(),
            mailbox: invitee.mailbox.clone(),
            chair: invitee.role == meeting.chair,
            optional: false,
        }
    }
}

fn cancelled_form(meeting: Kept<'_, Meeting>, invitee: Kept<'_, Invitee>) -> String {
    let (row, meeting, invitee) = (&meeting.meeting, meeting.entry.id, invitee.entry.id);
    format!("invitation.{row}.{meeting}.{invitee}.cancelled")
}

/// Yields who was invited and taken off since, and is neither told of it nor asked again.
pub(super) fn not_yet_cancelled_for<'a>(
    incident: &'a Incident,
    meeting: Kept<'a, Meeting>,
) -> impl Iterator<Item = Kept<'a, Invitee>> {
    let told = move |invitee| {
        let form = cancelled_form(meeting, invitee);
        incident.filings.iter().any(|filing| filing.form == form)
    };
    let asked_again = move |invitee: Kept<'_, Invitee>| {
        let mut asked = incident.parts::<Invitee>(meeting.entry.id);
        asked.any(|other| other.mailbox == invitee.mailbox)
    };
    let taken_off = incident.whole_ledger::<Invitee>().filter(move |invitee| {
        let entry = invitee.entry;
        let invited = invitee.sent.is_some() && !invitee.mailbox.is_empty();
        entry.of == Some(meeting.entry.id) && !entry.is_current() && invited
    });
    taken_off.filter(move |invitee| !told(*invitee) && !asked_again(*invitee))
}
