//! No two files of the sources import each other, directly or round a circle.
//!
//! Paths are read as the compiler reads them: `use` trees and paths within code, from `crate`,
//! `self`, `super` and a file's own modules, each led to the file of its longest known prefix.

#![expect(
    clippy::unwrap_used,
    reason = "what helps a test fails as the test does"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A file by the path of its module: `app`, `app/board`.
type Module = Vec<String>;

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if name == "tests" {
            continue;
        }
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

fn modules() -> BTreeMap<Module, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    assert!(paths.len() > 150, "the sources were found");
    let file = |path: PathBuf| {
        let within = path.strip_prefix(&root).unwrap().with_extension("");
        let parts = within.components();
        let parts = parts.map(|part| part.as_os_str().to_str().unwrap().to_owned());
        (
            parts.collect(),
            code(&std::fs::read_to_string(&path).unwrap()),
        )
    };
    let mut out: BTreeMap<Module, String> = paths.into_iter().map(file).collect();
    out.remove(&vec!["main".to_owned()]);
    let lib = out.remove(&vec!["lib".to_owned()]).unwrap();
    out.insert(Vec::new(), lib);
    out
}

/// Returns a file up to its own tests. A module that only tests have, named among the others, ends
/// nothing.
fn without_tests(text: &str) -> &str {
    let mark = "#[cfg(test)]\n";
    let tests = text.match_indices(mark).find(|(at, _)| {
        let item = text.get(at + mark.len()..).unwrap().lines().next().unwrap();
        !(item.contains("mod ") && item.ends_with(';'))
    });
    match tests {
        Some((at, _)) => text.get(..at).unwrap(),
        None => text,
    }
}

/// Returns a file's code: without comments, the words of strings, and its own tests.
fn code(text: &str) -> String {
    let mut out = String::new();
    for line in without_tests(text).lines() {
        let line = line.split("//").next().unwrap();
        // How far something is seen is no arrow.
        let line = match line.split_once("pub(in ") {
            Some((before, rest)) => [before, rest.split_once(')').unwrap().1].concat(),
            None => line.to_owned(),
        };
        for (place, piece) in line.split('"').enumerate() {
            if place % 2 == 0 {
                out.push_str(piece);
            }
        }
        out.push('\n');
    }
    out
}

/// Splits a list at the commas that stand outside its braces.
fn split(list: &str) -> Vec<&str> {
    let (mut depth, mut from, mut out) = (0, 0, Vec::new());
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                out.push(list.get(from..at).unwrap());
                from = at + 1;
            }
            _ => {}
        }
    }
    out.push(list.get(from..).unwrap());
    out
}

/// Adds each path that a `use` tree names.
fn flatten(tree: &str, prefix: &[String], out: &mut Vec<Module>) {
    for part in split(tree) {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        let words = |text: &str| -> Vec<String> {
            let words = text
                .split("::")
                .map(str::trim)
                .filter(|word| !word.is_empty());
            words.map(str::to_owned).collect()
        };
        let mut path = prefix.to_vec();
        if let Some((before, inside)) = part.split_once('{') {
            path.extend(words(before));
            flatten(inside.strip_suffix('}').unwrap(), &path, out);
        } else {
            path.extend(words(part.split(" as ").next().unwrap()));
            out.push(path);
        }
    }
}

/// Returns every path that a file's code names; what it only hands on (`pub use`) is no arrow.
fn paths(code: &str) -> Vec<Module> {
    let mut out = Vec::new();
    let mut rest = String::new();
    for statement in code.split_inclusive(';') {
        let start = statement.rfind("use ").filter(|at| {
            let before = statement.get(..*at).unwrap();
            before.is_empty() || before.ends_with(['\n', ' ', '\t'])
        });
        match start {
            Some(at) if statement.ends_with(';') => {
                let before = statement.get(..at).unwrap();
                rest.push_str(before);
                let line = before.rsplit('\n').next().unwrap().trim();
                if !line.starts_with("pub") {
                    let tree = statement.get(at + 4..statement.len() - 1).unwrap();
                    flatten(tree, &[], &mut out);
                }
            }
            _ => rest.push_str(statement),
        }
    }
    let is_of_path = |letter: char| letter.is_alphanumeric() || "_:".contains(letter);
    for word in rest.split(|letter| !is_of_path(letter)) {
        // A file's own modules are named without a head as well.
        if word.contains("::") {
            out.push(word.split("::").map(str::to_owned).collect());
        }
    }
    out
}

/// Returns the file that a path leads to, seen from another.
fn target(from: &Module, path: &[String], files: &BTreeMap<Module, String>) -> Option<Module> {
    let (head, rest) = path.split_first()?;
    let mut full: Module = match head.as_str() {
        "crate" => rest.to_vec(),
        "self" => [from.as_slice(), rest].concat(),
        "super" => {
            let mut base = from.clone();
            base.pop();
            let mut rest = rest;
            while let Some((next, more)) = rest.split_first().filter(|(next, _)| *next == "super") {
                assert_eq!(next, "super");
                base.pop();
                rest = more;
            }
            [base.as_slice(), rest].concat()
        }
        _ if files.contains_key(&[from.as_slice(), std::slice::from_ref(head)].concat()) => {
            [from.as_slice(), path].concat()
        }
        _ => return None,
    };
    while !files.contains_key(&full) {
        full.pop()?;
    }
    (full != *from && !full.is_empty()).then_some(full)
}

fn reached<'a>(
    from: &'a Module,
    arrows: &'a BTreeMap<Module, BTreeSet<Module>>,
) -> BTreeSet<&'a Module> {
    let mut out = BTreeSet::new();
    let mut left = vec![from];
    while let Some(file) = left.pop() {
        for next in arrows.get(file).into_iter().flatten() {
            if out.insert(next) {
                left.push(next);
            }
        }
    }
    out
}

#[test]
fn no_file_imports_another_round_a_circle() {
    let files = modules();
    let arrows: BTreeMap<Module, BTreeSet<Module>> = files
        .iter()
        .map(|(file, code)| {
            let targets = paths(code).into_iter();
            let targets = targets.filter_map(|path| target(file, &path, &files));
            (file.clone(), targets.collect())
        })
        .collect();
    assert!(
        arrows.values().map(BTreeSet::len).sum::<usize>() > 500,
        "imports were read"
    );
    let tied = files
        .keys()
        .filter(|file| reached(file, &arrows).contains(file));
    let tied: Vec<String> = tied.map(|file| file.join("/")).collect();
    assert!(tied.is_empty(), "in a circle: {tied:?}");
}

#[test]
fn paths_are_read_as_the_compiler_reads_them() {
    let read =
        |code: &str| -> Vec<String> { paths(code).iter().map(|path| path.join("::")).collect() };
    let code = "use super::{a::{B, C as D}, super::e};\npub use self::hidden::F;\nfn g() { crate::h::i(); }\n";
    assert_eq!(
        read(code),
        [
            "super::a::B",
            "super::a::C",
            "super::super::e",
            "crate::h::i"
        ]
    );
}
