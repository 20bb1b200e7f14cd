//! What was typed as a query, or where it went wrong and what was meant.

use std::ops::Range;

use super::fault::Fault;
use super::field::Takes;
use super::lex::{Kind, LIKE, Token, WHOLE, lex};
use super::{Asked, Field, Query, Vocabulary, period, term};
use crate::domain::age::OLDEST;
use crate::domain::instant::Instant;
use crate::domain::text::{fold, nearest};

/// The most brackets in brackets, and the most things that are asked for at once.
const DEEPEST: usize = 16;
const MOST: usize = 100;

/// Reads a query at a moment, with the desk's own words for what may be asked for.
///
/// # Errors
/// The first place that cannot be read.
pub fn parse(typed: &str, vocabulary: &Vocabulary, now: Instant) -> Result<Query, Fault> {
    let tokens = lex(typed)?;
    if tokens.len() > MOST * 2 {
        return Err(Fault::at(0..typed.len(), "the query is too long"));
    }
    let mut reading = Reading {
        tokens: &tokens,
        at: 0,
        depth: 0,
        end: typed.len(),
        vocabulary,
        now,
    };
    let query = if tokens.is_empty() {
        Query::All(Vec::new())
    } else {
        reading.any()?
    };
    match reading.next() {
        None => Ok(query),
        Some(token) => Err(Fault::at(token.at.clone(), "this bracket closes none")),
    }
}

struct Reading<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    end: usize,
    vocabulary: &'a Vocabulary,
    now: Instant,
}

impl<'a> Reading<'a> {
    fn next(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn any(&mut self) -> Result<Query, Fault> {
        let mut any = vec![self.all()?];
        while let Some(token) = self.next()
            && token.kind == Kind::Or
        {
            self.at += 1;
            any.push(self.all()?);
        }
        Ok(one_or(any, Query::Any))
    }

    fn all(&mut self) -> Result<Query, Fault> {
        let mut all = Vec::new();
        while let Some(token) = self.next()
            && !matches!(token.kind, Kind::Or | Kind::Close)
        {
            all.push(self.one()?);
        }
        if all.is_empty() {
            let at = match self.next() {
                Some(token) => token.at.clone(),
                None => self.end..self.end,
            };
            return Err(Fault::at(at, "something to look for is missing here"));
        }
        Ok(one_or(all, Query::All))
    }

    fn one(&mut self) -> Result<Query, Fault> {
        let Some(token) = self.next() else {
            return Err(Fault::at(
                self.end..self.end,
                "something to look for is missing here",
            ));
        };
        self.at += 1;
        match &token.kind {
            Kind::Minus => {
                self.deeper(token)?;
                let not = self.one()?;
                self.depth -= 1;
                Ok(Query::Not(Box::new(not)))
            }
            Kind::Open => {
                self.deeper(token)?;
                let any = self.any()?;
                self.depth -= 1;
                match self.next() {
                    Some(close) if close.kind == Kind::Close => {
                        self.at += 1;
                        Ok(any)
                    }
                    _ => Err(Fault::at(token.at.clone(), "this bracket is not closed")),
                }
            }
            Kind::Word(word) => words(word, &token.at, Asked::Words),
            Kind::Phrase(words_in) => words(words_in, &token.at, Asked::Phrase),
            Kind::Field(name, value, at) => {
                let name_at = token.at.start..token.at.start + name.len();
                self.field(name, &name_at, value, at)
            }
            Kind::Or | Kind::Close => Err(Fault::at(
                token.at.clone(),
                "something to look for is missing here",
            )),
        }
    }

    fn deeper(&mut self, token: &Token) -> Result<(), Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Fault::at(token.at.clone(), "too many brackets in brackets"));
        }
        Ok(())
    }

    fn field(
        &self,
        name: &str,
        name_at: &Range<usize>,
        value: &str,
        at: &Range<usize>,
    ) -> Result<Query, Fault> {
        let typed = name.to_lowercase();
        let Some(field) = Field::of_word(&typed) else {
            let known = Field::ALL.iter().map(|field| field.word());
            let meant = nearest(&typed, known).map(|word| format!("{word}:"));
            let fault = Fault::at(name_at.clone(), format!("{name}: is no field"));
            return Err(fault.meaning(meant));
        };
        if let Some(value) = value.strip_prefix(WHOLE).filter(|_| field.has_wholes()) {
            return whole(field, value, at);
        }
        match field.takes() {
            Takes::One(own) => one_of(field, own, value, at),
            Takes::OneOrWords(own) => {
                // `overdue:` alone asks whether anything is.
                let is_bare = value.is_empty() && own.contains(&"yes");
                let value = if is_bare { "yes" } else { value };
                match own.iter().find(|word| value.eq_ignore_ascii_case(word)) {
                    Some(word) => Ok(Query::Is(Asked::Is(field, word))),
                    None => self.says(field, value, at),
                }
            }
            Takes::Words => self.says(field, value, at),
            Takes::Name => match value.strip_prefix(LIKE) {
                Some(name) => words(name, at, Asked::ChildLike),
                None => words(value, at, Asked::Child),
            },
            Takes::Age => age(value, at),
            Takes::Time => period::asked(field, value, at, self.now),
        }
    }

    /// Reads words in a field; of one that is nearly a word of the desk's it is said which.
    fn says(&self, field: Field, value: &str, at: &Range<usize>) -> Result<Query, Fault> {
        let asked = words(value, at, |words| Asked::Says(field, words))?;
        let known = self.vocabulary.of(field);
        let folded = fold(value);
        let (own, known): (Vec<&str>, Vec<String>) = (
            folded.split(' ').collect(),
            known.iter().map(|entry| fold(entry)).collect(),
        );
        let has =
            |entry: &String, word: &str| entry.split(' ').any(|known| known.starts_with(word));
        let is_known = |word: &&str| known.iter().any(|entry| has(entry, word));
        let Some(unknown) = own.iter().find(|word| !is_known(word)) else {
            return Ok(asked);
        };
        let of_field = match field.takes() {
            Takes::OneOrWords(own) => own,
            _ => &[],
        };
        let all = known.iter().flat_map(|entry| entry.split(' '));
        let all = all.filter(|word| word.len() > 2);
        match nearest(unknown, of_field.iter().copied().chain(all)) {
            Some(meant) => {
                let meant = format!(
                    "{}:{}",
                    field.word(),
                    quoted(&folded.replace(unknown, meant))
                );
                let fault = Fault::at(at.clone(), format!("no {} has «{unknown}»", field.word()));
                Err(fault.meaning(Some(meant)))
            }
            // Another edition may have had the word.
            None => Ok(asked),
        }
    }
}

