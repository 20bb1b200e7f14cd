//! What the register is asked finds what reading every incident through finds, in every order.

pub(in crate::store) mod desk;

use std::fmt::Write as _;

use proptest::prelude::*;

use self::desk::desk;
use super::*;
use crate::domain::incident::Incident;
use crate::domain::query::{Vocabulary, parse};
use crate::pack::vocabulary::vocabulary;
use crate::rules::sight::naive_table;
use crate::store::Store;
use crate::store::register::tests::{write, written};
use crate::store::tests::{Scratch, incidents, now, rules};

/// The cases that are stated by hand.
const CASES: &str = include_str!("../../../../tests/cases/register/queries.txt");

fn words() -> Vocabulary {
    vocabulary(&rules().pack)
}

fn found(store: &Store, query: &Query, order: &Order) -> Vec<Entry> {
    let mut out = Vec::new();
    let take = |entry: Entry| {
        out.push(entry);
        Ok::<(), StoreError>(())
    };
    store.each_entry(query, order, take).unwrap();
    out
}

/// Returns the incidents as the cases call them.
fn letters(entries: &[Entry]) -> String {
    let mut letters: Vec<String> = entries
        .iter()
        .map(|entry| {
            let place = u8::try_from(entry.listed.id.0 - 1).unwrap();
            char::from(b'a' + place).to_string()
        })
        .collect();
    letters.sort();
    match letters.join(" ") {
        none if none.is_empty() => "-".to_owned(),
        letters => letters,
    }
}

fn lines() -> impl Iterator<Item = &'static str> {
    CASES
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The queries of the cases that can be read.
fn queries() -> Vec<String> {
    let stated = lines().filter_map(|line| Some(line.split_once("=>")?.0.trim().to_owned()));
    let views = rules().pack.views.clone();
    stated
        .chain(views.into_iter().map(|view| view.query))
        .collect()
}

#[test]
fn each_query_asks_for_what_is_stated_of_it_by_hand() {
    let scratch = Scratch::new();
    let store = desk(&scratch);
    let mut wrong = String::new();
    let mut count = 0;
    for line in lines() {
        count += 1;
        let (typed, expected, came) = if let Some((typed, expected)) = line.split_once("=!") {
            let fault = parse(typed.trim(), &words(), now()).map_err(|fault| fault.to_string());
            (typed, expected, format!("{:?}", fault.unwrap_err()))
        } else {
            let (typed, expected) = line.split_once("=>").unwrap();
            let query = parse(typed.trim(), &words(), now());
            let came = query.map(|query| letters(&found(&store, &query, &Order::default())));
            (
                typed,
                expected,
                format!("{:?}", came.unwrap_or_else(|fault| fault.to_string())),
            )
        };
        let expected = format!("{:?}", expected.trim());
        if came != expected {
            writeln!(wrong, "{typed} => {came}, not {expected}").unwrap();
        }
    }
    assert!(count >= 120, "{count} cases");
    assert_eq!(wrong, "");
}

/// Compares each query, in one order, with the plain reading: whole and page by page.
fn compare(
    store: &Store,
    all: &[Incident],
    at: Instant,
    order: &Order,
    every: usize,
) -> Result<(), TestCaseError> {
    let rules = rules();
    let known = naive_table::known(all.iter().map(|incident| (&*rules, incident)), at);
    for (number, typed) in queries().into_iter().enumerate() {
        let query = parse(&typed, &words(), at).unwrap();
        let plain = naive_table::sorted(&known, &query, order);
        let stored = found(store, &query, order);
        prop_assert_eq!(&stored, &plain, "{} {:?}", typed, order);
        // Each order has its share of the queries page by page: six readings take their time.
        if number % every != 0 {
            continue;
        }
        let mut places = vec![Around::First, Around::Last];
        places.extend(all.iter().take(3).map(|one| Around::Place(one.id)));
        for around in places {
            let wanted = TableWanted {
                query: query.clone(),
                order: order.clone(),
                around,
                half: 2,
            };
            let mut stored = store.table(&wanted).unwrap();
            stored.names.clear();
            let plain = naive_table::table(&known, &wanted);
            prop_assert_eq!(stored.matching, plain.matching, "{} {:?}", typed, order);
            prop_assert_eq!(
                &stored.page.rows,
                &plain.page.rows,
                "{} {:?}",
                typed,
                wanted
            );
            prop_assert_eq!(stored.page.at, plain.page.at, "{} {:?}", typed, wanted);
            let beyond = |page: &Page<Entry>| (page.above.is_none(), page.below.is_none());
            prop_assert_eq!(
                beyond(&stored.page),
                beyond(&plain.page),
                "{} {:?}",
                typed,
                wanted
            );
        }
    }
    Ok(())
}

