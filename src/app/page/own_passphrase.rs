//! Changing one's own passphrase: the one of now, and twice the one that is to be.

use super::{Enter, Filled, Next, See, Sheet};
use crate::app::form::handle::{Handle, Unseen};
use crate::app::form::{Fault, Form};
use crate::app::message::Saved;
use crate::domain::secret::Secret;
use crate::vault::passphrase;

const OLD: Handle<Unseen> = Handle::new("old");
const NEW: Handle<Unseen> = Handle::new("new");
const AGAIN: Handle<Unseen> = Handle::new("again");

/// The form that changes one's own passphrase.
#[derive(Clone, Debug)]
pub(crate) struct OwnPassphrase;

impl Sheet for OwnPassphrase {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let mut form = Form::new(
            "YOUR OWN PASSPHRASE",
            "change it",
            vec![
                OLD.field("The one of now"),
                NEW.field("The new one").help("At least 12 characters."),
                AGAIN.field("The new one again"),
            ],
        );
        form.intro = format!(
            "For {}. The one of now opens nothing any more once it is changed; nobody else's changes.",
            see.user
        );
        Ok(form)
    }

    fn read(&self, _see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        if OLD.typed(form)?.is_empty() {
            return Err(OLD.fault("Type the passphrase that opens the desk now"));
        }
        let (new, again) = (NEW.typed(form)?, AGAIN.typed(form)?);
        if let Err(refused) = passphrase::check(new) {
            return Err(NEW.fault(refused.to_string()));
        }
        if new != again {
            return Err(AGAIN.fault("The two new ones differ: type the second again"));
        }
        Ok(Filled::Enter(Enter::Change))
    }

    fn after(&self, _see: &See<'_>, _saved: &Saved, _form: &Form) -> Next {
        Next::say("Your passphrase is changed; the one before opens nothing any more.")
    }
}

/// Takes the passphrase of now and the new one out of the form.
pub(crate) fn take(form: &mut Form) -> Option<(Secret, Secret)> {
    OLD.take_with(&NEW, form)
}
