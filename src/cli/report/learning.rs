//! `dutydesk report learning`: what leaves the desk of what was learned, and marking it as shared.

use super::quality::Arguments;
use crate::cli::desk_file::{self, DeskFile, because};
use crate::cli::io::{print, say};
use crate::config::Places;
use crate::error::{Exit, Failure};
use crate::exchange::register::Names;
use crate::pack::Report;
use crate::report::learning::may_be_names;
use crate::report::quality::sheet;
use crate::rules::shared::{not_shared, share};
use crate::rules::sight::reports::{Gathered, ReportOf};

/// What is done with what was learned beside reading it.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Sharing {
    /// Mark every case of these days as shared with the audiences; a second time changes nothing
    #[arg(long)]
    shared: bool,
    /// With this audience alone; may be given several times
    #[arg(long, value_name = "AUDIENCE", requires = "shared")]
    audience: Vec<String>,
    /// Why it is shared late; `-` reads it from standard input
    #[arg(long, value_name = "WHY", requires = "shared")]
    because: Option<String>,
    /// Write it out or mark it though words of it may be names: they were looked at
    #[arg(long)]
    checked: bool,
}

pub(super) fn run(own: &Arguments, sharing: &Sharing, places: &Places) -> Result<Exit, Failure> {
    let mut desk = desk_file::open(places, &own.unlock)?;
    let wanted = own.wanted(ReportOf::Learning, desk.now.london_date())?;
    let gathered = desk.store.gather(wanted, desk.now)?;
    let warnings = may_be_names(&gathered.learned);
    for (words, ..) in &warnings {
        say(words);
    }
    let leaves = sharing.shared || own.writes_a_file();
    if leaves && !warnings.is_empty() && !sharing.checked {
        return Err(Failure::new(
            "Nothing was written",
            "what was learned may hold names",
            "Take them out on the cases; if they are none, give --checked.",
        ));
    }
    if sharing.shared {
        return mark(&mut desk, &gathered, sharing);
    }
    let sheet = sheet(&gathered, &desk.current.pack, desk.now).leaving();
    own.answer(&mut desk, (&sheet, &gathered), Names::Left)?;
    Ok(Exit::Done)
}

/// Marks the cases as shared.
fn mark(desk: &mut DeskFile, gathered: &Gathered, sharing: &Sharing) -> Result<Exit, Failure> {
    let current = std::sync::Arc::clone(&desk.current);
    let report = current.pack.learning_report();
    let known: Vec<&str> = report.into_iter().flat_map(Report::receivers).collect();
    let audiences = chosen(&known, &sharing.audience)?;
    let because = because(sharing.because.as_deref())?;
    let cases = not_shared(gathered);
    if because.is_empty() && cases.iter().any(|case| case.is_late) {
        return Err(Failure::new(
            "Nothing was marked",
            "sharing it is past its time",
            "Say why with --because.",
        ));
    }
    let count = cases.len();
    let commands = share(gathered, &audiences, &because, desk.now);
    desk.store.run_all(&commands, desk.now)?;
    let days = gathered.wanted.days;
    print(&match count {
        0 => format!("Every case of {days} is marked as shared already: nothing was changed.\n"),
        count => format!(
            "{days}: {count} marked as shared with {}.\n",
            audiences.join(", ")
        ),
    })?;
    Ok(Exit::Done)
}

/// Returns the audiences that were named, as the protocol has them; all where none was.
fn chosen<'a>(known: &[&'a str], named: &[String]) -> Result<Vec<&'a str>, Failure> {
    if named.is_empty() {
        return Ok(known.to_vec());
    }
    let one = |name: &String| {
        let mut known_ones = known.iter();
        let found = known_ones.find(|one| one.eq_ignore_ascii_case(name));
        found.copied().ok_or_else(|| {
            Failure::new(
                "Nothing was marked",
                format!("{name} is no audience of this protocol"),
                format!("Its audiences are: {}.", known.join("; ")),
            )
        })
    };
    named.iter().map(one).collect()
}
