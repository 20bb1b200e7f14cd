//! What an error says of itself: where, of what it came, and nothing of what was stored.

use std::error::Error;

use super::*;
use crate::error::Chain;
use crate::store::tests::{MARKER, Scratch, logged};

/// What somebody who has the key may have written with another program, where that is, and what is
/// said of it.
const UNREAD: [(&str, &str, &str); 8] = [
    ("role = 'MARKER'", "person", "its column role is not a role"),
    (
        "date_of_birth = 'MARKER'",
        "person",
        "its column date_of_birth is not a date",
    ),
    ("age = -7", "person", "its column age is not an age"),
    (
        "created_at = 'MARKER'",
        "incident",
        "its column created_at is not a time",
    ),
    (
        "recorded_at = 'MARKER'",
        "timeline_event",
        "its column recorded_at is not a time",
    ),
    (
        "precision = 'MARKER'",
        "timeline_event",
        "its column precision is not how sure a time is",
    ),
    ("person = 999", "fact", "its column person is not a person"),
    (
        "kind = 'MARKER'",
        "entry",
        "its column kind is not a kind of entry",
    ),
];

#[test]
fn a_row_that_cannot_be_read_is_an_error_with_its_place_and_never_a_default() {
    for (altered, table, told) in UNREAD {
        let scratch = Scratch::new();
        let mut store = scratch.create();
        let id = logged(&mut store);
        let open = "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
            DROP TRIGGER timeline_event_kept;
            DROP TRIGGER entry_struck_once;
            INSERT INTO entry (incident, kind, created_at, created_by)
            VALUES (1, 'task', '2026-11-20T21:15:00Z', 'kduty');
            INSERT INTO timeline_event (incident, kind, precision, recorded_by, recorded_at)
            VALUES (1, 'note', 'unknown', 'kduty', '2026-11-20T21:15:00Z');";
        store.connection.execute_batch(open).unwrap();
        let altered = altered.replace("MARKER", MARKER);
        let alter = format!("UPDATE {table} SET {altered}");
        store.connection.execute_batch(&alter).unwrap();
        let error = store.incident(id).expect_err(&alter);
        let why = error.failure().why;
        let place = format!("desk.db: table {table}, incident {id} cannot be read");
        assert_eq!(why, place, "{alter}");
        let cause = error.source().map(ToString::to_string);
        assert_eq!(cause.as_deref(), Some(told), "{alter}");
        assert!(!Chain(&error).to_string().contains(MARKER), "{alter}");
    }
}

#[test]
fn what_the_database_said_is_known_by_its_code_alone() {
    let scratch = Scratch::new();
    let store = scratch.create();
    let twice = format!("INSERT INTO setting VALUES ('council', '{MARKER}')");
    let refused = store.connection.execute_batch(&twice).unwrap_err();
    let error = StoreError::from(refused);
    assert!(matches!(error, StoreError::Sql(_)), "{error:?}");
    let told = Chain(&error).to_string();
    assert!(told.contains("SQLite code 1555"), "{told}");
    let wrong = format!("SELECT '{MARKER}' FROM nowhere");
    let error = StoreError::from(store.connection.execute_batch(&wrong).unwrap_err());
    for said in [told, Chain(&error).to_string(), format!("{error:?}")] {
        assert!(!said.contains(MARKER), "{said}");
    }
}
