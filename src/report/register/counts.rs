//! Counts of the register in words, each with a bar and the query that lists it.

use chrono::NaiveDate;

use crate::domain::months::Days;
use crate::domain::query::Field;
use crate::domain::query::term::asking_whole;
use crate::domain::text::{fit, pad};
use crate::report::marks::bar;
use crate::rules::sight::counted::{Common, CountBy, CountOf, Counts};
use crate::rules::summary::RESTRICTED;

/// The columns of what is counted.
const LABEL: usize = 34;
/// The columns of the longest bar.
const BAR: usize = 20;

/// A count in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountLine {
    /// What they have in common, how many, a bar, how many of them are overdue.
    pub words: String,
    /// What asks the register for them beside what is asked.
    pub asks: String,
}

/// Returns the counts in words.
#[must_use]
pub fn lines(counts: &Counts) -> Vec<CountLine> {
    let greatest = counts.counts.iter().map(|count| count.count).max();
    let greatest = greatest.unwrap_or_default();
    let widest = greatest.to_string().len();
    let line = |count: &CountOf| {
        let label = pad(&fit(&label(counts.by, &count.common), LABEL), LABEL);
        let overdue = match count.overdue {
            0 => String::new(),
            more => format!("  {more} overdue"),
        };
        let marks = pad(&bar(count.count, greatest, BAR), BAR);
        let words = format!("{label} {:>widest$}  {marks}{overdue}", count.count);
        CountLine {
            words: words.trim_end().to_owned(),
            asks: asks(counts.by, &count.common),
        }
    };
    counts.counts.iter().map(line).collect()
}

/// Returns what stands under the counts.
#[must_use]
pub fn total(counts: &Counts) -> String {
    let overdue: usize = counts.counts.iter().map(|count| count.overdue).sum();
    let incidents = if counts.all == 1 {
        "incident"
    } else {
        "incidents"
    };
    let several = if counts.by.is_several() {
        "; one with several counts under each"
    } else {
        ""
    };
    let overdue = if counts.by.is_several() {
        String::new()
    } else {
        format!(", {overdue} with something overdue")
    };
    format!("{} {incidents} in all{overdue}{several}", counts.all)
}

fn month(year: i32, month: u32) -> Option<Days> {
    NaiveDate::from_ymd_opt(year, month, 1).map(Days::month_of)
}

fn label(by: CountBy, common: &Common) -> String {
    match common {
        Common::Month(year, number) => match month(*year, *number) {
            Some(days) => days.to_string(),
            None => format!("{year}-{number:02}"),
        },
        Common::Said(words) if by == CountBy::Outcome => match words.as_str() {
            "undecided" => "not decided".to_owned(),
            decided => format!("criteria {}", decided.replace('_', " ")),
        },
        Common::Said(words) => words.clone(),
        Common::Nothing => "nothing said".to_owned(),
        Common::Restricted => RESTRICTED.to_owned(),
    }
}

fn field(by: CountBy) -> Field {
    match by {
        CountBy::Told => Field::Received,
        CountBy::Happened => Field::Incident,
        CountBy::Notified => Field::Notified,
        CountBy::Panel => Field::Panel,
        CountBy::Final => Field::Final,
        CountBy::Learning => Field::Learning,
        CountBy::Reason => Field::Reason,
        CountBy::Kind => Field::Kind,
        CountBy::State => Field::Status,
        CountBy::Outcome => Field::Outcome,
        CountBy::Team => Field::Team,
        CountBy::Agency => Field::Agency,
        CountBy::Source => Field::Source,
    }
}

/// Returns what asks for those with this in common.
fn asks(by: CountBy, common: &Common) -> String {
    let field = field(by);
    let word = field.word();
    match common {
        Common::Month(year, number) => match month(*year, *number) {
            Some(days) => format!("{word}:{}", days.asked()),
            None => format!("{word}:{year}-{number:02}"),
        },
        Common::Said(value) if by == CountBy::Outcome => {
            format!("{word}:{}", value.replace('_', "-"))
        }
        Common::Said(value) => asking_whole(field, value),
        Common::Nothing => format!("{word}:none -restricted:yes"),
        Common::Restricted => "restricted:yes".to_owned(),
    }
}
