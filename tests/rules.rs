//! The rules, case by case: what the source documents say of a situation, stated by hand.
//!
//! The cases are data under `tests/cases`: facts in, the expected answer and the words it rests on.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a failing test may panic"
)]

#[path = "rules/advice.rs"]
mod advice;
#[path = "rules/clocks.rs"]
mod clocks;
#[path = "rules/every_way.rs"]
mod every_way;
#[path = "rules/spans.rs"]
mod spans;

use std::fs;
use std::path::Path;

/// Returns every case of a folder with its file's name, and fails when a file cannot be read.
fn cases(folder: &str) -> Vec<(String, toml::Table)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(folder);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("a case file").path())
        .collect();
    files.sort();
    let mut out = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a readable case file");
        let name = file
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let table: toml::Table = toml::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        let cases = table
            .get("case")
            .and_then(toml::Value::as_array)
            .expect("cases");
        for case in cases {
            out.push((name.clone(), case.as_table().expect("a case").clone()));
        }
    }
    out
}

fn text<'a>(case: &'a toml::Table, key: &str) -> &'a str {
    case.get(key)
        .and_then(toml::Value::as_str)
        .unwrap_or_default()
}

fn words(value: Option<&toml::Value>) -> Option<Vec<String>> {
    let list = value?.as_array()?;
    Some(
        list.iter()
            .map(|v| v.as_str().expect("a word").to_owned())
            .collect(),
    )
}

/// Collects what differs, so that one run shows every case that fails.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    #[expect(
        clippy::needless_pass_by_value,
        reason = "what is expected is stated in place"
    )]
    fn check<T: PartialEq + std::fmt::Debug>(
        &mut self,
        at: &str,
        what: &str,
        expected: T,
        found: T,
    ) {
        if expected != found {
            self.0.push(format!(
                "{at}\n    {what}: expected {expected:?}, found {found:?}"
            ));
        }
    }

    fn report(self, total: usize) {
        assert!(
            self.0.is_empty(),
            "{} of {total} cases and keys differ:\n{}",
            self.0.len(),
            self.0.join("\n")
        );
    }
}
