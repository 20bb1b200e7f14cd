//! What the store answers, as the screen is told.

use crate::app::message::{Elsewhere, KeptDraft, Rest, Saved};
use crate::store::{Done, News, worker};

/// Returns what a committed write did.
pub(super) fn saved(done: Done) -> Saved {
    match done {
        Done::Logged { id, reference } => Saved::Logged(id, reference),
        Done::Revised { id, .. } => Saved::Revised(id),
        Done::ContactSaved(_) => Saved::Contact,
        Done::ViewsChanged => Saved::Views,
        Done::DraftSaved { key, at } => Saved::Draft(key, at),
        Done::DraftDropped(key) => Saved::DraftDropped(key),
        Done::DraftTakenUp(key) => Saved::DraftTakenUp(key),
        Done::DraftPutAway(id) => Saved::DraftPutAway(id),
        Done::DraftsForgotten(ids) => Saved::DraftsForgotten(ids),
        Done::HandedOver(_) => Saved::HandedOver,
        Done::Disposed { id, reference } => Saved::Disposed(id, reference),
        Done::Seen(id) => Saved::Seen(id),
        Done::GlassBroken(id) => Saved::GlassBroken(id),
        Done::PassphraseChanged => Saved::Passphrase,
    }
}

/// Returns what others wrote.
pub(super) fn elsewhere(news: News) -> Elsewhere {
    Elsewhere {
        incidents: news.incidents,
        disposed: news.disposed,
        lists: news.lists,
        newest_at: news.newest_at,
        contacts: news.contacts,
        views: news.views,
        handovers: news.handovers,
        others: news.drafts,
        own: news.own,
        names: Vec::new(),
    }
}

/// Returns what is read beside the lists.
pub(super) fn rest(rest: worker::Rest) -> Rest {
    let drafts = rest.drafts.into_iter();
    Rest {
        contacts: rest.contacts,
        views: rest.views,
        handovers: rest.handovers,
        others: rest.others,
        users: rest.users,
        drafts: drafts
            .map(|draft| KeptDraft::in_file(draft.key, draft.body, draft.saved_at))
            .collect(),
    }
}
