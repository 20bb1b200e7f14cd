//! Users and keys of one desk: who opens it, who no longer does, and what is left when a file is lost.

use super::*;
use crate::config::Places;
use crate::domain::command::Command;
use crate::domain::right::Refusal;
use crate::store::tests::{PASSPHRASE, Scratch, an_incident, now, rules};
use crate::store::{FirstKeys, SetUp};
use crate::vault::Cipher;

const OTHERS: &str = "another long passphrase";
const FRESH: &str = "a fresh passphrase it is";

fn claim(name: &str, passphrase: &str) -> Claim {
    Claim::of(Some(name), passphrase.into())
}

fn own() -> Claim {
    claim("kduty", PASSPHRASE)
}

fn quick(passphrase: &Secret) -> (&Secret, KdfCost) {
    (passphrase, KdfCost::quick())
}

fn roles(text: &str) -> Roles {
    text.parse().unwrap()
}

/// A desk with a recovery key and a second officer.
fn of_two() -> (Scratch, RecoveryKey) {
    let scratch = Scratch::new();
    let recovery = RecoveryKey::random().unwrap();
    let set_up = SetUp {
        council: "tower-hamlets".to_owned(),
        user: "kduty".to_owned(),
    };
    let passphrase = PASSPHRASE.into();
    let first = FirstKeys {
        recovery: Some(&recovery),
        ..FirstKeys::of(&passphrase, KdfCost::quick())
    };
    let mut store = Store::set_up(&scratch.places, &set_up, &first, now()).unwrap();
    let named = ("S. Other", &roles("duty,sqa"));
    store
        .add_user(&own(), named, quick(&OTHERS.into()), now())
        .unwrap();
    drop(store);
    (scratch, recovery)
}

fn open(places: &Places, claim: &Claim) -> Result<Store, StoreError> {
    let mut store = Store::open(places, claim, now())?;
    store.follow(rules(), now())?;
    Ok(store)
}

fn log(store: &mut Store) {
    let log = Command::Log(Box::new(an_incident()), None);
    store.run(&log, now()).unwrap();
}

