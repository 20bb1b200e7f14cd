//! One letter of a name that is another, is missing, is one too many, or changed places with the next.

use std::collections::BTreeSet;

/// The fewest letters that both words have, and that the longer one has: of shorter ones a letter makes
/// another name.
const FEWEST: usize = 3;
const FEWEST_OF_LONGER: usize = 4;

/// Says whether two folded words differ by one letter.
#[must_use]
pub fn is_slip(one: &str, other: &str) -> bool {
    let is_word = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    one.len().min(other.len()) >= FEWEST
        && one.len().max(other.len()) >= FEWEST_OF_LONGER
        && is_word(one)
        && is_word(other)
        && strsim::osa_distance(one, other) == 1
}

/// Returns every word that differs from a folded one by one letter, whether or not it is a name.
#[must_use]
pub fn slips(word: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let letters = 'a'..='z';
    for at in 0..=word.len() {
        let Some((before, after)) = word.split_at_checked(at) else {
            continue;
        };
        let mut rest = after.chars();
        let first = rest.next();
        for letter in letters.clone() {
            out.insert(format!("{before}{letter}{after}"));
            if first.is_some() {
                out.insert(format!("{before}{letter}{}", rest.as_str()));
            }
        }
        if let Some(first) = first {
            out.insert(format!("{before}{}", rest.as_str()));
            let mut further = rest.clone();
            if let Some(second) = further.next() {
                out.insert(format!("{before}{second}{first}{}", further.as_str()));
            }
        }
    }
    out.retain(|slip| is_slip(word, slip));
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_letter_is_a_slip_and_two_are_none() {
        for (one, other) in [
            ("malik", "malek"),
            ("malik", "maliik"),
            ("malik", "mlik"),
            ("siobhan", "siobahn"),
            ("zoe", "zoee"),
        ] {
            assert!(is_slip(one, other) && is_slip(other, one), "{one}, {other}");
        }
        for (one, other) in [
            ("malik", "malik"),
            ("malik", "melek"),
            ("zoe", "zoo"),
            ("li", "lia"),
        ] {
            assert!(!is_slip(one, other), "{one}, {other}");
        }
    }

    proptest! {
        #[test]
        fn the_slips_of_a_word_are_the_words_that_differ_by_one_letter(
            one in "[a-d]{1,6}", other in "[a-d]{1,6}",
        ) {
            prop_assert_eq!(slips(&one).contains(&other), is_slip(&one, &other));
        }
    }
}
