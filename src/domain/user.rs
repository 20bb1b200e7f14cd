//! Who may be at the desk: a name as it is signed, and the roles that they have at it.
//!
//! Roles are the same for every council. What each may do is no matter of this file: it says who
//! somebody is, and a table of rights stands on it.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use super::instant::Instant;
use super::text;

/// A role that a person has at the desk (design, 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Tells the desk of an incident: a social worker, a school, a health visitor.
    Notifier,
    /// Is on duty: takes calls, raises alerts.
    Duty,
    /// Is the emergency duty team, out of hours.
    Edt,
    /// Is of safeguarding quality assurance.
    Sqa,
    /// Is a head of service.
    HeadOfService,
    /// Signs for the director, or for a safeguarding partner.
    Signatory,
    /// Is of the business unit: meetings, invitations, contacts.
    BusinessUnit,
    /// Reads what was done and by whom, and changes nothing.
    Auditor,
    /// Looks after users, keys and backups.
    Administrator,
}

impl Role {
    /// Every role, in the order in which they are listed.
    pub const ALL: [Self; 9] = [
        Self::Notifier,
        Self::Duty,
        Self::Edt,
        Self::Sqa,
        Self::HeadOfService,
        Self::Signatory,
        Self::BusinessUnit,
        Self::Auditor,
        Self::Administrator,
    ];

    /// Returns the word that it is kept and typed as: never renamed.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Notifier => "notifier",
            Self::Duty => "duty",
            Self::Edt => "edt",
            Self::Sqa => "sqa",
            Self::HeadOfService => "head-of-service",
            Self::Signatory => "signatory",
            Self::BusinessUnit => "business-unit",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
        }
    }
}

/// A word that is no role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoRole(pub String);

impl fmt::Display for NoRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
        let typed = text::visible(&self.0);
        write!(f, "`{typed}` is no role; roles are {}", known.join(", "))
    }
}

impl std::error::Error for NoRole {}

impl FromStr for Role {
    type Err = NoRole;

    fn from_str(typed: &str) -> Result<Self, NoRole> {
        let typed = typed.trim();
        let found = Self::ALL.into_iter().find(|role| role.word() == typed);
        found.ok_or_else(|| NoRole(typed.to_owned()))
    }
}

/// The roles of one person: a set, of which none is a person who may open the desk and nothing more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles(BTreeSet<Role>);

impl Roles {
    /// Returns every role: of the one person of a desk that knew no users.
    #[must_use]
    pub fn every() -> Self {
        Role::ALL.into_iter().collect()
    }

    /// Returns the roles of whoever makes a desk: they look after it, and are on duty at it.
    #[must_use]
    pub fn of_maker() -> Self {
        [Role::Administrator, Role::Duty].into_iter().collect()
    }

    /// Says whether a role is among them.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    /// Says whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns each, in the order in which they are listed.
    pub fn iter(&self) -> impl Iterator<Item = Role> + '_ {
        self.0.iter().copied()
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        Self(roles.into_iter().collect())
    }
}

impl fmt::Display for Roles {
    /// Writes their words with a comma between, as they are kept and typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.iter().map(Role::word).collect();
        f.write_str(&words.join(","))
    }
}

impl FromStr for Roles {
    type Err = NoRole;

    /// Reads words with a comma between; of an empty text there are none.
    fn from_str(typed: &str) -> Result<Self, NoRole> {
        if typed.trim().is_empty() {
            return Ok(Self::default());
        }
        typed.split(',').map(str::parse).collect()
    }
}

/// Whoever opened the desk: every write is recorded as theirs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// The name as it is signed.
    pub name: String,
    /// What they may be asked for.
    pub roles: Roles,
}

/// What somebody else changed of whoever is at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Own {
    /// They have these roles now.
    Roles(Roles),
    /// They may be at the desk no more: since when, and who said so.
    Ended(Instant, String),
}

/// A person who may be, or once might be, at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The name as it is signed; no two have the same.
    pub name: String,
    /// Their roles.
    pub roles: Roles,
    /// When they were added.
    pub added_at: Instant,
    /// By whom.
    pub added_by: String,
    /// Since when they may no longer open it, and by whom that was said; none while they may.
    pub disabled: Option<(Instant, String)>,
}

impl User {
    /// Says whether they may open the desk.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.disabled.is_none()
    }
}

/// The longest name, in characters: it stands in a line with what was done.
const LONGEST: usize = 80;

/// Names that entries are signed by of which nobody is the author.
pub const RESERVED: [&str; 2] = [RECOVERY, HOST];
/// What is done with the printed key is signed so.
pub const RECOVERY: &str = "recovery key";
/// What the machine does of itself is signed so.
pub const HOST: &str = "host backup";

/// Returns a name as it is signed: one line, no blank doubled or at an end.
///
/// # Errors
/// When it is empty, longer than 80 characters, or stands for no person.
pub fn name(typed: &str) -> Result<String, &'static str> {
    let name = text::clean_line(typed);
    if name.is_empty() {
        return Err("a name is needed: it stands on what they record");
    }
    if name.chars().count() > LONGEST {
        return Err("a name has at most 80 characters");
    }
    if RESERVED.contains(&name.to_lowercase().as_str()) {
        return Err("this name stands for no person: choose another");
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_read_as_it_is_written_and_no_other_word_is_one() {
        for role in Role::ALL {
            assert_eq!(role.word().parse(), Ok(role));
        }
        assert_eq!("Duty".parse::<Role>(), Err(NoRole("Duty".to_owned())));
        assert_eq!(Roles::every().iter().count(), 9);
        let both: Roles = "sqa, duty".parse().unwrap();
        assert_eq!(both.to_string(), "duty,sqa");
        assert!(both.has(Role::Sqa) && !both.has(Role::Administrator));
        assert!("duty,king".parse::<Roles>().is_err());
        assert!("".parse::<Roles>().unwrap().is_empty());
    }

    #[test]
    fn a_name_is_one_line_and_stands_for_a_person() {
        assert_eq!(name("  K.  Duty \t"), Ok("K. Duty".to_owned()));
        assert!(name(" \n ").is_err());
        assert!(name("Recovery Key").is_err());
        assert!(name("host backup").is_err());
        assert!(name(&"x".repeat(81)).is_err());
        assert!(name(&"x".repeat(80)).is_ok());
    }
}
