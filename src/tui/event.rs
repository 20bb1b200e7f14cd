//! What reaches the loop, from whichever thread.

use crate::app::message::Message;
use crate::store::worker;

/// Something that reaches the loop.
pub(super) enum Event {
    /// A key, a paste or a new size.
    Input(Message),
    /// The store answered.
    Store(worker::Reply),
    /// The terminal is gone, or the program was asked to end.
    End,
}
