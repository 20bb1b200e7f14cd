//! What a report reads, and what it does not.

use super::*;
use crate::store::register::table::tests::desk::desk;
use crate::store::tests::{Scratch, now};

/// A year with every incident of the desk of the cases in it.
fn year() -> Days {
    let day = |text: &str| text.parse().unwrap();
    Days::between(day("2026-01-01"), day("2026-12-31")).unwrap()
}

#[test]
fn the_clocks_of_some_days_are_read_by_an_index_and_no_others_are_looked_at() {
    let scratch = Scratch::new();
    let store = desk(&scratch);
    let sql = format!("EXPLAIN QUERY PLAN {}", clocks::SELECT);
    let mut query = store.connection.prepare(&sql).unwrap();
    let plan = query
        .query_map((0, 1), |row| row.get::<_, String>(3))
        .unwrap();
    let plan: Vec<String> = plan.map(Result::unwrap).collect();
    for line in &plan {
        let is_searched = line.starts_with("SEARCH g USING INDEX")
            || line.starts_with("SEARCH d USING")
            || line.contains("LAST TERM OF ORDER BY");
        assert!(is_searched, "{plan:#?}");
    }
}

#[test]
fn a_restricted_record_is_in_no_number_but_its_own_and_whoever_sees_no_case_gets_none() {
    let scratch = Scratch::new();
    let mut store = desk(&scratch);
    for of in ReportOf::ALL {
        let wanted = ReportWanted { of, days: year() };
        let gathered = store.gather(wanted, now()).unwrap();
        assert_eq!(gathered.restricted.all, 1);
        let is_it = |entry: &Entry| entry.listed.id == IncidentId(7);
        assert!(!gathered.entries.iter().any(is_it), "{of:?}");
        assert!(!gathered.names.iter().any(|name| name.contains("Hidden")));
    }
    store
        .set_roles("kduty", &"administrator".parse().unwrap(), now())
        .unwrap();
    drop(store);
    let store = scratch.open().unwrap();
    let wanted = ReportWanted {
        of: ReportOf::Activity,
        days: year(),
    };
    let refused = store.gather(wanted, now()).unwrap_err();
    assert!(matches!(refused, StoreError::NotAllowed(_)), "{refused:?}");
}
