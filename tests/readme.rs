//! The manual says what the program does: its key table is the program's own.

#![expect(
    clippy::unwrap_used,
    reason = "what helps a test fails as the test does"
)]

use std::fmt::Write;

use dutydesk::app::keymap::{BINDINGS, Scope};

const README: &str = include_str!("../README.md");

/// Returns the key table as the manual prints it.
fn table() -> String {
    let mut out = String::new();
    for scope in Scope::ALL {
        let rows: Vec<_> = BINDINGS.iter().filter(|row| row.scope == scope).collect();
        let title = scope.title();
        write!(
            out,
            "
**{title}**

| key | does |
|---|---|
"
        )
        .unwrap();
        for row in rows.iter().filter(|row| !row.alias) {
            let also = rows
                .iter()
                .filter(|other| other.alias && other.action == row.action);
            let keys: Vec<String> = std::iter::once(*row)
                .chain(also.copied())
                .map(|row| format!("`{}`", row.key_words()))
                .collect();
            writeln!(out, "| {} | {} |", keys.join(", "), row.words).unwrap();
        }
    }
    out
}

#[test]
fn the_manuals_key_table_is_the_programs() {
    let table = table();
    assert!(README.contains(&table), "the table should be:\n{table}");
}

#[test]
fn the_commands_of_the_manual_are_the_ones_that_are_run() {
    let run = include_str!("../.ci/run");
    assert!(README.contains("cargo run --release"));
    assert!(README.contains("cargo test --locked"));
    assert!(run.lines().any(|line| line.trim() == "cargo test --locked"));
}

/// Returns the files that can hold the tests which the manual calls `a::b`: tests of their own, or those
/// beside the source.
fn places_of(name: &str) -> Vec<String> {
    let path = name.replace("::", "/");
    let mut out = vec![
        format!("tests/{path}.rs"),
        format!("src/{path}.rs"),
        format!("src/{path}/tests.rs"),
    ];
    if let Some((above, last)) = path.rsplit_once('/') {
        out.push(format!("src/{above}/tests/{last}.rs"));
    }
    out
}

fn has_tests(file: &str) -> bool {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.contains("#[test]") || text.contains("proptest!")
}

#[test]
fn every_test_that_the_manual_names_is_there() {
    let (_, section) = README
        .split_once("## What is feared, and what stops it")
        .unwrap();
    let (table, _) = section.split_once("**Not protected.**").unwrap();
    let (mut count, mut rows, mut missing) = (0, 0, Vec::new());
    for row in table.lines().filter(|line| line.starts_with("| ")).skip(1) {
        let shown = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let names: Vec<&str> = shown.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "nothing shows it: {row}");
        for name in names {
            count += 1;
            if !places_of(name).iter().any(|file| has_tests(file)) {
                missing.push(name);
            }
        }
        rows += 1;
    }
    assert!(rows > 20 && count > 30, "{rows} rows, {count} names");
    assert_eq!(missing, Vec::<&str>::new());
    assert!(
        !places_of("attack::nothing")
            .iter()
            .any(|file| has_tests(file))
    );
}

#[test]
fn the_manual_names_what_a_captive_desk_reads() {
    for name in dutydesk::cli::captive::VARIABLES {
        assert!(README.contains(&format!("`{name}`")), "{name}");
    }
}
