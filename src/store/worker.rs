//! The store on its own thread, so that a key press never waits for the disk.
//!
//! Requests are carried out in the order they were sent, each answered under its ticket. Opening
//! and setting up are requests too, for deriving a key takes 0.15 s: [`Worker::spawn_closed`]
//! starts without a store and waits for [`Request::Open`] or [`Request::Create`];
//! [`Worker::spawn`] starts with one that is open.
//!
//! What changes in a draft while an earlier change of it waits is written with that, each field as
//! it is typed last; any other request between two of them keeps both, so nothing is ever seen out
//! of order.

mod asked;
mod desk;
mod queue;

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

pub use asked::{Answer, Reply, Request, Rest};
use desk::Desk;

use super::opened::Store;
use crate::clock::Clock;
use crate::config::Places;
use crate::error::Chain;
use crate::rules::Rules;

/// The thread that has the store.
#[derive(Debug)]
pub struct Worker {
    requests: Option<Sender<(u64, Request)>>,
    thread: Option<JoinHandle<bool>>,
}

/// How a worker ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Everything asked for is on the disk.
    Whole,
    /// What was typed last could not be kept.
    DraftLost,
    /// Its thread ended by a fault.
    Fault,
}

impl Worker {
    /// Starts a worker for an open store that has its rules.
    pub fn spawn(store: Store, clock: Clock, reply: impl FnMut(Reply) + Send + 'static) -> Self {
        let places = store.places.clone();
        Self::start(Some(store), places, |_| None, clock, reply)
    }

    /// Starts a worker that waits to be told to open the desk or set it up; `rules_of` gives the
    /// rules of a council's pack, where that can be read.
    pub fn spawn_closed(
        places: Places,
        rules_of: impl Fn(&str) -> Option<Arc<Rules>> + Send + 'static,
        clock: Clock,
        reply: impl FnMut(Reply) + Send + 'static,
    ) -> Self {
        Self::start(None, places, rules_of, clock, reply)
    }

    fn start(
        store: Option<Store>,
        places: Places,
        rules_of: impl Fn(&str) -> Option<Arc<Rules>> + Send + 'static,
        clock: Clock,
        reply: impl FnMut(Reply) + Send + 'static,
    ) -> Self {
        let (requests, queue) = channel();
        let thread = std::thread::spawn(move || {
            let mut desk = Desk::closed(places, rules_of, clock, reply);
            if let Some(Err(error)) = store.map(|store| desk.take(store)) {
                tracing::error!(error = %Chain(&error), "the open desk was not taken");
            }
            desk.work(&queue);
            desk.has_kept_all()
        });
        Self {
            requests: Some(requests),
            thread: Some(thread),
        }
    }

    /// Queues a request; its reply carries the ticket. `false` when the worker is gone.
    #[must_use]
    pub fn send(&self, ticket: u64, request: Request) -> bool {
        self.requests
            .as_ref()
            .is_some_and(|requests| requests.send((ticket, request)).is_ok())
    }

    /// Waits until everything queued is answered and on the disk, and closes the desk.
    #[must_use]
    pub fn close(mut self) -> Ending {
        self.finish()
    }

    fn finish(&mut self) -> Ending {
        // Without a sender the queue runs empty and then ends.
        drop(self.requests.take());
        match self.thread.take().map(JoinHandle::join) {
            None | Some(Ok(true)) => Ending::Whole,
            Some(Ok(false)) => Ending::DraftLost,
            Some(Err(_)) => Ending::Fault,
        }
    }
}

impl Drop for Worker {
    /// What was queued is written even where nobody waited for it.
    fn drop(&mut self) {
        self.finish();
    }
}

#[cfg(test)]
mod tests;
