//! Where a case stands and what is next.

use crate::rules::case::Stage;
use crate::rules::state::CaseState;

/// Returns how far an incident is: its state once anything has moved it, until then how far its
/// alert is.
#[must_use]
pub fn standing(stage: Stage, reached: &CaseState, is_in_draft: bool) -> String {
    match stage {
        // Whatever else has moved the case: a draft in a folder is still to be sent.
        Stage::Written if !reached.closed => stage.word().to_owned(),
        _ if reached.has_moved => reached.title.clone(),
        stage if is_in_draft && stage.is_incoming() => "draft".to_owned(),
        Stage::New => "NEW".to_owned(),
        stage => stage.word().to_owned(),
    }
}

/// Returns a step and whose it is: `Send the alert (Duty officer)`.
#[must_use]
pub fn step(title: &str, owner: &str) -> String {
    format!("{title} ({owner})")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::form::tests::pack;

    #[test]
    fn a_state_says_more_than_the_alert_once_anything_moved_the_case() {
        let pack = pack();
        let state = |place: usize| {
            let row = pack.states.get(place).expect("a state");
            CaseState {
                id: row.id.clone(),
                title: row.title.clone(),
                has_moved: place > 0,
                closed: false,
                merged: false,
            }
        };
        let (first, moved) = (state(0), state(1));
        assert_eq!(standing(Stage::New, &first, false), "NEW");
        assert_eq!(standing(Stage::New, &first, true), "draft");
        assert_eq!(standing(Stage::AlertDue, &first, false), "alert due");
        assert_eq!(standing(Stage::Sent, &first, true), "alert sent");
        assert_eq!(standing(Stage::New, &moved, true), moved.title);
    }
}
