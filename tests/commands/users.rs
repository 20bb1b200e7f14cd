//! Users and keys by command, with every secret from a descriptor.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command as Process;

use super::home::{Home, PASSPHRASE};

pub(super) const OTHERS: &str = "another long passphrase";

/// Runs a command with its own secret on descriptor 3 and a new one on 4.
pub(super) fn run(home: &Home, own: &str, new: &str, arguments: &[&str]) -> (bool, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, words: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, format!("{words}\n")).expect("written");
        path
    };
    let output = Process::new("sh")
        .arg("-c")
        .arg("own=$1; new=$2; shift 2; exec \"$0\" \"$@\" 3<\"$own\" 4<\"$new\"")
        .arg(env!("CARGO_BIN_EXE_dutydesk"))
        .args([file("own", own), file("new", new)])
        .args(arguments)
        .env_clear()
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env("XDG_STATE_HOME", home.path().join("state"))
        .env("DUTYDESK_PASSPHRASE_FD", "3")
        .output()
        .expect("the program");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let said = text(output.stdout) + &text(output.stderr);
    for secret in [own, new].into_iter().filter(|secret| !secret.is_empty()) {
        assert!(!said.contains(secret), "{said}");
    }
    (output.status.success(), said)
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).expect("there").permissions().mode() & 0o777
}

#[test]
fn somebody_is_added_listed_given_roles_and_disabled() {
    let home = Home::with_desk();
    let add = [
        "user",
        "add",
        "S. Other",
        "--roles",
        "duty,sqa",
        "--new-passphrase-fd",
        "4",
    ];
    let (done, said) = run(&home, PASSPHRASE, OTHERS, &add);
    assert!(done, "{said}");
    // From then on a name is needed, and each has their own passphrase.
    let (done, said) = run(&home, PASSPHRASE, "", &["due"]);
    assert!(!done && said.contains("--user NAME"), "{said}");
    let (done, said) = run(&home, OTHERS, "", &["due", "--user", "S. Other"]);
    assert!(done, "{said}");
    let (done, _) = run(&home, PASSPHRASE, "", &["due", "--user", "S. Other"]);
    assert!(!done);
    let (_, said) = run(&home, PASSPHRASE, "", &["user", "list", "--user", "kduty"]);
    assert!(
        said.contains("S. Other") && said.contains("duty officer, safeguarding"),
        "{said}"
    );
    let roles = ["user", "roles", "S. Other", "auditor", "--user", "kduty"];
    let (done, said) = run(&home, PASSPHRASE, "", &roles);
    assert!(done && said.contains("S. Other: auditor."), "{said}");
    let (done, said) = run(
        &home,
        OTHERS,
        "",
        &["user", "disable", "kduty", "--user", "S. Other"],
    );
    assert!(!done && said.contains("administrator"), "{said}");
    let disable = ["user", "disable", "S. Other", "--user", "kduty"];
    let (done, said) = run(&home, PASSPHRASE, "", &disable);
    assert!(done && said.contains("dutydesk key rotate"), "{said}");
    let (_, said) = run(&home, PASSPHRASE, "", &["user", "list"]);
    assert!(
        said.contains("disabled ") && said.contains("by kduty"),
        "{said}"
    );
    let wrong = ["user", "add", "X", "--roles", "king"];
    let (done, said) = run(&home, PASSPHRASE, "", &wrong);
    assert!(!done && said.contains("`king` is no role"), "{said}");
}

#[test]
fn an_unknown_name_is_answered_as_a_wrong_passphrase_is() {
    let home = Home::with_desk();
    let add = [
        "user",
        "add",
        "S. Other",
        "--roles",
        "duty",
        "--new-passphrase-fd",
        "4",
    ];
    assert!(run(&home, PASSPHRASE, OTHERS, &add).0);
    let known = run(
        &home,
        "some other passphrase",
        "",
        &["due", "--user", "S. Other"],
    );
    let unknown = run(
        &home,
        "some other passphrase",
        "",
        &["due", "--user", "N. Nobody"],
    );
    assert_eq!(known, unknown);
}

#[test]
fn ones_own_passphrase_is_changed() {
    let home = Home::with_desk();
    let change = ["key", "change", "--new-passphrase-fd", "4"];
    let (done, said) = run(&home, PASSPHRASE, "too short", &change);
    assert!(!done && said.contains("shorter than 12"), "{said}");
    assert!(run(&home, PASSPHRASE, OTHERS, &change).0);
    assert!(!run(&home, PASSPHRASE, "", &["due"]).0);
    assert!(run(&home, OTHERS, "", &["due"]).0);
}

