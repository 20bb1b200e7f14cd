//! What is counted, as entries of the journal.

use chrono::Duration;

use super::*;
use crate::domain::command::Command;
use crate::domain::right::Right;
use crate::domain::similar::Probe;
use crate::domain::user::Who;
use crate::rules::sight::Wanted;
use crate::store::tests::{MARKER, PASSPHRASE, Scratch, logged, now};

/// Returns the entries of what was counted: what, by whom, how often.
fn entries(store: &Store) -> Vec<(String, String, String)> {
    let mut query = store
        .connection
        .prepare(
            "SELECT j.action, j.by, c.after FROM journal j JOIN change c ON c.journal = j.seq
             WHERE c.what = 'times' ORDER BY j.seq",
        )
        .unwrap();
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

fn entry(action: &str, by: &str, times: &str) -> (String, String, String) {
    (action.to_owned(), by.to_owned(), times.to_owned())
}

fn after(minutes: i64) -> Instant {
    now().plus(Duration::minutes(minutes))
}

#[test]
fn refusals_of_one_right_are_one_entry_at_once_and_one_with_how_often() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    store.settings.who = Who {
        name: "A. Auditor".to_owned(),
        roles: "auditor".parse().unwrap(),
    };
    let log = Command::Log(Box::default(), None);
    for minute in 0..6 {
        assert!(store.run(&log, after(minute)).is_err());
        store.note_counted(after(minute)).unwrap();
    }
    assert!(store.require(Right::Administer).is_err());
    assert!(
        store
            .run(&Command::Seen { id, version: 1 }, after(7))
            .is_ok()
    );
    store.note_counted(after(7)).unwrap();
    let first = [
        entry("refused_record", "A. Auditor", "1"),
        entry("refused_administer", "A. Auditor", "1"),
    ];
    assert_eq!(entries(&store), first);
    store.note_counted(after(59)).unwrap();
    assert_eq!(entries(&store), first);
    store.note_counted(after(60)).unwrap();
    let folded = entry("refused_record", "A. Auditor", "5");
    assert_eq!(entries(&store).last(), Some(&folded));
    assert_eq!(entries(&store).len(), 3);
    drop(store);
    let verdict = Store::verify(&scratch.places, &PASSPHRASE.into(), now(), None, None).unwrap();
    assert!(verdict.is_clean(), "{verdict:?}");
}

#[test]
fn searches_are_counted_by_their_kind_and_their_words_are_nowhere_in_the_journal() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    logged(&mut store);
    let look = |store: &Store, words: &str| {
        let wanted = Wanted {
            filter: words.to_owned(),
            ..Wanted::at(now())
        };
        store.sight(&wanted).unwrap();
    };
    look(&store, "");
    // Letter by letter one search, however often the lists are read meanwhile.
    for words in ["zay", "zayn", "zaynab", "zaynab"] {
        look(&store, words);
    }
    look(&store, "stabbing");
    let probe = Probe {
        words: MARKER.to_owned(),
        ..Probe::default()
    };
    store.alike(&probe).unwrap();
    store.find_child(&probe).unwrap();
    store
        .each_listed("zaynab", |_| Ok::<(), StoreError>(()))
        .unwrap();
    store.note_counted(now()).unwrap();
    assert_eq!(
        entries(&store),
        [
            entry("search_alike", "kduty", "1"),
            entry("search_child", "kduty", "1"),
            entry("search_lists", "kduty", "2"),
            entry("search_register", "kduty", "1"),
        ]
    );
    // What was not journalled yet is when the desk closes.
    look(&store, "knife");
    drop(store);
    let store = scratch.open().unwrap();
    assert_eq!(
        entries(&store).last(),
        Some(&entry("search_lists", "kduty", "1"))
    );
    let mut query = store
        .connection
        .prepare("SELECT action || record || by FROM journal")
        .unwrap();
    let rows = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
    for row in rows.map(Result::unwrap) {
        let row = row.to_lowercase();
        assert!(
            !row.contains("zaynab") && !row.contains("stabbing"),
            "{row}"
        );
    }
}
