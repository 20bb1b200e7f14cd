//! F2: what is read from files and from the keyboard, changed by chance: it is read or refused, soon, and
//! nothing panics.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant as Monotonic};

use dutydesk::domain::calendar::BankHolidays;
use dutydesk::domain::{birth, when};
use dutydesk::exchange::{import, sheet};
use dutydesk::pack::{Pack, check};
use dutydesk::store::Store;
use dutydesk::vault::KeyFile;

use super::desk::{self, Dice, long_or};
use super::flip::copy;

/// How long each is tried.
fn time() -> Duration {
    Duration::from_secs(long_or(600, 5))
}

/// No input may take longer.
const SLOW: Duration = Duration::from_secs(2);

/// Changes bytes by chance: flipped, cut, doubled, put in from elsewhere.
fn changed(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    const ODD: [&[u8]; 12] = [
        b"\0",
        b"\"",
        b"{",
        b"[[",
        b"-1",
        b"99999999999999999999",
        b"\n",
        b"\xff\xfe",
        "\u{202e}".as_bytes(),
        "é".as_bytes(),
        b"e999",
        b"1970-01-01T00:00:00Z",
    ];
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(4) {
        let length = bytes.len() as u64 + 1;
        let at = usize::try_from(dice.below(length)).expect("a place");
        match dice.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 => bytes.truncate(at),
            2 => {
                let to = (at + usize::try_from(dice.below(40)).expect("few")).min(bytes.len());
                let part = bytes[at..to].to_vec();
                bytes.splice(at..at, part);
            }
            3 => {
                let to = (at + usize::try_from(dice.below(20)).expect("few")).min(bytes.len());
                bytes.drain(at..to);
            }
            _ => {
                let odd = ODD[usize::try_from(dice.below(12)).expect("a place")];
                bytes.splice(at..at, odd.iter().copied());
            }
        }
    }
    bytes
}

/// Tries a reader on changed seeds for as long as there is time; says how often it read something.
fn tried(name: &str, seeds: &[Vec<u8>], mut read: impl FnMut(&[u8]) -> bool) {
    let mut dice = Dice::thrown(name);
    let (began, mut runs, mut whole, mut slowest) =
        (Monotonic::now(), 0_u64, 0_u64, Duration::ZERO);
    while began.elapsed() < time() {
        let at = usize::try_from(dice.below(seeds.len() as u64)).expect("a place");
        let bytes = changed(&seeds[at], &mut dice);
        let start = Monotonic::now();
        whole += u64::from(read(&bytes));
        slowest = slowest.max(start.elapsed());
        assert!(
            start.elapsed() < SLOW,
            "{name}: {:?}",
            String::from_utf8_lossy(&bytes)
        );
        runs += 1;
    }
    println!(
        "parsers: {name}: {runs} inputs, {whole} read, 0 panics, the slowest {} ms",
        slowest.as_millis()
    );
    assert!(runs > 10, "{name}");
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn packs_and_calendars() {
    let packs = ["barnet", "tower-hamlets"].map(|id| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("assets/packs/{id}.toml"));
        fs::read(file).expect("a pack")
    });
    let plain = include_bytes!("../packs/plain.toml").to_vec();
    let sample = include_bytes!("../packs/sample.toml").to_vec();
    tried("pack", &[&packs[..], &[plain, sample]].concat(), |bytes| {
        let text = text(bytes);
        let faults = check::check(&text);
        let read = Pack::read(&text);
        // What has no fault is a pack.
        assert!(!faults.is_empty() || read.is_ok(), "{text}");
        read.is_ok()
    });
    let calendar = BankHolidays::built_in().to_govuk_json().into_bytes();
    tried("calendar", &[calendar], |bytes| {
        BankHolidays::from_govuk_json(&text(bytes)).is_ok()
    });
}

#[test]
fn times_dates_and_ages() {
    let seeds = [
        "now",
        "today 2115",
        "20/11 2115",
        "-2h",
        "yesterday",
        "2026-11-20T21:15:00Z",
        "?",
    ];
    let seeds = seeds.map(|seed| seed.as_bytes().to_vec());
    tried("time", &seeds, |bytes| {
        let text = text(bytes);
        let lean = if bytes.len() % 2 == 0 {
            when::Lean::Past
        } else {
            when::Lean::Future
        };
        let _date = when::read_date(&text, desk::now());
        let _meant = when::read_meant(&text, desk::now(), lean);
        when::read(&text, desk::now(), lean).is_ok()
    });
    let seeds = [
        "4/3/2012",
        "14",
        "14?",
        "6 weeks",
        "3 mar 2012",
        "2012-03-04",
    ];
    let seeds = seeds.map(|seed| seed.as_bytes().to_vec());
    tried("birth", &seeds, |bytes| {
        let read = birth::read(&text(bytes), desk::now());
        if let Ok(born) = &read {
            // What was read can be said and looked at.
            let _words = birth::words(*born, desk::now());
            let _check = birth::check(*born, Some(desk::now()));
        }
        read.is_ok()
    });
}

/// A small workbook, packed by the program that writes the register out.
fn workbook() -> Vec<u8> {
    use dutydesk::exchange::table::{Cell, Column, Table};
    let column = |title: &str| Column {
        title: title.to_owned(),
        width: 12,
    };
    let table = Table {
        name: "Register",
        marking: "",
        cover: Vec::new(),
        columns: vec![column("Ref"), column("Date of alert")],
        rows: vec![vec![Cell::text("A1"), Cell::text("3/2/2024")]],
    };
    table.to_xlsx(desk::now()).expect("a workbook")
}

#[test]
fn spreadsheets() {
    let text =
        "Ref,Date of alert,DOB,Details\nA1,3/2/2024 09:30,4/5/2010,\"One, two\"\nA2,45292,14,x\n";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let pack = Pack::built_in("tower-hamlets").expect("a pack");
    let terms = import::Terms {
        pack: &pack,
        columns: import::Columns::of(&pack, &[]).expect("columns"),
        saved: &|_| None,
        open_since: desk::now().london_date(),
        leaves_unread: false,
        now: desk::now(),
    };
    let seeds = [text.as_bytes().to_vec(), wide, workbook()];
    tried("sheet", &seeds, |bytes| {
        let mut reading = import::Reading::new(&terms);
        let read = sheet::read(&mut std::io::Cursor::new(bytes), None, &mut |row| {
            let _step = reading.row(&row);
            Ok(())
        });
        read.is_ok()
    });
}

#[test]
fn key_files_and_drafts() {
    let home = tempfile::tempdir().expect("a folder");
    let whole = home.path().join("whole");
    let mut store = desk::make(&whole);
    store
        .run(&desk::log("Before."), desk::now())
        .expect("a save");
    store.fold().expect("the log is folded in");
    drop(store);
    let keys = fs::read(whole.join("desk.keys")).expect("the keys");
    let file = home.path().join("desk.keys");
    tried("keys", &[keys], |bytes| {
        fs::write(&file, bytes).expect("written");
        let _damaged = KeyFile::read_damaged(&file);
        KeyFile::read(&file).is_ok()
    });
    let drafts = fs::read(whole.join("drafts.db")).expect("the drafts");
    let folder = home.path().join("tried");
    tried("drafts", &[drafts], |bytes| {
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("it goes");
        }
        copy(&whole, &folder);
        fs::write(folder.join("drafts.db"), bytes).expect("written");
        // The record does not hang on what is half typed.
        let opened = Store::open(
            &desk::places(&folder),
            &desk::PASSPHRASE.into(),
            desk::now(),
        );
        opened.expect("the desk opens").findings().is_empty()
    });
}
