//! What a person is given who asks what the desk holds of them: gathered item by item, marked item by
//! item by a person, and written out of what was marked. Nothing is ever marked by the program.

mod items;
mod marked;

pub use items::{Item, items_of};
pub use marked::{Counts, Fault, Mark, Marked, read, unmarked, written};
