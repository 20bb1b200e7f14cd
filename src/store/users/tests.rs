//! Who may be at the desk, by the record alone.

use crate::store::tests::Scratch;

#[test]
fn whoever_makes_a_desk_looks_after_it_and_is_on_duty() {
    let scratch = Scratch::new();
    let store = scratch.create();
    let [user] = &store.users().unwrap()[..] else {
        panic!("one user");
    };
    assert_eq!(
        (user.name.as_str(), user.added_by.as_str()),
        ("kduty", "kduty")
    );
    assert_eq!(user.roles.to_string(), "duty,administrator");
    assert_eq!(store.settings().who.roles, user.roles);
}
