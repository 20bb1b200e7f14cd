//! What the desk costs with many old incidents: opening it, each key, a search, a save.
//!
//! Desks of several sizes are made once, through the store's own write path, and kept outside the
//! repository (`DUTYDESK_BENCH_DIR`, else the system's folder for temporary files). Each is measured
//! in a process of its own, beside floors measured in the same run. Sizes: `DUTYDESK_BENCH_SIZES`,
//! `1000,100000` where nothing is said.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark prints figures of three digits, and ends where anything fails"
)]

mod advice;
mod make;
mod measure;
mod table;

use std::process::Command;

/// What a process is told that measures one desk.
const MEASURE: &str = "--measure";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == MEASURE) {
        let size = arguments[at + 1].parse().unwrap();
        println!("{}", measure::all(size));
        return;
    }
    advice::print();
    let sizes = std::env::var("DUTYDESK_BENCH_SIZES");
    let sizes = sizes.unwrap_or_else(|_| "1000,100000".to_owned());
    let sizes = sizes.split(',').map(|size| size.trim().parse().unwrap());
    let mut columns = Vec::new();
    for size in sizes {
        make::desk(size);
        let own = std::env::current_exe().unwrap();
        let measured = Command::new(own)
            .args([MEASURE, &size.to_string()])
            .output()
            .unwrap();
        assert!(measured.status.success(), "{measured:?}");
        let text = String::from_utf8(measured.stdout).unwrap();
        columns.push((size, serde_json::from_str(text.trim()).unwrap()));
    }
    table::print(&columns);
}
