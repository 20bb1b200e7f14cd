//! Two officers at one desk, each under their own name; a key that is lost, and the printed one.

use std::path::Path;

use super::first_run::{PASSPHRASE, log, note_recovery, set_up};
use super::terminal::{ENTER, ESC, RIGHT, TAB, Terminal, ctrl};

const OTHERS: &str = "another long passphrase";
const SIZE: (u16, u16) = (80, 24);

/// Answers a command's questions, each by the words that it is asked in.
fn answer(home: &Path, arguments: &[&str], answers: &[(&str, &str)]) -> Terminal {
    let mut terminal = Terminal::start(home, arguments, SIZE);
    for (question, words) in answers {
        terminal.see(question);
        terminal.send_once(words);
        terminal.send_once(ENTER);
    }
    terminal
}

/// Adds S. Other as K. Duty-Example does.
fn add_other(home: &Path) {
    let mut added = answer(
        home,
        &["user", "add", "S. Other-Example", "--roles", "duty,sqa"],
        &[
            ("Passphrase: ", PASSPHRASE),
            ("New passphrase of S. Other-Example: ", OTHERS),
            ("The same once more: ", OTHERS),
        ],
    );
    added.see_wrapped("S. Other-Example may open the desk: duty officer, safeguarding");
    assert!(added.ended().success());
}

/// Takes a call down of which nothing is known but what happened.
fn take_down_in_words(terminal: &mut Terminal, what: &str) {
    terminal.send("n");
    terminal.see("NEW INCIDENT");
    for _ in 0..7 {
        terminal.send(TAB);
    }
    terminal.see("in the caller's words");
    terminal.send(what);
    terminal.see("draft kept");
}

fn log_in_words(terminal: &mut Terminal, what: &str) {
    take_down_in_words(terminal, what);
    terminal.send(&ctrl('o'));
    terminal.see("is logged.");
    terminal.send(ESC);
    terminal.see_no("ADVICE");
}

/// Opens the desk by a name chosen with so many presses of Right, and a passphrase.
fn open_as(home: &Path, rights: usize, passphrase: &str) -> Terminal {
    let mut terminal = Terminal::start(home, &[], SIZE);
    terminal.see("Your name");
    if terminal.text().contains("> Passphrase") {
        terminal.send_once("\x1b[Z");
        terminal.see("> Your name");
    }
    for _ in 0..rights {
        terminal.send(RIGHT);
    }
    terminal.send(TAB);
    terminal.see("> Passphrase");
    terminal.send(passphrase);
    terminal.send(ENTER);
    terminal
}

#[test]
fn two_officers_at_one_desk_each_sign_their_own_work_and_one_who_is_disabled_is_out_at_once() {
    let home = tempfile::tempdir().expect("a home");
    let mut first = Terminal::start(home.path(), &[], SIZE);
    set_up(&mut first);
    add_other(home.path());
    log(&mut first, "Stabbed once in the arm outside school.");
    // K. Duty-Example opened it last from here: one step on stands S. Other-Example.
    let mut second = open_as(home.path(), 1, OTHERS);
    second.see("TH-2026-0001");
    second.see("S. Other-Example");
    log_in_words(&mut second, "Found at the bus station.");
    let mut listed = answer(
        home.path(),
        &["register", "--user", "K. Duty-Example"],
        &[("Passphrase: ", PASSPHRASE)],
    );
    listed.see("TH-2026-0002");
    listed.ended();
    for (reference, by) in [("1", "K. Duty-Example"), ("2", "S. Other-Example")] {
        let mut shown = answer(
            home.path(),
            &["show", reference, "--json", "--user", "K. Duty-Example"],
            &[("Passphrase: ", PASSPHRASE)],
        );
        shown.ended();
        let written = String::from_utf8_lossy(&shown.written).into_owned();
        assert!(written.contains(by), "{reference}: {written}");
    }
    // Half a sentence is typed when S. Other-Example is disabled: the screen locks within two seconds.
    take_down_in_words(&mut second, "Half a sentence");
    let mut disabled = answer(
        home.path(),
        &[
            "user",
            "disable",
            "S. Other-Example",
            "--user",
            "K. Duty-Example",
        ],
        &[("Passphrase: ", PASSPHRASE)],
    );
    disabled.see("key rotate");
    let began = std::time::Instant::now();
    second.see_wrapped("you may be at this desk no more");
    assert!(began.elapsed() < std::time::Duration::from_secs(4));
    for words in ["Half a sentence", "TH-2026", "Ahmadi"] {
        assert!(!second.text().contains(words), "{}", second.text());
    }
    // Only one has a passphrase now: no name is asked, and theirs no longer opens it.
    second.send(OTHERS);
    second.send(ENTER);
    second.see("the passphrase is not right");
    second.send(PASSPHRASE);
    second.send(ENTER);
    second.see("K. Duty-Example");
    // What was typed is kept, and offered.
    second.see("LEFT BEHIND");
}

