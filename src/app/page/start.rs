//! Before the desk is open: the first run, the key that is noted and typed back, and the passphrase.

use std::sync::Arc;

use super::{Enter, Filled, See, Sheet};
use crate::app::form::handle::{Handle, OneLine, PackId, Unseen};
use crate::app::form::{Fault, Form};
use crate::app::session::door::Door;
use crate::domain::user;
use crate::pack::{Choice, Pack};
use crate::vault::{Cipher, RecoveryKey, passphrase};

/// Which council's protocol the desk follows.
const COUNCIL: Handle<PackId> = Handle::new("council");
/// Who is at the desk.
const USER: Handle<OneLine> = Handle::new("user");
/// The passphrase, which is taken out of the form when the desk is opened.
pub(crate) const PASSPHRASE: Handle<Unseen> = Handle::new("passphrase");
/// Who opens the desk, where several may.
const NAME: Handle<PackId> = Handle::new("name");
/// The recovery key, as it was noted.
const TYPED_BACK: Handle<Unseen> = Handle::new("typed_back");
/// The passphrase of a new desk once more.
const AGAIN: Handle<Unseen> = Handle::new("again");

/// The first run: council, name, passphrase.
#[derive(Clone, Debug)]
pub struct SetUp;

impl Sheet for SetUp {
    fn form(&self, _see: &See<'_>) -> Result<Form, String> {
        Ok(set_up(&Pack::councils(), Cipher::default()))
    }

    fn read(&self, _see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        read_set_up(form).map(|_read| Filled::Enter(Enter::Prepare))
    }

    fn opens_desk(&self) -> bool {
        true
    }
}

/// The key that was drawn for a new desk, typed back before the desk is made.
#[derive(Debug)]
pub struct TypeBack {
    /// The key; gone when this page is.
    pub(crate) key: Arc<RecoveryKey>,
    /// What was chosen before.
    pub(crate) council: String,
    /// Who was named before.
    pub(crate) user: String,
}

impl Sheet for TypeBack {
    fn form(&self, _see: &See<'_>) -> Result<Form, String> {
        Ok(type_back(&self.key))
    }

    fn read(&self, _see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let typed = TYPED_BACK.typed(form)?;
        if typed.is_empty() {
            return Err(TYPED_BACK.fault("Type the whole key, from your note"));
        }
        let read = RecoveryKey::read(typed).map_err(|fault| TYPED_BACK.fault(fault.to_string()))?;
        if read != *self.key {
            return Err(TYPED_BACK.fault("This is another recovery key than the one above"));
        }
        Ok(Filled::Enter(Enter::Create {
            council: self.council.clone(),
            user: self.user.clone(),
            recovery: Arc::clone(&self.key),
        }))
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
        Ok(unlock(&Door::default()))
    }

    fn read(&self, _see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        if PASSPHRASE.typed(form)?.is_empty() {
            // Enter pressed twice finds the field emptied: why the first was refused is said still.
            let refused = form.fault.as_ref().map(|fault| fault.words.clone());
            let words = refused.unwrap_or_else(|| "Type the passphrase".to_owned());
            return Err(PASSPHRASE.fault(words));
        }
        let name = match NAME.find(form) {
            Some(_) => Some(NAME.said(form, "Say who you are: Right goes through the names")?),
            None => None,
        };
        Ok(Filled::Enter(Enter::Open(name)))
    }

    fn opens_desk(&self) -> bool {
        true
    }
}

/// Returns the three questions of the first run.
#[must_use]
pub fn set_up(councils: &[Pack], cipher: Cipher) -> Form {
    let options = councils
        .iter()
        .map(|pack| {
            let title = format!("{}: {}", pack.pack.council, pack.pack.edition);
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
    match cipher {
        Cipher::Standard => {
            "Everything is kept on this computer, encrypted. Nothing is sent anywhere."
        }
        Cipher::None => {
            "NOT ENCRYPTED: whoever has the disk, a copy or a backup reads everything in it. Go on \
             only where the host encrypts the disk. Without --no-encryption it is encrypted."
        }
    }
    .clone_into(&mut form.intro);
    form
}

/// Returns the page that shows a recovery key and has it typed back.
#[must_use]
pub(crate) fn type_back(key: &RecoveryKey) -> Form {
    let mut form = Form::new(
        "THE RECOVERY KEY",
        "make the desk",
        vec![
            TYPED_BACK
                .field("Type it back")
                .help("From your note, the whole of it; dashes and blanks do not count."),
        ],
    );
    form.shows_typed = true;
    form.intro = format!(
        "Note it on paper and keep it locked away, not here. It opens the desk when a passphrase is \
         forgotten or a key file is lost. It is shown this once and kept nowhere:\n\n    {}",
        key.printed().reveal()
    );
    form
}

/// Returns the question that opens the desk: who, where several may, and the passphrase.
#[must_use]
pub fn unlock(door: &Door) -> Form {
    let mut fields = vec![PASSPHRASE.field("Passphrase")];
    let is_shared = door.names.len() > 1;
    if is_shared {
        let names = door.names.iter().map(|name| Choice::new(name, name));
        fields.insert(0, NAME.field("Your name", names.collect()));
    }
    let mut form = Form::new("DUTYDESK", "open the desk", fields);
    if is_shared && let Some(last) = door.last.as_ref().filter(|last| door.names.contains(last)) {
        NAME.set(&mut form, last);
        PASSPHRASE.go_to(&mut form);
    }
    form
}

/// Says how long no passphrase is taken yet.
pub(crate) fn wait_words(seconds: i64) -> String {
    format!("After wrong passphrases none is taken for {seconds} s yet. What is typed stays.")
}

/// Shows how long no passphrase is taken yet, or that one is taken again.
pub(crate) fn count(form: &mut Form, seconds: Option<i64>) {
    let words = match seconds {
        Some(seconds) => wait_words(seconds),
        None => "The passphrase was not right: type it again".to_owned(),
    };
    form.fault = Some(PASSPHRASE.fault(words));
}

/// Says why the desk was not opened or made, and takes what was typed away.
pub(crate) fn refuse(form: &mut Form, words: String) {
    form.forget_secrets();
    form.fail(PASSPHRASE.fault(words));
}

/// Returns the council and the name that were typed, once both passphrases will do.
pub(crate) fn read_set_up(form: &Form) -> Result<(String, String), Fault> {
    let council = COUNCIL.said(form, "Choose the council: Right goes through them")?;
    let user = USER.said(form, "Say who you are: it stands on what you record")?;
    let user = user::name(&user).map_err(|why| USER.fault(why))?;
    let (typed, again) = (PASSPHRASE.typed(form)?, AGAIN.typed(form)?);
    if let Err(refused) = passphrase::check(typed) {
        return Err(PASSPHRASE.fault(refused.to_string()));
    }
    if typed != again {
        return Err(AGAIN.fault("The two passphrases differ: type the second again"));
    }
    Ok((council, user))
}
