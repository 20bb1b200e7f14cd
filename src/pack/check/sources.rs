//! What rows rest on: quotes, documents, and the ids of the specification.

use super::checking::Checking;
use super::tree::{Part, Word};

/// The longest quote, in words: enough to find the place, too little to be the document.
const MOST_WORDS: usize = 40;

/// The lists whose rows state a duty.
const DUTIES: [&str; 19] = [
    "role",
    "start",
    "report",
    "trigger",
    "source",
    "parallel",
    "status",
    "advice",
    "clock",
    "set_aside",
    "told",
    "step",
    "decision",
    "meeting",
    "outcome",
    "agency",
    "checklist",
    "letter",
    "retention",
];

pub(super) fn check(checking: &mut Checking<'_>) {
    for list in DUTIES {
        for row in checking.rows(list) {
            if list == "role" && !row.has("duties") {
                continue; // a name alone, of somebody who is told or invited
            }
            let none = ["cite", "basis", "added"]
                .iter()
                .all(|key| checking.lacks(row, key));
            if none || (!row.has("cite") && !row.has("basis") && row.is_false("added")) {
                let what = "it rests on nothing: give `cite`, or `basis`, or say `added = true`";
                checking.say(row.name().at, what);
            }
        }
    }
    let root = Part {
        table: checking.tree,
        at: 0,
    };
    let mut parts = Vec::new();
    root.walk(&mut |part| parts.push(part));
    let whole = checking.whole;
    let documents: Vec<&str> = whole.documents.iter().map(|row| row.id.as_str()).collect();
    for part in parts {
        if let (Some(source), Some(quote)) = (part.word("source"), part.word("quote")) {
            checking.known("document", source, &documents);
            length(checking, quote);
        }
        for word in part.words("basis") {
            if word.text.trim().is_empty() {
                checking.say(word.at, "`basis` is empty: say where it comes from");
            }
        }
        if part.has("row") {
            for word in part
                .words("row")
                .into_iter()
                .filter(|word| !is_row(word.text))
            {
                let what = format!("`{}` is no id of a row, such as D3 or 7.6.child", word.text);
                checking.say(word.at, what);
            }
        }
        for word in part
            .words("readings")
            .into_iter()
            .filter(|word| !is_reading(word.text))
        {
            let what = format!("`{}` is no id of a reading, such as A12", word.text);
            checking.say(word.at, what);
        }
    }
}

fn length(checking: &mut Checking<'_>, quote: Word<'_>) {
    let words = quote.text.split_whitespace().count();
    if words == 0 {
        checking.say(quote.at, "an empty quote");
    }
    if words > MOST_WORDS {
        let what = format!("a quote of {words} words; {MOST_WORDS} is the most");
        checking.say(quote.at, what);
    }
}

/// Says whether it is an id such as `D3`, `E12` or `7.6.child`.
fn is_row(text: &str) -> bool {
    let letters = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let dotted = text.split('.').count() > 1 && text.split('.').all(letters);
    dotted || is_numbered(text, |letter| letter.is_ascii_uppercase())
}

fn is_reading(text: &str) -> bool {
    is_numbered(text, |letter| letter == 'A')
}

fn is_numbered(text: &str, first: impl Fn(char) -> bool) -> bool {
    let mut characters = text.chars();
    let lead = characters.next().is_some_and(first);
    let number = characters.as_str();
    lead && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
}
