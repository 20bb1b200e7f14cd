//! Why something that the desk holds of a person is not given to them who ask for it.
//!
//! A person chooses, item by item; the program proposes none. The cites say where to look, and are no
//! legal advice.

/// A reason not to give something, with the law it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exemption {
    /// The word that it is chosen by.
    pub id: &'static str,
    /// What it says.
    pub title: &'static str,
    /// Where it stands.
    pub cite: &'static str,
}

/// Every exemption, in the order in which they are listed.
pub const EXEMPTIONS: [Exemption; 5] = [
    Exemption {
        id: "serious_harm",
        title: "giving it would be likely to cause serious harm to somebody's health",
        cite: "Data Protection Act 2018, Schedule 3, Part 3 (social work data)",
    },
    Exemption {
        id: "expectation",
        title: "it was given in the expectation, or with the wish, that it is not passed on to whoever asks",
        cite: "Data Protection Act 2018, Schedule 3, Part 3 (social work data)",
    },
    Exemption {
        id: "child_abuse",
        title: "child abuse data, and giving it would not be in the child's best interests",
        cite: "Data Protection Act 2018, Schedule 3, Part 5 (child abuse data)",
    },
    Exemption {
        id: "third_party",
        title: "it tells of somebody else, who has not agreed to it",
        cite: "Data Protection Act 2018, Schedule 2, Part 3 (rights of others)",
    },
    Exemption {
        id: "not_theirs",
        title: "it is not about the person who asks",
        cite: "UK GDPR, Article 15: their own personal data alone",
    },
];

/// Returns an exemption by its word.
#[must_use]
pub fn exemption(id: &str) -> Option<&'static Exemption> {
    EXEMPTIONS.iter().find(|exemption| exemption.id == id)
}
