//! `--captive`: the desk for people who have no other program on the machine, as a `ForceCommand` of
//! sshd or a rule of sudo starts it.
//!
//! What it may do is taken away before the desk's folder is looked at, while there is one thread: the
//! environment but for a few variables, every file outside the desk's folder (Landlock), other
//! programs and the network (seccomp). Nothing gives any of it back.

mod calls;
mod files;
mod means;

use std::ffi::OsString;

use rustix::process::{getegid, geteuid, getgid, getuid};

pub(super) use self::means::Means;
use crate::config::Places;
use crate::error::Failure;

/// The variables that a captive desk may read: the kind of terminal, whether it shows colours, which
/// letters it has, whether a command came over ssh instead of a person, and the account behind sudo.
/// Every other one is gone before anything reads it: what a user's own environment says never reaches
/// the desk.
pub const VARIABLES: [&str; 7] = [
    "TERM",
    "NO_COLOR",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    SSH_COMMAND,
    SUDO_UID,
];

/// Where sshd leaves the command that somebody asked for in place of the forced one (`sshd_config`(5)).
const SSH_COMMAND: &str = "SSH_ORIGINAL_COMMAND";

/// Where sudo says which account asked it to start the desk (`sudo`(8)); it sets it itself.
const SUDO_UID: &str = "SUDO_UID";

/// Why a captive desk does not do what is asked, and what to do instead.
pub(super) type Refusal = (&'static str, &'static str);

/// Says whether a captive desk is asked for: the word anywhere on the line makes it one, and nothing
/// else on it takes that back.
pub fn is_asked(line: impl IntoIterator<Item = OsString>) -> bool {
    line.into_iter().skip(1).any(|word| word == "--captive")
}

/// What a program is kept from, each by its own means of the kernel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Captivity {
    /// Files outside the desk's folder (Landlock).
    pub(super) files: Means,
    /// Other programs, sockets and whatever else the desk never asks for (seccomp).
    pub(super) calls: Means,
}

impl Captivity {
    /// Returns what this kernel could do, with nothing done.
    pub(super) fn possible() -> Self {
        Self {
            files: files::possible(),
            calls: calls::possible(),
        }
    }

    /// Refuses to go on where a means that the kernel has did not take: a kernel without it is said by
    /// `doctor`, one that fails is no place for a captive desk.
    fn check_against(&self, possible: &Self) -> Result<(), Failure> {
        let both = [
            (&possible.files, &self.files),
            (&possible.calls, &self.calls),
        ];
        match both.iter().find(|(could, does)| could.holds && !does.holds) {
            None => Ok(()),
            Some((_, does)) => Err(refused(
                format!("it could not be shut in: {}", does.words),
                "Tell whoever looks after the host.",
            )),
        }
    }
}

/// Takes everything from this program but the desk's folder and its terminal.
///
/// # Errors
/// When something was asked for that a captive desk does not do, or there is no folder to be captive
/// in; nothing of it has been done.
pub(super) fn enter(refusal: Option<Refusal>, places: &Places) -> Result<Captivity, Failure> {
    if std::env::var_os(SSH_COMMAND).is_some_and(|asked| !asked.is_empty()) {
        return Err(refused(
            "a command came over ssh, and this desk takes none: nothing of it was done",
            "Connect without one, as in `ssh -t HOST`.",
        ));
    }
    if let Some((why, todo)) = refusal {
        return Err(refused(why, todo));
    }
    if !places.data.is_dir() {
        return Err(refused(
            format!("there is no folder at {}", places.data.display()),
            "Whoever looks after the host makes it: `dutydesk host-setup` says how.",
        ));
    }
    if !is_alone() {
        return Err(refused(
            "more than one thread runs already",
            "Start it again.",
        ));
    }
    let possible = Captivity::possible();
    let captivity = Captivity {
        files: files::shut(&places.data),
        calls: calls::shut(),
    };
    captivity.check_against(&possible)?;
    Ok(captivity)
}

/// Refuses to run with rights that whoever started it has not: files that it makes would be theirs.
///
/// # Errors
/// When the program is set-user-id or set-group-id.
pub(super) fn refuse_borrowed_rights() -> Result<(), Failure> {
    if getuid() == geteuid() && getgid() == getegid() {
        return Ok(());
    }
    Err(Failure::new(
        "The program was not started",
        "it runs with another account's rights (set-user-id or set-group-id)",
        "Take that mark off it, and start it by sudo or sshd: `dutydesk host-setup`.",
    ))
}

/// Returns the places of a captive desk: only the command line says where it is.
///
/// # Errors
/// When it does not.
pub(super) fn places(home: Option<&std::path::Path>) -> Result<Places, Failure> {
    let Some(home) = home else {
        return Err(refused(
            "a captive desk does not look for its folder",
            "Say it: `dutydesk --captive --home FOLDER`.",
        ));
    };
    Places::find(Some(home))
}

fn refused(why: impl Into<String>, todo: &str) -> Failure {
    Failure::new("This desk is captive", why, todo)
}

/// Returns the account of the person who is at this program: the one behind sudo, else its own.
pub(super) fn person() -> u32 {
    let behind = std::env::var(SUDO_UID).ok();
    let behind = behind.and_then(|number| number.parse().ok());
    behind.unwrap_or(getuid().as_raw())
}

/// Says whether this program has one thread: what is taken away is taken from one thread and those
/// that it starts.
fn is_alone() -> bool {
    let threads = std::fs::read_dir("/proc/self/task");
    threads.is_ok_and(|threads| threads.count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_anywhere_makes_the_desk_captive() {
        let asked = |line: &[&str]| is_asked(line.iter().map(OsString::from));
        assert!(asked(&["dutydesk", "--captive"]));
        assert!(asked(&["dutydesk", "due", "--home", "/srv/d", "--captive"]));
        assert!(asked(&["dutydesk", "--home", "--captive"]));
        assert!(!asked(&["dutydesk", "due"]));
        assert!(
            !asked(&["--captive"]),
            "its own name is no word of the line"
        );
    }

    #[test]
    fn a_kernel_that_has_a_means_and_does_not_take_it_is_refused() {
        let of = |files: bool, calls: bool| {
            let means = |holds| Means {
                holds,
                words: "the kernel refused".to_owned(),
            };
            Captivity {
                files: means(files),
                calls: means(calls),
            }
        };
        for (possible, taken, goes_on) in [
            (of(true, true), of(true, true), true),
            (of(false, true), of(false, true), true),
            (of(false, false), of(false, false), true),
            (of(true, true), of(false, true), false),
            (of(true, true), of(true, false), false),
        ] {
            assert_eq!(taken.check_against(&possible).is_ok(), goes_on, "{taken:?}");
        }
    }

    #[test]
    fn only_the_line_says_where_a_captive_desk_is() {
        let words = places(None).unwrap_err().to_string();
        assert!(words.contains("--home FOLDER"), "{words}");
    }
}
