//! No file outside the desk's folder: Landlock, in kernels since 5.13.

use std::path::Path;

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, RestrictionStatus,
    Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope, make_bitflags,
    path_beneath_rules,
};

use super::means::Means;

/// The rights that are spoken of: those of Linux 6.12. An older kernel keeps those that it knows.
const RIGHTS: ABI = ABI::V6;

/// The terminal, to ask for a passphrase and for its size.
const TERMINAL: &str = "/dev/tty";

/// Random bytes where the kernel's own call for them is lacking, and the mounts, which say whether a
/// FUSE is a disk of this machine.
const READ: [&str; 2] = ["/dev/urandom", "/proc/self/mountinfo"];

/// Keeps this thread, and every one that it starts, from all files but those in the folder and the few
/// that are named here; from every port of the network too, and from signals to other programs.
pub(super) fn shut(folder: &Path) -> Means {
    match restrict(folder) {
        Ok(status) => said(&status),
        Err(e) => Means::lacks(format!("the kernel refused: {e}")),
    }
}

/// Says whether this kernel could, with nothing shut.
pub(super) fn possible() -> Means {
    let asked = Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(ABI::V1))
        .and_then(Ruleset::create);
    match asked {
        Ok(_) => Means::holds("the kernel has it; a captive desk uses it"),
        Err(_) => Means::lacks("the kernel has it not (5.13 and later, `lsm=landlock`)"),
    }
}

fn restrict(folder: &Path) -> Result<RestrictionStatus, RulesetError> {
    Ruleset::default()
        .handle_access(AccessFs::from_all(RIGHTS))?
        .handle_access(AccessNet::from_all(RIGHTS))?
        .scope(Scope::from_all(RIGHTS))?
        .create()?
        .add_rules(path_beneath_rules([folder], own()))?
        .add_rules(path_beneath_rules(
            [TERMINAL],
            make_bitflags!(AccessFs::{ReadFile | WriteFile | IoctlDev}),
        ))?
        .add_rules(path_beneath_rules(READ, AccessFs::ReadFile))?
        .restrict_self()
}

/// Returns what may be done in the desk's folder: all that is done with files and folders. Nothing in
/// it is started, and no device, pipe, socket or link is made in it.
fn own() -> BitFlags<AccessFs> {
    let never = make_bitflags!(AccessFs::{
        Execute | MakeChar | MakeBlock | MakeFifo | MakeSock | MakeSym
    });
    AccessFs::from_all(RIGHTS) & !never
}

fn said(status: &RestrictionStatus) -> Means {
    match status.ruleset {
        RulesetStatus::FullyEnforced => {
            Means::holds("in force: no file outside the desk's folder, no port of the network")
        }
        RulesetStatus::PartiallyEnforced => Means::holds(
            "in force as far as this kernel goes (all of it since 6.12): no file outside the desk's \
             folder",
        ),
        RulesetStatus::NotEnforced => {
            Means::lacks("the kernel has it not (5.13 and later, `lsm=landlock`)")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is taken is taken from one thread: the test's others go on.
    #[test]
    fn a_file_outside_the_folder_is_not_opened_and_one_inside_is() {
        if !possible().holds {
            return;
        }
        let home = tempfile::tempdir().unwrap();
        let (inside, outside) = (home.path().join("desk"), home.path().join("else"));
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(&outside, "another's").unwrap();
        let other = outside.clone();
        let tried = std::thread::spawn(move || {
            let outside = other;
            let means = shut(&inside);
            let kept = std::fs::write(inside.join("a"), "ours");
            let read = std::fs::read(&outside).map_err(|e| e.kind());
            let made = std::fs::write(outside.with_extension("b"), "x").map_err(|e| e.kind());
            let linked = std::os::unix::fs::symlink("/etc/passwd", inside.join("link"));
            (means.holds, kept.is_ok(), read, made, linked.is_err())
        });
        let denied = std::io::ErrorKind::PermissionDenied;
        assert_eq!(
            tried.join().unwrap(),
            (true, true, Err(denied), Err(denied), true)
        );
        assert!(std::fs::read(outside).is_ok(), "the other threads are free");
    }
}
