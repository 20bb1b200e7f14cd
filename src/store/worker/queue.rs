//! The requests that wait: what is typed faster than it is written is written once.

use std::collections::VecDeque;

use super::asked::Request;
use crate::domain::command::Command;

/// A request that waits, with every ticket it will answer.
pub(super) struct Job {
    pub(super) tickets: Vec<u64>,
    pub(super) request: Request,
}

/// Queues a request; a draft takes the place of an older one of its key, if only drafts came
/// after that one.
pub(super) fn enqueue(waiting: &mut VecDeque<Job>, ticket: u64, request: Request) {
    if let Some(key) = draft_key(&request) {
        for job in waiting.iter_mut().rev() {
            match draft_key(&job.request) {
                Some(earlier) if earlier == key => {
                    job.request = request;
                    job.tickets.push(ticket);
                    return;
                }
                Some(_) => {}
                None => break,
            }
        }
    }
    waiting.push_back(Job {
        tickets: vec![ticket],
        request,
    });
}

pub(super) fn draft_key(request: &Request) -> Option<&str> {
    match request {
        Request::Run(Command::SaveDraft { key, .. }) => Some(key),
        _ => None,
    }
}

/// Returns the draft that a write takes the place of: what was typed is in the record then.
pub(super) fn replaced_draft(request: &Request) -> Option<&str> {
    match request {
        Request::Run(
            Command::Log(_, draft)
            | Command::Revise { draft, .. }
            | Command::SaveContact(_, draft)
            | Command::OfferHandover { draft, .. }
            | Command::AcceptHandover { draft, .. },
        ) => draft.as_deref(),
        Request::Run(Command::DropDraft(key)) => Some(key),
        _ => None,
    }
}
