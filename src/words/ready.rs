//! Whether a form can be sent: the same words in the form, in its pane, before it leaves and on the
//! command line.

use crate::rules::form::{Missing, needed};

/// Returns whether a form can be sent, in short: `ready to send`, `2 needed to send`.
#[must_use]
pub fn short(missing: &[Missing]) -> String {
    match needed(missing).count() {
        0 => "ready to send".to_owned(),
        count => format!("{count} needed to send"),
    }
}

/// Returns the same with what is needed: `2 needed to send: Agency; Safety plan`.
#[must_use]
pub fn in_full(missing: &[Missing]) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for gap in needed(missing) {
        let label = gap.label.trim_end_matches(':');
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    if labels.is_empty() {
        return short(missing);
    }
    format!("{}: {}", short(missing), labels.join("; "))
}
