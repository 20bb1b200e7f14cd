//! A cell put into what its row becomes.

use chrono::NaiveDate;

use super::case::{Case, Said};
use super::day::{self, Range};
use super::target::{Target, fields};
use super::values::{Of, one, several, yes_no};
use crate::domain::birth;
use crate::domain::facts::FactValue;
use crate::domain::person::Born;
use crate::exchange::sheet::{Cell, Epoch};
use crate::pack::bind::Bind;
use crate::pack::form::{FieldKind, FormField, Repeats};
use crate::pack::{Choice, Means, Pack};
use crate::rules::form::choices;

/// Why a cell was not put, in words that stand after what is written there.
pub(super) enum Not {
    /// It cannot be what its column says.
    Problem(String),
    /// The protocol has no word for it: it is kept as it was written.
    NoWord,
}

/// Puts a cell into a case.
pub(super) fn put(
    pack: &Pack,
    case: &mut Case,
    target: &Target,
    (cell, epoch): (&Cell, Epoch),
) -> Result<(), Not> {
    let text = || cell.shown().trim().to_owned();
    match target {
        Target::Keep => Ok(()),
        Target::Reference => {
            case.reference = text();
            Ok(())
        }
        Target::Status => {
            case.status = text();
            Ok(())
        }
        Target::Event(event) => {
            if let Some(day) = day_in(case, cell, epoch)? {
                case.happened(event, day);
            }
            Ok(())
        }
        Target::DecidedAt(id) => {
            case.decision(id).at = day_in(case, cell, epoch)?;
            Ok(())
        }
        Target::DecidedBy(id) => {
            case.decision(id).by = text();
            Ok(())
        }
        Target::Decision(id) => {
            // A register often says of one column what several decisions came to.
            let rows = pack.decisions.iter().filter(|row| row.event.is_some());
            let own = rows.clone().filter(|row| row.id == *id);
            let others = rows.filter(|row| row.id != *id);
            for row in own.chain(others) {
                if let Some(value) = one(pack, Of::Decision(&row.id), &row.values, &text()) {
                    if value != crate::pack::UNDECIDED {
                        case.decision(&row.id).value = value;
                    }
                    return Ok(());
                }
            }
            Err(Not::NoWord)
        }
        Target::Form(id) => {
            let field = fields(pack).find(|(_, field)| field.id == *id);
            let Some((section, field)) = field else {
                return Ok(());
            };
            of_field(pack, case, (field, section.repeats), (cell, epoch))
        }
    }
}

fn day_in(case: &Case, cell: &Cell, epoch: Epoch) -> Result<Option<day::Day>, Not> {
    day::read(cell, epoch, case.range()).map_err(Not::Problem)
}

fn of_field(
    pack: &Pack,
    case: &mut Case,
    (field, repeats): (&FormField, Option<Repeats>),
    (cell, epoch): (&Cell, Epoch),
) -> Result<(), Not> {
    let text = cell.shown().trim().to_owned();
    match Bind::of(field) {
        None | Some(Bind::Recorded(..) | Bind::Decision(..)) => Ok(()),
        Some(Bind::Event(means)) => {
            if let Some(day) = day_in(case, cell, epoch)? {
                case.happened(pack.event_meaning(means), day);
            }
            Ok(())
        }
        Some(Bind::Detail(detail)) => {
            let value = match field.options_from.as_deref() {
                Some(list) => {
                    let choices = choices(pack, field);
                    one(pack, Of::List(list), &choices, &text).ok_or(Not::NoWord)?
                }
                None => text,
            };
            case.details.push((detail, value));
            Ok(())
        }
        Some(Bind::Fact(fact)) => {
            let value = fact_value(pack, field, fact, &text)?;
            case.facts.push((fact.to_owned(), value));
            Ok(())
        }
        Some(Bind::PersonFact(fact)) => {
            let value = fact_value(pack, field, fact, &text)?;
            case.person.facts.push((fact.to_owned(), value));
            Ok(())
        }
        Some(Bind::PersonDetail(word)) => of_person(pack, case, (field, word), (cell, epoch)),
        Some(Bind::Own) => {
            let value = own(pack, case, field, (cell, epoch))?;
            if let (Some(value), Some(Repeats::Subject)) = (&value, repeats) {
                case.person.details.push((field.id.clone(), value.clone()));
            } else {
                case.form
                    .extend(value.map(|value| (field.id.clone(), value)));
            }
            Ok(())
        }
    }
}

