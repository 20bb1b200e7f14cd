//! A restricted record by command: its reference and its times alone, or a reason first.

use dutydesk::domain::command::Edit;
use dutydesk::domain::instant::Moment;
use dutydesk::domain::timeline::NewEvent;

use super::home::{Home, NAME, PASSPHRASE, now};
use super::users::{OTHERS, run};

/// The words of the record that nobody may meet.
const WORDS: [&str; 4] = ["Marker", "Stabbing", "Example Park", "EX-771"];

/// A desk of kduty, who logged an incident and restricted it, and somebody with other roles.
fn desk(roles: &str) -> Home {
    desk_with(roles, Vec::new())
}

/// The same with more that happened before it was restricted.
fn desk_with(roles: &str, happened: Vec<Edit>) -> Home {
    let home = Home::with_desk();
    let id = home.log(2, "Stabbing outside the library");
    if !happened.is_empty() {
        home.revise(id, happened);
    }
    let task = dutydesk::domain::ledger::Task {
        what: format!("ring the mother of {NAME}"),
        ..dutydesk::domain::ledger::Task::default()
    };
    let task = dutydesk::domain::ledger::NewEntry::new(task);
    home.revise(id, vec![Edit::AddEntry(task)]);
    let because = "A colleague's family".to_owned();
    home.revise(id, vec![Edit::Restrict(true, because)]);
    let add = [
        "user",
        "add",
        "S. Other",
        "--roles",
        roles,
        "--new-passphrase-fd",
        "4",
    ];
    let (done, said) = run(&home, PASSPHRASE, OTHERS, &add);
    assert!(done, "{said}");
    home
}

/// Runs a command as S. Other.
fn as_other(home: &Home, arguments: &[&str]) -> (bool, String) {
    let arguments: Vec<&str> = arguments
        .iter()
        .chain(&["--user", "S. Other"])
        .copied()
        .collect();
    run(home, OTHERS, "", &arguments)
}

fn tells(said: &str) -> bool {
    WORDS.iter().any(|word| said.contains(word))
}

#[test]
fn no_command_says_a_word_of_it_and_its_duties_are_due_still() {
    let home = desk("duty");
    for arguments in [
        &["due"][..],
        &["due", "--json"],
        &["register"],
        &["register", "--json"],
        &["report", "handover"],
    ] {
        let (_, said) = as_other(&home, arguments);
        assert!(said.contains("0001"), "{arguments:?}: {said}");
        assert!(said.contains("restricted"), "{arguments:?}: {said}");
        assert!(!tells(&said), "{arguments:?}: {said}");
        assert!(!said.contains("Alert to Head"), "{arguments:?}: {said}");
    }
    for words in ["stabbing", "zaynab", "park", "EX-771"] {
        let (_, said) = as_other(&home, &["register", words]);
        assert!(said.contains("No incident holds"), "{words}: {said}");
    }
    for arguments in [
        &["show", "1"][..],
        &["show", "1", "--json"],
        &["show", "1", "--history"],
        &["form", "1", "--as", "eml"],
        &["form", "1", "--as", "text"],
        &["form", "1", "--sent", "now"],
    ] {
        let (done, said) = as_other(&home, arguments);
        assert!(!done, "{arguments:?}: {said}");
        assert!(
            said.contains("TH-") && said.contains("is restricted"),
            "{said}"
        );
        assert!(!tells(&said), "{arguments:?}: {said}");
    }
    let outbox = home.places().outbox();
    let left = std::fs::read_dir(outbox).map_or(0, Iterator::count);
    assert_eq!(left, 0, "nothing was written out");
}

