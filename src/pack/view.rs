//! The views of the register that a council works by: a name and what is asked, and its queues.

use serde::Deserialize;

use super::cite::Cite;
use super::rows::{RowIds, row};

row! {
    /// A view of the register. Of a queue the cases wait for whoever keeps the register: how many stands
    /// on their desk.
    ViewRow {
        /// Its id.
        id: String,
        /// What people call it.
        title: String,
        /// What it asks, in the language of the register.
        query: String,
        /// It is a queue.
        #[serde(default)]
        queue: bool,
        /// The letter that is written of a case in the queue.
        #[serde(default)]
        letter: Option<String>,
    }
}
