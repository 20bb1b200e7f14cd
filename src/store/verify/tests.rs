//! Everything that is not as it was written is found, and named.

use std::fs;

use super::*;
use crate::domain::command::{Command, Edit, NewFiling};
use crate::domain::contact::Contact;
use crate::domain::incident::{Channel, Detail};
use crate::domain::instant::Moment;
use crate::domain::ledger::{NewEntry, Task};
use crate::domain::timeline::NewEvent;
use crate::store::making;
use crate::store::tests::{PASSPHRASE, Scratch, incidents, logged, now};
use crate::store::{Finding, Store};

/// A desk with a row in every table that holds records.
fn full(scratch: &Scratch) -> Store {
    let mut store = scratch.create();
    let id = logged(&mut store);
    let event = NewEvent::new("alert_raised", Moment::exact(now()));
    let command = Command::Revise {
        id,
        version: 1,
        edits: vec![
            Edit::Event(event),
            Edit::Form(
                "safety_plan".to_owned(),
                Some("Stays on the ward".to_owned()),
            ),
            Edit::File(NewFiling {
                form: "alert".to_owned(),
                to: vec!["sqa@council.example".to_owned()],
                channel: Channel::Eml,
                subject: "Alert TH-2026-0001".to_owned(),
                body: "Word for word".to_owned(),
            }),
            Edit::AddEntry(NewEntry::new(Task {
                what: "ring the ward".to_owned(),
                ..Task::default()
            })),
        ],
        draft: None,
    };
    store.run(&command, now()).unwrap();
    let event = store.incident(id).unwrap().unwrap().timeline[0].id;
    let command = Command::Revise {
        id,
        version: 2,
        edits: vec![Edit::Withdraw(event, "entered by mistake".to_owned())],
        draft: None,
    };
    store.run(&command, now()).unwrap();
    let contact = Contact {
        role: "director".to_owned(),
        mailbox: "director@council.example".to_owned(),
        ..Contact::default()
    };
    store
        .run(&Command::SaveContact(Box::new(contact), None), now())
        .unwrap();
    let offer = Command::OfferHandover {
        since: now(),
        to: "Day duty manager".to_owned(),
        body: "All quiet".to_owned(),
        draft: None,
    };
    store.run(&offer, now()).unwrap();
    store
}

fn verified(scratch: &Scratch, expect: Option<&str>) -> Verdict {
    let rules_of = |_: &str| Some(crate::store::tests::rules());
    let lists = Lists {
        rules_of: &rules_of,
        now: now(),
    };
    let own = PASSPHRASE.into();
    Store::verify(&scratch.places, &own, now(), expect, Some(lists)).unwrap()
}

/// Opens the file beside the store, as a tool with the key would.
fn beside(scratch: &Scratch) -> Connection {
    let opened = unlock::key_of(&scratch.places, &PASSPHRASE.into()).unwrap();
    connection::connect(&scratch.places.desk(), &opened.unlocked.key).unwrap()
}

#[test]
fn a_desk_as_it_was_written_is_clean_and_stays_so() {
    let scratch = Scratch::new();
    drop(full(&scratch));
    let first = verified(&scratch, None);
    assert_eq!(first.damage, []);
    assert_eq!(first.known_losses, [""; 0]);
    // Looking changes nothing.
    assert_eq!(verified(&scratch, Some(&first.head)), first);
    drop(scratch.open().unwrap());
    let later = verified(&scratch, Some(&first.head));
    assert_eq!(later.damage, []);
    assert_eq!(later.entries, first.entries + 1);
}

