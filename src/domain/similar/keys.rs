//! What people are known again by over incidents: each a text that an index has.

use chrono::NaiveDate;

use crate::domain::incident::Person;
use crate::domain::sound;
use crate::domain::text::fold;

/// The word that packs bind a person's address to.
pub const ADDRESS: &str = "address";

/// Returns what a person is found by that is nearly known: how the name sounds, and where they live.
#[must_use]
pub fn near_keys(person: &Person) -> Vec<String> {
    let mut out = sound::keys(&person.name);
    let address = person.details.get(ADDRESS);
    out.extend(address.and_then(|text| address_key(text)));
    out
}

/// Returns what a person is known again by over incidents: the case system's id, the name with the
/// date of birth, the name.
#[must_use]
pub fn person_keys(person: &Person) -> Vec<String> {
    let name = fold(&person.name);
    let mut out = sure_keys(&person.mosaic_id, &person.name, person.date_of_birth);
    if !name.is_empty() {
        out.push(name_key(&name));
    }
    out
}

/// Returns what says that it is the same person: the case system's id, the name with the date of birth.
#[must_use]
pub fn sure_keys(mosaic_id: &str, name: &str, born: Option<NaiveDate>) -> Vec<String> {
    let (name, id) = (fold(name), fold(mosaic_id));
    let mut out = Vec::new();
    if !id.is_empty() {
        out.push(id_key(&id));
    }
    if !name.is_empty() {
        out.extend(born.map(|born| birth_key(&name, born)));
    }
    out
}

/// Returns the key of a case system's id; `id` is folded.
#[must_use]
pub fn id_key(id: &str) -> String {
    format!("id {id}")
}

/// Returns the key of a name with a date of birth; `name` is folded.
#[must_use]
pub fn birth_key(name: &str, born: NaiveDate) -> String {
    format!("born {born} {name}")
}

/// Returns what the keys of all begin with who were born on a day.
#[must_use]
pub fn born_on(born: NaiveDate) -> String {
    birth_key("", born)
}

/// Returns the key of a name alone; `name` is folded.
#[must_use]
pub fn name_key(name: &str) -> String {
    format!("name {name}")
}

/// What parts of a house are called: the line after it is the house's.
const PARTS_OF_A_HOUSE: [&str; 6] = ["flat", "apartment", "apt", "unit", "room", "block"];

/// Ends of a street's name, each with what it is shortened to.
const STREETS: [(&str, &str); 10] = [
    ("street", "st"),
    ("road", "rd"),
    ("avenue", "ave"),
    ("lane", "ln"),
    ("close", "cl"),
    ("court", "ct"),
    ("drive", "dr"),
    ("gardens", "gdns"),
    ("terrace", "ter"),
    ("square", "sq"),
];

/// Returns the key of an address: its house and street, whatever town and postcode follow; none where
/// no house is numbered in it, for a street alone says nothing.
#[must_use]
pub fn address_key(text: &str) -> Option<String> {
    let pieces = text.split([',', '\n', ';']).map(fold);
    let mut house: Vec<String> = Vec::new();
    for piece in pieces.filter(|piece| !piece.is_empty()) {
        let words = piece.split(' ').map(|word| {
            let short = STREETS.iter().find(|(long, _)| *long == word);
            short.map_or(word, |(_, short)| short).to_owned()
        });
        house.extend(words);
        let is_part = |word: &String| PARTS_OF_A_HOUSE.contains(&word.as_str());
        // A flat, or a number alone, goes with the line after it.
        let begins_with_part = piece
            .split(' ')
            .next()
            .is_some_and(|word| is_part(&word.to_owned()));
        let is_street = piece
            .split(' ')
            .any(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic()));
        if is_street && !begins_with_part {
            break;
        }
    }
    let has_number = house
        .iter()
        .any(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
    let has_street = house.len() > 1;
    (has_number && has_street).then(|| format!("address {}", house.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_its_house_and_street_however_it_is_written() {
        let same = |one: &str, other: &str| {
            let (one, other) = (address_key(one), address_key(other));
            one.is_some() && one == other
        };
        for (one, other) in [
            ("12 Example Road", "12 example rd, London E1 1AA"),
            ("12, Example Road, London", "12 Example Rd"),
            ("Flat 2, 12 Example Street", "flat 2\n12 Example St\nLondon"),
        ] {
            assert!(same(one, other), "{one}, {other}");
        }
        for (one, other) in [
            ("12 Example Road", "21 Example Road"),
            ("Flat 2, 12 Example Road", "Flat 3, 12 Example Road"),
            ("Example Road", "Example Road"),
            ("", ""),
        ] {
            assert!(!same(one, other), "{one}, {other}");
        }
    }
}
