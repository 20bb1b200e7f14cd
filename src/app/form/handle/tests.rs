use super::*;
use crate::app::form::typed::choice;
use crate::domain::ledger::{MeetingField, ProcessState};

const PLACE: Handle<OneLine> = Handle::new("place");
const TOLD: Handle<Past> = Handle::new("told");
const DUE: Handle<Future> = Handle::new("due");
const STATE: Handle<OneOf<ProcessState>> = Handle::new("state");
const AGENCIES: Handle<Ticks> = Handle::new("agencies");
const DIED: Handle<YesNo> = Handle::new("died");
const NAME: Each<OneLine> = Each::new("people/#/name");

fn now() -> Instant {
    Instant::parse_rfc3339("2026-12-24T22:10:00Z").expect("a time")
}

fn form() -> Form {
    let states = ProcessState::ALL.iter();
    let states = states.map(|state| choice(state.id(), state.title()));
    let agencies = vec![choice("police", "Police"), choice("health", "Health")];
    let fields = vec![
        PLACE.field("Place"),
        TOLD.field("Told"),
        DUE.field("Due"),
        STATE.field("State", states.collect()),
        AGENCIES.field("Agencies", agencies),
        DIED.field("Died"),
        NAME.of("n1").field("Name"),
    ];
    Form::new("A FORM", "save", fields)
}

#[test]
fn an_empty_field_says_nothing_and_one_that_is_needed_says_what_is_missing() {
    let form = form();
    assert_eq!(PLACE.read(&form), Ok(None));
    assert_eq!(PLACE.text(&form), Ok(String::new()));
    assert_eq!(TOLD.read(&form, now()), Ok(None));
    assert_eq!(DIED.read(&form), Ok(None));
    assert_eq!(AGENCIES.ticked(&form), Ok(Vec::new()));
    let missing = PLACE.said(&form, "Say where").expect_err("a fault");
    assert_eq!(
        (missing.field.as_str(), missing.words.as_str()),
        ("place", "Say where")
    );
    let missing = DUE.said(&form, now(), "Say by when").expect_err("a fault");
    assert_eq!(
        (missing.field.as_str(), missing.words.as_str()),
        ("due", "Say by when")
    );
}

#[test]
fn what_is_set_is_read_as_what_it_says() {
    let mut form = form();
    PLACE.set(&mut form, " Example Park ");
    TOLD.set(&mut form, "24/12/2026 21:15");
    STATE.set(&mut form, ProcessState::Running.id());
    AGENCIES.set(&mut form, "health,police");
    DIED.set(&mut form, "no");
    NAME.of("n1").set(&mut form, "M.");
    assert_eq!(PLACE.read(&form), Ok(Some("Example Park".to_owned())));
    let told = TOLD.said(&form, now(), "").expect("a time");
    assert_eq!(told.at, Instant::parse_rfc3339("2026-12-24T21:15:00Z").ok());
    assert_eq!(STATE.read(&form), Ok(Some(ProcessState::Running)));
    let both = vec!["health".to_owned(), "police".to_owned()];
    assert_eq!(AGENCIES.ticked(&form), Ok(both));
    assert_eq!(DIED.read(&form), Ok(Some(false)));
    assert_eq!(NAME.of("n1").text(&form), Ok("M.".to_owned()));
}

#[test]
fn a_time_to_come_is_none_that_has_been() {
    let mut form = form();
    TOLD.set(&mut form, "25/12/2026 09:00");
    let fault = TOLD.read(&form, now()).expect_err("a fault");
    assert_eq!(fault.field, "told");
    assert!(fault.words.contains("is in the future"), "{}", fault.words);
}

#[test]
fn a_field_that_the_form_does_not_ask_is_a_fault_and_never_empty() {
    const ELSEWHERE: Handle<OneLine> = Handle::new("elsewhere");
    let fault = ELSEWHERE.text(&form()).expect_err("a fault");
    assert_eq!(fault.field, "elsewhere");
    assert!(NAME.of("n2").read(&form()).is_err());
}

#[test]
fn a_field_of_each_knows_whose_it_is() {
    let form = form();
    let name = NAME.of("n1");
    let field = name.find(&form).expect("the field");
    assert_eq!(field.id, "people/n1/name");
    assert_eq!(NAME.whose(field), Some("n1"));
    assert_eq!(NAME.whose(PLACE.find(&form).expect("the field")), None);
}

#[test]
fn a_ledgers_column_has_the_key_of_its_word() {
    let at = Handle::<Future>::of(MeetingField::At);
    assert_eq!(at.key(), MeetingField::At.word());
}