#[test]
fn the_machines_key_is_its_owners_alone_and_opens_what_a_timer_needs() {
    let home = Home::with_desk();
    let file = home.path().join("host.key");
    let path = file.to_str().expect("a path");
    let (done, said) = run(&home, PASSPHRASE, "", &["key", "host", "--out", path]);
    assert!(done, "{said}");
    assert_eq!(mode(&file), 0o600);
    let secret = std::fs::read_to_string(&file).expect("its words");
    assert!(!said.contains(secret.trim()));
    // Never over a file that is there.
    assert!(!run(&home, PASSPHRASE, "", &["key", "host", "--out", path]).0);
    let folder = home.path().join("backup");
    let folder = folder.to_str().expect("a path");
    for command in [
        &["due"][..],
        &["verify"],
        &["backup", "--same-disk", folder],
    ] {
        let mut arguments = command.to_vec();
        arguments.extend(["--host-key", path]);
        let ran = home.run_with(&arguments, &[], b"");
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
    let ran = home.run_with(&["show", "1", "--host-key", path], &[], b"");
    assert_eq!(ran.code, Some(2), "{ran:?}");
}

#[test]
fn a_file_that_reaches_its_limit_is_a_refusal_and_not_the_end_of_the_program() {
    let home = Home::with_desk();
    home.log(2, "Stabbing");
    let folder = home.path().join("backup");
    let limited = Process::new("sh")
        .arg("-c")
        .arg("ulimit -f 8; exec \"$0\" backup --same-disk \"$1\" 3<\"$2\"")
        .arg(env!("CARGO_BIN_EXE_dutydesk"))
        .arg(&folder)
        .arg({
            let path = home.path().join("passphrase");
            std::fs::write(&path, PASSPHRASE).expect("written");
            path
        })
        .env_clear()
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env("XDG_STATE_HOME", home.path().join("state"))
        .env("DUTYDESK_PASSPHRASE_FD", "3")
        .output()
        .expect("the program");
    assert_eq!(limited.status.code(), Some(1), "{limited:?}");
}

/// The stated rights against the commands: who sees no cases reads none, who does not send sends
/// nothing, who does not look after the desk adds nobody, and the refusal says who may.
#[test]
fn commands_obey_the_table_of_rights() {
    let home = Home::with_desk();
    home.log(2, "Stabbing");
    for role in ["auditor", "administrator", "signatory", "business-unit"] {
        let add = [
            "user",
            "add",
            role,
            "--roles",
            role,
            "--new-passphrase-fd",
            "4",
            "--user",
            "kduty",
        ];
        let (done, said) = run(&home, PASSPHRASE, OTHERS, &add);
        assert!(done, "{said}");
    }
    let reads: [&[&str]; 5] = [
        &["register"],
        &["show", "1"],
        &["report", "handover"],
        &["form", "1", "--as", "text"],
        &["due"],
    ];
    for role in ["auditor", "administrator", "signatory", "business-unit"] {
        for read in reads {
            let (_, said) = run(&home, OTHERS, "", &[read, &["--user", role]].concat());
            let refused = said.contains("to see cases is for");
            assert_eq!(refused, role == "administrator", "{role} {read:?}: {said}");
            assert!(!refused || said.contains("kduty, auditor"), "{said}");
        }
        let send = ["form", "1", "--sent", "now", "--user", role];
        let (_, said) = run(&home, OTHERS, "", &send);
        let refused = said.contains("to fill in and send forms is for") || role == "administrator";
        assert_eq!(refused, role != "business-unit", "{role}: {said}");
        let (done, said) = run(&home, OTHERS, "", &["who-saw", "1", "--user", role]);
        let reads_journal = ["auditor", "administrator"].contains(&role);
        assert_eq!(done, reads_journal, "{role}: {said}");
        let (done, said) = run(
            &home,
            OTHERS,
            "",
            &["user", "disable", "signatory", "--user", role],
        );
        assert_eq!(done, role == "administrator", "{role}: {said}");
        if done {
            let again = [
                "user",
                "add",
                "signatory",
                "--roles",
                "signatory",
                "--new-passphrase-fd",
                "4",
                "--user",
                role,
            ];
            assert!(run(&home, OTHERS, OTHERS, &again).0);
        }
    }
    // Each opening is a line; a day on which nobody opened it is said so.
    let (_, said) = run(&home, PASSPHRASE, "", &["who-saw", "1", "--user", "kduty"]);
    assert!(
        said.contains("auditor") && said.contains("signatory"),
        "{said}"
    );
    assert!(!said.contains("administrator"), "{said}");
    let before = ["who-saw", "1", "--to", "2020-01-01", "--user", "kduty"];
    let (_, said) = run(&home, PASSPHRASE, "", &before);
    assert!(said.contains("Nobody opened it in this time."), "{said}");
}
