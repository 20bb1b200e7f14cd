//! A case is kept, held, proposed and disposed of by command; each refusal says why.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command as Process, Stdio};

use chrono::NaiveDate;
use dutydesk::domain::command::{Command, Edit, NewIncident, NewPerson};
use dutydesk::domain::facts::{FactValue, Role};
use dutydesk::domain::id::IncidentId;
use dutydesk::domain::incident::Detail;
use dutydesk::domain::instant::Moment;
use dutydesk::domain::person::Born;
use dutydesk::domain::timeline::NewEvent;
use dutydesk::domain::user::Roles;
use dutydesk::store::Done;
use dutydesk::vault::{Claim, KdfCost};

use super::home::{Home, NAME, PASSPHRASE, now};

const REFERENCE: &str = "TH-2026-0001";

/// Makes a process see a home as somebody's own, the passphrase read from a file of it.
fn at_home<'a>(command: &'a mut Process, home: &Home, who: &str) -> &'a mut Process {
    let secret: PathBuf = home.path().join("secret");
    std::fs::write(&secret, format!("{PASSPHRASE}\n")).expect("written");
    command
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env("XDG_STATE_HOME", home.path().join("state"))
        .env("DUTYDESK_PASSPHRASE_FD", "3")
        .env("DUTYDESK_USER", who)
}

/// Runs a command as somebody; what it said on both, and how it ended.
fn run(home: &Home, who: &str, arguments: &[&str]) -> (Option<i32>, String) {
    // Without a terminal of its own, so that no question can be asked anywhere.
    let mut command = Process::new("setsid");
    command
        .args(["-w", "sh", "-c", "exec \"$0\" \"$@\" 3<\"$HOME/secret\""])
        .arg(env!("CARGO_BIN_EXE_dutydesk"))
        .args(arguments);
    let output = at_home(&mut command, home, who).output();
    let output = output.expect("the program");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let said = text(output.stdout) + &text(output.stderr);
    (output.status.code(), said)
}

/// Runs a command as somebody at a terminal, who types these words.
fn asked(home: &Home, who: &str, arguments: &[&str], typed: &str) -> (Option<i32>, String) {
    let at_terminal = "import os, pty, sys\n\
        sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
    let mut command = Process::new("sh");
    command
        .args(["-c", "exec \"$0\" \"$@\" 3<\"$HOME/secret\"", "python3"])
        .args(["-c", at_terminal, env!("CARGO_BIN_EXE_dutydesk")])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = at_home(&mut command, home, who)
        .spawn()
        .expect("a terminal");
    let mut hand = child.stdin.take().expect("a keyboard");
    hand.write_all(typed.as_bytes()).expect("typed");
    let output = child.wait_with_output().expect("it ends");
    drop(hand);
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    (output.status.code(), said)
}

/// Runs a command that is carried out; what it said holds these words.
fn done(home: &Home, who: &str, arguments: &[&str], words: &[&str]) {
    let (code, said) = run(home, who, arguments);
    assert_eq!(code, Some(0), "{said}");
    for word in words {
        assert!(said.contains(word), "no «{word}» in {said}");
    }
}

/// Runs a command that is refused for a reason.
fn refused(home: &Home, who: &str, arguments: &[&str], why: &str) {
    let (code, said) = run(home, who, arguments);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains(why), "no «{why}» in {said}");
    assert!(!said.contains("Marker"), "{said}");
}

