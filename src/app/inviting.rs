//! The invitations of a meeting: one calendar file and one draft e-mail for each who is asked, so
//! that nobody sees who else is.

use std::fmt::Write as _;

use super::App;
use super::forms::ledger::name_in;
use super::message::{OutFile, Outcome};
use super::writes::waiting::Leaving;
use crate::domain::command::{Edit, NewFiling};
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::ledger::{Entry, EntryKind};
use crate::exchange::alert::file_stem;
use crate::exchange::calendar_invite::{Attendee, Invite, Method, calendar, invite_email};

impl App {
    /// Writes an invitation, its update or its cancellation for everybody asked, and records it.
    ///
    /// Somebody without a mailbox is named and left out: the calendar file for all of them can be
    /// handed over in another way.
    pub(super) fn write_invitations(&mut self, id: IncidentId, meeting: EntryId) -> Outcome {
        match self.invitations(id, meeting) {
            Ok((files, leaving)) => self.write_files(files, leaving),
            Err(words) => self.refuse(words),
        }
    }

    fn invitations(
        &self,
        id: IncidentId,
        meeting: EntryId,
    ) -> Result<(Vec<OutFile>, Leaving), String> {
        let row = self.desk.row(id).ok_or("The incident is no longer here.")?;
        let incident = &row.incident;
        let entry = incident
            .entry(meeting)
            .ok_or("The meeting is no longer there.")?;
        let starts = entry.instant("at");
        let starts = starts.ok_or("The meeting has no time yet: change it first.")?;
        let whole = self.invite(incident, entry, starts);
        // The invitation says that it names no child: what was typed into it must not.
        let typed = format!("{}\n{}", entry.get("place"), entry.get("agenda"));
        if let Some(name) = name_in(row, &typed) {
            return Err(format!(
                "Not written: «{name}» stands in its place or agenda, and an invitation names nobody."
            ));
        }
        let stem = file_stem(incident, entry.get("meeting"), self.now);
        let mut files = vec![OutFile {
            name: format!("{stem}.ics"),
            bytes: calendar(&whole),
        }];
        let (mut edits, mut to, mut without) = (Vec::new(), Vec::new(), Vec::new());
        for part in invitees(incident, meeting) {
            let attendee = self.attendee(entry, part);
            if attendee.mailbox.is_empty() {
                without.push(attendee.role);
                continue;
            }
            let email = invite_email(&whole, &attendee);
            let email = email.map_err(|refused| format!("Not written. {refused}"))?;
            files.push(OutFile {
                name: format!("{stem}-{}.eml", part.id),
                bytes: email.bytes,
            });
            to.extend(email.to);
            let sequence = entry.get("sequence").to_owned();
            edits.push(Edit::Entry(part.id, "sent".to_owned(), Some(sequence)));
        }
        let gone =
            not_yet_cancelled_for(incident, entry).map(|part| self.attendee(entry, part).role);
        let gone: Vec<String> = gone.collect();
        let (cancels, records) = self.cancellations(incident, entry, &whole, &stem)?;
        files.extend(cancels);
        edits.extend(records);
        edits.push(Edit::File(NewFiling {
            form: format!("invitation.{}", entry.get("meeting")),
            to,
            channel: "ics".to_owned(),
            subject: whole.title.clone(),
            body: String::from_utf8_lossy(&calendar(&whole)).into_owned(),
        }));
        let version = incident.version;
        let mut words = "The invitations are in {place}: open each and press send.".to_owned();
        if !gone.is_empty() {
            let _infallible = write!(words, " Cancelled for: {}.", gone.join(", "));
        }
        if !without.is_empty() {
            let _infallible = write!(words, " Without a mailbox: {}.", without.join(", "));
        }
        Ok((
            files,
            Leaving {
                id,
                version,
                edits,
                words,
                draft: None,
            },
        ))
    }

    /// Returns a cancellation for each who was invited and taken off since, once.
    fn cancellations(
        &self,
        incident: &Incident,
        entry: &Entry,
        whole: &Invite,
        stem: &str,
    ) -> Result<(Vec<OutFile>, Vec<Edit>), String> {
        let (mut files, mut edits) = (Vec::new(), Vec::new());
        for part in not_yet_cancelled_for(incident, entry) {
            let cancel = Invite {
                method: Method::Uninvite,
                sequence: whole.sequence + 1,
                ..whole.clone()
            };
            let email = invite_email(&cancel, &self.attendee(entry, part));
            let email = email.map_err(|refused| format!("Not written. {refused}"))?;
            files.push(OutFile {
                name: format!("{stem}-{}-cancelled.eml", part.id),
                bytes: email.bytes,
            });
            edits.push(Edit::File(NewFiling {
                form: cancelled_form(entry, part),
                to: email.to,
                channel: "ics".to_owned(),
                subject: email.subject,
                body: email.body,
            }));
        }
        Ok((files, edits))
    }

    fn invite(
        &self,
        incident: &Incident,
        entry: &Entry,
        starts: crate::domain::instant::Instant,
    ) -> Invite {
        let method = if entry.has("cancelled") {
            Method::Cancel
        } else {
            Method::Request
        };
        let attendees = invitees(incident, entry.id).map(|part| self.attendee(entry, part));
        Invite {
            uid: format!("{}-m{}", incident.reference, entry.id),
            sequence: entry.get("sequence").parse().unwrap_or(0),
            method,
            title: format!("{} {}", entry.get("title"), incident.reference),
            starts,
            minutes: entry.get("minutes").parse().unwrap_or(60),
            place: entry.get("place").to_owned(),
            agenda: entry.get("agenda").lines().map(str::to_owned).collect(),
            organizer: Some(entry.get("organizer").to_owned())
                .filter(|mailbox| !mailbox.is_empty()),
            attendees: attendees
                .filter(|attendee| !attendee.mailbox.is_empty())
                .collect(),
            stamp: self.now,
        }
    }

    fn attendee(&self, meeting: &Entry, part: &Entry) -> Attendee {
        Attendee {
            role: self.desk.pack.role_title(part.get("role")).to_owned(),
            mailbox: part.get("mailbox").to_owned(),
            chair: part.get("role") == meeting.get("chair"),
            optional: false,
        }
    }
}

fn cancelled_form(meeting: &Entry, part: &Entry) -> String {
    let row = meeting.get("meeting");
    format!("invitation.{row}.{}.{}.cancelled", meeting.id, part.id)
}

/// Yields who was invited and taken off since, and is neither told of it nor asked again.
pub(super) fn not_yet_cancelled_for<'a>(
    incident: &'a Incident,
    meeting: &'a Entry,
) -> impl Iterator<Item = &'a Entry> {
    let told = |part: &Entry| {
        let form = cancelled_form(meeting, part);
        incident.filings.iter().any(|filing| filing.form == form)
    };
    let asked_again = |part: &Entry| {
        let mut asked = invitees(incident, meeting.id);
        asked.any(|other| other.get("mailbox") == part.get("mailbox"))
    };
    let taken_off = incident.entries.iter().filter(|part| {
        part.of == Some(meeting.id) && !part.is_current() && part.has("sent") && part.has("mailbox")
    });
    taken_off.filter(move |part| !told(part) && !asked_again(part))
}

fn invitees(incident: &Incident, meeting: EntryId) -> impl Iterator<Item = &Entry> {
    incident
        .parts(meeting)
        .filter(|part| part.kind == EntryKind::Invitee)
}
