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
