//! The layers of the sources: a layer uses only those before it, and some crates have one room.

#![expect(
    clippy::unwrap_used,
    reason = "what helps a test fails as the test does"
)]

use std::path::{Path, PathBuf};

/// The layers, lowest first; each may use itself and those before it.
const LAYERS: [&str; 11] = [
    "domain", "pack", "rules", "words", "vault", "store", "report", "exchange", "app", "tui", "cli",
];

/// Crates and clocks that have one room each.
const ROOMS: [(&str, &str); 5] = [
    ("rusqlite", "store"),
    ("ratatui", "tui"),
    ("crossterm", "tui"),
    ("clap", "cli"),
    ("Utc::now", "clock"),
];

/// What a layer may not use although it stands before it: files and keys are not for the pure.
const CLOSED: [(&str, &str); 5] = [
    ("report", "store"),
    ("report", "vault"),
    ("exchange", "store"),
    ("exchange", "vault"),
    ("app", "store"),
];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

/// One source file: its layer (its first folder or its own name), its place, its code by line.
type Source = (String, PathBuf, Vec<(usize, String)>);

fn files() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    assert!(paths.len() > 50, "the sources were found");
    let file = |path: PathBuf| {
        let within = path.strip_prefix(&root).unwrap().to_owned();
        let first = within.components().next().unwrap().as_os_str();
        let layer = first.to_str().unwrap().trim_end_matches(".rs").to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text
            .lines()
            .enumerate()
            .map(|(number, line)| (number + 1, line.to_owned()))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .collect();
        (layer, within, code)
    };
    paths.into_iter().map(file).collect()
}

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|known| *known == layer)
}

/// Returns the layers that a line of code names by `crate::` or by the crate's own name.
fn named(line: &str) -> Vec<&'static str> {
    let names = |layer: &&&str| {
        let inside = format!("crate::{layer}");
        let outside = format!("dutydesk::{layer}");
        line.contains(&inside) || line.contains(&outside)
    };
    LAYERS.iter().filter(names).copied().collect()
}

#[test]
fn an_arrow_points_one_way_only() {
    let mut crossed = Vec::new();
    for (layer, path, code) in files() {
        let Some(own) = rank(&layer) else { continue };
        for (number, line) in code {
            for other in named(&line) {
                let closed = CLOSED.contains(&(layer.as_str(), other));
                if rank(other).is_some_and(|other| other > own) || closed {
                    crossed.push(format!("{}:{number}: {other}", path.display()));
                }
            }
        }
    }
    assert!(
        crossed.is_empty(),
        "layers crossed:\n{}",
        crossed.join("\n")
    );
}

#[test]
fn each_of_these_is_named_in_one_room() {
    let mut strays = Vec::new();
    for (layer, path, code) in files() {
        for (number, line) in code {
            for (word, room) in ROOMS {
                if layer != room && layer != "main" && line.contains(word) {
                    strays.push(format!("{}:{number}: {word}", path.display()));
                }
            }
        }
    }
    assert!(
        strays.is_empty(),
        "out of their room:\n{}",
        strays.join("\n")
    );
}

#[test]
fn what_is_pure_opens_no_file_and_reads_no_clock() {
    let mut impure = Vec::new();
    for (layer, path, code) in files() {
        let pure = matches!(
            layer.as_str(),
            "domain" | "pack" | "rules" | "words" | "report" | "exchange" | "app"
        );
        if !pure
            || path.ends_with("tests.rs")
            || path.components().any(|c| c.as_os_str() == "tests")
        {
            continue;
        }
        for (number, line) in code {
            for word in [
                "std::fs",
                "std::env",
                "std::net",
                "std::process",
                "thread::",
            ] {
                if line.contains(word) {
                    impure.push(format!("{}:{number}: {word}", path.display()));
                }
            }
        }
    }
    assert!(impure.is_empty(), "not pure:\n{}", impure.join("\n"));
}

#[test]
fn every_file_is_of_one_idea() {
    let long: Vec<String> = files()
        .into_iter()
        .filter_map(|(_, path, _)| {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
            let lines = std::fs::read_to_string(root.join(&path))
                .unwrap()
                .lines()
                .count();
            (lines > 400).then(|| format!("{}: {lines} lines", path.display()))
        })
        .collect();
    assert!(
        long.is_empty(),
        "longer than 400 lines:\n{}",
        long.join("\n")
    );
}

/// Where something else than an entry is read by a word: the tables of a pack's file, the calendar's
/// JSON, a person's details.
const READ_BY_WORDS: [&str; 4] = [
    "pack/check/",
    "pack/check.rs",
    "domain/calendar.rs",
    "rules/form.rs",
];

