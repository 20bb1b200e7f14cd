//! What is said when a key, a passphrase or a person was refused.

use super::StoreError;
use super::words::Said;
use crate::domain::secret::Secret;
use crate::words::role::{authority, by_hand, refused};

impl StoreError {
    pub(super) fn words_of_keys(&self) -> Said {
        match self {
            Self::PassphraseTooShort => (
                "The passphrase was not taken",
                format!("it is shorter than {} characters", Secret::FEWEST),
                "Choose a longer one: four or five unrelated words are easy to remember."
                    .to_owned(),
            ),
            Self::PassphraseTooLong => (
                "The passphrase was not taken",
                format!("it is longer than {} bytes", Secret::LONGEST),
                "Choose a shorter one: no command takes more.".to_owned(),
            ),
            Self::NoMemory => (
                "The desk was not opened",
                "there is not enough memory to derive the key, which takes 64 MiB".to_owned(),
                "Close other programs and try again; the files are as they were.".to_owned(),
            ),
            Self::NoRandom(_) => (
                "No key was made",
                "the system gave no random bytes".to_owned(),
                "Tell whoever looks after this machine.".to_owned(),
            ),
            Self::Closed => (
                "Not done",
                "the desk is locked".to_owned(),
                "Unlock it with your passphrase first.".to_owned(),
            ),
            Self::NoRules => (
                "Not done",
                "the desk's council was not read".to_owned(),
                "Start the desk again.".to_owned(),
            ),
            _ => (
                "The desk was not opened",
                "the passphrase is not right".to_owned(),
                "Type it again; look out for caps lock and the keyboard's language.".to_owned(),
            ),
        }
    }

    pub(super) fn words_of_users(&self) -> Said {
        let opened = "The desk was not opened";
        match self {
            Self::NameNeeded => (
                opened,
                "several people have a passphrase here, and none was named".to_owned(),
                "Say who you are: --user NAME, or DUTYDESK_USER.".to_owned(),
            ),
            Self::WrongRecoveryKey => (
                opened,
                "this recovery key is not that of this desk, or a newer one was made".to_owned(),
                "Look for the newest printed key.".to_owned(),
            ),
            Self::WrongHostKey => (
                opened,
                "the machine's key is not that of this desk, or a newer one was made".to_owned(),
                "Make one with `dutydesk key host --out FILE`.".to_owned(),
            ),
            Self::Throttled { until, now } => (
                opened,
                "too many wrong passphrases".to_owned(),
                format!(
                    "Try again in {} s. Nobody is kept out for longer than a minute.",
                    until.since(*now).num_seconds()
                ),
            ),
            Self::LastAdministrator => (
                "Not done",
                "nobody would be left to look after the desk".to_owned(),
                "Make somebody else an administrator first.".to_owned(),
            ),
            Self::NotAllowed(needed) => (
                "Not done",
                refused(needed),
                "What may be seen stays in view; `dutydesk user list` lists everybody's roles."
                    .to_owned(),
            ),
            Self::InUse => (
                "Not done",
                "another program has the desk open".to_owned(),
                "Have everybody leave it, then try again: nothing was changed.".to_owned(),
            ),
            _ => self.words_of_names(),
        }
    }

    fn words_of_names(&self) -> Said {
        match self {
            Self::NotEncrypted => (
                "Not done",
                "this desk is not encrypted: another key would keep nobody from it".to_owned(),
                "Set a desk up without --no-encryption where its files must be closed to others."
                    .to_owned(),
            ),
            Self::UserIsThere => (
                "Nobody was added",
                "somebody of this name may open the desk already".to_owned(),
                "`dutydesk user list` lists everybody; a second name needs a difference."
                    .to_owned(),
            ),
            Self::NeedsAuthority(why) => (
                "Not saved",
                authority(*why),
                "Say in whose place it is answered. What you typed is kept.".to_owned(),
            ),
            Self::DecidedByHand(refused) => (
                "Not saved",
                by_hand(refused),
                "What you typed is kept.".to_owned(),
            ),
            Self::Restricted(reference) => (
                "Not opened",
                format!("{reference} is restricted and not yours to read"),
                "Say why you must open it: whose record it is reads that. On the screen Enter asks; \
                 `dutydesk show` and `subject-access` take `--reason`, `form` and `retention` take \
                 `--open-because`."
                    .to_owned(),
            ),
            Self::Ended => (
                "Not saved",
                "you may be at this desk no more".to_owned(),
                "Ask whoever looks after the desk.".to_owned(),
            ),
            _ => (
                "Not done",
                "nobody of this name may open the desk".to_owned(),
                "`dutydesk user list` lists everybody.".to_owned(),
            ),
        }
    }
}
