//! How the last word of a query goes on.

use super::field::Takes;
use super::period::NAMED;
use super::{Field, Vocabulary};
use crate::domain::text::fold;

/// What the last word of a query can go on as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// What stands before the word.
    pub before: String,
    /// What may stand in its place, in the order of the alphabet.
    pub options: Vec<String>,
}

/// Returns how the last word of what was typed can go on.
#[must_use]
pub fn complete(typed: &str, vocabulary: &Vocabulary) -> Completion {
    let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')');
    let from = typed.rfind(ends).map_or(0, |at| at + 1);
    let (before, word) = typed.split_at_checked(from).unwrap_or((typed, ""));
    let minus = word.len() - word.trim_start_matches('-').len();
    let (signs, word) = word.split_at_checked(minus).unwrap_or(("", word));
    let mut options = if let Some((name, value)) = word.split_once(':') {
        values(name, value, vocabulary)
    } else {
        let fields = Field::ALL.iter().map(|field| format!("{}:", field.word()));
        fields
            .filter(|field| field.starts_with(&word.to_lowercase()))
            .collect()
    };
    options.sort();
    options.dedup();
    Completion {
        before: format!("{before}{signs}"),
        options,
    }
}

fn values(name: &str, value: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let Some(field) = Field::of_word(&name.to_lowercase()) else {
        return Vec::new();
    };
    let own: &[&str] = match field.takes() {
        Takes::One(own) | Takes::OneOrWords(own) => own,
        Takes::Time => &NAMED,
        Takes::Words | Takes::Name | Takes::Age => &[],
    };
    let own = own.iter().map(|word| (*word).to_owned());
    // A title is offered whole, its words joined by what stands for a blank.
    let titles = vocabulary
        .of(field)
        .iter()
        .map(|title| fold(title).replace(' ', "-"));
    let begun = fold(value).replace(' ', "-");
    let all = own.chain(titles).filter(|word| word.starts_with(&begun));
    all.map(|word| format!("{}:{word}", field.word())).collect()
}

/// Returns the longest beginning that all of some words have.
#[must_use]
pub fn common(options: &[String]) -> String {
    let Some((first, rest)) = options.split_first() else {
        return String::new();
    };
    let is_begun = |end: &usize| {
        let begin = first.get(..*end);
        begin.is_some_and(|begin| rest.iter().all(|word| word.starts_with(begin)))
    };
    let end = (0..=first.len()).rev().find(is_begun);
    first.get(..end.unwrap_or(0)).unwrap_or_default().to_owned()
}
