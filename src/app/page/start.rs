//! Before the desk is open: the first run, and the passphrase.

use super::{Enter, Filled, See, Sheet};
use crate::app::form::handle::{Handle, OneLine, PackId, Unseen};
use crate::app::form::{Fault, Form};
use crate::pack::{Choice, Pack};
use crate::vault::passphrase;

/// Which council's protocol the desk follows.
const COUNCIL: Handle<PackId> = Handle::new("council");
/// Who is at the desk.
const USER: Handle<OneLine> = Handle::new("user");
/// The passphrase, which is taken out of the form when the desk is opened.
pub(crate) const PASSPHRASE: Handle<Unseen> = Handle::new("passphrase");
/// The passphrase of a new desk once more.
const AGAIN: Handle<Unseen> = Handle::new("again");

/// The first run: council, name, passphrase.
#[derive(Clone, Debug)]
pub struct SetUp;

impl Sheet for SetUp {
    fn form(&self, _see: &See<'_>) -> Result<Form, String> {
        Ok(set_up(&Pack::councils()))
    }

    fn read(&self, _see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        read_set_up(form)
    }

    fn opens_desk(&self) -> bool {
        true
    }
}

/// Opening the desk.
#[derive(Clone, Debug)]
pub struct Unlock;

impl Sheet for Unlock {
    fn form(&self, _see: &See<'_>) -> Result<Form, String> {
        Ok(unlock())
    }

    fn read(&self, _see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        if PASSPHRASE.typed(form)?.is_empty() {
            // Enter pressed twice finds the field emptied: why the first was refused is said still.
            let refused = form.fault.as_ref().map(|fault| fault.words.clone());
            let words = refused.unwrap_or_else(|| "Type the passphrase".to_owned());
            return Err(PASSPHRASE.fault(words));
        }
        Ok(Filled::Enter(Enter::Open))
    }

    fn opens_desk(&self) -> bool {
        true
    }
}

/// Returns the three questions of the first run.
#[must_use]
pub fn set_up(councils: &[Pack]) -> Form {
    let options = councils
        .iter()
        .map(|pack| {
            let title = format!("{} ({})", pack.pack.council, pack.pack.edition);
            Choice::new(&pack.pack.id, &title)
        })
        .collect();
    let mut form = Form::new(
        "A NEW DESK",
        "make the desk",
        vec![
            COUNCIL
                .field("Which council", options)
                .help("Its protocol becomes the desk's. Left and Right choose."),
            USER.field("Your name")
                .help("As it stands on what you record, such as K. Duty-Example (EDT)."),
            PASSPHRASE
                .field("Passphrase")
                .help("At least 12 characters. It opens the file; nobody can open it without."),
            AGAIN.field("Passphrase again"),
        ],
    );
    "Everything is kept on this computer, encrypted. Nothing is sent anywhere."
        .clone_into(&mut form.intro);
    form
}

/// Returns the question that opens the desk.
#[must_use]
pub fn unlock() -> Form {
    Form::new(
        "DUTYDESK",
        "open the desk",
        vec![PASSPHRASE.field("Passphrase")],
    )
}

/// Says why the desk was not opened or made, and takes what was typed away.
pub(crate) fn refuse(form: &mut Form, words: String) {
    form.forget_secrets();
    form.fail(PASSPHRASE.fault(words));
}

fn read_set_up(form: &Form) -> Result<Filled, Fault> {
    let council = COUNCIL.said(form, "Choose the council: Right goes through them")?;
    let user = USER.said(form, "Say who you are: it stands on what you record")?;
    let (typed, again) = (PASSPHRASE.typed(form)?, AGAIN.typed(form)?);
    if let Err(refused) = passphrase::check(typed) {
        return Err(PASSPHRASE.fault(refused.to_string()));
    }
    if typed != again {
        return Err(AGAIN.fault("The two passphrases differ: type the second again"));
    }
    Ok(Filled::Enter(Enter::Create { council, user }))
}