/// A desk with an auditor and a manager, and a closed case of a looked-after child who was born in
/// 1950.
fn home() -> (Home, IncidentId) {
    let home = Home::with_desk();
    let mut store = home.store();
    let incident = NewIncident {
        details: vec![(Detail::Place, "14 Gardenia Row".to_owned())],
        people: vec![NewPerson {
            role: Some(Role::Victim),
            name: NAME.to_owned(),
            born: Born {
                date: NaiveDate::from_ymd_opt(1950, 2, 3),
                ..Born::default()
            },
            facts: vec![("looked_after".to_owned(), FactValue::YesNo(true))],
            ..NewPerson::default()
        }],
        ..NewIncident::default()
    };
    let log = Command::Log(Box::new(incident), None);
    let Ok(Done::Logged { id, .. }) = store.run(&log, now()) else {
        panic!("logged");
    };
    let claim = Claim::of(Some("kduty"), PASSPHRASE.into());
    for (name, roles) in [("iaudit", "auditor"), ("msqa", "sqa")] {
        let roles: Roles = roles.parse().expect("roles");
        let first = (&PASSPHRASE.into(), KdfCost::quick());
        store
            .add_user(&claim, (name, &roles), first, now())
            .expect("added");
    }
    (home, id)
}

fn close(home: &Home, id: IncidentId) {
    let claim = Claim::of(Some("kduty"), PASSPHRASE.into());
    let closed = NewEvent::new("case_closed", Moment::exact(now()));
    home.revise_as(&claim, id, vec![Edit::Event(closed)]);
}

/// Puts the case under a legal hold, which keeps it from being proposed, and lifts it.
fn hold_and_lift(home: &Home, propose: &[&str]) {
    let hold = [
        "retention",
        REFERENCE,
        "--hold",
        "--reason",
        "the inquiry of 2026",
    ];
    done(home, "iaudit", &hold, &["LEGAL HOLD by iaudit"]);
    done(
        home,
        "kduty",
        &["show", REFERENCE],
        &["LEGAL HOLD", "the inquiry of 2026"],
    );
    refused(home, "iaudit", propose, "under a legal hold");
    refused(
        home,
        "kduty",
        &["retention", REFERENCE, "--lift", "--reason", "x"],
        "msqa",
    );
    done(
        home,
        "msqa",
        &["retention", REFERENCE, "--lift", "--reason", "it reported"],
        &[],
    );
}

#[test]
fn one_proposes_another_agrees_and_nothing_but_a_line_is_left() {
    let (home, id) = home();
    let dispose = ["dispose", REFERENCE, "--yes"];
    let propose = [
        "dispose",
        REFERENCE,
        "--propose",
        "--reason",
        "kept to its date",
    ];
    let class = ["retention", REFERENCE, "--class", "looked_after"];
    refused(&home, "iaudit", &propose, "it is open: close it first");
    close(&home, id);
    refused(
        &home,
        "iaudit",
        &propose,
        "nobody has chosen its retention class",
    );
    done(
        &home,
        "iaudit",
        &["retention"],
        &[REFERENCE, "PAST REVIEW since 3 Feb 2025", "proposed"],
    );
    done(
        &home,
        "iaudit",
        &class,
        &["chosen by iaudit", "75 years from birth"],
    );
    hold_and_lift(&home, &propose);
    refused(&home, "msqa", &dispose, "nobody has proposed");
    done(&home, "iaudit", &propose, &["Proposed."]);
    refused(&home, "iaudit", &dispose, "msqa");
    // Nobody is there to be asked.
    refused(
        &home,
        "msqa",
        &["dispose", REFERENCE],
        "no terminal to ask at",
    );
    let backup = home.path().join("elsewhere");
    let backup = backup.to_str().expect("a folder");
    done(&home, "kduty", &["backup", backup, "--same-disk"], &[]);
    // Enter alone is No, and so is anything but yes.
    for typed in ["\n", "yess\n"] {
        let (code, said) = asked(&home, "msqa", &["dispose", REFERENCE], typed);
        assert_eq!(code, Some(1), "{said}");
        assert!(
            said.contains("[y/N]") && said.contains("Nothing was disposed of."),
            "{said}"
        );
    }
    let (code, said) = asked(&home, "msqa", &["dispose", REFERENCE], "y\n");
    assert_eq!(code, Some(0), "{said}");
    for words in ["Disposed of: 1.", "Backups that still hold it", "elsewhere"] {
        assert!(said.contains(words), "no «{words}» in {said}");
    }
    let gone = "disposed of";
    refused(&home, "kduty", &["show", REFERENCE], gone);
    done(
        &home,
        "msqa",
        &["verify"],
        &[
            "as it was written",
            "proposed by iaudit and agreed by msqa",
            REFERENCE,
        ],
    );
    done(
        &home,
        "iaudit",
        &["retention"],
        &["No closed case is past its review date."],
    );
    // A copy that is gone holds nothing.
    std::fs::remove_dir_all(backup).expect("removed");
}

