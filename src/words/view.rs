//! How it is said that somebody opened an incident.

use crate::domain::view::View;

/// Returns that somebody opened a restricted record from whom it is kept, and why; nothing of any other
/// view.
#[must_use]
pub fn glass(view: &View) -> String {
    match &view.glass {
        Some(because) => format!("OPENED THOUGH RESTRICTED, because: {because}"),
        None => String::new(),
    }
}
