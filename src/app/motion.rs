//! Keys that move a choice in a list.

use super::action::Action;

/// How many lines a page key moves.
const PAGE: isize = 10;

/// Returns how far an action moves the choice in a list.
#[must_use]
pub(super) fn motion(action: Action) -> Option<isize> {
    Some(match action {
        Action::Up => -1,
        Action::Down => 1,
        Action::PageUp => -PAGE,
        Action::PageDown => PAGE,
        Action::First => isize::MIN / 2,
        Action::Last => isize::MAX / 2,
        _ => return None,
    })
}

/// Returns the place `by` away, kept within a list of `count`.
#[must_use]
pub(super) fn moved(at: usize, by: isize, count: usize) -> usize {
    let last = isize::try_from(count.saturating_sub(1)).unwrap_or(isize::MAX);
    let at = isize::try_from(at).unwrap_or(0);
    usize::try_from(at.saturating_add(by).clamp(0, last)).unwrap_or(0)
}
