//! Who says they are at the desk, and by which secret.

use crate::domain::secret::Secret;

/// What kind of secret opens a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// A person's passphrase.
    Passphrase,
    /// The key that was printed at set-up.
    Recovery,
    /// The secret of the machine itself, in a file.
    Host,
}

/// Who says they are at the desk, and by which secret; it is held against the slots.
#[derive(Debug, PartialEq, Eq)]
pub struct Claim {
    /// The name; none where it was not asked, which will do while only one person has a slot.
    pub name: Option<String>,
    /// The secret.
    pub secret: Secret,
    /// What kind of secret it is.
    pub way: Way,
}

impl Claim {
    /// Returns the claim of a person by name.
    #[must_use]
    pub fn of(name: Option<&str>, passphrase: Secret) -> Self {
        Self {
            name: name.map(str::to_owned),
            secret: passphrase,
            way: Way::Passphrase,
        }
    }

    /// Returns the claim of whoever has the printed key or the machine's.
    #[must_use]
    pub fn by(way: Way, secret: Secret) -> Self {
        Self {
            name: None,
            secret,
            way,
        }
    }
}

impl From<Secret> for Claim {
    /// Returns the claim of the only person of a desk.
    fn from(passphrase: Secret) -> Self {
        Self::of(None, passphrase)
    }
}

impl From<&str> for Claim {
    fn from(passphrase: &str) -> Self {
        Self::from(Secret::from(passphrase))
    }
}
