//! What a request is known again by.

/// Numbers a request, so that its answer finds the screen that asked.
pub type Ticket = u64;
