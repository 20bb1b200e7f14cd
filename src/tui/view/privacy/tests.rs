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
        // A first name that stands nowhere else.
        (
            "Perpetua Ahmadi was stabbed",
            "P******* A***** was stabbed",
            "******** ****** was stabbed",
        ),
        (
            "Child  Ahmadi, seen",
            "Child  A*****, seen",
            "Child  ******, seen",
        ),
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

/// What a screen of several lines shows with the fixture's secrets hidden.
fn lines(text: &[&str]) -> Vec<String> {
    let area = Rect::new(0, 0, 60, u16::try_from(text.len()).unwrap());
    let mut buffer = Buffer::empty(area);
    for (y, line) in (0..).zip(text) {
        buffer.set_string(0, y, *line, ratatui::style::Style::new());
    }
    cover_secrets(&mut buffer, &secrets(), Privacy::Hidden);
    let rows = buffer.content.chunks(60);
    let row = |cells: &[ratatui::buffer::Cell]| {
        let cells = cells.iter().map(ratatui::buffer::Cell::symbol);
        cells.collect::<String>().trim_end().to_owned()
    };
    rows.map(row).collect()
}

#[test]
fn a_birth_and_an_address_that_go_over_the_end_of_a_line_are_covered_whole() {
    for (text, covered) in [
        (
            [" the child was born on 4", "   Mar 2010, at home"],
            [" the child was born on *", "   *** ****, at home"],
        ),
        (
            [" the child was born 4 Mar", "   2010, at home"],
            [" the child was born * ***", "   ****, at home"],
        ),
        (
            ["lives at 12 Example Lane,", "E1, with an aunt"],
            ["lives at ** ******* ****,", "**, with an aunt"],
        ),
        // Beside another pane, on either side of it.
        (
            [
                "Deadlines    │ she lives at 12",
                "0040  E1 9   │ Example Lane.",
            ],
            [
                "Deadlines    │ she lives at **",
                "0040  E1 9   │ ******* ****.",
            ],
        ),
        // What only stands below something is nobody's.
        (
            ["the ward has 12 beds", "Example of a report"],
            ["the ward has 12 beds", "******* of a report"],
        ),
        (
            ["due on 4", "  May 2010 is past"],
            ["due on 4", "  May 2010 is past"],
        ),
    ] {
        assert_eq!(lines(&text), covered);
    }
}
