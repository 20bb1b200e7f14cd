//! Who a form goes to: those the pack names, and those that the desk added to this incident's form.

use crate::domain::command::Edit;
use crate::domain::incident::Incident;
use crate::pack::Form;

/// Why a role is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The form goes to them: it is not sent without.
    Named,
    /// They receive it too, once their mailbox is confirmed.
    Copy,
    /// Somebody at the desk added them.
    Added,
}

/// Returns the roles that a form goes to, each once, and why.
#[must_use]
pub fn addressees<'a>(form: &'a Form, incident: &'a Incident) -> Vec<(&'a str, Why)> {
    let named = form.to.iter().map(|role| (role.as_str(), Why::Named));
    let copies = form.copy.iter().map(|copy| (copy.role.as_str(), Why::Copy));
    let added = added(form, incident).map(|role| (role, Why::Added));
    let mut out: Vec<(&str, Why)> = Vec::new();
    for (role, why) in named.chain(copies).chain(added) {
        if !out.iter().any(|(known, _)| *known == role) {
            out.push((role, why));
        }
    }
    out
}

/// Yields the roles that the desk added to a form of an incident.
fn added<'a>(form: &Form, incident: &'a Incident) -> impl Iterator<Item = &'a str> {
    let kept = incident.form.get(&key(form)).into_iter();
    kept.flat_map(|kept| kept.split(','))
        .filter(|role| !role.is_empty())
}

/// Returns the edit that adds a role to those a form of an incident goes to.
#[must_use]
pub fn adding(form: &Form, incident: &Incident, role: &str) -> Edit {
    let known = added(form, incident).filter(|known| *known != role);
    let roles: Vec<&str> = known.chain([role]).collect();
    Edit::Form(key(form), Some(roles.join(",")))
}

/// Returns the edit that takes a role off again.
#[must_use]
pub fn taking_off(form: &Form, incident: &Incident, role: &str) -> Edit {
    let roles: Vec<&str> = added(form, incident)
        .filter(|known| *known != role)
        .collect();
    let roles = Some(roles.join(",")).filter(|roles| !roles.is_empty());
    Edit::Form(key(form), roles)
}

/// Returns where the incident keeps who was added.
fn key(form: &Form) -> String {
    format!("also_to_{}", form.id)
}
