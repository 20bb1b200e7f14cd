//! What is said of a file that comes in.

use std::fmt::Write;

use super::file::Source;
use super::survey::Survey;
use crate::cli::plain::{line, table};
use crate::domain::id::Reference;
use crate::domain::instant::Instant;
use crate::exchange::import::{Columns, How};
use crate::pack::Pack;
use crate::store::Taken;

/// How many values without a word are said.
const MOST_VALUES: usize = 20;

/// Returns a count as it is read aloud: `100,000`.
pub(super) fn number(count: usize) -> String {
    let figures = count.to_string();
    let mut out = String::new();
    for (place, figure) in figures.chars().enumerate() {
        if place > 0 && (figures.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(figure);
    }
    out
}

fn rows(count: usize) -> String {
    let word = if count == 1 { "row" } else { "rows" };
    format!("{} {word}", number(count))
}

/// Says that the same file came in before.
pub(super) fn before(name: &str, at: Instant, by: &str, count: usize) -> String {
    format!(
        "{name} came in before, on {} by {by}, with {}. Nothing was changed.\n",
        at.long(),
        rows(count)
    )
}

/// Says what a column can be.
pub(super) fn fields(pack: &Pack) -> String {
    let named: Vec<Vec<String>> = Columns::fields(pack)
        .into_iter()
        .map(|(target, title, names)| vec![target.to_string(), title, names.join(", ")])
        .collect();
    format!(
        "A column can be, with the headers that are known for it:\n{}",
        table(&named)
    )
}

/// Says what would happen.
pub(super) fn survey(found: &Survey, source: &Source) -> String {
    let mut out = format!("{}: {}\n", source.name, found.format.words());
    for sheet in &found.sheets {
        let name = match &*sheet.name {
            "" => String::new(),
            name => format!("Sheet {}, ", line(name)),
        };
        let _infallible = writeln!(
            out,
            "\n{name}headings in row {}. Its columns are:",
            sheet.row
        );
        let columns = sheet
            .columns
            .iter()
            .filter(|column| !column.header.is_empty());
        let columns: Vec<Vec<String>> = columns
            .map(|column| {
                let how = match column.how {
                    How::Said => "as you say",
                    How::Saved => "as before",
                    How::Guessed => "by its header",
                    How::NotKnown => "kept as written, and no more",
                };
                let is = match column.how {
                    How::NotKnown => String::new(),
                    _ => column.target.to_string(),
                };
                vec![format!("  {}", line(&column.header)), is, how.to_owned()]
            })
            .collect();
        out.push_str(&table(&columns));
    }
    for (name, count) in &found.without {
        let name = if name.is_empty() { "The file" } else { name };
        let _infallible = writeln!(
            out,
            "\n{} is left out: no headings were found in its {}. Say what two of its columns are with --map.",
            line(name),
            rows(*count)
        );
    }
    values(&mut out, found);
    counts(&mut out, found);
    problems(&mut out, found);
    out
}

fn values(out: &mut String, found: &Survey) {
    if found.no_word.is_empty() {
        return;
    }
    out.push_str("\nThe protocol has no word for these; they are kept as written:\n");
    let shown = found.no_word.iter().take(MOST_VALUES);
    let shown: Vec<Vec<String>> = shown
        .map(|(header, value, count)| {
            let value = crate::domain::text::fit(&line(value), 40);
            vec![
                format!("  {}", line(header)),
                format!("«{value}»"),
                rows(*count),
            ]
        })
        .collect();
    out.push_str(&table(&shown));
    if found.no_word.len() > MOST_VALUES {
        let _infallible = writeln!(out, "  and {} more", found.no_word.len() - MOST_VALUES);
    }
}

fn counts(out: &mut String, found: &Survey) {
    let mut all: Vec<Vec<String>> = Vec::new();
    let mut add = |count: usize, words: String| {
        if count > 0 {
            all.push(vec![format!("  {}", number(count)), words]);
        }
    };
    add(
        found.new,
        "rows would come in, each as an incident of its own:".to_owned(),
    );
    add(found.closed, "  closed, as the sheet says".to_owned());
    add(
        found.past,
        format!(
            "  closed: nobody wrote that they were, and their last date is before {}",
            found.open_since.format("%-d %b %Y")
        ),
    );
    add(
        found.open,
        "  open, each with a task to say what is left; their clocks of before are history"
            .to_owned(),
    );
    add(
        found.same,
        "rows are here already, word for word: nothing happens to them".to_owned(),
    );
    add(
        found.other.len(),
        "rows are here with other words: left as they are".to_owned(),
    );
    add(found.wrong_rows, "rows have a problem".to_owned());
    add(
        found.left,
        "values cannot be read, and are left as not known".to_owned(),
    );
    out.push('\n');
    out.push_str(&table(&all));
    list(out, "Still open", &found.open_ones, found.open);
    list(out, "With other words", &found.other, found.other.len());
}

fn list(out: &mut String, title: &str, all: &[String], count: usize) {
    if all.is_empty() {
        return;
    }
    let _infallible = writeln!(out, "\n{title}:");
    for one in all.iter().take(10) {
        let _infallible = writeln!(out, "  {}", line(one));
    }
    if count > 10 {
        let _infallible = writeln!(
            out,
            "  and {} more; --dry-run lists every row",
            number(count - 10)
        );
    }
}

fn problems(out: &mut String, found: &Survey) {
    if !found.problems.is_empty() {
        out.push('\n');
        for problem in &found.problems {
            let _infallible = writeln!(out, "{}", line(&problem.to_string()));
        }
        let all = found.problem_count + found.left;
        if all > found.problems.len() {
            let _infallible = writeln!(out, "and {} more", number(all - found.problems.len()));
        }
    }
    for header in &found.not_met {
        let _infallible = writeln!(
            out,
            "\nNo sheet has a column «{}», which --map speaks of.",
            line(header)
        );
    }
    if found.sheets.is_empty() {
        out.push_str("\nNothing can come in: no sheet has headings that are known.\n");
    }
    if found.is_refused() {
        out.push_str(
            "\nNothing was written. Put it right in the spreadsheet, say what a column is with --map, or \
             give --leave-unread to leave what cannot be read as not known.\n",
        );
    }
}

/// Says what came in.
pub(super) fn done(taken: &Taken, given: &[(Reference, Reference)]) -> String {
    let mut out = format!("{} came in.", rows(taken.new));
    if taken.same > 0 {
        let _infallible = write!(out, " {} were here already.", rows(taken.same));
    }
    if taken.other > 0 {
        let _infallible = write!(
            out,
            " {} were here with other words, and left.",
            rows(taken.other)
        );
    }
    out.push('\n');
    for (first, last) in given {
        let _infallible = writeln!(out, "  {first} to {last}");
    }
    out.push_str(
        "Each can be found by the reference that it had, and shows its row as it stood.\n",
    );
    out
}
