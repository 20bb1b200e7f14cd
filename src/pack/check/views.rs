//! Views of the register: each asks something that can be read in the pack's own words.

use super::checking::Checking;
use crate::domain::instant::Instant;
use crate::domain::query::parse;
use crate::pack::vocabulary::vocabulary;

pub(super) fn check(checking: &mut Checking<'_>) {
    let words = vocabulary(checking.whole);
    for row in checking.rows("view") {
        let Some(query) = row.word("query") else {
            continue;
        };
        // What can be read can be read at any time.
        match parse(
            query.text,
            &words,
            Instant::from_utc(chrono::DateTime::UNIX_EPOCH),
        ) {
            Ok(_) => {}
            Err(fault) => checking.say(query.at, format!("the query cannot be read: {fault}")),
        }
    }
}
