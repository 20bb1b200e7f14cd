//! What a head of service reads before signing.

use super::*;

#[test]
fn every_row_of_every_pack_is_in_its_text() {
    for pack in Pack::councils() {
        let text = pack_text(&pack);
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut titles: Vec<&str> = Vec::new();
        titles.extend(pack.advice.iter().map(|row| row.title.as_str()));
        titles.extend(pack.clocks.iter().map(|row| row.title.as_str()));
        titles.extend(pack.steps.iter().map(|row| row.title.as_str()));
        titles.extend(pack.decisions.iter().map(|row| row.title.as_str()));
        titles.extend(pack.meetings.iter().map(|row| row.title.as_str()));
        titles.extend(pack.roles.iter().map(|row| row.title.as_str()));
        titles.extend(pack.triggers.iter().map(|row| row.title.as_str()));
        let quotes = pack
            .advice
            .iter()
            .flat_map(|row| row.cite.iter().chain(&row.also));
        titles.extend(quotes.map(|cite| cite.quote.as_str()));
        for title in titles {
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains(&title), "{}: {title}", pack.pack.id);
        }
        assert!(
            text.lines()
                .all(|line| crate::domain::text::width(line) <= WIDTH)
        );
    }
}

#[test]
fn a_condition_reads_as_people_say_it() {
    let pack = Pack::built_in("tower-hamlets").unwrap();
    let text = pack_text(&pack);
    for words in [
        "- of at least one person:",
        "- younger than 18 on the day of the incident",
        "target: 24 hours, through nights and weekends",
        "early line: 5 working days of England and Wales",
        "- Notification criteria decided: not_met",
    ] {
        assert!(text.contains(words), "{words}");
    }
}
