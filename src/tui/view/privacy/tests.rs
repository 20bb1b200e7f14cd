//! What is covered, on a line and on every page.

use ratatui::layout::Rect;

use super::*;

fn secrets() -> Secrets {
    let mut out = Secrets::default();
    out.add_name("M. Ahmadi-Example");
    out.add_phrase("4 Mar 2010");
    out.add_phrase("12 Example Lane, E1");
    out
}

fn line(words: &str, privacy: Privacy) -> String {
    let area = Rect::new(0, 0, 60, 1);
    let mut buffer = Buffer::empty(area);
    buffer.set_string(0, 0, words, ratatui::style::Style::new());
    let found = words_of_line(&buffer, 0);
    for (word, is_covered) in found.iter().zip(covered(&found, &secrets())) {
        if is_covered {
            cover_word(&mut buffer, word, 0, privacy);
        }
    }
    let cells = buffer.content.iter().map(ratatui::buffer::Cell::symbol);
    cells.collect::<String>().trim_end().to_owned()
}

#[test]
fn names_births_and_addresses_are_covered_where_they_stand_and_nothing_moves() {
    for (words, initials, hidden) in [
        (
            "told that M. Ahmadi-Example's arm bled",
            "told that M. A*****-E******'s arm bled",
            "told that *. ******-*******'s arm bled",
        ),
        (
            "born 4 Mar 2010 (16), due 4 Dec 2010",
            "born 4 M** 2*** (16), due 4 Dec 2010",
            "born * *** **** (16), due 4 Dec 2010",
        ),
        (
            "at 12 Example Lane since May",
            "at 1* E****** L*** since May",
            "at ** ******* **** since May",
        ),
        ("cut off: Ahm~", "cut off: A**~", "cut off: ***~"),
        ("AHMADI was seen", "A***** was seen", "****** was seen"),
        (
            "victim 16, stabbed",
            "victim 16, stabbed",
            "victim 16, stabbed",
        ),
    ] {
        assert_eq!(line(words, Privacy::Full.next()), initials);
        assert_eq!(line(words, Privacy::Hidden), hidden);
    }
}
