//! What waits for whoever keeps the register: the queues of the protocol.

use super::table::Entry;
use crate::domain::page::Count;
use crate::domain::query::Query;

/// The most cases of a queue that are counted, and the most that are shown: the rest is in the register.
pub const MOST_QUEUED: usize = 99;

/// A queue that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueWanted {
    /// The pack's view.
    pub view: String,
    /// What it asks.
    pub query: Query,
}

/// A queue as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// The pack's view.
    pub view: String,
    /// How many cases are in it.
    pub waiting: Count,
    /// They, what is due first first; of very many some.
    pub rows: Vec<Entry>,
}

/// The queues as they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queues {
    /// Each, in the protocol's order.
    pub all: Vec<Queue>,
    /// The names of everybody on what is in them, those of restricted records left out.
    pub names: Vec<String>,
}
