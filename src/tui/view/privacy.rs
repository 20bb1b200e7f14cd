//! What is drawn with names, dates of birth and addresses hidden, or their first letters alone.
//!
//! Every page writes what it has to say; what is not to be read is then covered where it stands, sign
//! for sign, so that no page can forget to, and nothing moves. Names are found by themselves, wherever
//! they stand: in a list, in a form, in what somebody told.

mod word;
mod wraps;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use self::word::{Word, words_of_line};
use crate::app::App;
use crate::app::page::Screen;
use crate::app::session::privacy::Privacy;
use crate::domain::incident::Incident;
use crate::domain::text::fold;

/// What covers a sign.
const COVER: &str = "*";

/// What is not to be read: words that are covered wherever they stand, and phrases of which two words
/// together are.
#[derive(Debug, Default)]
struct Secrets {
    words: BTreeSet<String>,
    phrases: Vec<Vec<String>>,
}

impl Secrets {
    fn of(app: &App) -> Self {
        let mut out = Self::default();
        for row in app.desk.rows() {
            out.add_incident(&row.incident);
        }
        for (incident, _) in &app.desk.shift.incidents {
            out.add_incident(incident);
        }
        let listed = app.desk.sight.names.iter().chain(&app.desk.shift.names);
        let register = app.desk.table.names.iter().chain(&app.desk.queues.names);
        for name in listed.chain(register) {
            out.add_name(name);
        }
        for person in app.desk.found.people.iter().flat_map(|person| &person.on) {
            out.add_name(&person.name);
            out.add_birth(person.date_of_birth);
            out.add_phrase(&person.address);
        }
        if let Some((_, gathered)) = &app.desk.report {
            for name in &gathered.names {
                out.add_name(name);
            }
            for found in &gathered.examined {
                out.add_incident(&found.incident);
            }
        }
        for screen in app.screens.iter() {
            if let Screen::Form(screen) = screen {
                for name in &screen.names {
                    out.add_name(name);
                }
                // Whoever works at the desk is named still, also where they fill in their own name.
                let is_at_the_desk = |name: &str| {
                    let users = app.desk.users.iter().map(|user| &user.name);
                    users.chain([&app.who.name]).any(|user| user == name)
                };
                let fields = screen.form.fields.iter();
                for field in fields.filter(|field| !is_at_the_desk(&field.value())) {
                    if is_of_person(&field.id) {
                        out.add_name(&field.value());
                    } else if is_of_place(&field.id) {
                        out.add_phrase(&field.value());
                    }
                }
            }
        }
        out
    }

    fn add_incident(&mut self, incident: &Incident) {
        for person in &incident.people {
            self.add_name(&person.name);
            self.add_birth(person.date_of_birth);
            for (word, text) in &person.details {
                if is_of_place(word) {
                    self.add_phrase(text);
                } else if is_of_person(word) {
                    self.add_name(text);
                }
            }
        }
        for (field, text) in &incident.form {
            if is_of_place(field) {
                self.add_phrase(text);
            } else if is_of_person(field) {
                self.add_name(text);
            }
        }
        self.add_phrase(&incident.place);
        self.add_phrase(&incident.told_by);
    }

    /// Adds a birth, in each way it is written.
    fn add_birth(&mut self, born: Option<NaiveDate>) {
        let shapes = [
            "%-d %b %Y",
            "%-d %B %Y",
            "%-d/%-m/%Y",
            "%d/%m/%Y",
            "%Y-%m-%d",
        ];
        if let Some(born) = born {
            for shape in shapes {
                self.add_phrase(&born.format(shape).to_string());
            }
        }
    }

    /// Adds a name: each word of it of two letters or more is covered wherever it stands.
    fn add_name(&mut self, name: &str) {
        let words = words(name).into_iter();
        let long =
            words.filter(|word| word.chars().count() > 1 && !word.chars().all(char::is_numeric));
        self.words.extend(long);
        self.add_phrase(name);
    }

