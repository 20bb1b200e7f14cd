//! What was found when a desk was opened, and what is said of it.

use std::path::PathBuf;

use super::journal::actions;
use crate::domain::id::Reference;
use crate::domain::view::View;
use crate::vault::throttle::Alarm;

/// What was found, and done about it, when the desk was opened; each is in the journal too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A copy of the key file was damaged; it was written again from the other.
    KeysMended(PathBuf),
    /// A copy of the key file was missing or old; it was written again from the other.
    KeysMadeAgain(PathBuf),
    /// A copy of the key file was written in this release's format.
    KeysUpgraded(PathBuf),
    /// The last entries that were committed are no longer in the file.
    EndMissing,
    /// No head stood beside the file by which a loss could be seen.
    HeadMissing,
    /// The drafts could not be read; they were put aside under this name, and begun anew.
    DraftsPutAside(PathBuf),
    /// Wrong passphrases were tried since this person last opened the desk.
    WrongPassphrases(Alarm),
    /// The file of the drafts was not beside the desk.
    DraftsMissing,
    /// So many closed cases are past their review date: said to whoever keeps or proposes, and in no
    /// journal.
    PastReview(i64),
    /// An import of the old register that never came to its end; what it had written is taken out.
    ImportInterrupted,
    /// Somebody opened a restricted record from whom it is kept, since this person, whose it is, last
    /// opened the desk: which, by whom, when and why.
    GlassBroken(Reference, View),
}

impl Finding {
    /// Returns the journal's word for it.
    pub(super) fn action(&self) -> &'static str {
        match self {
            Self::KeysMended(_) => "keys_mended",
            Self::KeysMadeAgain(_) => "keys_made_again",
            Self::KeysUpgraded(_) => "keys_upgraded",
            Self::EndMissing => actions::END_MISSING,
            Self::HeadMissing => actions::HEAD_MISSING,
            Self::DraftsPutAside(_) => "drafts_put_aside",
            Self::DraftsMissing => "drafts_missing",
            Self::PastReview(_) => "past_review",
            Self::WrongPassphrases(_) => "wrong_passphrases",
            Self::ImportInterrupted => "import_interrupted",
            Self::GlassBroken(..) => "glass_told",
        }
    }

    /// Returns what is said to whoever opened the desk; nothing where it needs no telling.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        match self {
            Self::KeysMended(path) => Some(format!(
                "{} was damaged: it was mended from its other copy. Tell whoever looks after \
                 this machine.",
                path.display()
            )),
            Self::KeysMadeAgain(path) => Some(format!(
                "{} was missing or old: it was written again from its other copy.",
                path.display()
            )),
            Self::KeysUpgraded(_) => None,
            Self::EndMissing => Some(
                "The newest entries of this desk are gone: its log was lost or an older copy was \
                 put in its place. Run `dutydesk verify` and look for a backup before you go on."
                    .to_owned(),
            ),
            Self::HeadMissing => Some(
                "desk.head was not beside this desk, or damaged: whether its newest entries are \
                 missing cannot be known. If files were copied here, copy the whole folder."
                    .to_owned(),
            ),
            Self::DraftsPutAside(path) => Some(format!(
                "drafts.db could not be read: what was typed and not recorded is kept aside in {}, \
                 and new drafts are begun. What was recorded is not touched.",
                path.display()
            )),
            Self::WrongPassphrases(alarm) => Some(format!(
                "{} wrong passphrases since {}. If it was not you, tell whoever looks after this \
                 desk.",
                alarm.count,
                alarm.since.london().format("%H:%M on %a %-d %b")
            )),
            Self::PastReview(count) => Some(format!(
                "{count} closed {} past review: `dutydesk retention` lists them.",
                if *count == 1 { "case is" } else { "cases are" }
            )),
            Self::GlassBroken(reference, view) => Some(format!(
                "{reference} is restricted, and {} opened it at {}: «{}».",
                view.by,
                view.at.london().format("%H:%M on %a %-d %b"),
                view.glass.as_deref().unwrap_or_default()
            )),
            Self::ImportInterrupted => Some(
                "An import was interrupted: nothing of it is on this desk. Run `dutydesk import` again."
                    .to_owned(),
            ),
            Self::DraftsMissing => Some(
                "drafts.db was not beside this desk: what was typed and not recorded is not here. \
                 If files were copied here, copy the whole folder."
                    .to_owned(),
            ),
        }
    }
}
