//! Asking somebody to a meeting, and changing who is asked.

use super::{Desk, Form, Row, choice, current, keep, read, said};
use crate::app::form::{Field, Kind};
use crate::app::forms::quick_log::Fault;
use crate::domain::command::Edit;
use crate::domain::contact::{Contact, mailbox_fault};
use crate::domain::id::EntryId;
use crate::domain::ledger::{Attendance, Invitee, InviteeField, NewEntry};

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

pub(super) fn form(desk: &Desk, row: &Row, entry: Option<EntryId>) -> Option<Form> {
    let roles = desk
        .pack
        .roles
        .iter()
        .map(|role| choice(&role.id, &role.title))
        .collect();
    let answers = Attendance::ALL.iter();
    let answers = answers
        .map(|answer| choice(answer.id(), answer.title()))
        .collect();
    let mut form = Form::new(
        "ASKED TO THE MEETING",
        "save",
        vec![
            Field::new("role", "Role", Kind::Choice(roles)),
            Field::new("name", "Name", Kind::Line),
            Field::new("mailbox", "Mailbox", Kind::Line)
                .help("The invitation is written to it alone: nobody sees who else is asked."),
            Field::new("status", "Answer", Kind::Choice(answers)).with(Attendance::Invited.id()),
            Field::new("note", "Note", Kind::Line).help("Who comes in their place, and the like."),
        ],
    );
    if let Some(entry) = entry {
        let invitee = current::<Invitee>(row, entry)?;
        for field in [
            InviteeField::Role,
            InviteeField::Name,
            InviteeField::Mailbox,
            InviteeField::Status,
            InviteeField::Note,
        ] {
            form.set(field.word(), &invitee.text(field));
        }
    }
    Some(form)
}

pub(super) fn edits(
    row: &Row,
    meeting: EntryId,
    entry: Option<EntryId>,
    form: &Form,
) -> Result<Vec<Edit>, Fault> {
    let role = said(form, "role", "Say in which role they are asked")?;
    let mailbox = form.value("mailbox");
    if !mailbox.is_empty()
        && let Some(found) = mailbox_fault(&mailbox)
    {
        return Err(("mailbox".to_owned(), format!("The mailbox {found}")));
    }
    let known = entry.and_then(|entry| current::<Invitee>(row, entry));
    let invitee = Invitee {
        role,
        name: form.value("name"),
        mailbox,
        status: read(form, InviteeField::Status)?,
        note: form.value("note"),
        sent: known.and_then(|known| known.sent),
    };
    let new = NewEntry::new(invitee).of(meeting);
    Ok(keep(known.map(|known| known.entry), new))
}
