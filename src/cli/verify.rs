//! `dutydesk verify`: whether everything is as it was written.

use std::fmt::Write;
use std::sync::Arc;

use super::io::print;
use super::unlock::UnlockOrHost;
use crate::clock::Clock;
use crate::config::{self, Places};
use crate::error::{Exit, Failure};
use crate::rules::Rules;
use crate::store::{Lists, Store, StoreError, Verdict};
use crate::words::keeping;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    unlock: UnlockOrHost,
    /// A head noted elsewhere: the entry must still be there
    ///
    /// Every clean run prints the head of that moment. One that was noted elsewhere, on a handover
    /// sheet or in a backup's folder, shows that nothing was cut off since, head file and all.
    #[arg(long, value_name = "HEAD")]
    expect: Option<String>,
    /// The chain of entries and its end alone: no page, no row, no earlier text
    #[arg(long)]
    quick: bool,
}

impl Arguments {
    /// Says whether a file is named that has to be read.
    pub(super) fn names_a_file(&self) -> bool {
        self.unlock.names_a_file()
    }
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    super::desk_file::require(places)?;
    let claim = arguments.unlock.claim(places)?;
    let expect = arguments.expect.as_deref();
    let now = Clock::system().now();
    if arguments.quick {
        return said(Store::verify_quick(places, &claim, now, expect));
    }
    let holidays = places.holidays()?;
    let rules_of = |council: &str| {
        let pack = config::pack(council).ok()?;
        let holidays = holidays.clone();
        Some(Arc::new(Rules { pack, holidays }))
    };
    let lists = Lists {
        rules_of: &rules_of,
        now,
    };
    said(Store::verify(places, &claim, now, expect, Some(lists)))
}

/// Prints what was found, and returns the exit code of it.
fn said(verdict: Result<Verdict, StoreError>) -> Result<Exit, Failure> {
    match verdict {
        Ok(verdict) => {
            print(&words(&verdict))?;
            Ok(if verdict.is_clean() {
                Exit::Done
            } else {
                Exit::Damaged
            })
        }
        // What does not open at all is damage too, and said with the exit code of it.
        Err(error @ (StoreError::Damaged { .. } | StoreError::Row { .. })) => {
            print(&format!("Damage was found.\n{}\n", error.failure()))?;
            Ok(Exit::Damaged)
        }
        Err(error) => Err(error.failure()),
    }
}

fn words(verdict: &Verdict) -> String {
    let mut out = String::new();
    out.push_str(&head_words(verdict));
    for damage in &verdict.damage {
        let _infallible = writeln!(out, "  {}: {}", damage.place, damage.words);
    }
    if !verdict.damage.is_empty() {
        out.push_str(
            "Leave the files as they are, copy the whole folder, and restore a backup beside it.\n",
        );
    }
    if !verdict.to_mend.is_empty() {
        out.push_str("A copy of the key file is not as it should be; opening the desk mends it.\n");
        for damage in &verdict.to_mend {
            let _infallible = writeln!(out, "  {}: {}", damage.place, damage.words);
        }
    }
    if let Some(council) = &verdict.lists_unchecked {
        let _infallible = writeln!(
            out,
            "Lists were not checked: the pack {} cannot be read.",
            crate::domain::text::visible(council)
        );
    }
    for gone in &verdict.disposed {
        let _infallible = writeln!(out, "{}.", keeping::disposed(gone));
    }
    for loss in &verdict.known_losses {
        let _infallible = writeln!(out, "Known loss, {loss}");
    }
    out
}

/// Says in one sentence how the desk stands.
fn head_words(verdict: &Verdict) -> String {
    let note = format!(
        "Note the last one elsewhere to prove later that none was cut off: {}\n",
        verdict.head
    );
    if !verdict.damage.is_empty() {
        return "Damage was found: this is not as dutydesk wrote it.\n".to_owned();
    }
    if verdict.is_of_earlier_release && verdict.is_quick {
        return "Nothing was checked: it is the desk of an earlier release. Open it once, which \
                seals its rows, and verify it again.\n"
            .to_owned();
    }
    if verdict.is_quick {
        return format!(
            "The chain of {} entries holds, each following from the one before. Pages, rows and \
             what earlier entries changed were not looked at: `dutydesk verify` does.\n{note}",
            verdict.entries
        );
    }
    if verdict.is_of_earlier_release {
        return "Every page is whole. It is the desk of an earlier release: open it once, which \
                seals its rows, and verify it again.\n"
            .to_owned();
    }
    let checked = format!("every page, every row, and {} entries", verdict.entries);
    if verdict.known_losses.is_empty() {
        format!(
            "The record is as it was written: {checked}, each following from the one before.\n{note}"
        )
    } else {
        format!(
            "What is here is as it was written ({checked}), but entries were lost before it.\n{note}"
        )
    }
}
