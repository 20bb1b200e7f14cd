//! The rules that an open desk derives its lists by.

use std::sync::Arc;

use crate::rules::Rules;

/// The rules, and the number under which the file knows them.
#[derive(Clone, Debug)]
pub(super) struct Followed {
    pub(super) rules: Arc<Rules>,
    pub(super) derivation: i64,
}
