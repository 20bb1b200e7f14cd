//! What lists hold of a restricted record: its reference, and when its duties fall due. No word of it
//! is in the lists or their indexes for anybody, so that none is found there.

use super::{DueLine, DueOf, Listed, Summary};
use crate::domain::text::fold;

/// What stands in a list in the place of whom and what a restricted record is about.
pub const RESTRICTED: &str = "restricted";

/// Returns what lists hold of a restricted record; what it is known again by stays, for a look-up says
/// that a restricted record is alike, and not which.
pub(super) fn kept(whole: Summary) -> Summary {
    let listed = whole.listed;
    let number = listed.reference.short().trim_start_matches('0').to_owned();
    Summary {
        words: format!("{} {number} {RESTRICTED}", fold(&listed.reference.0)),
        due: whole.due.into_iter().map(kept_line).collect(),
        listed: Listed {
            occurred_at: None,
            aware_at: None,
            created_by: String::new(),
            place: String::new(),
            summary: RESTRICTED.to_owned(),
            leading: Vec::new(),
            people: 0,
            decided: None,
            notified_at: None,
            next: None,
            is_restricted: true,
            ..listed
        },
        ..whole
    }
}

/// Keeps of a duty when it is due and which role's it is: never what it is.
fn kept_line(line: DueLine) -> DueLine {
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
