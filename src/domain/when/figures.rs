//! Figures as they are typed: how many digits a number has says what it can be.

/// Returns the number of a word of exactly so many digits.
pub(super) fn digits(word: &str, count: usize) -> Option<u32> {
    (word.len() == count && word.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
}

/// Returns the number of a word of one or two digits.
pub(super) fn one_or_two(word: &str) -> Option<u32> {
    digits(word, 1).or_else(|| digits(word, 2))
}
