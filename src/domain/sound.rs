//! How a name sounds and how it is spelt, so that a child is found however the caller says the name.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rphonetic::{DoubleMetaphone, Encoder};

use super::spelling;
use super::text::fold;

/// The most parts of a name that are listened to, the longest first.
const MOST_PARTS: usize = 3;
/// The fewest letters of a part that says something alone.
const ALONE: usize = 3;
/// How alike two spellings are at least, of 1. Of the pairs that were tried, slips of one letter in
/// names of four and more lie above it; other names of the same sound are found by their sound.
const NEARLY: f64 = 0.87;

/// Irish and Welsh names that no encoder of English hears as they are said, and how they are.
const AS_SAID: [(&str, &str); 20] = [
    ("siobhan", "shivaun"),
    ("sinead", "shinade"),
    ("sean", "shaun"),
    ("seamus", "shaymus"),
    ("sian", "sharn"),
    ("saoirse", "seersha"),
    ("niamh", "neve"),
    ("aoife", "eefa"),
    ("aoibheann", "even"),
    ("aisling", "ashling"),
    ("caoimhe", "keeva"),
    ("ciara", "keera"),
    ("ciaran", "keeran"),
    ("cillian", "killian"),
    ("eoghan", "owen"),
    ("eoin", "owen"),
    ("meadhbh", "mave"),
    ("orlaith", "orla"),
    ("padraig", "pawrick"),
    ("roisin", "rosheen"),
];

/// A part of a name: its letters, folded, and how it sounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) word: String,
    sound: String,
}

/// Returns the parts of a name that are listened to, the longest first.
pub(super) fn parts(name: &str) -> Vec<Part> {
    let folded = fold(name);
    let mut parts: Vec<&str> = folded.split(' ').filter(|part| is_said(part)).collect();
    parts.sort_by_key(|part| Reverse(part.len()));
    parts.truncate(MOST_PARTS);
    let part = |word: &str| Part {
        word: word.to_owned(),
        sound: of(word),
    };
    let parts = parts.into_iter().map(part);
    parts.filter(|part| !part.sound.is_empty()).collect()
}

/// Says whether a part of a name says anything: the encoder knows ASCII letters alone, and an initial
/// is nobody's.
fn is_said(part: &str) -> bool {
    part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Returns how a folded word sounds; empty where it has no sound.
#[must_use]
pub fn of(word: &str) -> String {
    if !is_said(word) {
        return String::new();
    }
    let said = AS_SAID.iter().find(|(spelt, _)| *spelt == word);
    let said = said.map_or(word, |(_, said)| said);
    DoubleMetaphone::default().encode(said)
}

/// Returns how every part of a name sounds, each once.
#[must_use]
pub fn of_each(name: &str) -> BTreeSet<String> {
    let folded = fold(name);
    let sounds = folded.split(' ').map(of);
    sounds.filter(|sound| !sound.is_empty()).collect()
}

/// Returns what a name is kept under by its sound: each long part of it, and each two parts together.
#[must_use]
pub fn keys(name: &str) -> Vec<String> {
    let parts = parts(name);
    let alone = parts.iter().filter(|part| part.word.len() >= ALONE);
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
        [one] if one.word.len() >= ALONE => vec![format!("sound {}", one.sound)],
        _ => pairs(&parts).collect(),
    }
}

/// Returns what a name is looked for by where one letter of it is another: of one part alone every slip
/// of it, else each of the two longest with a slip beside the other as it is. A slip in a third part is
/// found by the sound of those two.
#[must_use]
pub fn sought_with_a_slip(name: &str) -> BTreeSet<String> {
    let parts = parts(name);
    let sounds = |part: &Part| {
        let slips = spelling::slips(&part.word).into_iter();
        let sounds: BTreeSet<String> = slips.map(|slip| of(&slip)).collect();
        sounds.into_iter().filter(|sound| !sound.is_empty())
    };
    match parts.as_slice() {
        [one] => sounds(one).map(|sound| format!("sound {sound}")).collect(),
        [one, other, ..] => {
            let first = sounds(one).map(|slip| pair(&slip, &other.sound));
            first
                .chain(sounds(other).map(|slip| pair(&one.sound, &slip)))
                .collect()
        }
        [] => BTreeSet::new(),
    }
}

/// Yields each two parts in one order, whichever was said first.
fn pairs(parts: &[Part]) -> impl Iterator<Item = String> {
    parts.iter().enumerate().flat_map(move |(at, one)| {
        let others = parts.iter().skip(at + 1);
        others.map(move |other| pair(&one.sound, &other.sound))
    })
}

fn pair(one: &str, other: &str) -> String {
    format!("sounds {} {}", one.min(other), one.max(other))
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
            ("Siobhan Kelly", "Shivaun Kelly"),
            ("Neve O'Brien", "Niamh O'Brien"),
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
