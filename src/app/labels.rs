//! The next step with the key that does it: which key that is, the desk alone knows.

use crate::pack::Pack;
use crate::rules::case::{Case, How};
use crate::rules::summary::NextStep;
use crate::words::case::step;

/// Returns the next step in words, with the key that does it; nothing when nothing waits.
#[must_use]
pub fn next_words(pack: &Pack, case: &Case) -> Option<String> {
    let next = case.next.as_ref()?;
    Some(step_words(
        &next.title,
        &next.owner,
        How::of(pack, case, next),
    ))
}

/// Returns the next step of a listed incident in words, with the key that does it.
#[must_use]
pub fn next_step_words(next: &NextStep) -> String {
    step_words(&next.title, &next.owner, next.how)
}

/// Puts the key that does a step after it.
fn step_words(title: &str, owner: &str, how: How) -> String {
    let key = match how {
        How::SendForm => "e fills it in, s sends it",
        How::ConfirmSent => "x says when it was sent",
        How::Answer => "x answers it",
        How::Call => "c records the call",
        How::Record => "x records it",
    };
    format!("{}: {key}", step(title, owner))
}
