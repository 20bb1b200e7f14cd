//! An incident that is kept from most of those who see cases: who said so, and why.

/// What was last said of who may read an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restriction {
    /// It is restricted; it was once, where this is not so.
    pub stands: bool,
    /// Who said so last.
    pub by: String,
    /// Why.
    pub because: String,
}

impl Restriction {
    /// Returns the word that it is kept as: never renamed.
    #[must_use]
    pub const fn word(stands: bool) -> &'static str {
        if stands { "restricted" } else { "lifted" }
    }

    /// Reads the word that it is kept as.
    #[must_use]
    pub fn of_word(word: &str) -> Option<bool> {
        [true, false]
            .into_iter()
            .find(|stands| Self::word(*stands) == word)
    }
}

/// The fewest words of a reason for opening a restricted record.
pub const FEWEST_WORDS: usize = 3;

/// Returns a reason for opening a restricted record, on one line.
///
/// # Errors
/// When it has fewer than three words: it is read by those whose record it is.
pub fn reason(typed: &str) -> Result<String, &'static str> {
    let line = super::text::clean_line(typed);
    if line.split(' ').filter(|word| !word.is_empty()).count() < FEWEST_WORDS {
        return Err("say why in at least three words: whose record it is reads them");
    }
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_has_three_words_and_one_line() {
        assert_eq!(
            reason(" child at the  door "),
            Ok("child at the door".to_owned())
        );
        for few in ["", "urgent", "need it", " . \n "] {
            assert!(reason(few).is_err(), "{few}");
        }
    }

    #[test]
    fn the_words_of_the_file_are_those_of_every_release() {
        assert_eq!(Restriction::of_word("restricted"), Some(true));
        assert_eq!(Restriction::of_word("lifted"), Some(false));
        assert_eq!(Restriction::of_word("open"), None);
    }
}
