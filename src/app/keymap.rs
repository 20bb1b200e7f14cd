//! The keys: what each means where, for the footer, the `?` page, the palette and the manual.

mod binding;
mod scope;
mod table;

use super::action::Action;
use super::key::Key;
pub use binding::Binding;
pub use scope::Scope;
pub use table::BINDINGS;

/// What a key press means in these scopes, innermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Do this.
    Do(Action),
    /// The first key of a pair: wait for the second.
    Wait,
    /// Nothing.
    Nothing,
}

/// Returns what the keys pressed so far mean.
#[must_use]
pub fn meaning(scopes: &[Scope], pressed: &[Key]) -> Meaning {
    let mut wait = false;
    for scope in scopes {
        for binding in BINDINGS.iter().filter(|binding| binding.scope == *scope) {
            if binding.keys == pressed {
                return Meaning::Do(binding.action);
            }
            wait |= binding.keys.starts_with(pressed);
        }
    }
    if wait {
        Meaning::Wait
    } else {
        Meaning::Nothing
    }
}

/// Returns what can be pressed here, innermost scope first, each action once.
#[must_use]
pub fn available(scopes: &[Scope]) -> Vec<&'static Binding> {
    let mut out: Vec<&'static Binding> = Vec::new();
    for scope in scopes {
        for binding in BINDINGS.iter().filter(|b| b.scope == *scope && !b.alias) {
            let taken = out
                .iter()
                .any(|known| known.keys == binding.keys || known.action == binding.action);
            if !taken {
                out.push(binding);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests;
