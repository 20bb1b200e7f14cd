//! What a journal row says was done that no command does.

use crate::domain::change::path;

/// The action of having found that committed entries are gone.
pub(in crate::store) const END_MISSING: &str = "end_missing";
/// The action of having found a record's rows not as its last entry left them, and the name of the
/// change that says in which tables.
pub(in crate::store) const ALTERED: &str = path::ALTERED;
/// The action of sealing a record of an earlier release as it stands.
pub(in crate::store) const SEALED: &str = "seal";
/// The action of having found no head to see a loss by.
pub(in crate::store) const HEAD_MISSING: &str = "head_missing";
/// The action of disposing of what a record said: its earlier entries have no changes any more.
pub(in crate::store) const DISPOSED: &str = "dispose";
/// The action of copying the desk elsewhere; its one change says where to.
pub(in crate::store) const BACKUP: &str = "backup";
/// The action of gathering what is held of somebody who asks for it.
pub(in crate::store) const GATHERED: &str = "gather_access";
/// The action of marking it, item by item.
pub(in crate::store) const MARKED: &str = "mark_access";
/// The action of releasing what somebody else marked.
pub(in crate::store) const RELEASED: &str = "release_access";
/// The action of writing rows of the register out; its one change says how many, and as what.
pub(in crate::store) const EXPORTED: &str = "export";
/// The action of saving or dropping a view of the register.
pub(in crate::store) const VIEWS: &str = "save_view";
/// The action of putting the rows of an import on the desk.
pub(in crate::store) const IMPORTED: &str = "import";
/// The action of keeping what an edition of a protocol says.
pub(in crate::store) const KEPT_EDITION: &str = "keep_edition";
