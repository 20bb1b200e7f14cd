//! `dutydesk doctor`: whether a desk and the machine under it are as they should be.

use std::fmt::Write;

use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};
use serde_json::{Value, json};

use super::captive::{self, Captivity, Means};
use super::desk_file::{self, Unlock};
use super::io::{print, print_json};
use crate::clock::Clock;
use crate::config::Places;
use crate::error::{Exit, Failure};
use crate::store::health::{self, Check, State};
use crate::store::{Store, StoreError};
use crate::system;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    unlock: Unlock,
}

/// Says each thing that was looked at, and what to do where it is not as it should be.
pub(super) fn run(
    arguments: &Arguments,
    places: &Places,
    captivity: Option<&Captivity>,
) -> Result<Exit, Failure> {
    desk_file::require(places)?;
    let now = Clock::system().now();
    let mut checks = health::look(places, captive::person(), now);
    let variable = |name: &str| std::env::var(name).ok();
    checks.extend([memory(), terminal(variable), locale(variable)]);
    checks.extend(shut_in(captivity));
    if let Some(claim) = arguments.unlock.claim_given(places)? {
        checks.push(match Store::verify(places, &claim, now, None, None) {
            Ok(verdict) => record(verdict.entries, verdict.damage.len()),
            Err(error) => not_read(&error),
        });
    }
    if arguments.json {
        let all: Vec<Value> = checks.iter().map(as_json).collect();
        print_json(&json!({ "checks": all }))?;
    } else {
        print(&as_text(&checks))?;
    }
    let is_bad = checks.iter().any(|check| check.state == State::Bad);
    Ok(if is_bad { Exit::Damaged } else { Exit::Done })
}

/// Says why the record was not looked at; that whoever asks was not let in is no fault of it.
fn not_read(error: &StoreError) -> Check {
    let is_of_asking = matches!(
        error,
        StoreError::NameNeeded
            | StoreError::NoSuchUser
            | StoreError::WrongPassphrase
            | StoreError::Throttled { .. }
    );
    let state = if is_of_asking {
        State::Look
    } else {
        State::Bad
    };
    let words = error.to_string().replace('\n', ". ");
    Check::of("record", state, words, "`dutydesk verify`.")
}

fn word(state: State) -> &'static str {
    match state {
        State::Ok => "OK",
        State::Look => "LOOK",
        State::Bad => "BAD",
    }
}

fn as_text(checks: &[Check]) -> String {
    let mut out = String::new();
    for check in checks {
        let (state, name, words) = (word(check.state), check.name, &check.words);
        let _infallible = writeln!(out, "{state:<5} {name:<14} {words}");
        if !check.todo.is_empty() {
            let _infallible = writeln!(out, "{:20} {}", "", check.todo);
        }
    }
    out
}

fn as_json(check: &Check) -> Value {
    json!({
        "check": check.name,
        "state": word(check.state),
        "found": check.words,
        "todo": check.todo,
    })
}

/// Says whether the record is as it was written.
fn record(entries: i64, damage: usize) -> Check {
    const NAME: &str = "record";
    if damage == 0 {
        return Check::ok(NAME, format!("{entries} entries, every page and every row"));
    }
    let words = format!("damage was found in {damage} places");
    Check::of(NAME, State::Bad, words, "`dutydesk verify` names each.")
}

/// Looks whether the memory of this program, and the secrets in it, stay in memory.
fn memory() -> Check {
    const NAME: &str = "memory";
    let no_core = getrlimit(Resource::Core).current == Some(0)
        && dumpable_behavior() == Ok(DumpableBehavior::NotDumpable);
    match (no_core, system::keep_resident(&[0; 64])) {
        (true, true) => Check::ok(NAME, "no core files, and keys are not swapped out"),
        (true, false) => Check::of(
            NAME,
            State::Look,
            "no core files; keys may be swapped out",
            "Let this account lock memory: `ulimit -l`.",
        ),
        (false, _) => Check::of(
            NAME,
            State::Bad,
            "core files may be written",
            "Start it by its own name, not by another program that keeps them.",
        ),
    }
}

fn terminal(variable: impl Fn(&str) -> Option<String>) -> Check {
    const NAME: &str = "terminal";
    match variable("TERM").as_deref() {
        Some("dumb" | "") | None => Check::of(
            NAME,
            State::Look,
            "TERM names none that can place text: the desk is not drawn here",
            "Open the desk in a terminal; commands need none.",
        ),
        Some(name) => Check::ok(NAME, name),
    }
}

fn locale(variable: impl Fn(&str) -> Option<String>) -> Check {
    const NAME: &str = "locale";
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].map(variable);
    let first = set.into_iter().flatten().find(|value| !value.is_empty());
    let folded = first.as_deref().map(str::to_lowercase);
    match (first, folded) {
        (Some(name), Some(folded)) if folded.contains("utf-8") || folded.contains("utf8") => {
            Check::ok(NAME, name)
        }
        _ => Check::of(
            NAME,
            State::Look,
            "it is not UTF-8: the desk is drawn in ASCII",
            "Set LANG to C.UTF-8 or en_GB.UTF-8.",
        ),
    }
}

/// Says whether this program is shut in, and by what; where it is not, whether it could be.
fn shut_in(captivity: Option<&Captivity>) -> [Check; 3] {
    const NAME: &str = "captive";
    let word = match captivity {
        Some(_) => Check::ok(
            NAME,
            "yes: of the environment it reads what its terminal is",
        ),
        None => Check::ok(NAME, "no: started without --captive"),
    };
    let possible = Captivity::possible;
    let Captivity { files, calls } = captivity.cloned().unwrap_or_else(possible);
    [word, kernel("landlock", files), kernel("seccomp", calls)]
}

fn kernel(name: &'static str, means: Means) -> Check {
    if means.holds {
        return Check::ok(name, means.words);
    }
    let todo = "Where people have no other program on this host, use a kernel that has it.";
    Check::of(name, State::Look, means.words, todo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_and_a_locale_that_will_do_are_told_from_others() {
        let is = |value: &'static str| move |_: &str| Some(value.to_owned());
        assert_eq!(terminal(is("xterm-256color")).state, State::Ok);
        assert_eq!(terminal(is("dumb")).state, State::Look);
        assert_eq!(terminal(|_| None).state, State::Look);
        assert_eq!(locale(is("en_GB.UTF-8")).state, State::Ok);
        assert_eq!(locale(is("C.utf8")).state, State::Ok);
        assert_eq!(locale(is("en_GB.ISO-8859-1")).state, State::Look);
        assert_eq!(locale(|_| None).state, State::Look);
    }

    #[test]
    fn a_record_that_nobody_was_let_in_to_read_is_not_bad() {
        for (error, state) in [
            (StoreError::NameNeeded, State::Look),
            (StoreError::WrongPassphrase, State::Look),
            (StoreError::Closed, State::Bad),
        ] {
            let said = not_read(&error);
            assert_eq!(said.state, state, "{error:?}");
            assert!(!said.words.contains('\n'), "{}", said.words);
        }
    }

    #[test]
    fn a_damaged_record_is_bad() {
        assert_eq!(record(12, 0).state, State::Ok);
        assert_eq!(record(12, 1).state, State::Bad);
    }
}