fn quoted(words: &str) -> String {
    if words.contains(' ') {
        format!("\"{words}\"")
    } else {
        words.to_owned()
    }
}

fn one_or(mut all: Vec<Query>, several: fn(Vec<Query>) -> Query) -> Query {
    match all.len() {
        1 => all.remove(0),
        _ => several(all),
    }
}

fn words(
    typed: &str,
    at: &Range<usize>,
    asked: impl Fn(Vec<String>) -> Asked,
) -> Result<Query, Fault> {
    let folded = fold(typed);
    let words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
    if folded.is_empty() {
        return Err(Fault::at(at.clone(), "there is no word in this"));
    }
    Ok(Query::Is(asked(words)))
}

fn whole(field: Field, value: &str, at: &Range<usize>) -> Result<Query, Fault> {
    let whole = term::whole_of(value);
    if whole.is_empty() {
        return Err(Fault::at(at.clone(), "there is no word in this"));
    }
    Ok(Query::Is(Asked::Whole(field, whole)))
}

fn one_of(
    field: Field,
    own: &'static [&'static str],
    value: &str,
    at: &Range<usize>,
) -> Result<Query, Fault> {
    let typed = value.to_lowercase();
    if let Some(word) = own.iter().find(|word| **word == typed) {
        return Ok(Query::Is(Asked::Is(field, word)));
    }
    let begun: Vec<&&str> = own.iter().filter(|word| word.starts_with(&typed)).collect();
    let meant = match begun[..] {
        [one] => Some(*one),
        _ => nearest(&typed, own.iter().copied()),
    };
    let fault = Fault::at(
        at.clone(),
        format!("{}: is asked with {}", field.word(), own.join(", ")),
    );
    Err(fault.meaning(meant.map(|word| format!("{}:{word}", field.word()))))
}

/// Reads an age: `13`, `<13`, `<=13`, `>16`, `>=16`, `10..15`, `..15`, `10..`.
fn age(value: &str, at: &Range<usize>) -> Result<Query, Fault> {
    let fault = || {
        Fault::at(
            at.clone(),
            format!("«{value}» is no age: 13, <13, >=16, 10..15"),
        )
    };
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|age| *age <= OLDEST);
    let (from, to) = if let Some((from, to)) = value.split_once("..") {
        let from = if from.is_empty() {
            Some(0)
        } else {
            number(from)
        };
        let to = if to.is_empty() {
            Some(OLDEST)
        } else {
            number(to)
        };
        (from, to)
    } else if let Some(age) = value.strip_prefix("<=") {
        (Some(0), number(age))
    } else if let Some(age) = value.strip_prefix('<') {
        (Some(0), number(age).and_then(|age| age.checked_sub(1)))
    } else if let Some(age) = value.strip_prefix(">=") {
        (number(age), Some(OLDEST))
    } else if let Some(age) = value.strip_prefix('>') {
        (number(age).map(|age| age + 1), Some(OLDEST))
    } else {
        (number(value), number(value))
    };
    match (from, to) {
        (Some(from), Some(to)) if from <= to => Ok(Query::Is(Asked::Age(from, to))),
        _ => Err(fault()),
    }
}
