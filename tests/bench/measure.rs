//! One desk measured: in milliseconds, medians and 95th parts of a hundred.

use std::sync::Arc;
use std::time::Instant as Monotonic;

use dutydesk::app::key::Key;
use dutydesk::clock::Clock;
use dutydesk::domain::command::{Command, Edit};
use dutydesk::domain::incident::Detail;
use dutydesk::domain::page::Around;
use dutydesk::rules::sight::{Wanted, Which};
use dutydesk::store::Store;
use dutydesk::tui::in_process::InProcess;
use serde_json::{Value, json};

use super::make::{Dice, PASSPHRASE, narrative, now, places, rules};

const SIZE: (u16, u16) = (80, 24);

/// How often each is done.
const TIMES: usize = 120;

/// How many pages are gone through one way: as many as a thousand incidents surely have.
const PAGES: usize = 20;

/// How many lines of what is due are gone through one way: as many as twenty open incidents have.
const LINES: usize = 30;

/// Returns the median and the 95th part of what each call takes.
fn timed(times: usize, mut each: impl FnMut(usize)) -> Value {
    let mut all: Vec<f64> = (0..times)
        .map(|number| {
            let began = Monotonic::now();
            each(number);
            began.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    all.sort_by(f64::total_cmp);
    let part = |hundredths: usize| all[(all.len() * hundredths / 100).min(all.len() - 1)];
    json!([part(50), part(95)])
}

/// Returns a line of what the system says of this process, in KiB or a count.
pub(crate) fn status(name: &str) -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(name))
        .unwrap();
    let digits: String = line.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

/// Returns how often all threads of this process went to sleep so far.
fn sleeps() -> u64 {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap();
    let of = |task: std::fs::DirEntry| {
        let text = std::fs::read_to_string(task.path().join("status")).unwrap_or_default();
        let line = text
            .lines()
            .find_map(|l| l.strip_prefix("voluntary_ctxt_switches:"));
        line.and_then(|count| count.trim().parse::<u64>().ok())
            .unwrap_or(0)
    };
    tasks.map(|task| of(task.unwrap())).sum()
}

fn store(size: u64) -> Store {
    let mut store = Store::open(&places(size), &PASSPHRASE.into(), now()).unwrap();
    store.follow(Arc::new(rules()), now()).unwrap();
    store
}

fn desk(store: Store, size: u64) -> InProcess {
    desk_of(store, size, SIZE)
}

fn desk_of(store: Store, size: u64, screen: (u16, u16)) -> InProcess {
    let rules = rules();
    let clock = Clock::starting_at(now());
    InProcess::open(
        store,
        rules.pack,
        rules.holidays,
        places(size),
        clock,
        screen,
    )
    .unwrap()
}

/// Measures everything of a desk.
pub(crate) fn all(size: u64) -> Value {
    let opened = timed(9, |_| {
        let desk = desk(store(size), size);
        assert!(desk.screen().contains("Incoming"), "{}", desk.screen());
    });
    let mut desk = desk(store(size), size);
    let resident_at_first = status("VmRSS:");
    let keys = keys(&mut desk);
    let resident = status("VmRSS:");
    let before = sleeps();
    let idle = std::time::Duration::from_secs(20);
    desk.stays_quiet(idle).unwrap();
    let woken = sleeps() - before;
    drop(desk);
    let made = std::fs::read_to_string(places(size).data.join("made")).unwrap();
    let (rate, bytes) = made.split_once(' ').unwrap();
    json!({
        "open": opened,
        "keys": keys,
        "store": alone(size),
        "colleague": colleague(size),
        "checked": checked(size),
        "resident_kib": [resident_at_first, resident],
        "woken_a_second": (woken.saturating_sub(1) as f64) / idle.as_secs_f64(),
        "made_a_second": rate.parse::<f64>().unwrap(),
        "bytes": bytes.parse::<f64>().unwrap(),
    })
}

fn keys(desk: &mut InProcess) -> Value {
    let mut press = |keys: &[Key]| {
        for key in keys {
            desk.press(*key).unwrap();
        }
    };
    // All incidents: the longest list.
    press(&[Key::Char('f'), Key::Char('f')]);
    let down = timed(TIMES, |_| press(&[Key::Down]));
    // Up and down over as many pages as the shortest list has: none stands still at an end.
    let page = timed(TIMES, |number| {
        let down = number % (2 * PAGES) < PAGES;
        press(&[if down { Key::PageDown } else { Key::PageUp }]);
    });
    let end = timed(20, |number| {
        press(&[if number % 2 == 0 { Key::End } else { Key::Home }]);
    });
    press(&[Key::Home]);
    let open = timed(30, |_| press(&[Key::Enter]));
    press(&[Key::Esc]);
    // Among what is long overdue, which looks alike on each desk: what is due today does not.
    press(&[Key::Char('3'), Key::End]);
    let deadlines = timed(TIMES, |number| {
        let up = number % (2 * LINES) < LINES;
        press(&[if up { Key::Up } else { Key::Down }]);
    });
    press(&[Key::Char('1')]);
    // A word of the text, letter by letter, and away again.
    let mut dice = Dice::new(7);
    let word = ["knife", "ranmelsha", "stabbing", "chethoba"];
    let mut letters = Vec::new();
    for _ in 0..20 {
        letters.push(Key::Char('/'));
        let word = word[usize::try_from(dice.below(4)).unwrap()];
        letters.extend(word.chars().map(Key::Char));
        letters.extend([Key::Esc, Key::Esc]);
    }
    let search = timed(letters.len(), |number| press(&letters[number..=number]));
    // It is a search too: seven keys, of which each is counted.
    let mut keys = Vec::new();
    for number in 0..20 {
        let reference = format!("/{:04}", number * 37 + 1);
        keys.extend(reference.chars().map(Key::Char));
        keys.extend([Key::Enter, Key::Esc]);
    }
    let jump = timed(keys.len(), |number| press(&keys[number..=number]));
    let tick = timed(30, |_| desk.tick().unwrap());
    json!({
        "down": down, "page": page, "end": end, "open an incident": open,
        "down in what is due": deadlines, "a letter of a search": search,
        "a key of a jump to a reference": jump, "a tick": tick,
    })
}

/// Measures what the store alone takes: the floor of what the screen can.
fn alone(size: u64) -> Value {
    let mut store = store(size);
    let wanted = Wanted {
        which: Which::All,
        half: 60,
        listed: Around::First,
        ..Wanted::at(now())
    };
    let sight = timed(TIMES, |_| drop(store.sight(&wanted).unwrap()));
    let id = store.sight(&wanted).unwrap().listed.rows[0].id;
    let read = timed(TIMES, |_| drop(store.incident(id).unwrap()));
    let mut save = |number: usize| {
        let version = store.incident(id).unwrap().unwrap().version;
        let place = Some(format!("{number} Example Road"));
        let command = Command::Revise {
            id,
            version,
            edits: vec![Edit::Detail(Detail::Place, place)],
            draft: None,
        };
        drop(store.run(&command, now()).unwrap());
    };
    let saved = timed(40, &mut save);
    let mut save_unsearched = |number: usize| {
        let version = store.incident(id).unwrap().unwrap().version;
        let source = Some(format!("source {number}"));
        let command = Command::Revise {
            id,
            version,
            edits: vec![Edit::Detail(Detail::Source, source)],
            draft: None,
        };
        drop(store.run(&command, now()).unwrap());
    };
    let unsearched = timed(40, &mut save_unsearched);
    let [raw, whole] = raw_saves(size);
    json!({
        "a page of both lists": sight, "an incident": read, "a save": saved,
        "a save of nothing searched": unsearched, "a raw save of one row": raw,
        "a raw save with history and text": whole,
    })
}

/// Measures the floors of a save, in an encrypted file of its own beside the desk's, with the same
/// promises (write-ahead log, synchronised at each commit): one short row; and what no desk with a
/// history and a search can do without, a row changed, one added to a journal, and the text of sixty
/// words indexed anew.
fn raw_saves(size: u64) -> [Value; 2] {
    let path = places(size).data.join("raw.db");
    drop(std::fs::remove_file(&path));
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch(
        "PRAGMA key = \"x'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'\";
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         CREATE TABLE row (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;
         CREATE TABLE journal (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;
         CREATE VIRTUAL TABLE row_text USING fts5 (
             words, content = '', contentless_delete = 1, detail = column, prefix = '1 2 3');
         INSERT INTO row_text (row_text, rank) VALUES ('pgsz', 3900);",
    )
    .unwrap();
    let row = timed(40, |number| {
        let words = format!("{number} Example Road");
        raw.prepare_cached("INSERT INTO row (words) VALUES (?1)")
            .unwrap()
            .execute([words])
            .unwrap();
    });
    let mut dice = Dice::new(11);
    let whole = timed(40, |number| {
        let words = format!("{number} Example Road {}", narrative(&mut dice));
        raw.execute_batch("BEGIN IMMEDIATE").unwrap();
        for sql in [
            "UPDATE row SET words = ?1 WHERE id = 1",
            "INSERT INTO journal (words) VALUES (?1)",
            "INSERT OR REPLACE INTO row_text (rowid, words) VALUES (1, ?1)",
        ] {
            raw.prepare_cached(sql).unwrap().execute([&words]).unwrap();
        }
        raw.execute_batch("COMMIT").unwrap();
    });
    drop(raw);
    std::fs::remove_file(&path).unwrap();
    [row, whole]
}

/// Measures the check of the chain alone; the second figure is how many entries it has.
fn checked(size: u64) -> Value {
    let began = Monotonic::now();
    let verdict = Store::verify_quick(&places(size), &PASSPHRASE.into(), now(), None).unwrap();
    let took = began.elapsed().as_secs_f64();
    assert!(verdict.damage.is_empty(), "{verdict:?}");
    json!([took, verdict.entries])
}

/// Measures how long a colleague's commit takes to be on this desk's screen, from when it is looked
/// for: what is said is read from the journal, and costs what was written.
fn colleague(size: u64) -> Value {
    // As wide as one pane alone may be: what was written is in sight.
    let mut desk = desk_of(store(size), size, (109, 24));
    let mut other = store(size);
    let wanted = Wanted {
        which: Which::All,
        half: 1,
        ..Wanted::at(now())
    };
    let id = other.sight(&wanted).unwrap().listed.rows[0].id;
    for key in [Key::Char('f'), Key::Char('f')] {
        desk.press(key).unwrap();
    }
    let mut all = Vec::new();
    for number in 0..10 {
        let version = other.incident(id).unwrap().unwrap().version;
        let command = Command::Revise {
            id,
            version,
            edits: vec![Edit::Detail(
                Detail::Narrative,
                Some(format!("Told anew {number}")),
            )],
            draft: None,
        };
        other.run(&command, now()).unwrap();
        let began = Monotonic::now();
        // A key makes the store look; what the colleague wrote comes with it.
        desk.press(Key::Home).unwrap();
        desk.see(&format!("Told anew {number}")).unwrap();
        all.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    all.sort_by(f64::total_cmp);
    json!([all[all.len() / 2], all[all.len() - 1]])
}
