//! How a role is called.

use crate::domain::right::{Refusal, roles_with};
use crate::domain::user::{Role, Roles};
use crate::rules::by_hand::{ByHand, Why};
use crate::rules::rights::Authority;

/// Returns what a role is called.
#[must_use]
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Notifier => "notifying practitioner",
        Role::Duty => "duty officer",
        Role::Edt => "emergency duty team",
        Role::Sqa => "safeguarding quality assurance",
        Role::HeadOfService => "head of service",
        Role::Signatory => "director or partner signatory",
        Role::BusinessUnit => "business unit",
        Role::Auditor => "auditor",
        Role::Administrator => "administrator",
    }
}

/// Returns what roles are called, in one line.
#[must_use]
pub fn roles(roles: &Roles) -> String {
    if roles.is_empty() {
        return "no role".to_owned();
    }
    let names: Vec<&str> = roles.iter().map(role).collect();
    names.join(", ")
}

/// Returns why somebody may not do it: which roles may, and who at the desk has one of them.
#[must_use]
pub fn refused(refusal: &Refusal) -> String {
    let roles: Vec<&str> = roles_with(refusal.right).map(role).collect();
    let who = match refusal.who.as_slice() {
        [] => "nobody here may".to_owned(),
        [one] => format!("{one} may"),
        many => format!("{} may", many.join(", ")),
    };
    format!("to {} is for {}; {who}", refusal.right, listed(&roles))
}

/// Returns why an answer to a decision takes a recorded authority.
#[must_use]
pub fn authority(missing: Authority) -> String {
    match missing {
        Authority::OfRole(needed) => format!(
            "You have not the role that decides here ({}): record whose authority you act on",
            role(needed)
        ),
        Authority::OfSecondPlace => {
            "You answered in another place of this decision, and two places \
                                     take two people: record whose authority you act on"
                .to_owned()
        }
        Authority::OfOwnAlert => "You raised this alert, and nobody decides alone on their own: \
                                  record whose authority you act on"
            .to_owned(),
    }
}

/// Returns why the event of a decision is not recorded by hand, and where it is answered instead.
#[must_use]
pub fn by_hand(refused: &ByHand) -> String {
    let title = &refused.title;
    match refused.why {
        Why::OfSeveral => format!(
            "«{title}» takes the answer of each decider, on the tab Decisions: it is recorded once they \
             have answered"
        ),
        Why::OwnAlert => format!(
            "You raised this alert, and nobody decides alone on their own: answer «{title}» on the tab \
             Decisions, and say in whose place"
        ),
        Why::OfRole(needed) => format!(
            "You have not the role that decides here ({}): answer «{title}» on the tab Decisions, and \
             say in whose place",
            role(needed)
        ),
    }
}

/// Joins words with commas, and the last with «or».
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::right::Right;

    #[test]
    fn a_refusal_says_which_roles_may_and_who_has_one() {
        let refusal = |right, who: &[&str]| {
            let who = who.iter().map(|name| (*name).to_owned()).collect();
            refused(&Refusal { right, who })
        };
        assert_eq!(
            refusal(Right::HandOver, &["H. Head-Example"]),
            "to hand over is for duty officer, emergency duty team, safeguarding quality assurance \
             or head of service; H. Head-Example may"
        );
        assert_eq!(
            refusal(Right::Administer, &["K. Duty", "S. Other"]),
            "to look after users and keys is for administrator; K. Duty, S. Other may"
        );
        assert_eq!(
            refusal(Right::Administer, &[]),
            "to look after users and keys is for administrator; nobody here may"
        );
    }

    #[test]
    fn roles_are_named_in_their_order() {
        let some: Roles = [Role::Administrator, Role::Edt].into_iter().collect();
        assert_eq!(roles(&some), "emergency duty team, administrator");
        assert_eq!(roles(&Roles::default()), "no role");
    }
}
