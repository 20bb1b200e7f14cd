//! What is seen before the desk is open.

use std::sync::Arc;

use super::*;
use crate::app::message::Reply;
use crate::vault::RecoveryKey;

#[test]
fn the_door_of_a_desk_of_several_and_of_one_that_is_not_encrypted() {
    let size = (80, 24);
    let names = ["K. Duty-Example", "S. Other-Example"].map(str::to_owned);
    let door = Door::of(names.to_vec(), Some("S. Other-Example".to_owned()));
    for (name, start) in [
        ("locked_of_several", Start::Locked(door)),
        ("first_run_not_encrypted", Start::SetUp(Cipher::None)),
    ] {
        let now = fixture::at("2026-11-20T22:10:00Z");
        let mut app = App::new(fixture::pack(), BankHolidays::built_in(), &start, now);
        let _drawn = app.update(Message::Size(size.0, size.1), now);
        insta::assert_snapshot!(name, drawn(&app, COLOUR, size).backend().to_string());
    }
}

#[test]
fn the_recovery_key_and_what_is_typed_of_it_are_read_side_by_side() {
    let size = (80, 24);
    let now = fixture::at("2026-11-20T22:10:00Z");
    let start = Start::SetUp(Cipher::default());
    let mut app = App::new(fixture::pack(), BankHolidays::built_in(), &start, now);
    let _drawn = app.update(Message::Size(size.0, size.1), now);
    press(&mut app, &[Key::Right, Key::Tab]);
    press(&mut app, &keys("K. Duty-Example"));
    for _ in 0..2 {
        press(&mut app, &[Key::Tab]);
        press(&mut app, &keys("correct horse battery"));
    }
    let typed = "0000-0000-0000-0000-0000-0000-0000-QVRA";
    let key = RecoveryKey::read(&typed.into()).unwrap();
    let _shown = app.update(Message::Reply(Reply::Recovery(Arc::new(key))), now);
    press(&mut app, &keys("0000 0000 00"));
    insta::assert_snapshot!(
        "recovery_key",
        drawn(&app, COLOUR, size).backend().to_string()
    );
}
