//! Conditions in plain words, a line a part.

use super::page::Page;
use crate::pack::Pack;
use crate::pack::condition::{Condition, Test};

/// Writes a condition, its parts indented under it.
pub(super) fn write(page: &mut Page, pack: &Pack, indent: usize, condition: &Condition) {
    let (words, parts) = words(pack, condition);
    page.line(indent, &format!("- {words}"));
    let inner = match &condition.test {
        Test::Not(part) if parts.is_empty() => part.cite.as_ref(),
        _ => None,
    };
    page.quotes(indent + 2, condition.cite.iter().chain(inner));
    for part in parts {
        write(page, pack, indent + 2, part);
    }
}

fn words<'a>(pack: &Pack, condition: &'a Condition) -> (String, Vec<&'a Condition>) {
    let ask = |id: &str| pack.fact(id).map_or(id.to_owned(), |row| row.ask.clone());
    let said = |words: String| (words, Vec::new());
    let or = |words: &[String]| words.join(" or ").replace('_', " ");
    match &condition.test {
        Test::All(parts) => ("all of these:".to_owned(), parts.iter().collect()),
        Test::Any(parts) => ("at least one of these:".to_owned(), parts.iter().collect()),
        Test::Not(part) => match &part.test {
            Test::Fact(id) => said(format!("{} no", ask(id))),
            _ => ("not:".to_owned(), vec![part]),
        },
        Test::SomePerson(part) => ("of at least one person:".to_owned(), vec![part]),
        Test::EveryPerson(part) => ("of every person:".to_owned(), vec![part]),
        Test::Fact(id) => said(format!("{} yes", ask(id))),
        Test::FactIs(id, words) => said(format!("{} {}", ask(id), or(words))),
        Test::FactListed(id) => said(format!("{} at least one", ask(id))),
        Test::Recorded(id) => said(format!("{} recorded as yes", ask(id))),
        Test::AgeUnder(age) => said(format!("younger than {age} on the day of the incident")),
        Test::AgeAtLeast(age) => said(format!("{age} or older on the day of the incident")),
        Test::AgeIs(age) => said(format!("exactly {age} on the day of the incident")),
        Test::Role(roles) => {
            let titles: Vec<&str> = roles.iter().map(|role| role.title()).collect();
            said(format!("the person is {}", titles.join(" or ")))
        }
        Test::Criterion(id) => {
            let row = pack.criteria.iter().find(|row| row.id == *id);
            said(format!("{id} {}", row.map_or("", |row| row.title.as_str())))
        }
        Test::Advice(id) => {
            let title = pack
                .advice_row(id)
                .map_or(id.as_str(), |row| row.title.as_str());
            said(format!("the program advises yes: {title}"))
        }
        Test::Unsettled(reading) => said(format!("not known, and no fact settles it ({reading})")),
        Test::Event(id) => said(format!("recorded: {}", pack.event_title(id))),
        Test::Decision(id, words) => said(format!("{}: {}", pack.event_title(id), or(words))),
    }
}
