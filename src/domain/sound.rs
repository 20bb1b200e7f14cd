//! How a name sounds and how it is spelt, so that a child is found however the caller says the name.

use std::cmp::Reverse;

use rphonetic::{DoubleMetaphone, Encoder};

use super::text::fold;

/// The most parts of a name that are listened to, the longest first.
const MOST_PARTS: usize = 3;
/// The fewest letters of a part that says something alone.
const ALONE: usize = 3;
/// How alike two spellings are at least, of 1. Of the pairs that were tried, slips of one letter in
/// names of four and more lie above it; other names of the same sound are found by their sound.
const NEARLY: f64 = 0.87;

/// A part of a name: how many letters it has, and how it sounds.
struct Part {
    letters: usize,
    sound: String,
}

fn parts(name: &str) -> Vec<Part> {
    let folded = fold(name);
    // The encoder knows ASCII letters alone; an initial says nothing.
    let is_said =
        |part: &&str| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut parts: Vec<&str> = folded.split(' ').filter(is_said).collect();
    parts.sort_by_key(|part| Reverse(part.len()));
    parts.truncate(MOST_PARTS);
    let encoder = DoubleMetaphone::default();
    let part = |part: &&str| Part {
        letters: part.len(),
        sound: encoder.encode(part),
    };
    let parts = parts.iter().map(part);
    parts.filter(|part| !part.sound.is_empty()).collect()
}

/// Returns what a name is kept under by its sound: each long part of it, and each two parts together.
#[must_use]
pub fn keys(name: &str) -> Vec<String> {
    let parts = parts(name);
    let alone = parts.iter().filter(|part| part.letters >= ALONE);
    let mut out: Vec<String> = alone.map(|part| format!("sound {}", part.sound)).collect();
    out.extend(pairs(&parts));
    out.sort();
    out.dedup();
    out
}

/// Returns what a name is looked for by its sound: two parts of it together, of one part alone that
/// one.
#[must_use]
pub fn sought(name: &str) -> Vec<String> {
    let parts = parts(name);
    match parts.as_slice() {
        [one] if one.letters >= ALONE => vec![format!("sound {}", one.sound)],
        _ => pairs(&parts).collect(),
    }
}

/// Yields each two parts in one order, whichever was said first.
fn pairs(parts: &[Part]) -> impl Iterator<Item = String> {
    parts.iter().enumerate().flat_map(move |(at, one)| {
        parts.iter().skip(at + 1).map(move |other| {
            let (one, other) = (&one.sound, &other.sound);
            format!("sounds {} {}", one.min(other), one.max(other))
        })
    })
}

/// Says whether two names are spelt nearly the same.
#[must_use]
pub fn is_nearly(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    !one.is_empty() && strsim::jaro_winkler(&one, &other) >= NEARLY
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sounds(one: &str, other: &str) -> bool {
        let keys = keys(other);
        sought(one).iter().any(|key| keys.contains(key))
    }

    #[test]
    fn names_that_sound_alike_are_found() {
        for (one, other) in [
            ("Malik", "Mallick"),
            ("Mohammed Idris", "Idriss, Muhammad"),
            ("Jaden Brown", "Jayden Braun"),
            ("Cathryn Smith", "Kathryn Smythe"),
            ("ahmedi", "M. Ahmadi-Example"),
            ("Zo\u{eb} Nguyen", "Zoe Nguyan"),
        ] {
            assert!(sounds(one, other), "{one}, {other}");
        }
        for (one, other) in [
            ("Malik", "Petrov"),
            ("Jaden Brown", "Jaden Petrov"),
            ("M", "M"),
        ] {
            assert!(!sounds(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn a_slip_of_the_pen_is_nearly_the_same_name() {
        for (one, other) in [
            ("Siobhan Kelly", "Siobahn Kelly"),
            ("Oluwaseun Ade", "Oluwashen Ade"),
            ("Ahmadi", "Ahmadii"),
        ] {
            assert!(is_nearly(one, other), "{one}, {other}");
        }
        for (one, other) in [("Ahmadi", "Okafor"), ("Li", "Lu"), ("", "")] {
            assert!(!is_nearly(one, other), "{one}, {other}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_has_a_sound_or_none(name in "\\PC{0,40}", other in "\\PC{0,40}") {
            let _keys = (keys(&name), sought(&name), is_nearly(&name, &other));
            // A name always sounds like itself, where it sounds at all.
            let kept = keys(&name);
            prop_assert!(sought(&name).iter().all(|key| kept.contains(key)));
        }
    }
}