#[test]
fn a_row_that_was_edited_deleted_or_forged_is_found_in_its_table() {
    for (table, tampering) in [
        (
            "incident",
            "UPDATE incident SET narrative = 'Nothing happened'",
        ),
        ("incident", "UPDATE incident SET reference = 'TH-2026-0009'"),
        ("person", "UPDATE person SET name = 'Somebody Else-Example'"),
        ("person", "UPDATE person SET date_of_birth = '2001-01-01'"),
        (
            "person_detail",
            "UPDATE person_detail SET value = 'another school'",
        ),
        ("person_detail", "DELETE FROM person_detail"),
        (
            "fact",
            "UPDATE fact SET value = 'yes' WHERE fact = 'looked_after'",
        ),
        ("fact", "UPDATE fact SET set_by = 'other'"),
        ("fact", "DELETE FROM fact WHERE fact = 'police_aware'"),
        (
            "timeline_event",
            "DROP TRIGGER timeline_event_kept;
             UPDATE timeline_event SET at = '2026-11-01T00:00:00Z'",
        ),
        (
            "timeline_event",
            "DROP TRIGGER timeline_event_kept;
             UPDATE timeline_event SET span = 'evening 2026-11-20' WHERE at IS NOT NULL",
        ),
        (
            "timeline_event",
            "INSERT INTO timeline_event (incident, kind, at, precision, recorded_by, recorded_at)
             VALUES (1, 'alert_sent', '2026-11-20T21:00:00Z', 'exact', 'kduty',
                     '2026-11-20T21:00:00Z')",
        ),
        (
            "withdrawal",
            "DROP TRIGGER withdrawal_stays; DELETE FROM withdrawal",
        ),
        ("form_value", "UPDATE form_value SET value = 'Goes home'"),
        (
            "filing",
            "DROP TRIGGER filing_kept; UPDATE filing SET body = 'Other words'",
        ),
        ("entry", "UPDATE entry SET struck = 'never mind'"),
        ("entry_field", "UPDATE entry_field SET value = 'do nothing'"),
        (
            "contact",
            "UPDATE contact SET mailbox = 'elsewhere@council.example'",
        ),
        (
            "handover",
            "DROP TRIGGER handover_accepted_once; UPDATE handover SET body = 'Other words'",
        ),
        (
            "setting",
            "UPDATE setting SET value = 'barnet' WHERE key = 'council'",
        ),
        (
            "incident",
            "INSERT INTO incident (reference, year, number, version, created_at, created_by)
             VALUES ('TH-2026-0007', 2026, 7, 1, '2026-11-20T21:00:00Z', 'kduty')",
        ),
        ("contact", "DELETE FROM contact"),
    ] {
        let scratch = Scratch::new();
        drop(full(&scratch));
        beside(&scratch).execute_batch(tampering).unwrap();
        let verdict = verified(&scratch, None);
        let place = format!("table {table}, ");
        let named = verdict.damage.iter().any(|d| d.place.starts_with(&place));
        assert!(named, "{tampering}: {:?}", verdict.damage);
    }
}

#[test]
fn what_was_altered_is_not_washed_clean_by_the_next_save() {
    let scratch = Scratch::new();
    let mut store = full(&scratch);
    let incident = incidents(&store).remove(0);
    beside(&scratch)
        .execute_batch("UPDATE incident SET narrative = 'Nothing happened'")
        .unwrap();
    let save = Command::Revise {
        id: incident.id,
        version: incident.version,
        edits: vec![Edit::Detail(Detail::Place, Some("Elsewhere".to_owned()))],
        draft: None,
    };
    store.run(&save, now()).unwrap();
    drop(store);
    let verdict = verified(&scratch, None);
    let [damage] = &verdict.damage[..] else {
        panic!("one: {:?}", verdict.damage);
    };
    assert!(damage.place.ends_with("TH-2026-0001"), "{damage:?}");
    assert!(damage.words.ends_with("in incident"), "{damage:?}");
}

#[test]
fn a_schema_that_somebody_changed_is_found() {
    for (tampering, name) in [
        (
            "CREATE TRIGGER hush AFTER INSERT ON incident
             BEGIN UPDATE incident SET narrative = '' WHERE id = new.id; END",
            "trigger hush",
        ),
        ("CREATE TABLE shadow (words TEXT)", "table shadow"),
        ("DROP TRIGGER journal_kept", "trigger journal_kept"),
        ("DROP INDEX change_record", "index change_record"),
    ] {
        let scratch = Scratch::new();
        drop(full(&scratch));
        beside(&scratch).execute_batch(tampering).unwrap();
        let places: Vec<String> = verified(&scratch, None)
            .damage
            .into_iter()
            .map(|d| d.place)
            .collect();
        assert_eq!(places, [name], "{tampering}");
    }
}

#[test]
fn a_version_that_was_set_back_hides_no_row() {
    let scratch = Scratch::new();
    drop(full(&scratch));
    beside(&scratch)
        .execute_batch("PRAGMA user_version = 3")
        .unwrap();
    let damage = verified(&scratch, None).damage;
    assert!(
        damage.iter().any(|d| d.place == "table sitting"),
        "{damage:?}"
    );
}

#[test]
fn a_whole_incident_that_was_taken_out_is_found() {
    let scratch = Scratch::new();
    drop(full(&scratch));
    let raw = beside(&scratch);
    raw.execute_batch(
        "PRAGMA foreign_keys = OFF;
         DROP TRIGGER timeline_event_stays; DROP TRIGGER withdrawal_stays;
         DROP TRIGGER filing_stays; DROP TRIGGER entry_stays;
         DELETE FROM entry_field; DELETE FROM entry; DELETE FROM filing; DELETE FROM form_value;
         DELETE FROM withdrawal; DELETE FROM timeline_event; DELETE FROM fact;
         DELETE FROM person_detail; DELETE FROM person; DELETE FROM incident;",
    )
    .unwrap();
    drop(raw);
    let verdict = verified(&scratch, None);
    let missing = |d: &Damage| d.place == "table incident, incident 1";
    assert!(verdict.damage.iter().any(missing), "{:?}", verdict.damage);
}

