//! Saying that the entry of a role was checked and is right, and how that was done.

use crate::app::form::handle::{Handle, OneLine, PackId};
use crate::app::form::typed::choice;
use crate::app::form::{Fault, Form};
use crate::app::message::Saved;
use crate::app::page::{Filled, Next, See, Sheet};
use crate::app::session::notice::UNDOES;
use crate::app::session::undo::inverse::inverse_of_contact;
use crate::domain::command::Command;
use crate::domain::contact::{Contact, ContactField};
use crate::domain::draft::DraftKey;
use crate::words::contact;

/// In which of the usual ways.
const WAY: Handle<PackId> = Handle::new("way");
/// How else, or what more there is to say of it.
const HOW: Handle<OneLine> = Handle::new(ContactField::ConfirmedHow.word());

/// The usual ways: what is chosen, and how it goes on from who checked.
const WAYS: [(&str, &str, &str); 4] = [
    ("telephone", "telephone", "by telephone"),
    (
        "test_message",
        "a test message that was answered",
        "by a test message that was answered",
    ),
    (
        "published_page",
        "published page",
        "from the published page",
    ),
    ("in_person", "in person", "in person"),
];

/// What is said where nobody says how.
const UNSAID: &str = "Say how it was checked: by telephone, or in other words below";

/// What is said where the entry is gone.
const GONE: &str = "The entry is no longer there: Esc goes back";

/// The form that asks how the entry of a role was checked.
#[derive(Clone, Debug)]
pub(in crate::app) struct HowChecked {
    pub(in crate::app) role: String,
}

impl Sheet for HowChecked {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let contact = see.desk.contact(&self.role).ok_or(GONE)?;
        let ways = WAYS.map(|(id, title, _)| choice(id, title)).into();
        let title = format!("CHECKED  {}", see.current().role_title(&self.role));
        let mut form = Form::new(
            &title,
            "record it",
            vec![
                WAY.field("How it was checked", ways)
                    .help("Type its first letter: t is telephone, p the published page."),
                HOW.field("In other words, or more")
                    .help("With whom, when the page was read; Enter records it."),
            ],
        );
        form.intro = format!("Checked and right: {}.", checked_of(contact));
        Ok(form)
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let before = see.desk.contact(&self.role);
        let before = before.ok_or_else(|| WAY.fault(GONE))?;
        let mut checked = before.clone();
        checked.confirmed_at = Some(see.now);
        see.user.clone_into(&mut checked.confirmed_by);
        checked.confirmed_how = how(form)?;
        let undo = inverse_of_contact("the confirmation", before, &checked);
        let command = Command::SaveContact(Box::new(checked), form.draft_key.clone());
        Ok(Filled::Write(Box::new(command), undo))
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(DraftKey::Checked(self.role.clone()))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }

    fn after(&self, see: &See<'_>, _saved: &Saved, form: &Form) -> Next {
        let title = see.current().role_title(&self.role);
        let said = how(form).ok().and_then(|how| {
            let checked = Contact {
                confirmed_at: Some(see.now),
                confirmed_by: see.user.to_owned(),
                confirmed_how: how,
                ..Contact::default()
            };
            contact::checked(&checked, see.now)
        });
        let said = said.unwrap_or_default();
        Next::say(format!("{title} is confirmed: {said}.{UNDOES}"))
    }
}

/// Returns how it was checked, as it goes on from who did.
///
/// # Errors
/// When nobody says.
fn how(form: &Form) -> Result<String, Fault> {
    let way = WAY.text(form)?;
    let way = WAYS.iter().find(|(id, ..)| *id == way);
    let more = HOW.text(form)?;
    match (way, more.as_str()) {
        (None, "") => Err(WAY.fault(UNSAID)),
        (None, more) => Ok(more.to_owned()),
        (Some((_, _, words)), "") => Ok((*words).to_owned()),
        (Some((_, _, words)), more) => Ok(format!("{words} ({more})")),
    }
}

/// Returns what there is to check of an entry: the mailbox that is written to, and the numbers.
pub(super) fn checked_of(contact: &Contact) -> String {
    let parts = [&contact.mailbox, &contact.phone_day, &contact.phone_night];
    let parts: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(", ")
}
