//! A desk that has another key: what opens it, what no longer does, and a change that is interrupted
//! at every step.

use rusqlite::Connection;

use super::*;
use crate::domain::command::Command;
use crate::domain::draft::DraftKey;
use crate::store::tests::{
    PASSPHRASE, Scratch, an_incident, incidents, logged, now, rules, type_into,
};

fn own() -> Claim {
    Claim::of(Some("kduty"), PASSPHRASE.into())
}

fn rotated(scratch: &Scratch) -> Result<(Rotated, RecoveryKey), StoreError> {
    let recovery = RecoveryKey::random().unwrap();
    let rotated = Store::rotate(
        &scratch.places,
        &own(),
        (&recovery, KdfCost::quick()),
        now(),
    )?;
    Ok((rotated, recovery))
}

fn a_desk() -> Scratch {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    logged(&mut store);
    type_into(&mut store, &DraftKey::New(1), "half a sentence");
    drop(store);
    scratch
}

fn check(scratch: &Scratch) {
    let mut store = scratch.open().unwrap();
    assert_eq!(store.findings(), []);
    assert_eq!(incidents(&store).len(), 1);
    assert_eq!(store.other_drafts().unwrap().len(), 1);
    let log = Command::Log(Box::new(an_incident()), None);
    store.run(&log, now()).unwrap();
    drop(store);
    let verdict = Store::verify(&scratch.places, &own(), now(), None, None).unwrap();
    assert!(
        verdict.is_clean(),
        "{:?} {:?}",
        verdict.damage,
        verdict.to_mend
    );
    let left = fs::read_dir(&scratch.places.data).unwrap();
    let names = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let rotating: Vec<String> = names.filter(|name| name.contains("rotating")).collect();
    assert_eq!(rotating, [] as [String; 0]);
}

#[test]
fn a_desk_with_another_key_is_whole_and_an_old_key_file_opens_nothing() {
    let scratch = a_desk();
    let before = Store::verify(&scratch.places, &own(), now(), None, None).unwrap();
    let old_keys = fs::read(scratch.places.keys()).unwrap();
    let old_key = key_of(&scratch.places, &own()).unwrap().unlocked.key;
    let (done, recovery) = rotated(&scratch).unwrap();
    assert!(done.verdict.is_clean() && done.without.is_empty());
    // An entry that was noted elsewhere before is still there: no history was made anew.
    let head = Some(before.head.as_str());
    let verdict = Store::verify(&scratch.places, &own(), now(), head, None).unwrap();
    assert!(verdict.is_clean(), "{:?}", verdict.damage);
    check(&scratch);
    for file in [scratch.places.desk(), scratch.places.drafts()] {
        assert!(connect(&file, &old_key).is_err(), "{}", file.display());
    }
    let by_key = Claim::by(Way::Recovery, recovery.secret().reveal().into());
    assert!(Store::open(&scratch.places, &by_key, now()).is_ok());
    fs::write(scratch.places.keys(), &old_keys).unwrap();
    fs::write(scratch.places.keys_copy(), &old_keys).unwrap();
    assert!(scratch.open().is_err());
}