#[test]
fn a_reason_opens_it_for_one_command_and_stands_with_who_saw_it() {
    let home = desk("duty");
    let (done, said) = as_other(&home, &["show", "1", "--reason", "urgent"]);
    assert!(
        !done && said.contains("three words") && !tells(&said),
        "{said}"
    );
    let because = "the child is at the door";
    let (done, said) = as_other(&home, &["show", "1", "--reason", because]);
    assert!(done && said.contains(NAME), "{said}");
    let (done, said) = as_other(&home, &["show", "1"]);
    assert!(!done && !tells(&said), "{said}");
    let (done, said) = as_other(
        &home,
        &[
            "form",
            "1",
            "--as",
            "text",
            "--open-because",
            "it goes to the ward",
        ],
    );
    assert!(done, "{said}");
    let (done, said) = run(&home, PASSPHRASE, "", &["who-saw", "1", "--user", "kduty"]);
    assert!(done, "{said}");
    for why in [because, "it goes to the ward"] {
        let told = format!("S. Other  OPENED THOUGH RESTRICTED, because: {why}");
        assert!(said.contains(&told), "{said}");
    }
    // Whoever logged it needs no reason.
    let (done, said) = run(&home, PASSPHRASE, "", &["show", "1", "--user", "kduty"]);
    assert!(done && said.contains(NAME), "{said}");
}

#[test]
fn how_long_it_is_kept_and_what_it_holds_of_a_person_take_a_reason_that_is_journalled() {
    let mut closed = NewEvent::new("case_closed", Moment::exact(now()));
    "All is done".clone_into(&mut closed.reason);
    let home = desk_with("auditor", vec![Edit::Event(closed)]);
    let (done, said) = as_other(&home, &["retention", "--all"]);
    assert!(done && said.contains("0001  restricted\n"), "{said}");
    assert!(!tells(&said), "{said}");
    let (done, said) = as_other(&home, &["retention", "1"]);
    assert!(!done && said.contains("`--open-because`"), "{said}");
    let because = "its review is due";
    let (done, said) = as_other(&home, &["retention", "1", "--open-because", because]);
    assert!(done && said.contains("Kept until"), "{said}");
    let file = home.path().join("marks.toml");
    let out = file.to_str().expect("a path");
    for whose in [&["1", "p1"][..], &["--case-id", "EX-771"]] {
        let gather = [&["subject-access", "gather", "--out", out], whose].concat();
        let (done, said) = as_other(&home, &gather);
        assert!(!done && said.contains("is restricted"), "{said}");
        assert!(!tells(&said) && !file.exists(), "{said}");
        let (done, said) = as_other(&home, &[&gather[..], &["--reason", "asked"]].concat());
        assert!(!done && said.contains("three words"), "{said}");
        let why = format!("asked for by {}", whose[0].trim_start_matches('-'));
        let (done, said) = as_other(&home, &[&gather[..], &["--reason", &why]].concat());
        assert!(done, "{said}");
        let gathered = std::fs::read_to_string(&file).expect("the file");
        assert!(gathered.contains(NAME), "{gathered}");
        std::fs::remove_file(&file).expect("removed");
        let (_, said) = run(&home, PASSPHRASE, "", &["who-saw", "1", "--user", "kduty"]);
        for told in [because, &why] {
            let told = format!("S. Other  OPENED THOUGH RESTRICTED, because: {told}");
            assert!(said.contains(&told), "{said}");
        }
    }
}

#[test]
fn of_every_role_those_who_may_open_it_are_the_tables() {
    // By hand, from the table: who reads it, who reads it with a reason, who does not.
    for (roles, reads, with_reason) in [
        ("notifier", false, false),
        ("duty", false, true),
        ("edt", false, true),
        ("sqa", true, true),
        ("head-of-service", true, true),
        ("signatory", true, true),
        ("business-unit", false, true),
        ("auditor", false, true),
        ("administrator", false, false),
    ] {
        let home = desk(roles);
        let (done, said) = as_other(&home, &["show", "1"]);
        assert_eq!(done, reads, "{roles}: {said}");
        assert_eq!(tells(&said), reads, "{roles}: {said}");
        let because = ["show", "1", "--reason", "it is my duty now"];
        let (done, said) = as_other(&home, &because);
        assert_eq!(done, with_reason, "{roles}: {said}");
        assert_eq!(tells(&said), with_reason, "{roles}: {said}");
    }
}
