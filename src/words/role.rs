//! How a role is called.

use crate::domain::user::{Role, Roles};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_named_in_their_order() {
        let some: Roles = [Role::Administrator, Role::Edt].into_iter().collect();
        assert_eq!(roles(&some), "emergency duty team, administrator");
        assert_eq!(roles(&Roles::default()), "no role");
    }
}
