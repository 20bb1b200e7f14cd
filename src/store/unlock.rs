//! The desk's key had by a secret: by either copy of the key file, and not as often as somebody likes.

use super::error::StoreError;
use super::writing::Writing;
use crate::config::Places;
use crate::domain::change::path::Path;
use crate::domain::instant::Instant;
use crate::vault::copies::{self, Opened};
use crate::vault::throttle::{Alarm, Held};
use crate::vault::{Claim, KeyFile, VaultError, Way};

/// Opens the desk's key; returns with it what whoever opens it is to be told of wrong passphrases.
///
/// # Errors
/// [`StoreError::Throttled`] while no passphrase is taken; else as the vault refuses.
pub(super) fn unlock(
    places: &Places,
    claim: &Claim,
    now: Instant,
) -> Result<(Opened, Option<Alarm>), StoreError> {
    // The printed key and the machine's cannot be guessed, and are what helps where all else fails.
    if claim.way != Way::Passphrase {
        return Ok((key_of(places, claim)?, None));
    }
    // Held while the passphrase is tried: others try after it.
    let mut held = Held::open(&places.tries());
    if let Some(until) = held.tries().wait(now) {
        return Err(StoreError::Throttled { until, now });
    }
    match key_of(places, claim) {
        Ok(opened) => {
            let alarm = held.opened(&opened.unlocked.user, now);
            Ok((opened, alarm))
        }
        Err(StoreError::WrongPassphrase) => {
            held.add(tried(places, claim).as_deref(), now);
            Err(StoreError::WrongPassphrase)
        }
        Err(other) => Err(other),
    }
}

/// Returns at whose slot a wrong passphrase was tried; none where nobody of the name has one.
fn tried(places: &Places, claim: &Claim) -> Option<String> {
    let mut names = names(places).into_iter();
    match &claim.name {
        None => names.next(),
        Some(name) => names.find(|known| known == name),
    }
}

/// Opens a desk's key by either copy of the key file, uncounted: of a backup, which whoever has it can
/// guess at without this program, and of a desk that this secret has just opened.
pub(super) fn key_of(places: &Places, claim: &Claim) -> Result<Opened, StoreError> {
    let (keys, copy) = (places.keys(), places.keys_copy());
    copies::unlock([&keys, &copy], claim).map_err(|error| match (error, claim.way) {
        (VaultError::WrongPassphrase, Way::Recovery) => StoreError::WrongRecoveryKey,
        (VaultError::WrongPassphrase, Way::Host) => StoreError::WrongHostKey,
        (error, _) => StoreError::of_keys(error, &keys),
    })
}

/// Journals how many wrong passphrases were tried, as one entry however many they are.
pub(super) fn note_wrong(writing: &mut Writing<'_>, alarm: Alarm) -> Result<(), StoreError> {
    let words = format!("{} since {}", alarm.count, alarm.since.to_rfc3339());
    writing.changed(&Path::WrongPassphrases, None, Some(words));
    writing.journalled("wrong_passphrases", "desk".to_owned(), 0)
}

/// Returns the names of those who have a passphrase; of a file that cannot be read the other copy's.
pub(super) fn names(places: &Places) -> Vec<String> {
    let copies = [places.keys(), places.keys_copy()];
    let mut read = copies.iter().filter_map(|path| KeyFile::read(path).ok());
    let names = |file: KeyFile| file.users().map(str::to_owned).collect();
    // What is wrong with both is said to whoever opens the desk.
    read.next().map(names).unwrap_or_default()
}
