//! Who may do what: one table of roles and rights, which the screen, the store and the commands obey.
//!
//! A right is a matter of what is done, whatever key or command asks for it. Which role answers for a
//! decision is no matter of this table: a pack says it, place by place.

mod needs;

use std::fmt;

use super::user::{Role, Roles};

pub use needs::{Known, needed, of_draft};

/// What somebody may do at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Right {
    /// See cases: lists, incidents, letters, handovers.
    See,
    /// Log calls and record facts, people, notes and what happened.
    Record,
    /// Fill in forms and send them.
    Send,
    /// Record an answer to a decision; in whose place it counts, the decision says.
    Decide,
    /// Arrange meetings and invite to them.
    Meet,
    /// Change the desk's contacts.
    Contacts,
    /// Hand over and take over.
    HandOver,
    /// Look after users and keys.
    Administer,
    /// Check the record, and read who saw it.
    Verify,
    /// Choose how long a case is kept, and set and lift legal holds.
    Keep,
    /// Propose to dispose of a case; gather and mark what a person may have of their own.
    Propose,
    /// Agree to what somebody else proposed: a disposal, a release.
    Agree,
    /// Keep a record from most of those who see cases, and let it go; and read those that are kept.
    Restrict,
    /// Open a record that is kept from oneself, because.
    BreakGlass,
    /// Bring the old register in from a spreadsheet.
    Import,
}

impl Right {
    /// Every right, in the order of the table's columns.
    pub const ALL: [Self; 15] = [
        Self::See,
        Self::Record,
        Self::Send,
        Self::Decide,
        Self::Meet,
        Self::Contacts,
        Self::HandOver,
        Self::Administer,
        Self::Verify,
        Self::Keep,
        Self::Propose,
        Self::Agree,
        Self::Restrict,
        Self::BreakGlass,
        Self::Import,
    ];
}

const Y: bool = true;
const N: bool = false;

/// Who may what (design, 6): a row a role, a column a right, in the order of [`Right::ALL`].
///
/// The auditor changes nothing of a case but how long it is kept, proposes to dispose of it and marks
/// what a person may have of their own; those in charge of quality agree to it, the auditor never. The
/// administrator sees no case; the signatory answers and edits no content; the business unit and the
/// notifier decide nothing.
///
/// The old register is brought in by SQA, who kept it, and by the administrator, who has the file already
/// when they do and sees none of it here.
///
/// A record is restricted by those whose roles decide on it: SQA, the head of service and the
/// signatories; they read it too, for who decides has to know. Whoever is on duty opens it with a
/// reason, in and out of hours: a child in danger is known to whoever takes the call, and a duty that
/// is shown must be one that can be done. So do the business unit, which arranges its meetings, and the
/// auditor, who answers for how it was kept. A notifier does not see others' restricted records
/// (security, 4.3), whatever the reason.
#[rustfmt::skip]
const TABLE: [(Role, [bool; 15]); 9] = [
    //                      See Record Send Decide Meet Contacts HandOver Administer Verify Keep Propose Agree Restrict BreakGlass Import
    (Role::Notifier,       [Y,  Y,     Y,   N,     N,   N,       N,       N,         N,     N,   N,      N,    N,       N,       N]),
    (Role::Duty,           [Y,  Y,     Y,   Y,     Y,   Y,       Y,       N,         N,     N,   N,      N,    N,       Y,       N]),
    (Role::Edt,            [Y,  Y,     Y,   Y,     Y,   Y,       Y,       N,         N,     N,   N,      N,    N,       Y,       N]),
    (Role::Sqa,            [Y,  Y,     Y,   Y,     Y,   Y,       Y,       N,         Y,     Y,   N,      Y,    Y,       Y,       Y]),
    (Role::HeadOfService,  [Y,  Y,     Y,   Y,     Y,   Y,       Y,       N,         Y,     Y,   N,      Y,    Y,       Y,       N]),
    (Role::Signatory,      [Y,  N,     N,   Y,     N,   N,       N,       N,         N,     N,   N,      N,    Y,       Y,       N]),
    (Role::BusinessUnit,   [Y,  Y,     Y,   N,     Y,   Y,       N,       N,         N,     N,   N,      N,    N,       Y,       N]),
    (Role::Auditor,        [Y,  N,     N,   N,     N,   N,       N,       N,         Y,     Y,   Y,      N,    N,       Y,       N]),
    (Role::Administrator,  [N,  N,     N,   N,     N,   N,       N,       Y,         Y,     N,   N,      N,    N,       N,       Y]),
];

/// Says whether somebody with these roles may do it: one of them is enough.
#[must_use]
pub fn may(roles: &Roles, right: Right) -> bool {
    roles_with(right).any(|role| roles.has(role))
}

/// Returns the roles that may do it, in the order in which roles are listed.
pub fn roles_with(right: Right) -> impl Iterator<Item = Role> {
    let of_row = move |(role, row): (Role, [bool; 15])| {
        let mut cells = Right::ALL.into_iter().zip(row);
        cells
            .any(|(column, yes)| column == right && yes)
            .then_some(role)
    };
    TABLE.into_iter().filter_map(of_row)
}

/// Something that somebody may not do: what, and who may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What it takes.
    pub right: Right,
    /// Who at this desk may do it, by name; nobody where it is empty.
    pub who: Vec<String>,
}

impl Right {
    /// Returns the word that the journal has for it: never renamed.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::See => "see",
            Self::Record => "record",
            Self::Send => "send",
            Self::Decide => "decide",
            Self::Meet => "meet",
            Self::Contacts => "contacts",
            Self::HandOver => "hand_over",
            Self::Administer => "administer",
            Self::Verify => "verify",
            Self::Keep => "keep",
            Self::Propose => "propose",
            Self::Agree => "agree",
            Self::Restrict => "restrict",
            Self::BreakGlass => "break_glass",
            Self::Import => "import",
        }
    }
}

impl fmt::Display for Right {
    /// Writes what it is, to stand after «to».
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::See => "see cases",
            Self::Record => "log and record",
            Self::Send => "fill in and send forms",
            Self::Decide => "answer a decision",
            Self::Meet => "arrange meetings",
            Self::Contacts => "change contacts",
            Self::HandOver => "hand over",
            Self::Administer => "look after users and keys",
            Self::Verify => "check the record",
            Self::Keep => "choose how long a case is kept",
            Self::Propose => "propose a disposal or mark a release",
            Self::Agree => "agree to a disposal or a release",
            Self::Restrict => "restrict a record or lift it",
            Self::BreakGlass => "open a restricted record",
            Self::Import => "bring the old register in",
        })
    }
}

#[cfg(test)]
pub(crate) mod tests;
