//! One command, one transaction: rows, history, journal, and the draft it replaces.

use rusqlite::TransactionBehavior;

use super::sitting::Sitting;
use super::writing::Writing;
use super::{Done, Store, StoreError, contacts, drafts, handovers, revise};
use crate::domain::command::Command;
use crate::domain::instant::Instant;

pub(super) fn run(
    store: &mut Store,
    commands: &[Command],
    now: Instant,
) -> Result<Vec<Done>, StoreError> {
    if store.sitting.is_none() && commands.iter().any(takes_a_draft) {
        store.sitting = Some(Sitting::begin(&store.places)?);
    }
    let rows = store
        .connection
        .transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut writing = Writing {
        rows: &rows,
        user: &store.settings.user,
        now,
        places: &store.places,
        sitting: store.sitting.as_ref(),
        keys: &store.journal,
        followed: store.followed.as_ref(),
        changes: Vec::new(),
        head: None,
    };
    let done = commands
        .iter()
        .map(|command| carry_out(&mut writing, command))
        .collect::<Result<Vec<_>, _>>()?;
    let head = writing.head.take();
    rows.commit()?;
    if let Some(head) = head {
        store.head.put(&head);
    }
    Ok(done)
}

/// Says whether a command keeps a draft under this process's sitting.
fn takes_a_draft(command: &Command) -> bool {
    matches!(
        command,
        Command::SaveDraft { .. } | Command::TakeUpDraft(..)
    )
}

fn carry_out(writing: &mut Writing<'_>, command: &Command) -> Result<Done, StoreError> {
    match command {
        Command::Log(incident, draft) => {
            let done = revise::log(writing, incident)?;
            drop_draft(writing, draft.as_deref())?;
            Ok(done)
        }
        Command::Revise {
            id,
            version,
            edits,
            draft,
        } => {
            let done = revise::revise(writing, *id, *version, edits)?;
            drop_draft(writing, draft.as_deref())?;
            Ok(done)
        }
        Command::SaveContact(contact, draft) => {
            let done = contacts::save(writing, contact)?;
            drop_draft(writing, draft.as_deref())?;
            Ok(done)
        }
        Command::SaveDraft { key, body } => {
            let sitting = writing.seated()?;
            drafts::save(writing.rows, &sitting.id, key, body, writing.now)?;
            Ok(Done::DraftSaved {
                key: key.clone(),
                at: writing.now,
            })
        }
        Command::OfferHandover {
            since,
            to,
            body,
            draft,
        } => {
            let done = handovers::offer(writing, *since, to, body)?;
            drop_draft(writing, draft.as_deref())?;
            Ok(done)
        }
        Command::AcceptHandover {
            id,
            by,
            note,
            draft,
        } => {
            let done = handovers::accept(writing, *id, by, note)?;
            drop_draft(writing, draft.as_deref())?;
            Ok(done)
        }
        Command::Seen { id, version } => {
            handovers::see(writing.rows, writing.user, *id, *version, writing.now)?;
            Ok(Done::Seen(*id))
        }
        Command::DropDraft(key) => {
            drop_draft(writing, Some(key))?;
            Ok(Done::DraftDropped(key.clone()))
        }
        Command::TakeUpDraft(from, key) => {
            let sitting = writing.seated()?;
            drafts::take_up(writing.rows, writing.places, sitting, from, key)?;
            Ok(Done::DraftTakenUp(key.clone()))
        }
        Command::PutDraftAway(from, key) => {
            drafts::put_away(writing.rows, writing.places, from, key, writing.now)?;
            Ok(Done::DraftPutAway(key.clone()))
        }
    }
}

/// Drops this sitting's own draft of a key; another's stays.
fn drop_draft(writing: &Writing<'_>, key: Option<&str>) -> Result<(), StoreError> {
    let sitting = writing.sitting.map(|sitting| &sitting.id);
    drafts::drop_named(writing.rows, sitting, key)
}
