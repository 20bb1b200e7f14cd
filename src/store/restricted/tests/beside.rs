//! A restricted record beside others: looked up, and typed into.

use super::*;
use crate::rules::sight::FoundAlike;

#[test]
fn a_look_up_of_the_same_child_says_that_a_restricted_record_is_alike_and_not_which() {
    let (_scratch, mut store, id) = desk();
    let probe = Probe {
        people: vec![ProbePerson {
            name: MARKER.to_owned(),
            date_of_birth: chrono::NaiveDate::from_ymd_opt(2010, 2, 3),
            ..ProbePerson::default()
        }],
        ..Probe::default()
    };
    assert_eq!(store.alike(&probe).unwrap().found.len(), 1);
    restrict_it(&mut store, id);
    sit_down(&mut store, "duty");
    let FoundAlike { found, kept, .. } = store.alike(&probe).unwrap();
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(kept, 1);
    let people = store.find_child(&probe).unwrap();
    assert!(people.people.is_empty() && people.kept == 1, "{people:?}");
    // Beside another incident of the same child too.
    let other = logged(&mut store);
    let (related, kept) = store.related(other).unwrap();
    assert!(related.is_empty() && kept == 1);
    sit_down(&mut store, "sqa");
    let FoundAlike { found, kept, .. } = store.alike(&probe).unwrap();
    assert_eq!((found.len(), kept), (2, 0));
    let people = store.find_child(&probe).unwrap();
    assert_eq!((people.people[0].on.len(), people.kept), (2, 0));
    assert!(!tells(&format!(
        "{:?}",
        found.iter().find(|(listed, _)| listed.id == id)
    )));
}

#[test]
fn what_a_colleague_typed_of_it_is_neither_offered_nor_taken_up() {
    let (scratch, mut store, id) = desk();
    let key = DraftKey::Note(id);
    sit_down(&mut store, "sqa");
    type_into(&mut store, &key, MARKER);
    drop(store);
    let claim = Claim::of(Some("sqa"), PASSPHRASE.into());
    let mut store = Store::open(&scratch.places, &claim, later()).unwrap();
    store.follow(rules(), later()).unwrap();
    restrict_it(&mut store, id);
    let draft = store.other_drafts().unwrap().swap_remove(0);
    sit_down(&mut store, "duty");
    assert!(store.other_drafts().unwrap().is_empty());
    let taken = store.run(&Command::TakeUpDraft(draft.id), later());
    assert!(matches!(taken, Err(StoreError::Restricted(_))), "{taken:?}");
}
