//! Asking somebody to a meeting, and changing who is asked.

use crate::app::desk::{Desk, Row};
use crate::app::form::handle::{Handle, OneLine, OneOf, PackId, Ticks};
use crate::app::form::typed::choice;
use crate::app::form::{Fault, Form};
use crate::app::page::entry::{GONE, NOT_HERE, current, draft_key, keep, key_of};
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::contact::{Contact, mailbox_fault};
use crate::domain::draft::DraftKey;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::ledger::{Attendance, Invitee, InviteeField, Meeting, NewEntry};
use crate::domain::right::Right;
use crate::pack::Choice;

/// In which role they are asked.
const ROLE: Handle<PackId> = Handle::new(InviteeField::Role.word());
/// By name.
const NAME: Handle<OneLine> = Handle::new(InviteeField::Name.word());
/// Where the invitation is written to.
const MAILBOX: Handle<OneLine> = Handle::new(InviteeField::Mailbox.word());
/// What they answered.
const STATUS: Handle<OneOf<Attendance>> = Handle::new(InviteeField::Status.word());
/// What they are able to do, where they sit there for their organisation.
const ABLE: Handle<Ticks> = Handle::new(InviteeField::Able.word());
/// Who comes in their place, and the like.
const NOTE: Handle<OneLine> = Handle::new(InviteeField::Note.word());

/// Returns an invitee with what the desk knows of who holds the role.
pub(super) fn asked_as(desk: &Desk, role: &str) -> NewEntry {
    let contact = desk.contact(role);
    let text = |of: fn(&Contact) -> &String| contact.map(of).cloned().unwrap_or_default();
    NewEntry::new(Invitee {
        role: role.to_owned(),
        name: text(|contact| &contact.name),
        mailbox: text(|contact| &contact.mailbox),
        status: Some(Attendance::Invited),
        ..Invitee::default()
    })
}

/// The form that asks somebody to a meeting, or changes who is asked.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub(super) id: IncidentId,
    pub(super) meeting: EntryId,
    /// The one that is changed.
    pub(super) entry: Option<EntryId>,
}

impl Sheet for Ask {
    fn right(&self) -> Option<Right> {
        Some(Right::Meet)
    }

    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        form(row, self.meeting, self.entry).ok_or_else(|| GONE.to_owned())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(ROLE.fault(NOT_HERE));
        };
        let edits = edits(row, self.meeting, self.entry, form)?;
        Ok(Filled::edits(edits, "the invitee"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        let entry = key_of(self.entry);
        Some(draft_key(
            self.id,
            &format!("invitee/{}/{entry}", self.meeting),
        ))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }
}

/// Returns what the members of an arranged meeting must be able to do, as it may be ticked.
fn abilities(row: &Row, meeting: EntryId) -> Vec<Choice> {
    let kept = row.incident.kept::<Meeting>(meeting);
    let rule = kept.and_then(|kept| row.pack().meeting(&kept.meeting));
    let asked = rule.map_or(&[][..], |rule| rule.ability.as_slice());
    let asked = asked
        .iter()
        .map(|ability| choice(&ability.id, &ability.text));
    asked.collect()
}

fn form(row: &Row, meeting: EntryId, entry: Option<EntryId>) -> Option<Form> {
    let roles = row
        .pack()
        .roles
        .iter()
        .map(|role| choice(&role.id, &role.title))
        .collect();
    let answers = Attendance::ALL.iter();
    let answers = answers
        .map(|answer| choice(answer.id(), answer.title()))
        .collect();
    let mut fields = vec![
        ROLE.field("Role", roles),
        NAME.field("Name"),
        MAILBOX
            .field("Mailbox")
            .help("The invitation is written to it alone: nobody sees who else is asked."),
        STATUS
            .field("Answer", answers)
            .with(Attendance::Invited.id()),
        NOTE.field("Note")
            .help("Who comes in their place, and the like."),
    ];
    let abilities = abilities(row, meeting);
    if !abilities.is_empty() {
        let able = ABLE.field("Able to", abilities);
        fields.push(able.help(
            "Asked of each representative and of whoever comes in their place: tick what they say.",
        ));
    }
    let mut form = Form::new("ASKED TO THE MEETING", "save", fields);
    if let Some(entry) = entry {
        let invitee = current::<Invitee>(row, entry)?;
        for field in [
            InviteeField::Role,
            InviteeField::Name,
            InviteeField::Mailbox,
            InviteeField::Status,
            InviteeField::Note,
            InviteeField::Able,
        ] {
            Handle::<OneLine>::of(field).set(&mut form, &invitee.text(field));
        }
    }
    Some(form)
}

fn edits(
    row: &Row,
    meeting: EntryId,
    entry: Option<EntryId>,
    form: &Form,
) -> Result<Vec<Edit>, Fault> {
    let role = ROLE.said(form, "Say in which role they are asked")?;
    let mailbox = MAILBOX.text(form)?;
    if !mailbox.is_empty()
        && let Some(found) = mailbox_fault(&mailbox)
    {
        return Err(MAILBOX.fault(format!("The mailbox {found}")));
    }
    let known = entry.and_then(|entry| current::<Invitee>(row, entry));
    let invitee = Invitee {
        role,
        name: NAME.text(form)?,
        mailbox,
        status: STATUS.read(form)?,
        note: NOTE.text(form)?,
        able: if abilities(row, meeting).is_empty() {
            known.map(|known| known.able.clone()).unwrap_or_default()
        } else {
            ABLE.ticked(form)?.join(",")
        },
        sent: known.and_then(|known| known.sent),
    };
    let new = NewEntry::new(invitee).of(meeting);
    Ok(keep(known.map(|known| known.entry), new))
}