#[test]
fn a_forgotten_passphrase_and_a_lost_desk_come_back_with_the_printed_key() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], SIZE);
    terminal.see("A NEW DESK");
    terminal.send(RIGHT);
    terminal.see("(x) London Borough of Tower Hamlets");
    terminal.send(TAB);
    terminal.send("K. Duty-Example");
    for _ in 0..2 {
        terminal.send(TAB);
        terminal.send(PASSPHRASE);
    }
    terminal.send(ENTER);
    let key = note_recovery(&mut terminal);
    terminal.see("No incident has been logged yet");
    terminal.see_no(&key);
    log(&mut terminal, "Stabbed once in the arm outside school.");
    terminal.kill();
    let backup = home.path().join("backup");
    let backup = backup.to_str().expect("a path");
    answer(
        home.path(),
        &["backup", "--same-disk", backup],
        &[("Passphrase: ", PASSPHRASE)],
    )
    .see("the copy was checked");
    // Both key files are gone: the desk says what it lacks, and no passphrase helps.
    let desk = home.path().join("desk");
    for file in ["desk.keys", "desk.keys-copy"] {
        std::fs::remove_file(desk.join(file)).expect("there");
    }
    let mut gone = answer(home.path(), &["due"], &[("Passphrase: ", PASSPHRASE)]);
    gone.see_wrapped("its key file desk.keys is not beside it");
    gone.ended();
    std::fs::rename(&desk, home.path().join("lost")).expect("put aside");
    let mut restored = answer(
        home.path(),
        &["restore", backup, "--with-recovery-key"],
        &[("Recovery key: ", &key)],
    );
    restored.see("Open it with `dutydesk`");
    restored.ended();
    let mut recovered = answer(
        home.path(),
        &["recover", "K. Duty-Example"],
        &[
            ("Recovery key: ", &key.to_lowercase()),
            ("New passphrase of K. Duty-Example: ", OTHERS),
            ("The same once more: ", OTHERS),
        ],
    );
    recovered.see("has a new passphrase");
    recovered.ended();
    let mut terminal = Terminal::start(home.path(), &[], SIZE);
    terminal.see("Passphrase");
    terminal.send(OTHERS);
    terminal.send(ENTER);
    terminal.see("TH-2026-0001");
    terminal.kill();
    // A newer key ends the one that was out.
    let mut newer = Terminal::start(home.path(), &["key", "recovery"], SIZE);
    newer.see("Passphrase: ");
    newer.send_once(OTHERS);
    newer.send_once(ENTER);
    newer.see("Type it back: ");
    let is_key = |word: &&str| word.len() == 39 && word.split('-').all(|group| group.len() == 4);
    let text = newer.text();
    let printed = text.split_whitespace().find(is_key).expect("a key");
    newer.send_once(printed);
    newer.send_once(ENTER);
    newer.see("opens the desk from now on");
    newer.ended();
    let mut old = answer(
        home.path(),
        &["recover", "K. Duty-Example"],
        &[("Recovery key: ", &key)],
    );
    old.see_wrapped("this recovery key is not that of this desk");
    assert_eq!(old.ended().exit_code(), 1);
}

#[test]
fn a_desk_that_is_not_encrypted_says_so_for_as_long_as_it_is_open() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &["--no-encryption"], SIZE);
    terminal.see("NOT ENCRYPTED: whoever has the disk");
    set_up(&mut terminal);
    terminal.see("NOT ENCRYPTED");
    log(&mut terminal, "Stabbed once in the arm outside school.");
    terminal.see("NOT ENCRYPTED");
    terminal.kill();
    let database = std::fs::read(home.path().join("desk/desk.db")).expect("the desk");
    assert!(database.starts_with(b"SQLite format 3"));
    answer(home.path(), &["verify"], &[("Passphrase: ", PASSPHRASE)])
        .see("The record is as it was written");
}

