//! Letters that look like others: a word of two alphabets (a Latin name with a Cyrillic `а`) reads as
//! one and is found as none.

use unicode_security::MixedScript;
use unicode_security::mixed_script::AugmentedScriptSet;

/// Returns what misleads in a text, in words: the first word that mixes alphabets (Unicode TR 39),
/// and its first letter of another than the word begins in.
///
/// Nothing is wrong with a name that is written in one alphabet, whichever it is, nor with Japanese
/// or Korean, which are written in several.
#[must_use]
pub fn mixed_alphabets(text: &str) -> Option<String> {
    let word = text
        .split(|c: char| c.is_whitespace() || "-'/".contains(c))
        .find(|word| !word.is_single_script())?;
    let mut so_far = AugmentedScriptSet::default();
    let odd = word.chars().find(|letter| {
        so_far.intersect_with((*letter).into());
        so_far.is_empty()
    })?;
    let code = u32::from(odd);
    Some(format!(
        "«{word}» mixes alphabets: {odd} (U+{code:04X}) may be taken for another letter"
    ))
}

#[cfg(test)]
mod tests {
    use super::mixed_alphabets;

    #[test]
    fn a_word_of_two_alphabets_is_named_with_its_letter() {
        // A Cyrillic а in a Latin name; a Greek ο in an id.
        for (text, words) in [
            (
                "Amin\u{430} Testchild-Example",
                "«Amin\u{430}» mixes alphabets: \u{430} (U+0430) may be taken for another letter",
            ),
            (
                "EX-1\u{3bf}00a",
                "«1\u{3bf}00a» mixes alphabets: a (U+0061) may be taken for another letter",
            ),
        ] {
            assert_eq!(mixed_alphabets(text).as_deref(), Some(words));
        }
    }

    #[test]
    fn names_of_one_alphabet_are_let_alone() {
        for text in [
            "",
            "M. Ahmadi-Example",
            "Ş. Nguyễn O'Brien",
            "\u{410}\u{43c}\u{438}\u{43d}\u{430}",
            "\u{410}\u{43c}\u{438}\u{43d}\u{430} Example",
            "\u{5c71}\u{7530}\u{3055}\u{304f}\u{3089}",
            "EX-10001",
            "\u{645}\u{62d}\u{645}\u{62f}",
        ] {
            assert_eq!(mixed_alphabets(text), None, "{text}");
        }
    }
}
