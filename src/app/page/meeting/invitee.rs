//! Asking somebody to a meeting, and changing who is asked.

use crate::app::desk::{Desk, Row};
use crate::app::form::reading::{Fault, choice, said};
use crate::app::form::{Field, Form, Kind};
use crate::app::page::entry::{GONE, NOT_HERE, current, draft_key, keep, key_of, read};
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::contact::{Contact, mailbox_fault};
use crate::domain::draft::DraftKey;
use crate::domain::id::{EntryId, IncidentId};
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

/// The form that asks somebody to a meeting, or changes who is asked.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub(super) id: IncidentId,
    pub(super) meeting: EntryId,
    /// The one that is changed.
    pub(super) entry: Option<EntryId>,
}

impl Sheet for Ask {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        form(see.desk, row, self.entry).ok_or_else(|| GONE.to_owned())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(("role".to_owned(), NOT_HERE.to_owned()));
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

fn form(desk: &Desk, row: &Row, entry: Option<EntryId>) -> Option<Form> {
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

fn edits(
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
