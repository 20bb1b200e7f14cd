//! Keys come back as they were written, and changes join in order.

use proptest::prelude::*;

use super::*;
use crate::domain::id::{EventId, HandoverId, IncidentId, PersonId};

fn read(text: &str) -> DraftKey {
    let Ok(key) = text.parse();
    key
}

/// A word of a pack: no slash in it.
fn word() -> impl Strategy<Value = String> {
    "[a-z][a-z_]{0,11}"
}

fn incident() -> impl Strategy<Value = IncidentId> {
    any::<i64>().prop_map(IncidentId)
}

fn record_of() -> impl Strategy<Value = RecordOf> {
    prop_oneof![
        Just(RecordOf::Anything),
        word().prop_map(RecordOf::Clock),
        word().prop_map(RecordOf::Event),
        word().prop_map(RecordOf::Step),
    ]
}

fn key() -> impl Strategy<Value = DraftKey> {
    let of_incident = prop_oneof![
        incident().prop_map(DraftKey::Alert),
        (incident(), word()).prop_map(|(id, form)| DraftKey::Paper(id, form)),
        (incident(), record_of()).prop_map(|(id, of)| DraftKey::Record(id, of)),
        (incident(), word()).prop_map(|(id, role)| DraftKey::Call(id, role)),
        incident().prop_map(DraftKey::NotRaised),
        incident().prop_map(DraftKey::Note),
        (incident(), any::<i64>()).prop_map(|(id, event)| DraftKey::Correct(id, EventId(event))),
        incident().prop_map(DraftKey::AddPerson),
        word().prop_map(DraftKey::Checked),
        (incident(), any::<i64>()).prop_map(|(id, one)| DraftKey::EditPerson(id, PersonId(one))),
        (incident(), any::<i64>()).prop_map(|(id, one)| DraftKey::TakeOff(id, PersonId(one))),
    ];
    let of_words = prop_oneof![
        any::<u32>().prop_map(DraftKey::New),
        (incident(), word()).prop_map(|(id, form)| DraftKey::Late(id, form)),
        (incident(), "[a-z]{1,6}/[a-z]{1,6}").prop_map(|(id, path)| DraftKey::Answer(id, path)),
        (incident(), "(check|held)/[a-z0-9]{1,6}").prop_map(|(id, at)| DraftKey::Ledger(id, at)),
        // A person's name may be anything.
        (incident(), word(), word(), ".{0,20}").prop_map(|(incident, decision, slot, by)| {
            DraftKey::Position {
                incident,
                decision,
                slot,
                by,
            }
        }),
        word().prop_map(DraftKey::Contact),
        ".{0,20}".prop_map(DraftKey::OfferHandover),
        (any::<i64>(), ".{0,20}").prop_map(|(id, by)| DraftKey::AcceptHandover(HandoverId(id), by)),
    ];
    prop_oneof![of_incident, of_words]
}

proptest! {
    #[test]
    fn a_key_is_read_as_it_was_written(key in key()) {
        prop_assert_eq!(read(&key.to_string()), key);
    }

    #[test]
    fn no_text_is_lost_by_being_read_as_a_key(text in "[a-z_]{0,8}(/[0-9a-z/]{0,8}){0,3}|.{0,20}") {
        prop_assert_eq!(read(&text).to_string(), text);
    }
}

#[test]
fn the_keys_of_earlier_releases_are_read() {
    assert_eq!(read("new"), DraftKey::New(0));
    assert_eq!(read("alert/42"), DraftKey::Alert(IncidentId(42)));
    assert_eq!(
        read("handover/42/K. Duty"),
        DraftKey::AcceptHandover(HandoverId(42), "K. Duty".to_owned())
    );
    assert_eq!(
        read("handover/42/K. Duty").incident(),
        None,
        "a handover's number is no incident's"
    );
    assert_eq!(read("alert/042"), DraftKey::Unknown("alert/042".to_owned()));
    assert_eq!(read("review/42"), DraftKey::Unknown("review/42".to_owned()));
}

#[test]
fn one_more_call_takes_no_number_that_is_taken() {
    let taken = [
        DraftKey::New(0),
        DraftKey::New(2),
        DraftKey::Alert(IncidentId(9)),
    ];
    assert_eq!(DraftKey::next_call(&taken), 3);
    assert_eq!(DraftKey::next_call([]), 1);
}