#[test]
fn after_three_wrong_passphrases_the_screen_counts_down_and_takes_the_right_one_then() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], SIZE);
    set_up(&mut terminal);
    terminal.kill();
    let mut terminal = Terminal::start(home.path(), &[], SIZE);
    terminal.see("Passphrase");
    for _ in 0..3 {
        // What was said of the one before goes with the first letter.
        terminal.send("wrong passphrase");
        terminal.see("****************");
        terminal.see_no("not right");
        terminal.send(ENTER);
        terminal.wait("a refusal", |screen| {
            screen.contains("not right") || screen.contains("none is taken")
        });
    }
    // On a slow machine the wait is over before it could be counted.
    terminal.wait("the end of the wait", |screen| {
        screen.contains("ype it again") && !screen.contains("none is taken")
    });
    terminal.send(PASSPHRASE);
    terminal.send(ENTER);
    terminal.see("No incident has been logged yet");
}

/// Adds somebody with a role, as K. Duty-Example does.
fn add(home: &Path, name: &str, role: &str, is_first: bool) {
    let own = ["--user", "K. Duty-Example"];
    let mut arguments = vec!["user", "add", name, "--roles", role];
    if !is_first {
        arguments.extend(own);
    }
    let question = format!("New passphrase of {name}: ");
    let answers = [
        ("Passphrase: ", PASSPHRASE),
        (question.as_str(), OTHERS),
        ("The same once more: ", OTHERS),
    ];
    let mut added = answer(home, &arguments, &answers);
    added.see_wrapped(&format!("{name} may open the desk:"));
    assert!(added.ended().success());
}

/// Opens the answer of the Head of SQA on the first incident, and answers met, with reasons.
fn answer_for_sqa(terminal: &mut Terminal) {
    terminal.send(ENTER);
    terminal.see("[Summary]");
    for _ in 0..5 {
        terminal.send(RIGHT);
    }
    terminal.see("[Decisions]");
    terminal.send("\x1b[B");
    terminal.send("x");
    terminal.see(" Head of SQA: ");
    terminal.send(RIGHT);
    terminal.send(RIGHT);
    terminal.see("(x) criteria met");
    terminal.send(TAB);
    terminal.send("The harm is serious");
    terminal.see("draft kept");
    terminal.send(&ctrl('o'));
}

/// Two officers, a manager of SQA and an auditor at one desk: each signs what is theirs, a decision is
/// refused to who may not make it, and taken with a recorded authority or from who may.
#[test]
fn a_decision_is_refused_to_who_may_not_make_it_and_taken_with_a_recorded_authority() {
    let home = tempfile::tempdir().expect("a home");
    let mut duty = Terminal::start(home.path(), &[], SIZE);
    set_up(&mut duty);
    add(home.path(), "S. Other-Example", "duty", true);
    add(home.path(), "H. Head-Example", "sqa", false);
    add(home.path(), "Z. Audit-Example", "auditor", false);
    add(home.path(), "A. Admin-Example", "administrator", false);
    log_in_words(&mut duty, "Found at the bus station.");
    // Each stands one step on from whoever opened the desk last from here.
    // The second officer takes the answer by telephone: without whose it is nothing is kept.
    let mut other = open_as(home.path(), 1, OTHERS);
    other.see("TH-2026-0001");
    answer_for_sqa(&mut other);
    other.see("You have not the role that decides here");
    other.send("H. Head-Example, by telephone");
    other.send(&ctrl('o'));
    other.see("Recorded.");
    other.see("S. Other-Example (for Head of SQA: H. Head-");
    other.kill();
    // The manager answers in her own name, and is asked for nothing more.
    let mut head = open_as(home.path(), 1, OTHERS);
    head.see("TH-2026-0001");
    answer_for_sqa(&mut head);
    head.see("Recorded.");
    head.see("criteria met. H. Head-");
    head.kill();
    // The auditor reads, and writes nothing.
    let mut audit = open_as(home.path(), 1, OTHERS);
    audit.see("TH-2026-0001");
    audit.send("n");
    audit.see_wrapped("Not done: to log and record is for");
    audit.see_no("NEW INCIDENT");
    audit.kill();
    // Who looks after the desk sees no case of it, on the screen or by command.
    let mut admin = open_as(home.path(), 1, OTHERS);
    admin.see_wrapped("to see cases is for");
    admin.see_no("TH-2026");
    admin.kill();
    let mut saw = answer(
        home.path(),
        &["who-saw", "1", "--user", "A. Admin-Example"],
        &[("Passphrase: ", OTHERS)],
    );
    saw.see("S. Other-Example");
    saw.see("H. Head-Example");
    saw.see_no("Z. Audit-Example");
    assert!(saw.ended().success());
    drop(duty);
}
