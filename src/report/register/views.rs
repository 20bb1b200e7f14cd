//! The views of the register that somebody can choose: their own, the desk's, the protocol's.

use super::look::RegisterLook;
use crate::domain::saved_view::SavedView;
use crate::pack::Pack;

/// A view that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewLine {
    /// What it is called.
    pub title: String,
    /// Whose it is, in a word.
    pub whose: &'static str,
    /// How it looks at the register.
    pub look: RegisterLook,
    /// As it was saved; the protocol's never was.
    pub saved: Option<SavedView>,
}

/// Returns the views that somebody can choose.
#[must_use]
pub fn views(pack: &Pack, saved: &[SavedView], user: &str) -> Vec<ViewLine> {
    let line = |view: &SavedView| ViewLine {
        title: view.name.clone(),
        whose: if view.owner.is_some() {
            "yours"
        } else {
            "the desk's"
        },
        look: RegisterLook::of(view),
        saved: Some(view.clone()),
    };
    let (own, desks): (Vec<&SavedView>, Vec<&SavedView>) = saved
        .iter()
        .filter(|view| view.is_for(user))
        .partition(|view| view.owner.is_some());
    let of_pack = pack.views.iter().map(|row| ViewLine {
        title: row.title.clone(),
        whose: if row.queue { "queue" } else { "protocol" },
        look: RegisterLook {
            query: row.query.clone(),
            ..RegisterLook::default()
        },
        saved: None,
    });
    let saved = own.into_iter().chain(desks).map(line);
    saved.chain(of_pack).collect()
}
