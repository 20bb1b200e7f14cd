//! Before the desk is open: the first run, and the passphrase.

use zeroize::Zeroizing;

use super::{Enter, Filled, See, Sheet};
use crate::app::form::reading::Fault;
use crate::app::form::{Field, Form, Kind};
use crate::pack::{Choice, Pack};
use crate::vault::passphrase;

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
        Ok(Filled::Enter(Enter::Open {
            passphrase: Zeroizing::new(form.value("passphrase")),
        }))
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
        .map(|pack| Choice {
            id: pack.pack.id.clone(),
            title: format!("{} ({})", pack.pack.council, pack.pack.edition),
        })
        .collect();
    let mut form = Form::new(
        "A NEW DESK",
        "make the desk",
        vec![
            Field::new("council", "Which council", Kind::Choice(options))
                .help("Its protocol becomes the desk's. Left and Right choose."),
            Field::new("user", "Your name", Kind::Line)
                .help("As it stands on what you record, such as K. Duty-Example (EDT)."),
            Field::new("passphrase", "Passphrase", Kind::Secret)
                .help("At least 12 characters. It opens the file; nobody can open it without."),
            Field::new("again", "Passphrase again", Kind::Secret),
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
        vec![Field::new("passphrase", "Passphrase", Kind::Secret)],
    )
}

/// Says why the desk was not opened or made, and takes what was typed away.
pub(in crate::app) fn refuse(form: &mut Form, words: String) {
    form.set("passphrase", "");
    form.set("again", "");
    form.fail("passphrase", words);
}

fn read_set_up(form: &Form) -> Result<Filled, Fault> {
    let fault = |field: &str, words: &str| Err((field.to_owned(), words.to_owned()));
    let (council, user) = (form.value("council"), form.value("user"));
    if council.is_empty() {
        return fault("council", "Choose the council: Right goes through them");
    }
    if user.is_empty() {
        return fault("user", "Say who you are: it stands on what you record");
    }
    let typed = Zeroizing::new(form.value("passphrase"));
    if let Err(refused) = passphrase::check(&typed) {
        return fault("passphrase", &refused.to_string());
    }
    if *typed != form.value("again") {
        return fault("again", "The two passphrases differ: type the second again");
    }
    Ok(Filled::Enter(Enter::Create {
        council,
        user,
        passphrase: typed,
    }))
}