#[test]
fn a_flipped_bit_in_any_page_is_found() {
    let scratch = Scratch::new();
    drop(full(&scratch));
    let path = scratch.places.desk();
    let whole = fs::read(&path).unwrap();
    let mut opens = 0;
    for page in 0..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 1234] ^= 0x10;
        fs::write(&path, &bytes).unwrap();
        let verdict = verified(&scratch, None);
        assert_ne!(verdict.damage, [], "page {page}");
        opens += usize::from(scratch.open().is_ok());
        fs::write(&path, &whole).unwrap();
        for beside in ["-wal", "-shm"] {
            let _none = fs::remove_file(making::with_suffix(&path, beside));
        }
    }
    assert!(opens > 0, "damage that nobody meets is found too");
}

#[test]
fn a_lost_log_is_found_by_the_head_and_stays_on_record() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    store.fold().unwrap();
    let [desk, keys, head, copy] = [
        scratch.places.desk(),
        scratch.places.keys(),
        scratch.places.head(),
        scratch.places.keys_copy(),
    ];
    let before = fs::read(&desk).unwrap();
    logged(&mut store);
    drop(store);
    // The machine lost the log: the file is as it was, the head knows better.
    fs::write(&desk, &before).unwrap();
    assert!(keys.exists() && head.exists() && copy.exists());
    let verdict = verified(&scratch, None);
    let places: Vec<&str> = verdict.damage.iter().map(|d| d.place.as_str()).collect();
    assert_eq!(places, ["the end of the journal"]);
    // Whoever opens it is told, and from then on it is a known loss.
    let store = scratch.open().unwrap();
    let told: Vec<String> = store.findings().iter().filter_map(Finding::words).collect();
    assert!(
        told[0].contains("newest entries of this desk are gone"),
        "{told:?}"
    );
    drop(store);
    let verdict = verified(&scratch, None);
    assert_eq!(verdict.damage, []);
    assert_eq!(verdict.known_losses.len(), 1);
}

#[test]
fn a_cut_tail_is_found_by_a_head_that_was_noted_elsewhere() {
    let scratch = Scratch::new();
    drop(full(&scratch));
    let noted = verified(&scratch, None).head;
    let raw = beside(&scratch);
    raw.execute_batch(
        "DROP TRIGGER journal_stays; DROP TRIGGER change_stays; DROP TRIGGER handover_stays;
         PRAGMA foreign_keys = OFF;
         DELETE FROM change WHERE journal = (SELECT max(seq) FROM journal);
         DELETE FROM handover;
         DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal);",
    )
    .unwrap();
    drop(raw);
    // Whoever cuts the tail takes the head away too.
    fs::remove_file(scratch.places.head()).unwrap();
    let unexpected = verified(&scratch, None);
    assert_eq!(unexpected.damage.last().unwrap().place, "desk.head");
    let verdict = verified(&scratch, Some(&noted));
    let places: Vec<&str> = verdict.damage.iter().map(|d| d.place.as_str()).collect();
    assert!(places.contains(&"the end of the journal"), "{places:?}");
}

#[test]
fn a_copy_without_its_log_is_never_called_as_it_was_written() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    store.fold().unwrap();
    logged(&mut store);
    // What the manual once called the desk, copied while it is open.
    let copy = Scratch::new();
    fs::create_dir_all(&copy.places.data).unwrap();
    for (from, to) in [
        (scratch.places.desk(), copy.places.desk()),
        (scratch.places.keys(), copy.places.keys()),
    ] {
        fs::copy(from, to).unwrap();
    }
    let verdict = verified(&copy, None);
    assert_ne!(verdict.damage, []);
}

#[test]
fn a_line_of_a_list_that_was_altered_is_named() {
    let scratch = Scratch::new();
    let store = full(&scratch);
    let alter = "UPDATE register SET is_open = 0, is_incoming = 0";
    store.connection.execute_batch(alter).unwrap();
    drop(store);
    let found = verified(&scratch, None);
    let [damage] = &found.damage[..] else {
        panic!("one thing, not {:?}", found.damage);
    };
    assert_eq!(damage.place, "what lists say of TH-2026-0001");
    assert!(
        damage.words.contains("dutydesk rebuild"),
        "{}",
        damage.words
    );
}

#[test]
fn lists_that_cannot_be_checked_are_said_to_be_so() {
    let scratch = Scratch::new();
    drop(scratch.create());
    let lists = Lists {
        rules_of: &|_| None,
        now: now(),
    };
    let own = PASSPHRASE.into();
    let verdict = Store::verify(&scratch.places, &own, now(), None, Some(lists)).unwrap();
    assert_eq!(verdict.lists_unchecked.as_deref(), Some("tower-hamlets"));
}
