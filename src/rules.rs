//! What follows from a pack for a case: advice, clocks, steps, who is told, what lists show of it.
//!
//! Pure, and uses `domain` and `pack` alone. No rule of any council stands in this code: the packs
//! hold them, this module derives by them. [`Rules`] is what an incident is derived by,
//! [`packs::Packs`] are those of a desk.

pub mod advice;
pub mod by_hand;
pub mod case;
pub mod clocks;
pub mod decisions;
mod diagram;
pub mod disputes;
pub mod facts;
pub mod form;
pub mod history;
pub mod letters;
pub mod meetings;
pub mod notes;
pub mod outgoing;
pub mod packs;
pub mod retention;
pub mod rights;
pub mod rulings;
pub mod shared;
pub mod sight;
pub mod state;
pub mod steps;
pub mod summary;
pub mod tasks;
#[cfg(test)]
pub(crate) mod testing;
pub mod told;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use self::case::Case;
use self::clocks::{Counting, default_close};
use self::summary::Summary;
use crate::domain::calendar::BankHolidays;
use crate::domain::edition::Edition;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::pack::{Pack, PackFile};

/// Counts the changes of what is derived from a case that no pack and no calendar shows: raised
/// with each change of [`Summary`] or of what it is made of.
const EDITION: u32 = 10;

/// A pack and the calendar that its clocks are counted with.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// The pack.
    pub pack: Pack,
    /// The bank holidays.
    pub holidays: BankHolidays,
}

impl Rules {
    /// Returns which edition of which protocol they are of.
    #[must_use]
    pub fn edition(&self) -> Edition {
        self.pack.edition()
    }

    /// Returns what clocks are counted with.
    #[must_use]
    pub fn counting(&self) -> Counting<'_> {
        Counting {
            pack: &self.pack,
            holidays: &self.holidays,
            close: default_close(),
        }
    }

    /// Returns what lists show of an incident at a moment.
    #[must_use]
    pub fn summary(&self, incident: &Incident, now: Instant) -> Summary {
        let case = Case::of(self.counting(), incident, now);
        Summary::of(&self.pack, incident, &case, now)
    }

    /// Returns a digest that is another one where anything else would be derived: another pack or
    /// edition, another calendar, another release of the program.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut digest = Sha256::new();
        // The rows of the file, in their order: an index over them has none of its own.
        let rows: &PackFile = &self.pack;
        for part in [
            format!("{rows:?}"),
            format!("{:?}", self.holidays),
            format!("{} {EDITION}", env!("CARGO_PKG_VERSION")),
        ] {
            digest.update(part.len().to_be_bytes());
            digest.update(part.as_bytes());
        }
        digest
            .finalize()
            .iter()
            .fold(String::new(), |mut hex, byte| {
                let _infallible = write!(hex, "{byte:02x}");
                hex
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_the_same_each_time_and_another_for_other_rules() {
        let rules = |council: &str| Rules {
            pack: Pack::built_in(council).unwrap(),
            holidays: BankHolidays::built_in(),
        };
        assert_eq!(rules("barnet").digest(), rules("barnet").digest());
        assert_ne!(rules("barnet").digest(), rules("tower-hamlets").digest());
    }
}
