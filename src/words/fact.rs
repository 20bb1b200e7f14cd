//! What was answered: the value of a fact, and of a form's field.

use crate::domain::facts::{Answer, FactValue};
use crate::domain::instant::day_words;
use crate::domain::text::spaced;
use crate::pack::{Choice, FormField, Pack, title_of};
use crate::rules::form::{FieldValue, choices};

/// Returns the value of a fact, with the titles of the pack's words.
#[must_use]
pub fn value(pack: &Pack, fact: &str, value: &FactValue) -> String {
    let known = || match pack.fact(fact) {
        Some(row) => pack.fact_values(row),
        None => Vec::new(),
    };
    match value {
        FactValue::YesNo(yes) => yes_or_no(*yes),
        FactValue::Choice(word) => title_of(&known(), word),
        FactValue::Choices(words) => listed(&known(), words),
    }
}

/// Returns a recorded fact as the pack asks it: `Was this person seriously harmed? yes`.
#[must_use]
pub fn asked(pack: &Pack, fact: &str, value: &FactValue) -> String {
    let said = self::value(pack, fact, value);
    match pack.fact(fact) {
        Some(row) => format!("{} {said}", row.ask),
        None => format!("{}: {said}", spaced(fact)),
    }
}

/// Returns the value of a form's field, with the titles of its choices; empty when absent.
#[must_use]
pub fn field(pack: &Pack, field: &FormField, value: &FieldValue) -> String {
    match value {
        FieldValue::Absent => String::new(),
        FieldValue::Text(text) => text.clone(),
        FieldValue::When(moment) => moment.words(),
        FieldValue::Day(day) => day_words(*day),
        FieldValue::Unborn(Some(day)) => format!("unborn, expected {}", day_words(*day)),
        FieldValue::Unborn(None) => "unborn".to_owned(),
        FieldValue::Age(age) => format!("not known; age {age}"),
        FieldValue::YesNo(yes) => yes_or_no(*yes),
        FieldValue::Choice(word) => title_of(&choices(pack, field), word),
        FieldValue::Ticks(words) => listed(&choices(pack, field), words),
    }
}

fn yes_or_no(yes: bool) -> String {
    Answer::from(yes).word().to_owned()
}

/// Returns the titles of what was chosen; that nothing was is an answer.
fn listed(known: &[Choice], words: &[String]) -> String {
    if words.is_empty() {
        return "none".to_owned();
    }
    let titles = words.iter().map(|word| title_of(known, word));
    titles.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::form::tests::{field as field_of, incident, pack};
    use crate::rules::form::value as value_of;

    #[test]
    fn a_fields_value_is_said_with_the_titles_of_its_choices() {
        let (pack, incident) = (pack(), incident());
        let child = incident.people.first();
        for (id, person, words) in [
            ("notifier_agency", None, ""),
            ("purpose", None, "For Action; Media Interest"),
            ("date_of_alert", None, "Fri 20 Nov 2026 22:05 GMT"),
            ("date_of_incident", None, "time not known"),
            ("dob", child, "4 Mar 2012"),
            ("placement", child, "none"),
            ("seriously_harmed", child, "yes"),
            ("sibling_dob", incident.people.get(1), "not known; age 9"),
        ] {
            let row = field_of(&pack, id);
            let said = field(&pack, row, &value_of(&pack, row, &incident, person));
            assert_eq!(said, words, "{id}");
        }
        let unborn = FieldValue::Unborn(None);
        assert_eq!(field(&pack, field_of(&pack, "dob"), &unborn), "unborn");
    }

    #[test]
    fn a_fact_and_the_field_bound_to_it_are_said_alike() {
        let pack = pack();
        let row = field_of(&pack, "reason_for_alert");
        for words in [vec![], vec!["serious_injury".to_owned()]] {
            let ticked = FieldValue::Ticks(words.clone());
            let recorded = FactValue::Choices(words);
            assert_eq!(
                value(&pack, "triggers", &recorded),
                field(&pack, row, &ticked)
            );
        }
    }

    #[test]
    fn what_the_pack_no_longer_asks_is_still_said() {
        let gone = FactValue::Choice("not_held".to_owned());
        assert_eq!(asked(&pack(), "was_held", &gone), "was held: not held");
    }
}