/// A ledger's entry is read through the record of its kind, so that no word is read that nothing
/// writes. The records and the store alone know the words of the columns.
#[test]
fn no_entry_of_a_ledger_is_read_by_a_string() {
    let calls = [
        "get",
        "has",
        "moment",
        "instant",
        "day",
        "contains_key",
        "remove",
    ];
    let calls = calls.map(|call| format!(".{call}(\""));
    let mut strays = Vec::new();
    for (layer, path, code) in files() {
        let within = path.to_str().unwrap();
        let is_test = within.ends_with("tests.rs") || within.contains("tests/");
        let exempt = within.starts_with("domain/ledger")
            || READ_BY_WORDS.iter().any(|known| within.starts_with(known));
        if layer == "store" || is_test || exempt {
            continue;
        }
        let reads = code.iter().filter(|(_, line)| {
            let by_word = calls.iter().any(|call| line.contains(call));
            // The words of a kind are looked up where the file's rows are read, and there alone.
            by_word || line.contains("Record::read(") || line.contains("entry.fields")
        });
        strays.extend(reads.map(|(number, line)| format!("{within}:{number}: {}", line.trim())));
    }
    assert!(
        strays.is_empty(),
        "read by a string:\n{}",
        strays.join("\n")
    );
}

/// A field of a form is named by its handle: the key stands once, where the handle is declared, so
/// that no key is read that nothing asks. What stands in a form before it is of a page (a draft's
/// focus, a pack's own ids) is known by data alone.
#[test]
fn no_field_of_a_form_is_named_by_a_string() {
    let calls = [
        "Field::new(",
        ".field(",
        ".set(",
        ".go_to(",
        ".value(",
        ".fail(",
        "Fill::Set(",
        "Fill::SetEmpty(",
        "Fill::GoTo(",
    ];
    let mut strays = Vec::new();
    for (layer, path, code) in files() {
        let within = path.to_str().unwrap();
        let is_test = within.ends_with("tests.rs") || within.contains("tests/");
        if !matches!(layer.as_str(), "app" | "tui" | "cli") || is_test {
            continue;
        }
        let text: Vec<&str> = code.iter().map(|(_, line)| line.trim()).collect();
        let text = text.join("\n");
        let text = text.split("#[cfg(test)]").next().unwrap();
        for call in calls {
            for (at, _) in text.match_indices(call) {
                // A handle's own `field` takes the label, in words.
                let is_label = call == ".field(" && is_after_handle(text.get(..at).unwrap());
                let rest = text.get(at + call.len()..).unwrap().trim_start();
                if rest.starts_with('"') && !is_label {
                    let line = rest.lines().next().unwrap();
                    strays.push(format!("{within}: {call}{line}"));
                }
            }
        }
        let makers = ["Handle::new(\"", "Each::new(\""];
        let lines = code.iter().filter(|(_, line)| {
            makers.iter().any(|new| line.contains(new)) && !line.contains("const ")
        });
        strays.extend(lines.map(|(number, line)| format!("{within}:{number}: {}", line.trim())));
    }
    assert!(
        strays.is_empty(),
        "named by a string:\n{}",
        strays.join("\n")
    );
}

/// Says whether code ends in a handle: a constant, or what one is of.
fn is_after_handle(code: &str) -> bool {
    let code = code.trim_end();
    let name = code
        .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
        .next();
    let is_constant = |name: &str| !name.is_empty() && name == name.to_uppercase();
    code.ends_with(')') || name.is_some_and(is_constant)
}

/// Returns a line without what it quotes and without a remark at its end.
fn unquoted(line: &str) -> String {
    let line = line.split(" //").next().unwrap_or(line);
    let parts = line.split('"').step_by(2);
    parts.collect::<Vec<_>>().join(" ")
}

/// What the compiler cannot check stands in one file, and no other module may bring it in.
#[test]
fn one_file_asks_for_more_than_is_checked() {
    let word = |line: &str| {
        unquoted(line)
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|word| word == "unsafe")
    };
    let mut strays = Vec::new();
    for (_, path, code) in files() {
        if path == Path::new("system.rs") {
            assert!(code.iter().any(|(_, line)| word(line)), "it is looked for");
            continue;
        }
        let lines = code.iter().filter(|(_, line)| word(line));
        strays.extend(lines.map(|(number, _)| format!("{}:{number}", path.display())));
    }
    assert!(strays.is_empty(), "unsafe:\n{}", strays.join("\n"));

    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let library = std::fs::read_to_string(root.join("lib.rs")).unwrap();
    let lines: Vec<&str> = library.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        if line.starts_with("pub mod") && *line != "pub mod system;" {
            let before = lines.get(at.wrapping_sub(1));
            assert_eq!(before, Some(&"#[forbid(unsafe_code)]"), "{line}");
        }
    }
    let program = std::fs::read_to_string(root.join("main.rs")).unwrap();
    assert!(program.contains("#![forbid(unsafe_code)]"));
}
