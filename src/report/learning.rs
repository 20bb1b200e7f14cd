//! What was learned: of statutory reviews and of Need to Know cases together, for those whom a council
//! shares it with every month.
//!
//! It is of nobody by its making: what leaves the desk has no name, no birth date and no reference of a
//! case, its numbers are of groups, and small ones are left out. What was learned stands by the kind of
//! case in the order of the alphabet, so that neither case nor count can be read out of it.

use super::activity::{NOTHING_SAID, by_age, by_reason, by_value};
use super::sheet::{Number, Part, Passage, Sheet};
use super::small::{SMALL, hidden};
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::query::Field;
use crate::domain::query::term::asking_whole;
use crate::pack::Pack;
use crate::rules::sight::reports::{Gathered, Learned};
use crate::rules::sight::table::Entry;
use crate::rules::summary::several;
use crate::words::cite::quoted;

/// Returns the report on what was learned.
#[must_use]
pub fn learning(gathered: &Gathered, pack: &Pack, now: Instant) -> Sheet {
    let days = gathered.wanted.days;
    let (all, base) = (&gathered.entries[..], format!("concluded:{}", days.asked()));
    let mut parts = counted(all, &base, pack);
    parts.extend(warnings(&gathered.learned));
    parts.extend(points(&gathered.learned));
    parts.push(audiences(pack));
    parts.push(cases(&gathered.learned, now));
    let note = "Cases whose outcome fell into these days: what is to be learned of both kinds of case, \
                without names. Numbers of 2 or fewer, and those that would tell them, stay on the desk: \
                c marks them here, and stands in their place in what leaves.";
    let mut notes = vec![note.to_owned()];
    if pack.concluding().is_empty() {
        notes.push("This council's protocol has no report on learning.".to_owned());
    }
    Sheet {
        of: gathered.wanted.of,
        days,
        title: "What was learned".to_owned(),
        notes,
        parts,
        leaves: false,
    }
}

/// Returns whom it goes to, with the words of the protocol.
fn audiences(pack: &Pack) -> Part {
    let row = pack.learning_report();
    let audience = row.into_iter().flat_map(|row| &row.audience);
    let passages = audience.map(|one| Passage {
        lines: match one.cite.as_ref().and_then(|cite| quoted(pack, cite)) {
            Some(quote) => vec![one.title.clone(), format!("  {quote}")],
            None => vec![one.title.clone()],
        },
        ..Passage::default()
    });
    Part {
        passages: passages.collect(),
        ..Part::new("It is shared with", Vec::new())
    }
}

/// Counts the cases, all and by what they are of, with what does not leave the desk.
fn counted(all: &[Entry], base: &str, pack: &Pack) -> Vec<Part> {
    let mut kinds: Vec<&str> = Vec::new();
    for kind in pack.states.iter().filter_map(|row| row.kind.as_deref()) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let of_entry = |entry: &Entry| -> Vec<String> {
        several(&entry.registered.kinds)
            .map(str::to_owned)
            .collect()
    };
    let by_kind = Part::new(
        "By kind of case",
        by_value(all, base, Field::Kind, kinds.iter().copied(), of_entry),
    );
    let reasons: Vec<&str> = pack.triggers.iter().map(|row| row.title.as_str()).collect();
    let whole = (base, all.len());
    let mut parts = vec![
        with_every(&by_kind, &kinds, Field::Kind, whole),
        with_every(&by_reason(all, base, pack), &reasons, Field::Reason, whole),
        by_age(all, base),
    ];
    let mut can_leave = all.len() > SMALL;
    for part in &mut parts {
        let leaving = || part.numbers.iter().filter(|number| !number.is_kept);
        let counts: Vec<usize> = leaving().map(|number| number.count).collect();
        match hidden(&counts) {
            Some(hidden) => {
                let leaving = part.numbers.iter_mut().filter(|number| !number.is_kept);
                for (number, is) in leaving.zip(hidden) {
                    number.is_hidden = is;
                }
            }
            None => can_leave = false,
        }
    }
    parts.insert(
        0,
        Part::new("Cases", vec![Number::new("All", all.len(), base)]),
    );
    if !can_leave {
        let numbers = parts.iter_mut().flat_map(|part| &mut part.numbers);
        numbers.for_each(|number| number.is_hidden = true);
    }
    parts
}

