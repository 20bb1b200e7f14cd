//! Who may do what to a record as it stands, stated by hand: the one table that store and screen are held
//! to. (`tests/commands/restricted.rs` states the commands' part of it once more.)

use crate::domain::user::Role;

/// What is done to an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    Read,
    Record,
    Send,
    Decide,
    Meet,
    Restrict,
    Lift,
    SayWhy,
}

/// How the incident stands to whoever does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Logged by somebody else, two days ago.
    Plain,
    /// Logged by them, this hour.
    Raised,
    /// Logged by somebody else and restricted.
    Restricted,
    /// The same, and they said why they must open it, where they may.
    SaidWhy,
    /// Logged by them two days ago, and restricted by somebody else.
    Own,
}

pub(crate) const STATES: [State; 5] = [
    State::Plain,
    State::Raised,
    State::Restricted,
    State::SaidWhy,
    State::Own,
];

/// Each act in each state, and who may: Notifier, Duty, Edt, Sqa, Head of service, siGnatory, Business
/// unit, Auditor; the administrator (`-`) nothing of it. What makes no sense in a state is left out.
pub(crate) const MATRIX: &[(Act, State, &str)] = &[
    (Act::Read, State::Plain, "N D E S H G B A"),
    (Act::Read, State::Raised, "N D E S H G B A"),
    (Act::Read, State::Restricted, "S H G"),
    (Act::Read, State::SaidWhy, "D E S H G B A"),
    (Act::Read, State::Own, "N D E S H G B A"),
    (Act::Record, State::Plain, "N D E S H B"),
    (Act::Record, State::Raised, "N D E S H B"),
    (Act::Record, State::Restricted, "S H"),
    (Act::Record, State::SaidWhy, "D E S H B"),
    (Act::Record, State::Own, "N D E S H B"),
    (Act::Send, State::Plain, "N D E S H B"),
    (Act::Send, State::Raised, "N D E S H B"),
    (Act::Send, State::Restricted, "S H"),
    (Act::Send, State::SaidWhy, "D E S H B"),
    (Act::Send, State::Own, "N D E S H B"),
    (Act::Decide, State::Plain, "D E S H G"),
    (Act::Decide, State::Raised, "D E S H G"),
    (Act::Decide, State::Restricted, "S H G"),
    (Act::Decide, State::SaidWhy, "D E S H G"),
    (Act::Decide, State::Own, "D E S H G"),
    (Act::Meet, State::Plain, "D E S H B"),
    (Act::Meet, State::Raised, "D E S H B"),
    (Act::Meet, State::Restricted, "S H"),
    (Act::Meet, State::SaidWhy, "D E S H B"),
    (Act::Meet, State::Own, "D E S H B"),
    (Act::Restrict, State::Plain, "S H G"),
    // Who raises it records: a signatory raises nothing.
    (Act::Restrict, State::Raised, "N D E S H B"),
    (Act::Lift, State::Restricted, "S H G"),
    (Act::Lift, State::SaidWhy, "S H G"),
    (Act::Lift, State::Own, "S H G"),
    (Act::SayWhy, State::Restricted, "D E S H G B A"),
];

/// Says whether the table lets a role do it; nothing where it says nothing of the state.
pub(crate) fn is_let(act: Act, state: State, role: Role) -> Option<bool> {
    let row = MATRIX
        .iter()
        .find(|(known, of, _)| (*known, *of) == (act, state))?;
    let letter = match role {
        Role::Notifier => "N",
        Role::Duty => "D",
        Role::Edt => "E",
        Role::Sqa => "S",
        Role::HeadOfService => "H",
        Role::Signatory => "G",
        Role::BusinessUnit => "B",
        Role::Auditor => "A",
        Role::Administrator => "-",
    };
    Some(row.2.split(' ').any(|stated| stated == letter))
}

/// Every act, those last that change the state.
pub(crate) const ACTS: [Act; 8] = [
    Act::Read,
    Act::Record,
    Act::Send,
    Act::Decide,
    Act::Meet,
    Act::Restrict,
    Act::SayWhy,
    Act::Lift,
];
