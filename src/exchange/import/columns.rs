//! Which column is what: as somebody said, as it was last understood, or as it is usually called.

use std::collections::HashMap;

use super::target::{Target, fields};
use super::words::words;
use crate::domain::text::{fold, spaced};
use crate::pack::Pack;

/// How it is known what a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Somebody says so now.
    Said,
    /// It was understood so before.
    Saved,
    /// By its header.
    Guessed,
    /// It is not.
    NotKnown,
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its header as it stands.
    pub header: String,
    /// What it is.
    pub target: Target,
    /// How that is known.
    pub how: How,
}

/// What headers are known to mean under a protocol.
#[derive(Clone, Debug)]
pub struct Columns {
    known: HashMap<String, Target>,
    /// What somebody says of a header, folded.
    said: Vec<(String, Target)>,
}

impl Columns {
    /// Returns what is known under a protocol, and what somebody says of it: pairs of a header and a word.
    ///
    /// # Errors
    /// The pair whose word is none, so that it can be said.
    pub fn of(pack: &Pack, said: &[(String, String)]) -> Result<Self, (String, String)> {
        let mut known = HashMap::new();
        let mut know = |name: &str, target: Option<Target>| {
            if let Some(target) = target {
                known.entry(fold(name)).or_insert(target);
            }
        };
        for usual in &words().columns {
            let target = Target::of_usual(pack, &usual.is);
            for name in &usual.words {
                know(name, target.clone());
            }
        }
        for (section, field) in fields(pack) {
            let target = Target::of_field(section, field);
            know(&spaced(&field.id), target.clone());
            know(&field.label, target);
        }
        for row in &pack.events {
            let target = Some(Target::Event(row.id.clone()));
            know(&spaced(&row.id), target.clone());
            know(&row.title, target);
        }
        for row in pack.decisions.iter().filter(|row| row.event.is_some()) {
            know(&row.title, Some(Target::Decision(row.id.clone())));
            let at = Some(Target::DecidedAt(row.id.clone()));
            know(&format!("{} date", row.title), at);
            let by = Some(Target::DecidedBy(row.id.clone()));
            know(&format!("{} by", row.title), by);
        }
        let mut read = Vec::new();
        for (header, word) in said {
            let target = Target::of_word(pack, word);
            let target = target.ok_or_else(|| (header.clone(), word.clone()))?;
            read.push((fold(header), target));
        }
        Ok(Self { known, said: read })
    }

    /// Returns everything that a column can be under a protocol: its word, what people call it, and the
    /// headers that are known for it beside that.
    #[must_use]
    pub fn fields(pack: &Pack) -> Vec<(Target, String, Vec<String>)> {
        let mut out: Vec<(Target, String, Vec<String>)> = vec![
            (
                Target::Reference,
                "its reference there".to_owned(),
                Vec::new(),
            ),
            (
                Target::Status,
                "whether it is closed".to_owned(),
                Vec::new(),
            ),
        ];
        let mut add = |target: Option<Target>, title: &str| {
            let is_new = |target: &Target| !out.iter().any(|(known, ..)| known == target);
            if let Some(target) = target.filter(is_new) {
                out.push((target, title.to_owned(), Vec::new()));
            }
        };
        for (section, field) in fields(pack) {
            add(Target::of_field(section, field), &field.label);
        }
        for row in pack.decisions.iter().filter(|row| row.event.is_some()) {
            add(Some(Target::Decision(row.id.clone())), &row.title);
            add(
                Some(Target::DecidedAt(row.id.clone())),
                &format!("{}: when", row.title),
            );
            add(
                Some(Target::DecidedBy(row.id.clone())),
                &format!("{}: by whom", row.title),
            );
        }
        for row in &pack.events {
            add(Some(Target::Event(row.id.clone())), &row.title);
        }
        for usual in &words().columns {
            let target = Target::of_usual(pack, &usual.is);
            let row = out
                .iter_mut()
                .find(|(known, ..)| Some(known) == target.as_ref());
            if let Some((_, _, names)) = row {
                names.extend(usual.words.iter().cloned());
            }
        }
        out.push((
            Target::Keep,
            "nothing: kept as written".to_owned(),
            Vec::new(),
        ));
        out
    }

    /// Returns the headers that somebody spoke of, folded.
    pub fn said(&self) -> impl Iterator<Item = &str> {
        self.said.iter().map(|(header, _)| header.as_str())
    }

    /// Says whether a header is known to mean something.
    pub(super) fn knows(&self, header: &str) -> bool {
        let folded = fold(header);
        self.known.contains_key(&folded) || self.said().any(|said| said == folded)
    }

    /// Returns what the columns under these headers are; `saved` is how they were understood before.
    ///
    /// Of two columns that would be the same the first is it, unless somebody says otherwise; the other is
    /// kept.
    #[must_use]
    pub fn map(&self, headers: &[String], saved: &[(String, Target)]) -> Vec<Column> {
        let mut out: Vec<Column> = headers
            .iter()
            .map(|header| {
                let folded = fold(header);
                let of = |list: &[(String, Target)]| {
                    let found = list.iter().find(|(known, _)| *known == folded);
                    found.map(|(_, target)| target.clone())
                };
                let (target, how) = if let Some(said) = of(&self.said) {
                    (said, How::Said)
                } else if let Some(saved) = of(saved) {
                    (saved, How::Saved)
                } else if let Some(known) = self.known.get(&folded).filter(|_| !folded.is_empty()) {
                    (known.clone(), How::Guessed)
                } else {
                    (Target::Keep, How::NotKnown)
                };
                Column {
                    header: header.clone(),
                    target,
                    how,
                }
            })
            .collect();
        let mut taken: Vec<Target> = said_ones(&out);
        for column in &mut out {
            if column.how == How::Said || column.target == Target::Keep {
                continue;
            }
            if taken.contains(&column.target) {
                column.target = Target::Keep;
                column.how = How::NotKnown;
            } else {
                taken.push(column.target.clone());
            }
        }
        out
    }
}

fn said_ones(columns: &[Column]) -> Vec<Target> {
    let said = columns.iter().filter(|column| column.how == How::Said);
    said.map(|column| column.target.clone()).collect()
}

/// Returns how columns are understood as text, to be kept.
pub(super) fn written(columns: &[Column]) -> String {
    let lines = columns.iter();
    let lines = lines.map(|column| format!("{}={}", fold(&column.header), column.target));
    lines.collect::<Vec<_>>().join("\n")
}

/// Reads what [`written`] wrote; what the protocol has no longer is left out.
pub(super) fn read(pack: &Pack, text: &str) -> Vec<(String, Target)> {
    let lines = text.lines().filter_map(|line| line.rsplit_once('='));
    lines
        .filter_map(|(header, word)| Some((header.to_owned(), Target::of_word(pack, word)?)))
        .collect()
}
