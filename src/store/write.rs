//! One command, one transaction: rows, history, journal, and the name of the draft it replaces.

use rusqlite::TransactionBehavior;

use super::done::Done;
use super::error::StoreError;
use super::opened::Store;
use super::writing::Writing;
use super::{
    contacts, disposal, drafts, handovers, restricted, revise, rights, saved_views, views,
};
use crate::domain::command::Command;
use crate::domain::instant::Instant;
use crate::domain::user::Who;
use crate::error::Chain;

pub(super) fn run(
    store: &mut Store,
    commands: &[Command],
    now: Instant,
) -> Result<Vec<Done>, StoreError> {
    if let [command] = commands
        && drafts::is_of_drafts(command)
    {
        let by = (&store.settings.who, &store.glass);
        rights::check_command(&store.connection, None, by, (command, now))?;
        restricted::check_draft(store, command)?;
        return Ok(vec![drafts::run(store, command, now)?]);
    }
    for command in commands {
        if let Command::Dispose { id, .. } = command {
            disposal::refuse_typing(store, *id)?;
        }
    }
    let done = record(store, commands, now)?;
    if done
        .iter()
        .any(|done| matches!(done, Done::Disposed { .. }))
        && let Err(error) = disposal::sweep(store)
    {
        tracing::warn!(error = %Chain(&error), "the files are swept another time");
    }
    // The record is on the disk: that its draft is not dropped yet is no refusal of it.
    if let Err(error) = drafts::drop_committed(store) {
        tracing::warn!(error = %Chain(&error), "the draft of what was recorded is dropped another time");
    }
    Ok(done)
}

/// Makes a record, and writes down with it which drafts it takes the place of; they are dropped
/// after.
pub(super) fn record(
    store: &mut Store,
    commands: &[Command],
    now: Instant,
) -> Result<Vec<Done>, StoreError> {
    let replaced = drafts::replaced_by(store, commands);
    let rows = store
        .connection
        .transaction_with_behavior(TransactionBehavior::Immediate)?;
    let user = &store.settings.who.name;
    let followed = store.followed.as_ref();
    for command in commands {
        let by = (&store.settings.who, &store.glass);
        rights::check_command(&rows, followed, by, (command, now))?;
    }
    let mut writing = Writing::begin(&rows, user, now, &store.journal, followed);
    let done = commands
        .iter()
        .map(|command| carry_out(&mut writing, &store.settings.who, command))
        .collect::<Result<Vec<_>, _>>()?;
    let head = writing.head.take();
    drafts::commit(&rows, &replaced, now)?;
    rows.commit()?;
    if let Some(head) = head {
        store.head.put(&head);
    }
    store.committed.extend(replaced);
    store.glass.extend(done.iter().filter_map(Done::glass));
    Ok(done)
}

fn carry_out(writing: &mut Writing<'_>, who: &Who, command: &Command) -> Result<Done, StoreError> {
    match command {
        Command::Log(incident, _) => revise::log(writing, incident),
        Command::Revise {
            id, version, edits, ..
        } => revise::revise(writing, *id, *version, edits),
        Command::Dispose { id, version } => disposal::dispose(writing, *id, *version),
        Command::SaveContact(contact, _) => contacts::save(writing, contact),
        Command::SaveView(view) => saved_views::save(writing, who, view),
        Command::DropView(view) => saved_views::drop(writing, who, view),
        Command::OfferHandover {
            since, to, body, ..
        } => handovers::offer(writing, *since, to, body),
        Command::AcceptHandover { id, by, note, .. } => handovers::accept(writing, *id, by, note),
        Command::Seen { id, version } => {
            handovers::see(writing.rows, writing.user, *id, *version, writing.now)?;
            views::note(writing, *id)?;
            Ok(Done::Seen(*id))
        }
        Command::BreakGlass { id, because } => {
            if restricted::break_glass(writing, who, *id, because)? {
                Ok(Done::GlassBroken(*id))
            } else {
                views::note(writing, *id)?;
                Ok(Done::Seen(*id))
            }
        }
        Command::SaveDraft { .. }
        | Command::DropDraft(_)
        | Command::TakeUpDraft(_)
        | Command::PutDraftAway(_)
        | Command::ForgetDrafts(_) => Err(StoreError::Invalid(
            "drafts stand in another file than records: no write holds both",
        )),
    }
}