#[test]
fn it_is_in_the_journal_and_can_be_done_again() {
    let scratch = a_desk();
    rotated(&scratch).unwrap();
    rotated(&scratch).unwrap();
    let store = scratch.open().unwrap();
    let count = "SELECT count(*) FROM journal WHERE action = 'rotate_key' AND by = 'kduty'";
    let count: i64 = store
        .connection
        .query_row(count, [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, 2);
    drop(store);
    check(&scratch);
}

#[test]
fn while_anybody_has_it_open_nothing_is_changed() {
    let scratch = a_desk();
    let open = scratch.open().unwrap();
    let before = fs::read(scratch.places.keys()).unwrap();
    assert_eq!(rotated(&scratch).err(), Some(StoreError::InUse));
    assert_eq!(fs::read(scratch.places.keys()).unwrap(), before);
    drop(open);
    check(&scratch);
}

#[test]
fn a_desk_that_is_not_whole_keeps_its_key() {
    let scratch = a_desk();
    let store = scratch.open().unwrap();
    store
        .connection
        .execute("UPDATE incident SET narrative = 'altered'", [])
        .unwrap();
    drop(store);
    let refused = rotated(&scratch).err();
    assert!(
        matches!(refused, Some(StoreError::Damaged { .. })),
        "{refused:?}"
    );
    assert!(scratch.open().is_ok());
}

/// Everything up to the key files, as though the program was killed there.
fn interrupted(scratch: &Scratch) -> (DataKey, DataKey) {
    let opened = key_of(&scratch.places, &own()).unwrap();
    let old = opened.unlocked.key;
    let new = DataKey::random(old.cipher).unwrap();
    build(&scratch.places, (&old, &new), "kduty", now()).unwrap();
    let mut keys = opened.whole.succeeded((&old, &new), now()).unwrap();
    keys.set_passphrase(&new, "kduty", &PASSPHRASE.into(), KdfCost::quick(), now())
        .unwrap();
    write_keys(&scratch.places, &keys).unwrap();
    (old, new)
}

#[test]
fn a_change_that_is_interrupted_is_gone_on_with_by_whoever_opens_the_desk() {
    for step in 0..=3 {
        let scratch = a_desk();
        let places = &scratch.places;
        if step == 0 {
            // Before the key files: nothing has happened.
            let old = key_of(places, &own()).unwrap().unlocked.key;
            let new = DataKey::random(old.cipher).unwrap();
            build(places, (&old, &new), "kduty", now()).unwrap();
            drop(scratch.open().unwrap());
            rotated(&scratch).unwrap();
        } else {
            interrupted(&scratch);
            for (file, other) in files(places).iter().take(step - 1) {
                rustix::fs::renameat_with(CWD, file, CWD, other, RenameFlags::EXCHANGE).unwrap();
            }
        }
        // To look at it goes on with nothing, and finds nothing wrong with the record.
        let verdict = Store::verify(&scratch.places, &own(), now(), None, None).unwrap();
        let of_record: Vec<&str> = verdict
            .damage
            .iter()
            .map(|damage| damage.place.as_str())
            .filter(|place| !place.contains("desk.head") && !place.starts_with("drafts.db"))
            .collect();
        assert_eq!(of_record, [] as [&str; 0], "step {step}");
        check(&scratch);
    }
}

#[test]
fn a_desk_that_is_not_encrypted_is_checked_and_copied_like_any_and_has_no_other_key() {
    let scratch = Scratch::new();
    let passphrase = PASSPHRASE.into();
    let first = crate::store::FirstKeys {
        cipher: Cipher::None,
        ..crate::store::FirstKeys::of(&passphrase, KdfCost::quick())
    };
    let set_up = crate::store::SetUp {
        council: "tower-hamlets".to_owned(),
        user: "kduty".to_owned(),
    };
    let mut store = Store::set_up(&scratch.places, &set_up, &first, now()).unwrap();
    store.follow(rules(), now()).unwrap();
    assert_eq!(store.settings().cipher, Cipher::None);
    logged(&mut store);
    type_into(&mut store, &DraftKey::New(1), "half a sentence");
    // A backup of it is one of it, and a desk again.
    let folder = scratch.places.state.join("backup");
    let backup = store.backup(&own(), &folder, now()).unwrap();
    assert!(backup.verdict.is_clean(), "{:?}", backup.verdict.damage);
    drop(store);
    let plain = fs::read(scratch.places.desk()).unwrap();
    assert!(plain.starts_with(b"SQLite format 3\0"));
    let fresh = Scratch::new();
    let restored = Store::restore(&folder, &fresh.places, &own(), now()).unwrap();
    assert!(restored.verdict.is_clean());
    check(&fresh);
    check(&scratch);
    assert_eq!(rotated(&scratch).err(), Some(StoreError::NotEncrypted));
    // Passphrases still say who somebody is.
    let wrong = Store::open(&scratch.places, &"wrong horse battery".into(), now());
    assert_eq!(wrong.err(), Some(StoreError::WrongPassphrase));
    // And what is altered in it is found.
    let raw = Connection::open(scratch.places.desk()).unwrap();
    raw.execute("UPDATE incident SET narrative = 'altered'", [])
        .unwrap();
    drop(raw);
    let verdict = Store::verify(&scratch.places, &own(), now(), None, None).unwrap();
    assert_eq!(verdict.damage.len(), 2);
}
