//! Every page with names hidden: none is left, and nothing has moved.

use super::*;

/// Whoever is on the fixture's incident, when they were born, where it happened.
const SECRETS: [&str; 4] = ["Ahmadi", "AHMADI", "2010", "Malik"];

fn pages() -> Vec<(&'static str, Vec<Key>)> {
    let tab = |times: usize| {
        let mut pressed = vec![Key::Enter];
        pressed.extend(std::iter::repeat_n(Key::Right, times));
        pressed
    };
    let mut out = vec![
        ("desk", Vec::new()),
        ("form pane", keys("2")),
        ("deadlines", keys("3")),
        ("contacts", keys("4")),
        ("advice", keys("ga")),
        ("form", keys("e")),
        ("send", keys("2s")),
        ("text of the mail", keys("2st")),
        ("notification", keys("gn")),
        ("handover", keys("gh")),
        ("call", keys("c")),
        ("filter", keys("/ahm")),
    ];
    out.extend((0..13).map(|times| ("tab", tab(times))));
    let mut person = tab(2);
    person.push(Key::Enter);
    out.push(("person", person));
    out
}

#[test]
fn no_page_shows_a_name_a_birth_or_an_address_while_they_are_hidden() {
    let size = (120, 40);
    let mut held = 0;
    for (name, pressed) in pages() {
        // All the way round: in full, and said to be so.
        let mut round = keys("VVV");
        round.extend(&pressed);
        let full = screen(size, &round, COLOUR);
        held += usize::from(SECRETS.iter().any(|secret| full.contains(secret)));
        for level in ["V", "VV"] {
            let mut keys = keys(level);
            keys.extend(&pressed);
            let shown = screen(size, &keys, COLOUR);
            for secret in SECRETS {
                let typed = name == "filter" && secret == "Ahmadi";
                assert!(
                    typed || !shown.contains(secret),
                    "{name} {level} {secret}\n{shown}"
                );
            }
            assert!(shown.contains(if level == "V" { "INITIALS" } else { "HIDDEN" }));
            // What is covered stands where it stood: below the two lines at the top and above what is said.
            for (before, after) in full.lines().zip(shown.lines()).skip(2).take(30) {
                let moved = before
                    .chars()
                    .zip(after.chars())
                    .any(|(before, after)| before != after && after != '*');
                assert!(!moved, "{name} {level}\n{before}\n{after}");
            }
        }
    }
    // The form, the mail, the notification, two tabs and the page of one person: lists name nobody.
    assert_eq!(held, 6, "as many pages hold a name when it is not hidden");
}

#[test]
fn the_people_of_an_incident_as_initials_and_hidden() {
    let size = (80, 24);
    for (name, level) in [("initials", "V"), ("hidden", "VV")] {
        let mut pressed = keys(level);
        pressed.extend([Key::Enter, Key::Right, Key::Right]);
        insta::assert_snapshot!(
            format!("people_{name}_80x24"),
            screen(size, &pressed, COLOUR)
        );
    }
}

#[test]
fn names_in_the_words_of_what_may_be_the_same_are_covered_although_it_was_never_opened() {
    let size = (120, 40);
    let incidents = [(42, "Tern-Example"), (43, "Quillon-Example")].map(|(id, name)| {
        let mut incident = fixture::incident();
        incident.id = crate::domain::id::IncidentId(id);
        name.clone_into(&mut incident.people[1].name);
        incident.narrative = format!("{name} told of the stabbing");
        incident
    });
    let file = TestFile::of(fixture::pack(), incidents.to_vec());
    let mut app = desk(size);
    let now = app.now;
    let mut pressed = keys("VVnahmadi");
    let words = |app: &App| drawn(app, COLOUR, size).backend().to_string();
    for next in [None, Some(Key::Ctrl('g'))] {
        pressed.extend(next);
        for key in std::mem::take(&mut pressed) {
            send_to(&mut app, Message::Key(key, Pace::ByHand), &file, now);
        }
        let shown = words(&app);
        for name in ["Tern", "Quillon"] {
            assert!(!shown.contains(name), "{name}\n{shown}");
        }
    }
    let shown = words(&app);
    assert_eq!(shown.matches("told of the stabbing").count(), 2, "{shown}");
}