/// Returns numbers with a line for every known value, there or not: that one is missing would tell that
/// there is none. One of an earlier edition stays on the desk.
fn with_every(part: &Part, known: &[&str], field: Field, (base, all): (&str, usize)) -> Part {
    let mut numbers = Vec::new();
    let mut there = part.numbers.clone();
    let asked = known
        .iter()
        .map(|value| (*value, asking_whole(field, value)));
    let none = (NOTHING_SAID, format!("{}:none", field.word()));
    for (label, asked) in asked.chain([none]) {
        let at = there.iter().position(|number| number.label == label);
        numbers.push(match at {
            Some(at) => there.remove(at),
            None => Number::new(label, 0, format!("{base} {asked}")).among(all),
        });
    }
    numbers.extend(there.into_iter().map(|number| Number {
        is_kept: true,
        ..number
    }));
    Part {
        numbers,
        ..part.clone()
    }
}

/// Returns where what was learned may hold a name, each place in words with its case and the names.
#[must_use]
pub fn may_be_names(learned: &[Learned]) -> Vec<(String, IncidentId, &[String])> {
    let mut out = Vec::new();
    for case in learned {
        for (point, place) in case.points.iter().zip(1..) {
            let words = match point.names.len() {
                0 => continue,
                1 => "1 word may be a name".to_owned(),
                count => format!("{count} words may be names"),
            };
            let words = format!("{}, learning {place}: {words}", case.reference);
            out.push((words, case.incident, &point.names[..]));
        }
    }
    out
}

fn warnings(learned: &[Learned]) -> Option<Part> {
    let passages = may_be_names(learned).into_iter();
    let passages: Vec<Passage> = passages
        .map(|(words, incident, names)| Passage {
            lines: vec![format!("{words}: «{}»", names.join("», «"))],
            incident: Some(incident),
            is_warning: true,
            is_kept: true,
        })
        .collect();
    (!passages.is_empty()).then(|| Part {
        passages,
        ..Part::new(
            "BEFORE IT LEAVES: what was learned may hold a name",
            Vec::new(),
        )
    })
}

/// Returns what was learned, by the kind of case: each kind's in the order of the alphabet.
fn points(learned: &[Learned]) -> Vec<Part> {
    let mut kinds: Vec<&str> = learned.iter().map(|case| case.kinds.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let of_kind = |kind: &str| {
        let own = learned.iter().filter(|case| case.kinds == kind);
        let mut points: Vec<&str> = own
            .flat_map(|case| &case.points)
            .map(|point| point.text.as_str())
            .collect();
        points.sort_unstable();
        points.dedup();
        let passages = points.iter().map(|text| Passage {
            lines: text.lines().map(str::to_owned).collect(),
            ..Passage::default()
        });
        let title = if kind.is_empty() {
            "What was learned of other cases".to_owned()
        } else {
            format!("What was learned: {kind}")
        };
        Part {
            passages: passages.collect(),
            ..Part::new(title, Vec::new())
        }
    };
    kinds.into_iter().map(of_kind).collect()
}

/// Returns the cases, for those at the desk: which of them is marked as shared.
fn cases(learned: &[Learned], now: Instant) -> Part {
    let passages = learned.iter().map(|case| {
        let count = case.points.len();
        let stands = match case.shared_at {
            Some(at) => format!("shared {}", at.short(now)),
            None => "not marked as shared".to_owned(),
        };
        let said = match count {
            0 => "nothing recorded that was learned".to_owned(),
            1 => "1 thing learned".to_owned(),
            count => format!("{count} things learned"),
        };
        Passage {
            lines: vec![format!("{}: {said}, {stands}", case.reference)],
            incident: Some(case.incident),
            is_warning: false,
            is_kept: true,
        }
    });
    Part {
        passages: passages.collect(),
        ..Part::new("The cases, on the desk alone", Vec::new())
    }
}