    fn add_phrase(&mut self, text: &str) {
        let words = words(text);
        if !words.is_empty() {
            self.phrases.push(words);
        }
    }
}

/// Says whether a field holds a person's name or birth.
fn is_of_person(field: &str) -> bool {
    ["name", "born", "birth", "search"]
        .iter()
        .any(|word| field.contains(word))
}

/// Says whether a field holds where somebody lives, where it happened, or who told and how: of such a
/// text no word is a secret by itself.
fn is_of_place(field: &str) -> bool {
    ["address", "postcode", "place", "home", "told_by"]
        .iter()
        .any(|word| field.contains(word))
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts.map(fold).filter(|word| !word.is_empty()).collect()
}

/// Covers what is not to be read at this level.
pub(super) fn cover(buffer: &mut Buffer, app: &App) {
    if app.desk.privacy == Privacy::Full {
        return;
    }
    let secrets = Secrets::of(app);
    cover_secrets(buffer, &secrets, app.desk.privacy);
}

fn cover_secrets(buffer: &mut Buffer, secrets: &Secrets, privacy: Privacy) {
    let area = buffer.area;
    let lines: Vec<Vec<Word>> = (area.top()..area.bottom())
        .map(|y| words_of_line(buffer, y))
        .collect();
    let mut flags: Vec<Vec<bool>> = lines.iter().map(|line| covered(line, secrets)).collect();
    wraps::cover_wrapped(&lines, &secrets.phrases, &mut flags);
    for ((y, words), flags) in (area.top()..).zip(&lines).zip(flags) {
        for (word, is_covered) in words.iter().zip(flags) {
            if is_covered {
                cover_word(buffer, word, y, privacy);
            }
        }
    }
}

/// Says of each word of a line whether it is covered.
fn covered(words: &[Word], secrets: &Secrets) -> Vec<bool> {
    let mut out: Vec<bool> = words
        .iter()
        .map(|word| {
            let begins = |secret: &String| word.is_cut && secret.starts_with(&word.text);
            secrets.words.contains(&word.text) || secrets.words.iter().any(begins)
        })
        .collect();
    for phrase in &secrets.phrases {
        // One word is a phrase by itself; of longer ones two together are, however a line is cut.
        let least = phrase.len().min(2);
        for at in 0..words.len() {
            for start in 0..phrase.len() {
                let pairs = words.iter().skip(at).zip(phrase.iter().skip(start));
                let is_same = |(word, part): &(&Word, &String)| {
                    word.text == **part || (word.is_cut && part.starts_with(&word.text))
                };
                let run = pairs.take_while(is_same).count();
                if run >= least {
                    out.iter_mut()
                        .skip(at)
                        .take(run)
                        .for_each(|one| *one = true);
                }
            }
        }
    }
    // A first name, or the letter that stands for it, goes with the name after it: it may be known
    // nowhere else.
    for at in (1..words.len()).rev() {
        let is_name = words
            .get(at)
            .is_some_and(|word| secrets.words.contains(&word.text));
        let is_first = words.get(at - 1).is_some_and(|before| {
            let is_letter = before.text.chars().count() == 1;
            !before.ends() && (is_letter || (before.may_be_first_name && is_name))
        });
        if is_first && out.get(at) == Some(&true) {
            out.iter_mut()
                .skip(at - 1)
                .take(1)
                .for_each(|one| *one = true);
        }
    }
    out
}

fn cover_word(buffer: &mut Buffer, word: &Word, y: u16, privacy: Privacy) {
    let first = match privacy {
        Privacy::Initials => word.from.saturating_add(1),
        Privacy::Full | Privacy::Hidden => word.from,
    };
    for x in first..word.to {
        if let Some(cell) = buffer.cell_mut(Position::new(x, y)) {
            cell.set_symbol(COVER);
        }
    }
}

#[cfg(test)]
mod tests;
