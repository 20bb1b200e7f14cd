//! The items as a person marks them, in a file that they edit and that is checked on reading back.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};

use super::items::Item;
use crate::domain::instant::Instant;
use crate::words::MARKING;
use crate::words::exemption::{EXEMPTIONS, Exemption, exemption};

/// What is done with an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is given as it stands.
    Release,
    /// It is given with something left out, because.
    Redact(&'static Exemption, String),
    /// It is not given, because.
    Withhold(&'static Exemption),
}

/// An item with its mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The item.
    pub item: Item,
    /// Its mark.
    pub mark: Mark,
}

/// How many items there are of each mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Given as they stand.
    pub released: usize,
    /// Given in part.
    pub redacted: usize,
    /// Not given.
    pub withheld: usize,
}

impl Counts {
    /// Counts marked items.
    #[must_use]
    pub fn of(marked: &[Marked]) -> Self {
        let mut out = Self::default();
        for one in marked {
            match one.mark {
                Mark::Release => out.released += 1,
                Mark::Redact(..) => out.redacted += 1,
                Mark::Withhold(_) => out.withheld += 1,
            }
        }
        out
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (released, redacted, withheld) = (self.released, self.redacted, self.withheld);
        let all = released + redacted + withheld;
        write!(
            f,
            "{all} items: {released} released, {redacted} redacted, {withheld} withheld"
        )
    }
}

/// Why a file of marks is not taken. Quotes the id of an item, never what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(pub String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

/// An item as it stands in the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    what: String,
    text: String,
    mark: String,
    exemption: String,
    released: String,
}

/// The file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    #[serde(default)]
    item: Vec<Row>,
}

/// Returns the file of items that nobody has marked yet.
///
/// # Errors
/// Never for texts; the writer's own refusal is passed on.
pub fn unmarked(items: &[Item]) -> Result<String, Fault> {
    let mut out = format!(
        "# {MARKING}\n# What the desk holds, an item each. Write in each: mark = \"release\", \
         \"redact\" or \"withhold\".\n# Of what is redacted `released` holds the words that are \
         given. Of both, exemption is one of:\n"
    );
    for one in EXEMPTIONS {
        let _infallible = writeln!(out, "#   {}: {} ({})", one.id, one.title, one.cite);
    }
    let item = items.iter().map(|item| Row {
        id: item.id.clone(),
        what: item.what.clone(),
        text: item.text.clone(),
        mark: String::new(),
        exemption: String::new(),
        released: String::new(),
    });
    let rows = Rows {
        item: item.collect(),
    };
    let rows = toml::to_string_pretty(&rows).map_err(|e| Fault(e.to_string()))?;
    out.push('\n');
    out.push_str(&rows);
    Ok(out)
}

/// Reads a marked file, against what the desk holds now.
///
/// # Errors
/// When it is not of its shape, an item is missing, unknown, twice there or says something else, or a
/// mark is missing, unknown or lacks what goes with it.
pub fn read(text: &str, held: &[Item]) -> Result<Vec<Marked>, Fault> {
    // What the reader quotes of a line may be anything that the desk holds.
    let rows: Rows = toml::from_str(text).map_err(|e| {
        let line = e.span().map_or(0, |span| {
            text.bytes()
                .take(span.start)
                .filter(|b| *b == b'\n')
                .count()
                + 1
        });
        Fault(format!("line {line} is not as this file is written"))
    })?;
    let mut by_id: BTreeMap<&str, &Row> = BTreeMap::new();
    for row in &rows.item {
        if by_id.insert(&row.id, row).is_some() {
            return Err(Fault(format!("the item {} stands twice", row.id)));
        }
    }
    let mut out = Vec::new();
    for item in held {
        let row = by_id
            .remove(item.id.as_str())
            .ok_or_else(|| Fault(format!("the item {} is missing", item.id)))?;
        if row.text != item.text || row.what != item.what {
            return Err(Fault(format!(
                "the item {} says something else than the desk holds now",
                item.id
            )));
        }
        out.push(Marked {
            item: item.clone(),
            mark: mark(row)?,
        });
    }
    match by_id.keys().next() {
        Some(id) => Err(Fault(format!("the desk holds no item {id}"))),
        None => Ok(out),
    }
}

fn mark(row: &Row) -> Result<Mark, Fault> {
    let fault = |words: &str| Fault(format!("the item {}: {words}", row.id));
    let because = || {
        let found = exemption(row.exemption.trim());
        found.ok_or_else(|| fault("say which exemption: one of those at the head of the file"))
    };
    match row.mark.trim() {
        "release" if row.exemption.is_empty() && row.released.is_empty() => Ok(Mark::Release),
        "release" => Err(fault(
            "what is released as it stands has no exemption and no words of its own",
        )),
        "redact" if row.released.trim().is_empty() || row.released == row.text => Err(fault(
            "`released` holds the words that are given, with something left out",
        )),
        "redact" => Ok(Mark::Redact(because()?, row.released.clone())),
        "withhold" if row.released.is_empty() => Ok(Mark::Withhold(because()?)),
        "withhold" => Err(fault("what is withheld gives no words")),
        "" => Err(fault("nobody has marked it")),
        _ => Err(fault("its mark is none of release, redact, withhold")),
    }
}

/// Returns what is given, as plain text with a cover; what is withheld is counted, never quoted.
#[must_use]
pub fn written(council: &str, marked: &[Marked], by: [&str; 2], at: Instant) -> String {
    let counts = Counts::of(marked);
    let [first, second] = by;
    let mut out = format!(
        "{MARKING}\nWhat {council} holds, for the person who asked\n\nMarked by {first}; released by \
         {second}, {}\n{counts}\n",
        at.long()
    );
    let mut number = 0;
    for one in marked {
        let (text, because) = match &one.mark {
            Mark::Release => (&one.item.text, None),
            Mark::Redact(exemption, text) => (text, Some(*exemption)),
            Mark::Withhold(_) => continue,
        };
        number += 1;
        let _infallible = write!(out, "\n{number}. {}\n", one.item.what);
        if let Some(because) = because {
            let _infallible = writeln!(out, "In part: {} ({})", because.title, because.cite);
        }
        out.push_str(text);
        out.push('\n');
    }
    withheld(&mut out, marked);
    let _infallible = write!(out, "\nEnd. {MARKING}\n");
    out
}

/// Says how much is not given, by each exemption.
fn withheld(out: &mut String, marked: &[Marked]) {
    for known in EXEMPTIONS {
        let is_of = |one: &&Marked| matches!(one.mark, Mark::Withhold(own) if own.id == known.id);
        let count = marked.iter().filter(is_of).count();
        if count > 0 {
            let _infallible = write!(
                out,
                "\nWithheld: {count}. {} ({})\n",
                known.title, known.cite
            );
        }
    }
}

#[cfg(test)]
mod tests;
