//! The requests that wait: what is typed faster than it is written is written once.

use std::collections::VecDeque;

use super::asked::Request;
use crate::domain::command::Command;
use crate::domain::draft::{DraftChange, DraftKey};

/// A request that waits, with every ticket it will answer.
pub(super) struct Job {
    pub(super) tickets: Vec<u64>,
    pub(super) request: Request,
}

/// Queues a request; what changes in a draft joins an older change of it, if only drafts came after
/// that one.
pub(super) fn enqueue(waiting: &mut VecDeque<Job>, ticket: u64, request: Request) {
    let request = match request {
        Request::Run(Command::SaveDraft { key, change }) => {
            for job in waiting.iter_mut().rev() {
                match draft(&mut job.request) {
                    Some((earlier, joined)) if *earlier == key => {
                        joined.join(change);
                        job.tickets.push(ticket);
                        return;
                    }
                    Some(_) => {}
                    None => break,
                }
            }
            Request::Run(Command::SaveDraft { key, change })
        }
        other => other,
    };
    waiting.push_back(Job {
        tickets: vec![ticket],
        request,
    });
}

fn draft(request: &mut Request) -> Option<(&DraftKey, &mut DraftChange)> {
    match request {
        Request::Run(Command::SaveDraft { key, change }) => Some((key, change)),
        _ => None,
    }
}

/// Returns the fields of drafts that a request keeps.
pub(super) fn kept_by(request: &Request) -> Vec<(DraftKey, String)> {
    match request {
        Request::Run(Command::SaveDraft { key, change }) => {
            let fields = change.fields.iter().map(|field| field.id.clone());
            fields.map(|field| (key.clone(), field)).collect()
        }
        _ => Vec::new(),
    }
}

/// Returns the draft that is needed no more once a request is carried out.
pub(super) fn ended_by(request: &Request) -> Option<&DraftKey> {
    match request {
        Request::Run(Command::DropDraft(key)) => Some(key),
        Request::Run(command) => command.replaces(),
        _ => None,
    }
}
