//! S3: rows edited, deleted, forged and swapped by somebody who has the file open, past the program; the
//! whole check finds every one. The desk is one without encryption: its rows are sealed all the same.

use std::fs;
use std::path::Path;

use dutydesk::domain::command::{Command, Edit};
use dutydesk::domain::contact::Contact;
use dutydesk::domain::facts::FactValue;
use dutydesk::store::{Done, FirstKeys, SetUp, Store};
use dutydesk::vault::{Cipher, KdfCost};
use rusqlite::Connection;

use super::desk::{self, Dice, long_or};
use super::flip::{copy, is_found_whole};

/// The tables that hold what was recorded; lists that are made of it are made again by one command.
const TABLES: [&str; 11] = [
    "incident",
    "person",
    "person_detail",
    "fact",
    "timeline_event",
    "form_value",
    "contact",
    "user",
    "setting",
    "change",
    "journal",
];

/// Whatever row is altered, `verify` says that something is not as it was written.
#[test]
fn every_row_that_is_altered_past_the_program_is_found() {
    let times = long_or(5_000, 500);
    let home = tempfile::tempdir().expect("a folder");
    let whole = home.path().join("whole");
    make(&whole);
    assert!(is_found_whole(&whole), "as it was written to begin with");
    // What is found below is the row, not that somebody was there.
    let let_alone = home.path().join("let-alone");
    copy(&whole, &let_alone);
    unguarded(&let_alone, |_| ());
    assert!(is_found_whole(&let_alone));
    let mut dice = Dice::thrown("tamper");
    let (mut done, mut missed) = (0, Vec::new());
    while done < times {
        let folder = home.path().join("altered");
        copy(&whole, &folder);
        if let Some(what) = unguarded(&folder, |file| alter(file, &mut dice)) {
            done += 1;
            if is_found_whole(&folder) {
                missed.push(what);
            }
        }
        fs::remove_dir_all(&folder).expect("it goes");
    }
    println!("tamper: {done} rows altered, {} not found", missed.len());
    assert_eq!(missed, Vec::<String>::new());
}

/// Makes a desk without encryption on which something stands in every table.
fn make(folder: &Path) {
    let set_up = SetUp {
        council: "tower-hamlets".to_owned(),
        user: "K. Duty-Example".to_owned(),
    };
    let passphrase = desk::PASSPHRASE.into();
    let first = FirstKeys {
        cipher: Cipher::None,
        ..FirstKeys::of(&passphrase, KdfCost::quick())
    };
    let made = Store::set_up(&desk::places(folder), &set_up, &first, desk::now());
    let mut store = desk::following(made.expect("a desk"));
    for number in 0..12 {
        let done = store.run(&desk::log(&format!("Found hurt {number}.")), desk::now());
        let Done::Logged { id, .. } = done.expect("a save") else {
            panic!("a log is a log");
        };
        let form = |field: &str, words: &str| Edit::Form(field.to_owned(), Some(words.to_owned()));
        let edits = vec![
            form("safety_plan", "Stays on the ward."),
            form("action_taken", &format!("Rang the ward, {number}.")),
            Edit::Fact(
                None,
                "police_aware".to_owned(),
                Some(FactValue::YesNo(true)),
            ),
        ];
        let revise = Command::Revise {
            id,
            version: 1,
            edits,
            draft: None,
        };
        store.run(&revise, desk::now()).expect("a save");
    }
    let contact = Contact {
        role: "hos_sqa".to_owned(),
        mailbox: "hos.sqa@council.example".to_owned(),
        ..Contact::default()
    };
    let save = Command::SaveContact(Box::new(contact), None);
    store.run(&save, desk::now()).expect("a save");
    store.fold().expect("the log is folded in");
}

/// Does something to the file as whoever writes past the program does: none of its guards is in the
/// way, and each is put back.
fn unguarded<T>(folder: &Path, act: impl FnOnce(&Connection) -> T) -> T {
    let file = Connection::open(desk::places(folder).desk()).expect("a plain file");
    file.execute_batch("PRAGMA foreign_keys = OFF")
        .expect("a setting");
    let guards = file.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'");
    let guards = guards.and_then(|mut guards| {
        let all = guards.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        all.collect::<Result<Vec<(String, String)>, _>>()
    });
    let guards = guards.expect("its guards");
    for (name, _) in &guards {
        file.execute_batch(&format!("DROP TRIGGER \"{name}\""))
            .expect("no guard");
    }
    let acted = act(&file);
    for (_, sql) in &guards {
        file.execute_batch(sql).expect("a guard");
    }
    acted
}

/// Alters one row of one table; says how, or nothing where the file refused it or nothing was altered.
fn alter(file: &Connection, dice: &mut Dice) -> Option<String> {
    let table = TABLES[usize::try_from(dice.below(TABLES.len() as u64)).expect("a place")];
    let rows: Vec<i64> = file
        .prepare(&format!("SELECT rowid FROM \"{table}\""))
        .and_then(|mut rows| rows.query_map([], |row| row.get(0))?.collect())
        .unwrap_or_default();
    let row = *rows.get(usize::try_from(dice.below(rows.len().max(1) as u64)).ok()?)?;
    let columns: Vec<String> = file
        .prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))
        .and_then(|mut names| names.query_map([], |row| row.get(0))?.collect())
        .expect("its columns");
    let column = &columns[usize::try_from(dice.below(columns.len() as u64)).expect("a place")];
    let (sql, how) = match dice.below(4) {
        0 => (format!("DELETE FROM \"{table}\" WHERE rowid = {row}"), "deleted"),
        1 => (
            format!(
                "UPDATE \"{table}\" SET \"{column}\" = CASE typeof(\"{column}\")
                   WHEN 'integer' THEN \"{column}\" + 1 WHEN 'blob' THEN x'00'
                   WHEN 'null' THEN 'forged' ELSE \"{column}\" || 'x' END
                 WHERE rowid = {row}"
            ),
            "edited",
        ),
        2 => (
            format!(
                "UPDATE \"{table}\" SET \"{column}\" = (SELECT \"{column}\" FROM \"{table}\" o
                   WHERE o.rowid <> {row} AND o.\"{column}\" IS NOT \"{table}\".\"{column}\" LIMIT 1)
                 WHERE rowid = {row} AND EXISTS (SELECT 1 FROM \"{table}\" o
                   WHERE o.rowid <> {row} AND o.\"{column}\" IS NOT \"{table}\".\"{column}\")"
            ),
            "given another row's",
        ),
        _ => {
            let others: Vec<String> =
                columns.iter().skip(1).map(|name| format!("\"{name}\"")).collect();
            let (first, others) = (&columns[0], others.join(", "));
            (
                format!(
                    "INSERT INTO \"{table}\" (\"{first}\", {others})
                     SELECT \"{first}\" + 1000, {others} FROM \"{table}\" WHERE rowid = {row}"
                ),
                "forged",
            )
        }
    };
    let altered = file.execute(&sql, []).is_ok_and(|count| count > 0);
    altered.then(|| format!("{table}.{column}, row {row}, {how}"))
}
