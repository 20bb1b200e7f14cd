//! What a head of service reads before signing.

use super::page::WIDTH;
use super::*;

#[test]
fn every_row_of_every_pack_is_in_its_text() {
    for pack in Pack::councils() {
        let text = prose(&pack);
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut titles: Vec<&str> = Vec::new();
        titles.extend(pack.advice.iter().map(|row| row.title.as_str()));
        titles.extend(pack.clocks.iter().map(|row| row.title.as_str()));
        titles.extend(pack.steps.iter().map(|row| row.title.as_str()));
        titles.extend(pack.states.iter().map(|row| row.title.as_str()));
        titles.extend(pack.agencies.iter().map(|row| row.title.as_str()));
        titles.extend(pack.checklists.iter().map(|row| row.title.as_str()));
        titles.extend(pack.letters.iter().map(|row| row.title.as_str()));
        titles.extend(pack.decisions.iter().map(|row| row.title.as_str()));
        titles.extend(pack.meetings.iter().map(|row| row.title.as_str()));
        titles.extend(pack.roles.iter().map(|row| row.title.as_str()));
        titles.extend(pack.triggers.iter().map(|row| row.title.as_str()));
        titles.extend(pack.told.iter().map(|row| pack.role_title(&row.role)));
        titles.extend(pack.facts.iter().map(|row| row.ask.as_str()));
        titles.extend(pack.events.iter().map(|row| row.title.as_str()));
        titles.extend(pack.sources.iter().map(|row| row.title.as_str()));
        titles.extend(pack.retentions.iter().map(|row| row.title.as_str()));
        titles.extend(pack.outcomes.iter().map(|row| row.title.as_str()));
        let fields = pack.forms.iter().flat_map(|form| &form.section);
        let fields = fields.flat_map(|section| &section.field);
        titles.extend(fields.map(|field| field.label.as_str()));
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
    let text = prose(&pack);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "- of at least one person:",
        "- younger than 18 on the day of the incident",
        "target: 24 hours, through nights and weekends",
        "early line: 5 working days of England and Wales",
        "- Notification criteria decided: not met",
        "early line: 5 working days of England and Wales, the day it counts from included if it is a working day, to the close of the office",
        "target: 5 working days of England and Wales, the day it counts from not included, to the close of the office",
        "limit: 5 working days of England and Wales, the day it counts from not included, to the end of the day",
        "target: the last working day of the month, to the close of the office",
        "- Does this person live in this authority's area? no",
        "provisional until: Notification criteria decided",
        "else it says: No looked-after child is recorded as having died.",
        "by: Head of SQA; Director, Supporting Families (all of them together)",
        "published: 2023-08, not confirmed",
        "next only when nothing else is left to do",
        "merged; nothing more is to be done: it is due on the other incident",
        "raised records: Decided: alert raised",
        "asked when: - recorded: Rapid Review Panel held",
        "decides: Panel's recommendation expected to take: 120 minutes",
        "its own time, no clock of this desk: without delay",
        "records: Serious incident notification submitted basis: Built from GOV.UK's page",
        "Acknowledgement to the referring team; to Referring team due when:",
        "records: Alert acknowledged to the referring team Serious incident alert {reference}",
        "several of them may hold together asked when:",
        "Alert form sent; a reason is asked when it is late the program takes it for: alert sent",
        "Received by MASH; Alert form sent; Alert form received; The authority learned of a death the program takes it for: awareness",
        "If in doubt, alert. Decision belongs to the worker and manager. a yes makes an alert due",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

/// A head of service signs for words that can be looked up: every quote of the file is printed.
#[test]
fn every_quote_of_every_pack_is_in_its_text() {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (id, source) in crate::pack::BUILT_IN {
        let text = flat(&prose(&Pack::built_in(id).unwrap()));
        let tree: toml::Table = toml::from_str(source).unwrap();
        let mut open: Vec<toml::Value> = tree.into_iter().map(|(_, value)| value).collect();
        let mut seen = 0;
        while let Some(value) = open.pop() {
            match value {
                toml::Value::Array(list) => open.extend(list),
                toml::Value::Table(table) => {
                    if let Some(quote) = table.get("quote").and_then(|q| q.as_str()) {
                        seen += 1;
                        assert!(text.contains(&flat(quote)), "{id}: {quote}");
                    }
                    open.extend(table.into_iter().map(|(_, value)| value));
                }
                _ => {}
            }
        }
        assert!(seen > 40, "{id}: {seen} quotes");
    }
}

/// The keys whose words people read; the others hold ids, numbers and switches.
const PROSE: [&str; 29] = [
    "agenda",
    "ask",
    "audiences",
    "basis",
    "by",
    "council",
    "date",
    "duties",
    "edition",
    "help",
    "label",
    "lead",
    "limit",
    "mailbox",
    "no",
    "note",
    "notice",
    "phone",
    "prompts",
    "published",
    "quote",
    "says",
    "stood_down",
    "text",
    "title",
    "unknown",
    "unsettled",
    "why_not",
    "yes",
];

/// Gathers every word of a pack's file that people read, but for those of the header.
fn words_for_people<'a>(key: &'a str, value: &'a toml::Value, out: &mut Vec<(&'a str, &'a str)>) {
    match value {
        toml::Value::String(words) if PROSE.contains(&key) => out.push((key, words)),
        toml::Value::Array(list) => list
            .iter()
            .for_each(|value| words_for_people(key, value, out)),
        toml::Value::Table(table) => {
            // What an event or a telling is done `by` is a role's id, and is shown by its title.
            let named = table.contains_key("values");
            let rows = table
                .iter()
                .filter(|(key, _)| !matches!(key.as_str(), "pack" | "records"));
            rows.filter(|(key, _)| *key != "by" || named)
                .for_each(|(key, value)| words_for_people(key, value, out));
        }
        _ => {}
    }
}

#[test]
fn every_word_of_every_pack_that_people_read_is_in_its_text() {
    // Lines may break after a hyphen: blanks are left out of both.
    let tight = |text: &str| text.split_whitespace().collect::<String>();
    let file = |wanted: &str| {
        let built_in = crate::pack::BUILT_IN;
        let (_, text) = built_in.iter().find(|(id, _)| *id == wanted).unwrap();
        text.parse::<toml::Table>().map(toml::Value::Table).unwrap()
    };
    for pack in Pack::councils() {
        let text = prose(&pack);
        let shown = tight(&text);
        for value in [file(&pack.pack.id), file("england")] {
            let mut words = Vec::new();
            words_for_people("", &value, &mut words);
            assert!(words.len() > 200, "{}", words.len());
            for (key, words) in words {
                let id = &pack.pack.id;
                assert!(shown.contains(&tight(words)), "{id}: {key} «{words}»");
            }
        }
        let wide = text
            .lines()
            .find(|line| crate::domain::text::width(line) > WIDTH);
        assert_eq!(wide, None);
    }
}

/// Who may decide although the three do not agree, and what their dispute records, is signed for.
#[test]
fn a_disagreement_is_in_the_text() {
    let text = prose(&Pack::built_in("barnet").unwrap());
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "where they do not agree, Local authority alone may decide: met",
        "a disagreement records: Disagreement taken to the resolution protocol",
        "by: Local authority (partner); Police (partner); Integrated care board (partner; CCG in the older text) (all of them, each with a position)",
        "not held, because records: SIRM not held",
        "- The facts of the case S1: «The facts of the case»",
        "called for when: - the program advises yes: Chair of the Adults at Risk Panel to be told records: Chair of the Adults at Risk Panel told",
    ] {
        assert!(text.contains(words), "{words}");
    }
}