#[test]
fn what_is_held_of_a_person_is_gathered_marked_by_one_and_released_by_another() {
    let (home, _) = home();
    let folder = home.path();
    let path = |name: &str| folder.join(name).to_str().expect("a path").to_owned();
    let (file, out) = (path("marks.toml"), path("given.txt"));
    let whose = ["subject-access", "gather", REFERENCE, "p1", "--out", &file];
    refused(&home, "msqa", &whose, "iaudit");
    refused(
        &home,
        "iaudit",
        &["subject-access", "gather", REFERENCE, "p7", "--out", &file],
        "nobody on this incident",
    );
    done(&home, "iaudit", &whose, &["items are in"]);
    refused(
        &home,
        "iaudit",
        &whose,
        "Name a file that is not there yet.",
    );
    let blank = std::fs::read_to_string(&file).expect("the file");
    // By the case system's id the same, where they have one; nobody is known by another's.
    let other = path("other.toml");
    let by_id = [
        "subject-access",
        "gather",
        "--case-id",
        "EX-0",
        "--out",
        &other,
    ];
    refused(&home, "iaudit", &by_id, "nobody of that is on any incident");
    for held in [
        NAME,
        "14 Gardenia Row",
        "1950-02-03",
        "child_abuse",
        "third_party",
    ] {
        assert!(blank.contains(held), "no «{held}» in {blank}");
    }
    let mark = ["subject-access", "mark", REFERENCE, "p1", "--file", &file];
    refused(&home, "iaudit", &mark, "nobody has marked it");
    let unmarked = "mark = \"\"\nexemption = \"\"\nreleased = \"\"";
    let withheld = unmarked.replacen("\"\"", "\"withhold\"", 1).replacen(
        "exemption = \"\"",
        "exemption = \"third_party\"",
        1,
    );
    let released = unmarked.replacen("\"\"", "\"release\"", 1);
    // The first item is the place; it is somebody else's.
    let full = blank.replacen(unmarked, &withheld, 1);
    let full = full.replace(unmarked, &released);
    std::fs::write(&file, &full).expect("marked");
    let release = [
        "subject-access",
        "release",
        REFERENCE,
        "p1",
        "--file",
        &file,
        "--out",
        &out,
    ];
    refused(&home, "msqa", &release, "nobody has recorded these marks");
    done(
        &home,
        "iaudit",
        &mark,
        &["1 withheld", "Recorded as marked by you"],
    );
    refused(&home, "iaudit", &release, "msqa");
    std::fs::write(&file, full.replace("\"third_party\"", "\"serious_harm\"")).expect("changed");
    refused(&home, "msqa", &release, "nobody has recorded these marks");
    std::fs::write(&file, &full).expect("as it was marked");
    done(&home, "msqa", &release, &["1 withheld", "given.txt"]);
    let given = std::fs::read_to_string(&out).expect("what is given");
    assert!(given.starts_with("OFFICIAL-SENSITIVE\n"), "{given}");
    assert!(
        given.contains("Marked by iaudit; released by msqa"),
        "{given}"
    );
    assert!(
        given.contains(NAME) && !given.contains("Gardenia"),
        "{given}"
    );
    assert!(
        given.contains("Withheld: 1. it tells of somebody else"),
        "{given}"
    );
    done(&home, "msqa", &["verify"], &["as it was written"]);
}
