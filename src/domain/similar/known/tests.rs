//! Why somebody may be the one looked for, stated by hand.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Somebody by name, birth and address.
fn known(name: &str, born: &str, address: &str) -> KnownPerson {
    KnownPerson {
        incident: IncidentId(1),
        person: PersonId(1),
        reference: Reference::new("TH", 2026, 1),
        logged_at: Instant::parse_rfc3339("2026-11-20T20:41:00Z").unwrap(),
        name: name.to_owned(),
        date_of_birth: born.parse().ok(),
        age: None,
        mosaic_id: String::new(),
        address: address.to_owned(),
    }
}

fn sought(name: &str, born: &str, address: &str) -> ProbePerson {
    ProbePerson {
        name: name.to_owned(),
        date_of_birth: born.parse().ok(),
        address: address.to_owned(),
        ..ProbePerson::default()
    }
}

#[test]
fn a_name_is_known_again_however_it_is_spelt_and_the_reason_says_how() {
    for (one, other, alone, with_birth) in [
        (
            "Amira Noor",
            "amira noor",
            Some(Why::SameName),
            Some(Why::SameNameAndBirth),
        ),
        (
            "Noor, Amira",
            "Amira Noor",
            Some(Why::OtherOrder),
            Some(Why::OtherOrderAndBirth),
        ),
        (
            "Noor Amira",
            "Amira Noor",
            Some(Why::OtherOrder),
            Some(Why::OtherOrderAndBirth),
        ),
        (
            "Mohammed Idris",
            "Muhammad Idris",
            Some(Why::SoundsAlike),
            Some(Why::NearNameAndBirth),
        ),
        (
            "Siobhan Kelly",
            "Shivaun Kelly",
            Some(Why::SoundsAlike),
            Some(Why::SoundsAndBirth),
        ),
        (
            "Siobhan Kelly",
            "Siobahn Kelly",
            Some(Why::Slip),
            Some(Why::SlipAndBirth),
        ),
        (
            "Kaden Malik",
            "Jaden Malik",
            Some(Why::Slip),
            Some(Why::SlipAndBirth),
        ),
        (
            "Malik",
            "Jaden Malek",
            Some(Why::Slip),
            Some(Why::SlipAndBirth),
        ),
        (
            "Amira Khan",
            "Amira Khan-Noor",
            Some(Why::PartOfName),
            Some(Why::NearNameAndBirth),
        ),
        (
            "Amira Khan Noor",
            "Amira Khan-Noor",
            Some(Why::SameName),
            Some(Why::SameNameAndBirth),
        ),
        (
            "Amira Rose Khan",
            "Amira Khan",
            Some(Why::PartOfName),
            Some(Why::NearNameAndBirth),
        ),
        // A twin, or another first name: nothing without the day of birth.
        ("Petra Novak", "Ravi Novak", None, Some(Why::FamilyAndBirth)),
        ("Petra Novak", "Petra Okafor", None, None),
        (
            "Li Wu",
            "Lu Wu",
            Some(Why::SoundsAlike),
            Some(Why::SoundsAndBirth),
        ),
        ("", "Amira Noor", None, None),
        ("Amira Noor", "", None, None),
    ] {
        let (asked, born) = (sought(one, "", ""), sought(one, "2010-03-04", ""));
        let on_file = known(other, "2010-03-04", "");
        assert_eq!(why_known(&asked, &on_file), alone, "{one}, {other}");
        assert_eq!(
            why_known(&born, &on_file),
            with_birth,
            "{one}, {other}, born"
        );
    }
}

#[test]
fn a_number_says_more_than_a_name_and_a_birth_alone_says_nothing() {
    let mut on_file = known("Amira Noor", "2010-03-04", "");
    on_file.mosaic_id = "M-1001".to_owned();
    let by_number = ProbePerson {
        mosaic_id: "m 1001".to_owned(),
        ..sought("Somebody Else", "", "")
    };
    assert_eq!(why_known(&by_number, &on_file), Some(Why::SameId));
    assert_eq!(why_known(&sought("", "2010-03-04", ""), &on_file), None);
}

#[test]
fn whoever_lives_at_the_same_address_may_be_a_sibling_by_the_family_name() {
    let home = "12 Example Road, London";
    let on_file = known("Zara Noor", "2012-05-06", "12 Example Rd");
    let why = |name: &str, born: &str| why_known(&sought(name, born, home), &on_file);
    assert_eq!(why("Amira Noor", "2010-03-04"), Some(Why::Sibling));
    assert_eq!(why("Amira Khan-Noor", ""), Some(Why::Sibling));
    assert_eq!(
        why("Petra Novak", ""),
        Some(Why::SameAddress),
        "another family"
    );
    assert_eq!(why("", ""), Some(Why::SameAddress));
    // Of twins the other one is a likelier reason by the birth.
    assert_eq!(why("Amira Noor", "2012-05-06"), Some(Why::FamilyAndBirth));
    assert_eq!(why("Zara Noor", "2012-05-06"), Some(Why::SameNameAndBirth));
}

#[test]
fn an_age_says_whether_the_same_name_may_be_the_same_child() {
    let aged = |years: u32| ProbePerson {
        born: born_at_age(years, day("2026-11-20")),
        ..sought("Amira Noor", "", "")
    };
    assert_eq!(
        born_at_age(16, day("2026-11-20")),
        Some((day("2009-11-21"), day("2010-11-20")))
    );
    let on_file = known("Amira Noor", "2010-03-04", "");
    assert_eq!(why_known(&aged(16), &on_file), Some(Why::SameNameAndAge));
    assert_eq!(why_known(&aged(9), &on_file), Some(Why::SameName));
    let mut of_an_age = known("Amira Noor", "", "");
    of_an_age.age = Some(Age::Years(15));
    of_an_age.logged_at = Instant::parse_rfc3339("2025-06-01T12:00:00Z").unwrap();
    assert_eq!(why_known(&aged(16), &of_an_age), Some(Why::SameNameAndAge));
    assert_eq!(why_known(&aged(14), &of_an_age), Some(Why::SameName));
}
