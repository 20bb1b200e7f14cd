//! The program knows no row of a pack by its id: what it must recognise, packs declare.
//!
//! Every string of the sources outside their tests is compared with the ids of the packs that are
//! built in. An id of plain letters ("answer", "report", "name") is a word of the language as well,
//! and stands in the program as one: as a column, a key's label, a kind of record. So an id counts
//! where it cannot be such a word by chance:
//!
//! * it has an underscore; or
//! * it names what rules look up: an event, a start, a fact, a clock, a criterion, a role, an agency,
//!   a meeting or a decision, but for [`PLAIN`].
//!
//! Two kinds of ids are no rows that the program could know. The id of a pack is the name of a file
//! that is built in. A form's field that binds to the record (`binds = "person.mosaic_id"`) may bear
//! the record's own name: there the pack says the program's word, and not the program the pack's.

#![expect(
    clippy::unwrap_used,
    reason = "what helps a test fails as the test does"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dutydesk::pack::BUILT_IN;
use toml::{Table, Value};

/// The ids that stand in the program nonetheless: the file, the id, why.
const KNOWN: [(&str, &str, &str); 8] = [
    (
        "domain/user.rs",
        "notifier",
        "a role at the desk, the same for every council; a pack's is a role in a case",
    ),
    (
        "pack/means.rs",
        "alert_sent",
        "a word of `means`, which packs write whatever their event is called",
    ),
    ("pack/means.rs", "alert_raised", "a word of `means`"),
    ("pack/means.rs", "alert_not_raised", "a word of `means`"),
    ("pack/means.rs", "awareness", "a word of `means` on a start"),
    (
        "pack/letter.rs",
        "alert_sent",
        "a word between a letter's braces, filled whatever the event is called",
    ),
    (
        "app/page/log/fields.rs",
        "in_area",
        "the quick log's own field, under which drafts keep it; its fact is declared by the pack",
    ),
    (
        "domain/draft/key.rs",
        "not_raised",
        "the key of a draft of why no alert is raised; of the pack it is a state and a value",
    ),
];

/// Plain words that name a row of a pack and something of the program's own.
const PLAIN: [(&str, &str); 1] = [(
    "parallel",
    "the pick list and the ledger of parallel processes, and a fact of them",
)];

/// The lists whose ids count even when they are plain words.
const LOOKED_UP: [&str; 9] = [
    "event",
    "start",
    "fact",
    "clock",
    "criterion",
    "role",
    "agency",
    "meeting",
    "decision",
];

/// Says whether a field's id is the name of what it fills.
fn is_the_records_own(row: &Table, id: &str) -> bool {
    let binds = row.get("binds").and_then(Value::as_str);
    let last = binds.and_then(|binds| binds.rsplit('.').next());
    last == Some(id)
}

/// Gathers every id of a pack that cannot be a plain word by chance.
fn gather(list: &str, value: &Value, out: &mut BTreeSet<String>) {
    match value {
        Value::Array(rows) => rows.iter().for_each(|row| gather(list, row, out)),
        Value::Table(row) => {
            let id = row.get("id").and_then(Value::as_str);
            if let Some(id) = id.filter(|id| !is_the_records_own(row, id)) {
                let plain = PLAIN.iter().any(|(word, _)| *word == id);
                if id.contains('_') || LOOKED_UP.contains(&list) && !plain {
                    out.insert(id.to_owned());
                }
            }
            for (key, value) in row {
                gather(key, value, out);
            }
        }
        _ => {}
    }
}

fn ids() -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (_, text) in BUILT_IN {
        let pack: Table = toml::from_str(text).unwrap();
        for (list, rows) in pack.iter().filter(|(list, _)| *list != "pack") {
            gather(list, rows, &mut out);
        }
    }
    out
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_stem().unwrap() == "tests" {
            continue;
        }
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
    out.sort();
}

/// Returns the strings of a file's code with their lines, read as the compiler reads them: not
/// those of comments, nor of its own tests, which stand at its end.
fn strings(text: &str) -> Vec<(usize, String)> {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let letters: Vec<char> = text.chars().collect();
    let letter = |at: usize| letters.get(at).copied().unwrap_or('\0');
    let (mut at, mut line, mut out) = (0, 1, Vec::new());
    while at < letters.len() {
        match letter(at) {
            '\n' => line += 1,
            '/' if letter(at + 1) == '/' => {
                while at + 1 < letters.len() && letter(at + 1) != '\n' {
                    at += 1;
                }
            }
            // A quotation mark as a letter of its own; a lifetime has no second mark.
            '\'' if letter(at + 1) == '\\' => at += 3,
            '\'' if letter(at + 2) == '\'' => at += 2,
            'r' if letter(at + 1) == '#' && letter(at + 2) == '"' => {
                let begun = line;
                let mut word = String::new();
                at += 3;
                while at < letters.len() && !(letter(at) == '"' && letter(at + 1) == '#') {
                    line += usize::from(letter(at) == '\n');
                    word.push(letter(at));
                    at += 1;
                }
                at += 1;
                out.push((begun, word));
            }
            '"' => {
                let begun = line;
                let mut word = String::new();
                at += 1;
                while at < letters.len() && letter(at) != '"' {
                    if letter(at) == '\\' {
                        word.push(letter(at));
                        at += 1;
                    }
                    line += usize::from(letter(at) == '\n');
                    word.push(letter(at));
                    at += 1;
                }
                out.push((begun, word));
            }
            _ => {}
        }
        at += 1;
    }
    out
}

#[test]
fn no_id_of_a_pack_stands_in_the_program() {
    let ids = ids();
    assert!(ids.len() > 300, "{} ids were found", ids.len());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    assert!(paths.len() > 150, "the sources were found");
    let (mut strays, mut met, mut seen) = (Vec::new(), BTreeSet::new(), 0);
    for path in paths {
        let file = path.strip_prefix(&root).unwrap().display().to_string();
        for (line, word) in strings(&std::fs::read_to_string(&path).unwrap()) {
            seen += 1;
            if !ids.contains(&word) {
                continue;
            }
            match KNOWN
                .iter()
                .find(|(place, id, _)| *place == file && *id == word)
            {
                Some(known) => drop(met.insert(known)),
                None => strays.push(format!("{file}:{line}: {word}")),
            }
        }
    }
    assert!(seen > 3000, "{seen} strings were read");
    assert!(
        strays.is_empty(),
        "an id of a pack; let the pack declare the row (`means`):\n{}",
        strays.join("\n")
    );
    let idle: Vec<_> = KNOWN.iter().filter(|known| !met.contains(known)).collect();
    assert!(idle.is_empty(), "known for nothing: {idle:?}");
    assert!(KNOWN.len() <= 10, "the list stays short");
}

#[test]
fn strings_are_read_as_the_compiler_reads_them() {
    let code = "// \"no\"\nlet a = '\"'; f(\"one\", r#\"two \"2\"\"#, '\\'');\nfn g<'a>() -> &'a str { \"th\\\"ree\" } // \"no\"\n#[cfg(test)]\nmod tests { \"no\" }";
    let found = strings(code);
    let words: Vec<(usize, &str)> = found.iter().map(|(line, word)| (*line, &**word)).collect();
    assert_eq!(words, [(2, "one"), (2, "two \"2\""), (3, "th\\\"ree")]);
}
