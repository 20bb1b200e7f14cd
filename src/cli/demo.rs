//! `dutydesk demo`: the desk on a throw-away file with invented incidents, for either council.
//!
//! Everything the demo shows was written through the store as the desk itself writes, at the times
//! at which it would have been; nothing is shown that the program did not derive. The file is
//! encrypted under a passphrase that nobody knows, and is gone when the demo ends; a killed demo
//! leaves a file that nothing opens, and the next demo removes it.

mod contacts;
mod council;
mod deciding;
mod leftover;
mod play;
mod script;

use std::sync::Arc;

use std::os::unix::fs::PermissionsExt;

use super::desk;
use super::global::Global;
use crate::app::session::guard::USUAL;
use crate::clock::Clock;
use crate::config::Places;
use crate::domain::calendar::BankHolidays;
use crate::domain::instant::{Instant, Precision};
use crate::domain::when::{self, Lean};
use crate::error::{Exit, Failure};
pub use council::Council;

use crate::pack::Pack;
use crate::rules::Rules;
use crate::store::{SetUp, Store};
use crate::tui::{self, Opening};
use crate::vault::{Cipher, DataKey, KdfCost};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Whose desk to show
    #[arg(long, value_enum, default_value = "tower-hamlets")]
    pack: Council,
    /// The moment the demo's clock starts from, such as 2026-11-20T20:41:00Z or "20/11/2026 20:41"
    #[arg(long, value_parser = moment, value_name = "INSTANT", allow_hyphen_values = true)]
    at: Option<Instant>,
}

/// Reads RFC 3339, or a London time as people type it.
fn moment(text: &str) -> Result<Instant, String> {
    let read = when::read(text, Clock::system().now(), Lean::Past).map_err(|e| e.to_string())?;
    match (read.precision, read.at) {
        (Precision::Exact, Some(at)) => Ok(at),
        _ => Err("give a time as well: 2026-11-20T20:41:00Z, or 20/11/2026 20:41".to_owned()),
    }
}

/// A desk that goes away with this value.
#[derive(Debug)]
pub struct Demo {
    /// The open desk.
    pub store: Store,
    /// The council's protocol.
    pub pack: Pack,
    /// Tells the demo's time; it starts at the moment asked for and runs on.
    pub clock: Clock,
    /// Where its files are, inside [`Self::folder`].
    pub places: Places,
    /// The bank holidays that are built in.
    pub holidays: BankHolidays,
    /// Keeps the next demo from taking this one's folder for one that was left.
    pub held: Option<std::fs::File>,
    /// Removes every file of the demo when it is dropped: keep it until the desk is closed.
    pub folder: tempfile::TempDir,
}

/// Makes a council's demo: a new encrypted file in a new private folder, with about forty
/// incidents of the half year before `at`; before the machine's time when there is none.
///
/// # Errors
/// When the temporary folder cannot be written.
pub fn prepare(council: Council, at: Option<Instant>) -> Result<Demo, Failure> {
    let clock = at.map_or_else(Clock::system, Clock::starting_at);
    let now = clock.now();
    let pack = crate::config::pack(council.pack_id())?;
    // Whatever time the demo shows, the machine's is what folders are old by.
    leftover::clear(&std::env::temp_dir(), Clock::system().now());
    let folder = tempfile::Builder::new()
        .prefix(leftover::PREFIX)
        .permissions(std::fs::Permissions::from_mode(0o700))
        .tempdir()
        .map_err(|e| {
            Failure::new(
                "The demo was not made",
                format!("no folder could be made for it: {}", e.kind()),
                "Make room in the temporary folder, or set TMPDIR to one that you can write.",
            )
        })?;
    let held = leftover::hold(folder.path());
    let places = Places {
        data: folder.path().join("desk"),
        state: folder.path().join("state"),
    };
    let script = script::Script::of(council)?;
    let set_up = SetUp {
        council: council.pack_id().to_owned(),
        user: script.user.clone(),
    };
    // Random and thrown away: a slow derivation would protect nothing.
    let passphrase = DataKey::random(Cipher::Standard)
        .map_err(|e| Failure::new("The demo was not made", e.to_string(), "Try again."))?
        .hex();
    let began = script::began(now);
    let mut store = Store::create(&places, &set_up, &passphrase, KdfCost::quick(), began)?;
    let rules = Rules {
        pack: pack.clone(),
        holidays: BankHolidays::built_in(),
    };
    store.follow(Arc::new(rules), began)?;
    play::play(&script, &pack, &mut store, now)?;
    Ok(Demo {
        store,
        pack,
        clock,
        places,
        holidays: BankHolidays::built_in(),
        held,
        folder,
    })
}

pub(super) fn run(global: &Global, arguments: &Arguments) -> Result<Exit, Failure> {
    tui::check()?;
    let demo = prepare(arguments.pack, arguments.at)?;
    let (folder, _held) = (demo.folder, demo.held);
    let ended = tui::run(Opening {
        clock: demo.clock,
        places: demo.places,
        holidays: demo.holidays,
        open: Some((demo.store, demo.pack)),
        captive: false,
        cipher: Cipher::Standard,
        look: desk::look(global),
        idle: USUAL,
    });
    // The desk is closed: nothing in the folder is held open any more.
    drop(folder);
    ended
}

#[cfg(test)]
mod tests;
