//! What tests of the machine go by: a protocol of no council, so that a council may reword its own
//! and break none of them.

use crate::pack::{Pack, PackFile};

/// Returns the protocol that has each kind of row.
pub(crate) fn plain() -> Pack {
    let text = include_str!("../../tests/packs/plain.toml");
    let file = PackFile::parse(text).expect("the rows");
    Pack::of(file).expect("every meaning")
}
