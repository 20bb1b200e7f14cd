//! Rows are found where they stand.

use crate::pack::Pack;

/// Every row of every list is found by its id, in the place where it stands.
#[test]
fn every_row_is_found_by_its_id() {
    for pack in Pack::councils() {
        macro_rules! found {
            ($($list:ident $one:ident,)*) => {$(
                for row in &pack.$list {
                    let known = pack.$one(&row.id);
                    assert!(known.is_some_and(|known| std::ptr::eq(known, row)), "{}", row.id);
                }
                assert!(pack.$one("no_such_row").is_none());
            )*};
        }
        found!(
            roles role, sources source, parallels parallel, facts fact, events event, starts start,
            criteria criterion, advice advice_row, clocks clock, steps step, decisions decision,
            meetings meeting, agencies agency, checklists checklist, letters letter, forms form,
            outcomes outcome, retentions retention,
        );
    }
}