/// Who signed each entry of the journal, oldest first, with what was done.
fn signed(store: &Store) -> Vec<(String, String)> {
    let mut query = store
        .connection
        .prepare("SELECT by, action FROM journal ORDER BY seq")
        .unwrap();
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

fn is_clean(scratch: &Scratch, claim: &Claim) {
    let verdict = Store::verify(&scratch.places, claim, now(), None, None).unwrap();
    assert!(verdict.is_clean(), "{:?}", verdict.damage);
}

#[test]
fn each_entry_bears_its_own_author() {
    let (scratch, _) = of_two();
    let mut one = open(&scratch.places, &own()).unwrap();
    let mut other = open(&scratch.places, &claim("S. Other", OTHERS)).unwrap();
    assert_eq!(other.settings().who.roles, roles("duty,sqa"));
    log(&mut one);
    log(&mut other);
    let logs: Vec<String> = signed(&one)
        .into_iter()
        .filter_map(|(by, action)| (action == "log").then_some(by))
        .collect();
    assert_eq!(logs, ["kduty", "S. Other"]);
    drop((one, other));
    is_clean(&scratch, &own());
}

#[test]
fn of_several_each_opens_it_by_name_and_nobody_by_anothers() {
    let (scratch, _) = of_two();
    let refused = |claim: &Claim| open(&scratch.places, claim).err();
    assert_eq!(refused(&PASSPHRASE.into()), Some(StoreError::NameNeeded));
    assert_eq!(Store::names(&scratch.places), ["kduty", "S. Other"]);
    for wrong in [claim("S. Other", PASSPHRASE), claim("nobody", PASSPHRASE)] {
        assert_eq!(refused(&wrong), Some(StoreError::WrongPassphrase));
    }
    // The words are the same as well, whether the name is known or not.
    assert!(open(&scratch.places, &own()).is_ok());
}

#[test]
fn after_wrong_passphrases_the_desk_waits_and_whoever_opens_it_is_told() {
    let (scratch, _) = of_two();
    let wrong = claim("kduty", "wrong horse battery");
    let mut at = now();
    let mut waits = Vec::new();
    for _ in 0..6 {
        while let Err(StoreError::Throttled { until, now }) =
            Store::open(&scratch.places, &wrong, at)
        {
            waits.push(until.since(now).num_seconds());
            at = until;
        }
    }
    assert_eq!(waits, [1, 2, 4]);
    // Also the right one waits, and no longer than the last wait.
    let at_once = Store::open(&scratch.places, &own(), at);
    assert!(matches!(at_once, Err(StoreError::Throttled { .. })));
    let later = at.plus(chrono::Duration::seconds(60));
    let store = Store::open(&scratch.places, &own(), later).unwrap();
    let words: Vec<String> = store
        .findings()
        .iter()
        .filter_map(crate::store::Finding::words)
        .collect();
    assert!(
        words[0].starts_with("6 wrong passphrases since "),
        "{words:?}"
    );
    let last: Vec<String> = signed(&store)
        .into_iter()
        .map(|(_, action)| action)
        .collect();
    assert_eq!(last[last.len() - 2..], ["wrong_passphrases", "unlock"]);
    // The record still holds, with the entry in it.
    drop(store);
    is_clean(&scratch, &own());
}

#[test]
fn whoever_is_disabled_writes_nothing_more_and_opens_nothing_even_with_an_old_key_file() {
    let (scratch, _) = of_two();
    let others = claim("S. Other", OTHERS);
    let mut open_desk = open(&scratch.places, &others).unwrap();
    let old = std::fs::read(scratch.places.keys()).unwrap();
    // Whoever disables them unlocks the desk first: that is news too.
    let read = open_desk.read_up_to().unwrap();
    let mut store = open(&scratch.places, &own()).unwrap();
    store.disable_user(&own(), "S. Other", now()).unwrap();
    let (news, _) = open_desk.news_since(read).unwrap();
    assert_eq!(
        news.own,
        Some(crate::domain::user::Own::Ended(now(), "kduty".to_owned()))
    );
    let log = Command::Log(Box::new(an_incident()), None);
    assert_eq!(open_desk.run(&log, now()), Err(StoreError::Ended));
    assert_eq!(
        open(&scratch.places, &others).err(),
        Some(StoreError::WrongPassphrase)
    );
    std::fs::write(scratch.places.keys(), &old).unwrap();
    std::fs::write(scratch.places.keys_copy(), &old).unwrap();
    assert_eq!(
        open(&scratch.places, &others).err(),
        Some(StoreError::WrongPassphrase)
    );
    // Who it was stays known, and may be let in again.
    let user = &store.users().unwrap()[1];
    assert_eq!(user.disabled, Some((now(), "kduty".to_owned())));
    let named = ("s. other", &roles("auditor"));
    store
        .add_user(&own(), named, quick(&FRESH.into()), now())
        .unwrap();
    let again = open(&scratch.places, &claim("S. Other", FRESH)).unwrap();
    assert_eq!(again.settings().who.roles, roles("auditor"));
    drop((store, open_desk, again));
    is_clean(&scratch, &own());
}

#[test]
fn users_are_a_matter_of_whoever_looks_after_the_desk_who_is_never_gone() {
    let (scratch, recovery) = of_two();
    let others = claim("S. Other", OTHERS);
    let mut store = open(&scratch.places, &others).unwrap();
    let refused = Err(administrators_alone());
    let named = ("third", &roles("duty"));
    assert_eq!(
        store.add_user(&others, named, quick(&FRESH.into()), now()),
        refused
    );
    assert_eq!(store.disable_user(&others, "kduty", now()), refused);
    assert_eq!(store.set_roles("S. Other", &Roles::every(), now()), refused);
    assert_eq!(
        store.set_recovery(&others, &recovery, KdfCost::quick(), now()),
        refused
    );
    let fresh = Secret::from(FRESH);
    assert_eq!(
        store.set_passphrase(&others, "kduty", quick(&fresh), now()),
        refused
    );
    // One's own passphrase is one's own matter.
    store
        .set_passphrase(&others, "S. Other", quick(&fresh), now())
        .unwrap();
    assert_eq!(
        open(&scratch.places, &others).err(),
        Some(StoreError::WrongPassphrase)
    );
    assert!(open(&scratch.places, &claim("S. Other", FRESH)).is_ok());
    let mut store = open(&scratch.places, &own()).unwrap();
    for last in [
        store.disable_user(&own(), "kduty", now()),
        store.set_roles("kduty", &roles("duty"), now()),
    ] {
        assert_eq!(last, Err(StoreError::LastAdministrator));
    }
    for name in ["kduty", "KDUTY"] {
        let named = (name, &roles("duty"));
        let there = store.add_user(&own(), named, quick(&fresh), now());
        assert_eq!(there, Err(StoreError::UserIsThere));
    }
    assert_eq!(
        store.disable_user(&own(), "nobody", now()),
        Err(StoreError::NoSuchUser)
    );
}

#[test]
fn every_change_of_a_user_is_in_the_history_with_before_and_after() {
    let (scratch, _) = of_two();
    let mut store = open(&scratch.places, &own()).unwrap();
    store
        .set_roles("S. Other", &roles("sqa,administrator"), now())
        .unwrap();
    store.disable_user(&own(), "S. Other", now()).unwrap();
    let mut query = store
        .connection
        .prepare("SELECT what, before, after FROM change WHERE record = 'user:2' ORDER BY id")
        .unwrap();
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    let rows: Vec<(String, Option<String>, Option<String>)> =
        rows.unwrap().map(Result::unwrap).collect();
    let text = |word: &str| Some(word.to_owned());
    assert_eq!(
        rows,
        [
            ("user.name".to_owned(), None, text("S. Other")),
            ("user.roles".to_owned(), None, text("duty,sqa")),
            (
                "user.roles".to_owned(),
                text("duty,sqa"),
                text("sqa,administrator")
            ),
            ("user.disabled".to_owned(), None, Some(now().to_rfc3339())),
        ]
    );
}

#[test]
fn a_role_that_is_given_with_another_tool_is_found() {
    let (scratch, _) = of_two();
    let store = open(&scratch.places, &own()).unwrap();
    let altered = "UPDATE user SET roles = 'administrator' WHERE id = 2";
    store.connection.execute(altered, []).unwrap();
    drop(store);
    let verdict = Store::verify(&scratch.places, &own(), now(), None, None).unwrap();
    assert_eq!(verdict.damage.len(), 1);
    assert_eq!(verdict.damage[0].place, "table user, user 2");
}

#[test]
fn the_printed_key_gives_somebody_a_new_passphrase_and_a_newer_one_ends_it() {
    let (scratch, recovery) = of_two();
    let by_key = |key: &RecoveryKey| Claim::by(Way::Recovery, key.secret().reveal().into());
    let mut store = open(&scratch.places, &by_key(&recovery)).unwrap();
    let fresh = Secret::from(FRESH);
    store
        .set_passphrase(&by_key(&recovery), "kduty", quick(&fresh), now())
        .unwrap();
    drop(store);
    assert_eq!(
        open(&scratch.places, &own()).err(),
        Some(StoreError::WrongPassphrase)
    );
    let mut store = open(&scratch.places, &claim("kduty", FRESH)).unwrap();
    let newer = RecoveryKey::random().unwrap();
    let cost = KdfCost::quick();
    store
        .set_recovery(&claim("kduty", FRESH), &newer, cost, now())
        .unwrap();
    let done = signed(&store);
    let has = |by: &str, action: &str| done.contains(&(by.to_owned(), action.to_owned()));
    assert!(has("recovery key", "set_passphrase") && has("kduty", "set_recovery_key"));
    drop(store);
    let old = open(&scratch.places, &by_key(&recovery)).err();
    assert_eq!(old, Some(StoreError::WrongRecoveryKey));
    assert!(open(&scratch.places, &by_key(&newer)).is_ok());
    is_clean(&scratch, &claim("kduty", FRESH));
}

#[test]
fn a_backup_opens_with_the_printed_key_where_the_desk_and_every_passphrase_are_lost() {
    let (scratch, recovery) = of_two();
    let folder = scratch.places.state.join("backup");
    let mut store = open(&scratch.places, &own()).unwrap();
    log(&mut store);
    store.backup(&own(), &folder, now()).unwrap();
    drop(store);
    // Of the backup too one key file is lost.
    std::fs::remove_file(folder.join("desk.keys")).unwrap();
    let fresh = Scratch::new();
    let by_key = Claim::by(Way::Recovery, recovery.secret().reveal().into());
    let restored = Store::restore(&folder, &fresh.places, &by_key, now()).unwrap();
    assert!(restored.verdict.is_clean());
    let mut store = open(&fresh.places, &by_key).unwrap();
    let passphrase = Secret::from(FRESH);
    store
        .set_passphrase(&by_key, "kduty", quick(&passphrase), now())
        .unwrap();
    drop(store);
    let store = open(&fresh.places, &claim("kduty", FRESH)).unwrap();
    assert_eq!(store.named("1").unwrap().len(), 1);
}

#[test]
fn the_machines_key_opens_the_desk_for_a_backup_that_it_signs_and_looks_after_nothing() {
    let (scratch, _) = of_two();
    let secret = DataKey::random(Cipher::Standard).unwrap().hex();
    let mut store = open(&scratch.places, &own()).unwrap();
    store
        .set_host_key(&own(), &secret, KdfCost::quick(), now())
        .unwrap();
    drop(store);
    let host = Claim::by(Way::Host, secret);
    let mut store = open(&scratch.places, &host).unwrap();
    let folder = scratch.places.state.join("backup");
    assert!(
        store
            .backup(&host, &folder, now())
            .unwrap()
            .verdict
            .is_clean()
    );
    assert_eq!(
        store.disable_user(&host, "S. Other", now()),
        Err(administrators_alone())
    );
    let last = signed(&store).pop().unwrap();
    assert_eq!(last, ("host backup".to_owned(), "backup".to_owned()));
}

#[test]
fn neither_name_nor_kind_of_a_slot_can_be_given_to_another() {
    let (scratch, _) = of_two();
    let text = std::fs::read_to_string(scratch.places.keys()).unwrap();
    // S. Other's slot under the name of whoever looks after the desk; the sums made to fit would take
    // the key, so the file is damaged, and what opens it is the other copy.
    for (from, to) in [
        ("\"S. Other\"", "\"kduty\""),
        ("\"passphrase\"", "\"host\""),
    ] {
        std::fs::write(scratch.places.keys(), text.replace(from, to)).unwrap();
        std::fs::write(scratch.places.keys_copy(), text.replace(from, to)).unwrap();
        let taken = open(&scratch.places, &claim("kduty", OTHERS)).err();
        assert!(taken.is_some());
    }
}

/// What is said to whoever does not look after the desk, which kduty does.
fn administrators_alone() -> StoreError {
    StoreError::NotAllowed(Refusal {
        right: Right::Administer,
        who: vec!["kduty".to_owned()],
    })
}
