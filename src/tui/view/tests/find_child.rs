//! Finding a child on a narrow terminal, and with names hidden.

use super::*;

const SIZE: (u16, u16) = (80, 24);

fn file() -> TestFile {
    let incidents = [(41, "Siobhan Tern"), (42, "Shivaun Tern")].map(|(id, name)| {
        let mut incident = fixture::incident();
        incident.id = crate::domain::id::IncidentId(id);
        incident.reference = crate::domain::id::Reference::new("TH", 2026, id);
        name.clone_into(&mut incident.people[0].name);
        incident
    });
    TestFile::of(fixture::pack(), incidents.to_vec())
}

/// What stands on the screen after some keys.
fn shown(before: &str, typed: &str, then: &[Key]) -> String {
    let (mut app, file) = (desk(SIZE), file());
    let now = app.now;
    let mut pressed = keys(before);
    pressed.extend(keys(typed));
    pressed.extend(then);
    for key in pressed {
        send_to(&mut app, Message::Key(key, Pace::ByHand), &file, now);
    }
    drawn(&app, COLOUR, SIZE).backend().to_string()
}

#[test]
fn who_may_be_the_child_and_what_happened_to_them() {
    let asked = shown("gf", "shivaun tern", &[]);
    insta::assert_snapshot!("find_child_80x24", asked);
    let found = shown("gf", "shivaun tern", &[Key::Enter]);
    insta::assert_snapshot!("found_people_80x24", found);
    let chronology = shown("gf", "shivaun tern", &[Key::Enter, Key::Enter]);
    insta::assert_snapshot!("chronology_80x24", chronology);
}

#[test]
fn no_name_and_no_birth_is_read_there_while_they_are_hidden() {
    for then in [&[][..], &[Key::Enter], &[Key::Enter, Key::Enter]] {
        let full = shown("VVVgf", "shivaun tern", then).to_lowercase();
        assert!(full.contains("tern"), "{full}");
        for level in ["Vgf", "VVgf"] {
            let shown = shown(level, "shivaun tern", then).to_lowercase();
            for secret in ["siobhan", "shivaun", "tern", "4 mar 2012"] {
                assert!(!shown.contains(secret), "{level} {secret}\n{shown}");
            }
        }
    }
}