#[test]
fn the_desk_of_the_cases_reads_the_same_in_every_order() {
    let scratch = Scratch::new();
    let store = desk(&scratch);
    let all = incidents(&store);
    for by in SortBy::ALL {
        for descending in [false, true] {
            let order = Order::by(Sort { by, descending });
            compare(&store, &all, now(), &order, 9).unwrap();
        }
    }
}

#[test]
fn several_columns_sort_each_what_is_equal_in_those_before() {
    let scratch = Scratch::new();
    let store = desk(&scratch);
    let all = incidents(&store);
    let up = |by| Sort {
        by,
        descending: false,
    };
    let down = |by| Sort {
        by,
        descending: true,
    };
    for sorts in [
        vec![up(SortBy::State), down(SortBy::Age)],
        vec![down(SortBy::Kind), up(SortBy::State), up(SortBy::Child)],
        vec![up(SortBy::Reason), up(SortBy::Told)],
        vec![down(SortBy::Owner), up(SortBy::Told), up(SortBy::Age)],
        vec![up(SortBy::Told), down(SortBy::Age)],
    ] {
        let order = order(&sorts);
        compare(&store, &all, now(), &order, 9).unwrap();
    }
}

/// Returns the order by several columns.
fn order(sorts: &[Sort]) -> Order {
    let (first, rest) = sorts.split_first().unwrap();
    let then = |order: Order, sort: &Sort| order.then(*sort).unwrap();
    rest.iter().fold(Order::by(*first), then)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn a_random_desk_reads_the_same_as_the_plainest_reading_of_it(
        all in prop::collection::vec(written(), 1..20),
        later in 0..40_000i64,
        by in prop::collection::vec((0..SortBy::ALL.len(), any::<bool>()), 1..4),
    ) {
        let scratch = Scratch::new();
        let mut store = scratch.create();
        let mut at = write(&mut store, &all);
        at = at.plus(chrono::Duration::minutes(later));
        store.catch_up(at).unwrap();
        let sort = |(by, descending)| Sort { by: SortBy::ALL[by], descending };
        let sorts: Vec<Sort> = by.into_iter().map(sort).collect();
        compare(&store, &incidents(&store), at, &order(&sorts), 3)?;
    }
}

#[test]
fn no_page_of_the_register_reads_it_through() {
    let scratch = Scratch::new();
    let store = desk(&scratch);
    for typed in [
        "",
        "stab",
        "status:open -outcome:met or age:<13",
        "received:2026-01..2026-03",
    ] {
        let query = parse(typed, &words(), now()).unwrap();
        for by in SortBy::ALL {
            let sort = Sort {
                by,
                descending: true,
            };
            let order = Order::by(sort);
            let table = RegisterTable::new(&store.connection, &query, &order);
            for place in [None, Some(IncidentId(3))] {
                let place = place.and_then(|id| table.place(id).unwrap());
                for onwards in [true, false] {
                    for reading in table.readings(place.as_ref(), onwards) {
                        let plan = plan(&store.connection, &reading);
                        check_plan(&plan, typed, sort);
                    }
                }
            }
        }
    }
}

fn plan(connection: &Connection, reading: &Reading) -> Vec<String> {
    let sql = format!("EXPLAIN QUERY PLAN {}", reading.sql);
    let mut query = connection.prepare(&sql).unwrap();
    let values = reading.values.iter().cloned().chain([Value::Integer(20)]);
    let rows = query
        .query_map(params_from_iter(values), |row| row.get(3))
        .unwrap();
    rows.map(Result::unwrap).collect()
}

/// Every line goes by an index: a table is walked in the order of one, or searched by it. Only what a
/// query found is ever sorted.
fn check_plan(plan: &[String], typed: &str, sort: Sort) {
    for line in plan {
        let is_walked = line.contains("SCAN g") && !line.contains("USING INDEX");
        assert!(!is_walked, "{typed} {sort:?}: {plan:#?}");
        let sorts = line.contains("TEMP B-TREE");
        let by_told = sort.by == SortBy::Told;
        assert!(
            !sorts || (!typed.is_empty() && !by_told),
            "{typed} {sort:?}: {plan:#?}"
        );
    }
}
