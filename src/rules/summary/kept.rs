//! What a line of what is due holds of a restricted record: when it is due and whose role's it is.

use super::due::{DueLine, DueOf};

/// What stands in a list in the place of whom and what a restricted record is about.
pub const RESTRICTED: &str = "restricted";

/// Keeps of a duty when it is due and which role's it is: never what it is.
pub(super) fn kept_line(line: DueLine) -> DueLine {
    let owner = match line.of {
        DueOf::Clock(_) => line.owner,
        // Whose a task is may be anybody's name.
        DueOf::Task(_) | DueOf::Meeting(_) => String::new(),
    };
    let because = if line.because.is_empty() {
        String::new()
    } else {
        RESTRICTED.to_owned()
    };
    DueLine {
        title: RESTRICTED.to_owned(),
        owner,
        because,
        is_restricted: true,
        ..line
    }
}
