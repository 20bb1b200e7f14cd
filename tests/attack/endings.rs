//! R4 and S2: the end comes in the middle of a sentence, whatever end it is. What was typed is there, the
//! terminal is a shell's again, and no name is left anywhere that others look.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant as Monotonic};

use dutydesk::domain::command::Command;
use dutydesk::domain::draft::Left;
use dutydesk::store::{FirstKeys, SetUp, Store};
use dutydesk::vault::{Cipher, KdfCost};
use rustix::process::{Signal, kill_process};

use super::desk::{self, Dice, long_or};
use super::terminal::{ENTER, TAB, Terminal};

/// A name that must never be met where others look.
const NAME: &str = "Zigzagmarker";

/// What is typed, letter by letter of ASCII.
const SENTENCE: &str = "Zigzagmarker was found by a neighbour, breathing, and taken to the ward";

/// How the desk ends, and what it says of it.
const ENDS: [(Signal, Option<u32>); 4] = [
    (Signal::HUP, Some(0)),
    (Signal::TERM, Some(0)),
    // Nobody hears of it: the terminal stays as it was.
    (Signal::KILL, None),
    // What a panic comes to in the end.
    (Signal::ABORT, Some(70)),
];

/// Returns so many letters of the sentence.
fn typed(letters: usize) -> String {
    SENTENCE.chars().take(letters).collect()
}

/// Opens the desk and types so many letters of a call.
fn type_until(home: &Path, letters: usize) -> Terminal {
    let temporary = home.join("tmp");
    let environment = [("TMPDIR", temporary.to_str().expect("a path"))];
    let mut terminal = Terminal::start_with(home, &[], (80, 24), &environment);
    terminal.see("Passphrase");
    terminal.send(desk::PASSPHRASE);
    terminal.send(ENTER);
    terminal.see("K. Duty-Example");
    terminal.see("Incoming");
    terminal.send("n");
    terminal.see("NEW INCIDENT");
    for _ in 0..7 {
        terminal.send(TAB);
    }
    terminal.see("> What happened");
    terminal.send_once(&typed(letters));
    terminal.see_wrapped(typed(letters).trim_end());
    terminal.see("draft kept");
    terminal
}

/// Returns what was left half typed, and drops it.
fn left(folder: &Path) -> Vec<String> {
    let mut store = desk::open(folder);
    let drafts = store.other_drafts().expect("a reading");
    let ids = drafts.iter().map(|draft| draft.id.clone()).collect();
    let typed = drafts.iter().map(|draft| match &draft.left {
        Some(Left::Body(body)) => body
            .fields
            .iter()
            .find(|field| field.id == "narrative")
            .map(|field| field.value.clone())
            .expect("what happened"),
        other => panic!("it can be read: {other:?}"),
    });
    let typed = typed.collect();
    store
        .run(&Command::ForgetDrafts(ids), desk::now())
        .expect("dropped");
    typed
}

#[test]
fn whatever_end_comes_no_letter_is_lost_and_no_name_is_left() {
    let each = long_or(50, 8);
    let home = tempfile::tempdir().expect("a home");
    fs::create_dir(home.path().join("tmp")).expect("a folder");
    let folder = home.path().join("desk");
    drop(desk::make(&folder));
    let mut dice = Dice::thrown("endings");
    let mut longest = Duration::ZERO;
    for (signal, code) in ENDS {
        for round in 0..each {
            let most = u64::try_from(SENTENCE.len() - NAME.len()).expect("few");
            let letters = NAME.len() + usize::try_from(dice.below(most)).expect("few");
            let mut terminal = type_until(home.path(), letters);
            let what = format!("{signal:?}, round {round}, {letters} letters");
            let process = terminal.process();
            let public = ["cmdline", "comm", "status"].map(|name| {
                let file = format!("/proc/{}/{name}", process.as_raw_nonzero());
                fs::read_to_string(file).unwrap_or_default()
            });
            assert!(public.iter().all(|words| !words.contains(NAME)), "{what}");
            let began = Monotonic::now();
            kill_process(process, signal).expect("it ends");
            let ended = terminal.ended();
            longest = longest.max(began.elapsed());
            if let Some(code) = code {
                assert_eq!(ended.exit_code(), code, "{what}");
                assert!(terminal.is_a_shells(), "{what}: the terminal is given back");
                assert!(
                    !terminal.text().contains(NAME),
                    "{what}: {}",
                    terminal.text()
                );
            }
            assert_eq!(left(&folder), [typed(letters)], "{what}");
        }
    }
    assert!(longest < Duration::from_secs(5), "{longest:?}");
    let files = check_no_name(home.path());
    println!(
        "endings: {} ends, 0 letters lost, the longest took {} ms; no name in {files} files",
        each * ENDS.len(),
        longest.as_millis()
    );
}

/// Looks into every file under a folder, logs, temporary files and cores included.
fn check_no_name(folder: &Path) -> usize {
    let mut folders = vec![folder.to_owned()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).expect("its bytes");
            let found = bytes
                .windows(NAME.len())
                .any(|part| part == NAME.as_bytes());
            assert!(!found, "{} holds the name", path.display());
            assert!(!path.ends_with("core"), "no core is written");
            files += 1;
        }
    }
    assert!(files >= 4, "the desk, its keys and its log");
    files
}

/// The journal says who did what to which record, and no word of what stands in it: a desk that is not
/// encrypted is looked into.
#[test]
fn no_name_stands_in_the_journal() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("desk");
    let set_up = SetUp {
        council: "tower-hamlets".to_owned(),
        user: "K. Duty-Example".to_owned(),
    };
    let passphrase = desk::PASSPHRASE.into();
    let first = FirstKeys {
        cipher: Cipher::None,
        ..FirstKeys::of(&passphrase, KdfCost::quick())
    };
    let made = Store::set_up(&desk::places(&folder), &set_up, &first, desk::now());
    let mut store = desk::following(made.expect("a desk"));
    store
        .run(&desk::log(SENTENCE), desk::now())
        .expect("a save");
    drop(store);
    let raw = rusqlite::Connection::open(folder.join("desk.db")).expect("a plain file");
    let mut query = raw.prepare("SELECT * FROM journal").expect("the journal");
    let columns = query.column_count();
    let mut rows = query.query([]).expect("its rows");
    let mut count = 0;
    while let Some(row) = rows.next().expect("a row") {
        for column in 0..columns {
            let value: rusqlite::types::Value = row.get(column).expect("a value");
            let words = match value {
                rusqlite::types::Value::Text(words) => words,
                rusqlite::types::Value::Blob(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                _ => continue,
            };
            assert!(
                !words.contains(NAME) && !words.contains("Ahmadi"),
                "{words}"
            );
        }
        count += 1;
    }
    assert!(count >= 2, "set up and logged");
    println!("endings: {count} entries of the journal, no name in them");
}
