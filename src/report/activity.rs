//! What came in: the incidents that the authority was told of, by month, reason, age, source and outcome.

use super::sheet::{Number, Part, Sheet, received, restricted_note};
use crate::domain::query::Field;
use crate::domain::query::term::{asking_whole, whole_of};
use crate::pack::Pack;
use crate::rules::sight::reports::{Gathered, RestrictedRecords};
use crate::rules::sight::table::Entry;
use crate::rules::summary::several;

/// The bands of ages: what they are called, and the youngest and the oldest of each in years.
const BANDS: [(&str, u32, Option<u32>); 6] = [
    ("Under 1, or unborn", 0, Some(0)),
    ("1 to 4", 1, Some(4)),
    ("5 to 9", 5, Some(9)),
    ("10 to 15", 10, Some(15)),
    ("16 and 17", 16, Some(17)),
    ("18 and over", 18, None),
];

/// What is counted where a field says nothing.
pub const NOTHING_SAID: &str = "Nothing said";

/// Returns the report on what came in.
#[must_use]
pub fn activity(gathered: &Gathered, pack: &Pack) -> Sheet {
    let days = gathered.wanted.days;
    let (all, base) = (&gathered.entries[..], received(days));
    let mut parts = vec![Part::new(
        "Incidents that the authority was told of",
        vec![Number::new("All", all.len(), &base)],
    )];
    parts.extend(by_month(gathered));
    parts.push(by_reason(all, &base, pack));
    parts.push(by_age(all, &base));
    parts.push(by_source(all, &base, pack));
    parts.push(by_outcome(all, &base));
    parts.push(restricted(gathered.restricted));
    Sheet {
        of: gathered.wanted.of,
        days,
        title: "What came in".to_owned(),
        notes: Vec::new(),
        parts,
        leaves: false,
    }
}

/// Counts by month, where there are several.
fn by_month(gathered: &Gathered) -> Option<Part> {
    let months = gathered.wanted.days.months();
    if months.len() < 2 {
        return None;
    }
    let all = &gathered.entries;
    let numbers = months.into_iter().map(|month| {
        let told = all
            .iter()
            .filter(|entry| month.holds(entry.listed.told_at()));
        Number::new(month.to_string(), told.count(), received(month)).among(all.len())
    });
    Some(Part {
        is_in_time: true,
        ..Part::new("By month", numbers.collect())
    })
}

/// Counts by the reasons for the alert: in the pack's order, then those of other editions.
#[must_use]
pub fn by_reason(all: &[Entry], base: &str, pack: &Pack) -> Part {
    let known = pack.triggers.iter().map(|row| row.title.as_str());
    let reasons = |entry: &Entry| -> Vec<String> {
        several(&entry.registered.reasons)
            .map(str::to_owned)
            .collect()
    };
    let part = Part::new(
        "By reason for the alert",
        by_value(all, base, Field::Reason, known, reasons),
    );
    part.noted("an incident counts under each of its reasons")
}

/// Counts by the bands that those whom it is about are of.
#[must_use]
pub fn by_age(all: &[Entry], base: &str) -> Part {
    let ages = |entry: &Entry| -> Vec<u32> {
        let leading = entry.listed.leading.iter();
        leading.filter_map(|one| Some(one.age?.years())).collect()
    };
    let band = |(label, from, to): (&str, u32, Option<u32>)| {
        let is_in = |age: &u32| *age >= from && to.is_none_or(|to| *age <= to);
        let count = all
            .iter()
            .filter(|entry| ages(entry).iter().any(is_in))
            .count();
        let asked = match to {
            Some(to) if to == from => from.to_string(),
            Some(to) => format!("{from}..{to}"),
            None => format!(">={from}"),
        };
        Number::new(label, count, format!("{base} age:{asked}")).among(all.len())
    };
    let mut numbers: Vec<Number> = BANDS.into_iter().map(band).collect();
    let none = all.iter().filter(|entry| ages(entry).is_empty()).count();
    numbers.push(Number::new("Not known", none, format!("{base} -age:>=0")).among(all.len()));
    let part = Part::new("By age", numbers);
    part.noted("of each person whom it is about, at the incident: it counts in each of their bands")
}

fn by_source(all: &[Entry], base: &str, pack: &Pack) -> Part {
    let known = pack.sources.iter().map(|row| row.title.as_str());
    let source = |entry: &Entry| -> Vec<String> {
        let said = std::iter::once(entry.registered.source.clone());
        said.filter(|source| !source.is_empty()).collect()
    };
    Part::new(
        "By where the information came from",
        by_value(all, base, Field::Source, known, source),
    )
}

fn by_outcome(all: &[Entry], base: &str) -> Part {
    let came_to = |entry: &Entry| match &entry.listed.decided {
        Some(decided) => decided.value.replace('_', "-"),
        None => "undecided".to_owned(),
    };
    let own = [
        ("Criteria met", "met"),
        ("Criteria not met", "not-met"),
        ("Not decided", "undecided"),
    ];
    let mut numbers: Vec<Number> = own
        .into_iter()
        .map(|(label, own)| {
            let count = all.iter().filter(|entry| came_to(entry) == own).count();
            Number::new(label, count, format!("{base} outcome:{own}")).among(all.len())
        })
        .collect();
    let is_other = |entry: &&Entry| own.iter().all(|(_, own)| came_to(entry) != *own);
    let others = all.iter().filter(is_other).count();
    if others > 0 {
        let query = format!("{base} -outcome:met -outcome:not-met -outcome:undecided");
        numbers.push(Number::new("Decided otherwise", others, query).among(all.len()));
    }
    Part::new("By outcome", numbers)
}

/// Counts restricted records, which nothing else of a report holds.
#[must_use]
pub fn restricted(count: RestrictedRecords) -> Part {
    let numbers = vec![
        Number::new("Restricted records", count.all, "restricted:yes"),
        Number::new(
            "of them with something that is or was late",
            count.late,
            "restricted:yes late:yes",
        ),
        Number::new(
            "of them closed without a duty met",
            count.unmet,
            "restricted:yes unmet:yes",
        ),
    ];
    Part::new("Restricted records", numbers).noted(restricted_note())
}

/// Counts by the values of a field, each whole: the known ones that there are, in their order, then
/// others by the alphabet, then where nothing is said.
pub fn by_value<'a>(
    all: &[Entry],
    base: &str,
    field: Field,
    known: impl Iterator<Item = &'a str>,
    values: impl Fn(&Entry) -> Vec<String>,
) -> Vec<Number> {
    let said: Vec<Vec<String>> = all.iter().map(values).collect();
    let wholes: Vec<Vec<String>> = said
        .iter()
        .map(|values| values.iter().map(|value| whole_of(value)).collect())
        .collect();
    let mut others: Vec<String> = said.iter().flatten().cloned().collect();
    others.sort_unstable();
    let mut counted: Vec<String> = Vec::new();
    let mut numbers = Vec::new();
    for value in known.map(str::to_owned).chain(others) {
        let whole = whole_of(&value);
        if counted.contains(&whole) {
            continue;
        }
        let count = wholes
            .iter()
            .filter(|values| values.contains(&whole))
            .count();
        if count > 0 {
            let query = format!("{base} {}", asking_whole(field, &value));
            numbers.push(Number::new(value, count, query).among(all.len()));
        }
        counted.push(whole);
    }
    let none = said.iter().filter(|values| values.is_empty()).count();
    if none > 0 {
        let query = format!("{base} {}:none", field.word());
        numbers.push(Number::new(NOTHING_SAID, none, query).among(all.len()));
    }
    numbers
}