/// Returns what a field that is the form's own says, as the form keeps it. The day of the alert is also
/// when it was sent.
fn own(
    pack: &Pack,
    case: &mut Case,
    field: &FormField,
    (cell, epoch): (&Cell, Epoch),
) -> Result<Option<String>, Not> {
    let text = cell.shown().trim().to_owned();
    Ok(match field.kind {
        FieldKind::Line | FieldKind::Text => Some(text),
        FieldKind::When => {
            let Some(day) = day_in(case, cell, epoch)? else {
                return Ok(None);
            };
            if field.prefill == Some(crate::pack::form::Prefill::Now) {
                case.happened(pack.event_meaning(Means::AlertSent), day);
            }
            Some(Said::moment(day).to_text())
        }
        FieldKind::Day => day_in(case, cell, epoch)?.map(|(day, _)| day.to_string()),
        FieldKind::YesNo => {
            let yes = yes_no(&text).ok_or(Not::NoWord)?;
            Some(FactValue::YesNo(yes).to_text())
        }
        FieldKind::Choice => {
            let choices = choices(pack, field);
            Some(one(pack, list_of(field), &choices, &text).ok_or(Not::NoWord)?)
        }
        FieldKind::Ticks => Some(ticks(pack, field, &text)?.to_text()),
    })
}

fn list_of(field: &FormField) -> Of<'_> {
    Of::List(field.options_from.as_deref().unwrap_or_default())
}

fn ticks(pack: &Pack, field: &FormField, text: &str) -> Result<FactValue, Not> {
    let choices: Vec<Choice> = choices(pack, field);
    let found = several(pack, list_of(field), &choices, text);
    if found.is_empty() {
        return Err(Not::NoWord);
    }
    Ok(FactValue::Choices(found))
}

fn fact_value(pack: &Pack, field: &FormField, fact: &str, text: &str) -> Result<FactValue, Not> {
    match field.kind {
        FieldKind::YesNo => yes_no(text).map(FactValue::YesNo).ok_or(Not::NoWord),
        FieldKind::Ticks => ticks(pack, field, text),
        _ => {
            let row = pack.fact(fact).ok_or(Not::NoWord)?;
            let choices = pack.fact_values(row);
            let found = one(pack, list_of(field), &choices, text);
            found.map(FactValue::Choice).ok_or(Not::NoWord)
        }
    }
}

fn of_person(
    pack: &Pack,
    case: &mut Case,
    (field, word): (&FormField, &str),
    (cell, epoch): (&Cell, Epoch),
) -> Result<(), Not> {
    let text = cell.shown().trim().to_owned();
    match crate::domain::person::PersonField::of_word(word) {
        crate::domain::person::PersonField::Name => case.person.name = text,
        crate::domain::person::PersonField::MosaicId => case.person.mosaic_id = text,
        crate::domain::person::PersonField::DateOfBirth => {
            case.person.born = born(case, (cell, epoch), &text)?;
        }
        _ if field.kind == FieldKind::Ticks => {
            let FactValue::Choices(ticked) = ticks(pack, field, &text)? else {
                return Ok(());
            };
            for status in &pack.statuses {
                if let Some(fact) = status.sets.as_ref().filter(|_| ticked.contains(&status.id)) {
                    case.person
                        .facts
                        .push((fact.clone(), FactValue::YesNo(true)));
                }
            }
            let ticked = FactValue::Choices(ticked).to_text();
            case.person.details.push((word.to_owned(), ticked));
        }
        _ => case.person.details.push((word.to_owned(), text)),
    }
    Ok(())
}

/// Returns when somebody was born: a day, an age, `unborn`.
fn born(case: &Case, (cell, epoch): (&Cell, Epoch), text: &str) -> Result<Born, Not> {
    // The first that anybody alive was born on.
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).ok_or(Not::NoWord)?;
    let range = Range {
        first,
        ..case.range()
    };
    let is_age = match cell {
        Cell::Number(number) => *number < 150.0,
        Cell::Text(text) => {
            let lower = text.trim().to_lowercase();
            let figures = lower.chars().take_while(char::is_ascii_digit).count();
            lower.starts_with("unborn")
                || lower.starts_with("age ")
                || (figures > 0
                    && figures < 4
                    && !lower.contains(['/', '-', '.'])
                    && lower.len() < 16
                    && day::read(cell, epoch, range).is_err())
        }
        _ => false,
    };
    if is_age {
        return birth::read(text, case.now).map_err(Not::Problem);
    }
    let day = day::read(cell, epoch, range).map_err(Not::Problem)?;
    Ok(Born {
        date: day.map(|(day, _)| day),
        ..Born::default()
    })
}
