//! Who is the same person, and that marks and a release take two.

use super::*;
use crate::domain::command::{Command, NewIncident, NewPerson};
use crate::domain::person::Born;
use crate::domain::user::Roles;
use crate::store::tests::{Scratch, now};
use crate::store::{Done, Store};

fn log(store: &mut Store, name: &str, born: Option<&str>, id: &str) -> Incident {
    let person = NewPerson {
        name: name.to_owned(),
        born: Born {
            date: born.map(|born| born.parse().unwrap()),
            ..Born::default()
        },
        mosaic_id: id.to_owned(),
        ..NewPerson::default()
    };
    let incident = NewIncident {
        people: vec![person],
        ..NewIncident::default()
    };
    let log = Command::Log(Box::new(incident), None);
    let Ok(Done::Logged { id, .. }) = store.run(&log, now()) else {
        panic!("logged");
    };
    store.incident(id).unwrap().unwrap()
}

#[test]
fn a_person_is_known_by_id_or_by_name_and_birth_never_by_a_name_alone() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let first = log(&mut store, "Amina Testchild", Some("2011-02-03"), "EX-1");
    let by_id = log(&mut store, "A. Testchild", None, "ex-1");
    let by_birth = log(&mut store, "AMINA TESTCHILD", Some("2011-02-03"), "");
    log(&mut store, "Amina Testchild", None, "");
    log(&mut store, "Amina Testchild", Some("2012-02-03"), "");
    log(&mut store, "Zebedee Otherchild", Some("2011-02-03"), "");
    let found = store.of_person(&Asked::of(&first.people[0])).unwrap();
    let ids: Vec<_> = found.iter().map(|incident| incident.id).collect();
    assert_eq!(ids, [first.id, by_id.id, by_birth.id]);
}

#[test]
fn marks_are_released_by_somebody_else_and_as_they_were_recorded() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let access = Access::of("the marked file", "2 items");
    assert!(matches!(
        store.note_marked(&access, now()),
        Err(StoreError::NotAllowed(_))
    ));
    let every = Roles::every();
    store.set_roles("kduty", &every, now()).unwrap();
    let why = |refused: Result<String, StoreError>| match refused {
        Err(StoreError::Invalid(why)) => why,
        other => panic!("refused, not {other:?}"),
    };
    assert!(why(store.note_released(&access, now())).contains("nobody"));
    store.note_marked(&access, now()).unwrap();
    assert!(why(store.note_released(&access, now())).contains("two people"));
    store.settings.who = crate::domain::user::Who {
        name: "msqa".to_owned(),
        roles: every,
    };
    // One letter more in the file is another file.
    let other = Access::of("the marked file.", "2 items");
    assert!(why(store.note_released(&other, now())).contains("nobody"));
    assert_eq!(store.note_released(&access, now()).unwrap(), "kduty");
    // No word of what was marked stands in the journal.
    let words: i64 = store
        .connection
        .query_row(
            "SELECT count(*) FROM change WHERE after LIKE '%marked file%'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(words, 0);
}
