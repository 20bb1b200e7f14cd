//! A query as one question to the index of words.

use crate::domain::query::{Asked, Query, term};
use crate::domain::sound;
use crate::domain::spelling::slips;

/// Returns the question for a query; none where it asks for everything.
pub(in crate::store) fn question(query: &Query) -> Option<String> {
    match query {
        Query::All(all) if all.is_empty() => None,
        query => Some(of(query)),
    }
}

fn every() -> String {
    format!("terms : {}", term::EVERY)
}

fn of(query: &Query) -> String {
    match query {
        Query::Any(any) => joined(any.iter().map(of), " OR "),
        Query::Not(not) => format!("({} NOT {})", every(), of(not)),
        Query::Is(asked) => is(asked),
        Query::All(all) => {
            // What is not wanted is taken from what is: of it alone, from everything.
            let wanted = all.iter().filter(|one| !matches!(one, Query::Not(_)));
            let wanted: Vec<String> = wanted.map(of).collect();
            let mut out = if wanted.is_empty() {
                every()
            } else {
                joined(wanted.into_iter(), " AND ")
            };
            for one in all {
                if let Query::Not(not) = one {
                    out = format!("{out} NOT {}", of(not));
                }
            }
            format!("({out})")
        }
    }
}

fn joined(all: impl Iterator<Item = String>, by: &str) -> String {
    format!("({})", all.collect::<Vec<_>>().join(by))
}

/// A folded word has letters and digits alone: nothing of it is the index's own language.
fn is(asked: &Asked) -> String {
    let begins = |column: &str, word: &str| format!("{column} : \"{word}\" *");
    let term = |term: String| format!("terms : \"{term}\"");
    match asked {
        Asked::Words(words) => joined(words.iter().map(|word| begins("words", word)), " AND "),
        Asked::Child(words) => joined(words.iter().map(|word| begins("names", word)), " AND "),
        Asked::ChildLike(words) => joined(words.iter().map(|word| like(word)), " AND "),
        Asked::Phrase(words) => format!("words : \"{}\"", words.join(" ")),
        Asked::Says(field, words) => {
            let words = words.iter().map(|word| term::word(*field, word));
            joined(words.map(|word| begins("terms", &word)), " AND ")
        }
        Asked::Whole(field, whole) => term(term::whole(*field, whole)),
        Asked::Is(field, own) => term(term::own(*field, own)),
        Asked::Age(from, to) => joined((*from..=*to).map(|age| term(term::age(age))), " OR "),
        Asked::During(field, from, before) => {
            let terms = term::range(*field, *from, *before);
            if terms.is_empty() {
                return format!("({0} NOT {0})", every());
            }
            joined(terms.into_iter().map(term), " OR ")
        }
    }
}

/// Returns the question for a name that sounds like a word, or is it but for a letter.
fn like(word: &str) -> String {
    let mut names = slips(word);
    names.insert(word.to_owned());
    let names: Vec<String> = names.into_iter().collect();
    let spelt = format!("names : (\"{}\")", names.join("\" OR \""));
    match sound::of(word) {
        none if none.is_empty() => format!("({spelt})"),
        sound => format!("({spelt} OR terms : \"{}\")", term::sound(&sound)),
    }
}
