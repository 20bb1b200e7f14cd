//! U1: every screen at sizes from one cell to a wall.

use super::*;

/// Each screen by the keys that lead to it.
fn screens() -> Vec<(&'static str, Vec<Key>)> {
    let plain = [
        "", "2", "3", "4", "gd", "ga", "gh", "gl", "gn", "a", "e", "s", "n", "c", "x", "i", "t",
        "X", "?", ":", "/", "q", "gw", "f",
    ];
    let mut out: Vec<(&str, Vec<Key>)> = plain.map(|text| (text, keys(text))).into();
    let mut tab = vec![Key::Enter];
    for name in [
        "summary",
        "steps",
        "people",
        "decisions",
        "meetings",
        "checks",
        "tasks",
        "told",
        "papers",
        "links",
    ] {
        out.push((name, tab.clone()));
        tab.push(Key::Right);
    }
    let mut typed = keys("n");
    typed.extend([Key::Tab, Key::Tab]);
    typed.extend(keys("A long call, told twice over, with a name in it."));
    typed.push(Key::Ctrl('n'));
    out.push(("typing", typed));
    out.push(("concealed", vec![Key::Ctrl('p')]));
    out
}

/// A pseudo-random number below `most`, the same in every run.
fn next(state: &mut u64, most: u16) -> u16 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    u16::try_from(*state % u64::from(most)).unwrap()
}

#[test]
#[expect(clippy::print_stdout, reason = "it says its figures")]
fn every_screen_at_two_thousand_sizes_in_all() {
    let is_long = std::env::var("DUTYDESK_ATTACK").is_ok_and(|word| word == "long");
    let sampled = if is_long { 2_000 } else { 48 };
    let mut state = 0x9e37_79b9_7f4a_7c15;
    let mut drawn_at = 0;
    for (name, pressed) in screens() {
        let mut app = desk((80, 24));
        press(&mut app, &pressed);
        let mut sizes = vec![
            (1, 1),
            (1, 100),
            (300, 1),
            (300, 100),
            (59, 16),
            (60, 15),
            (60, 16),
            (80, 24),
            (119, 40),
        ];
        sizes.resize_with(sampled + sizes.len(), || {
            // Most of them near what people have.
            let (columns, rows) = if next(&mut state, 2) == 0 {
                (300, 100)
            } else {
                (130, 40)
            };
            (1 + next(&mut state, columns), 1 + next(&mut state, rows))
        });
        for size in sizes {
            send(&mut app, Message::Size(size.0, size.1));
            for look in [COLOUR, ASCII] {
                let terminal = drawn(&app, look, size);
                let shown = terminal.backend().to_string();
                let says = |words: &str| shown.replace(['"', '\n'], " ").contains(words);
                if name != "concealed" && (20..60).contains(&size.0) && size.1 >= 6 {
                    assert!(says("too small"), "{name} at {size:?}:\n{shown}");
                }
                if look == ASCII && size.0 >= 60 && size.1 >= 16 {
                    let odd = |c: &char| ('\u{2500}'..='\u{259f}').contains(c);
                    assert_eq!(
                        shown.chars().find(odd),
                        None,
                        "{name} at {size:?}: a drawn line"
                    );
                }
                drawn_at += 1;
            }
        }
    }
    println!(
        "sizes: {} screens drawn at {drawn_at} sizes and looks, 0 panics",
        screens().len()
    );
}
