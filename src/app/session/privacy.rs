//! How much of who people are stands on the screen.

/// How names, dates of birth and addresses are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Privacy {
    /// As they are.
    #[default]
    Full,
    /// The first letter of each word.
    Initials,
    /// Not at all.
    Hidden,
}

impl Privacy {
    /// Returns the next one round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Full => Self::Initials,
            Self::Initials => Self::Hidden,
            Self::Hidden => Self::Full,
        }
    }

    /// Returns the word that stands in the header; none where everything is shown.
    #[must_use]
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Full => None,
            Self::Initials => Some("INITIALS"),
            Self::Hidden => Some("HIDDEN"),
        }
    }

    /// Returns what is said when it is chosen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Full => "Names, dates of birth and addresses are shown in full.",
            Self::Initials => "Of names, dates of birth and addresses the first letters are shown.",
            Self::Hidden => "Names, dates of birth and addresses are hidden.",
        }
    }
}
