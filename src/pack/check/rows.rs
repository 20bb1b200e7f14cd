//! Rows that cannot work: the header, facts, statuses, contacts.

use super::Checking;
use super::tree::{Part, Word};
use crate::pack::letter::WORDS;
use crate::pack::{FactKind, FactOf, FactRow};

/// The lists that a fact or a form's field may be chosen from.
pub(super) const PICK_LISTS: [&str; 4] = ["trigger", "status", "source", "parallel"];

pub(super) fn header(checking: &mut Checking<'_>) {
    let own = checking.own;
    for row in checking.rows("pack") {
        for key in [
            "id",
            "title",
            "council",
            "short",
            "prefix",
            "edition",
            "written_against",
        ] {
            if row
                .word(key)
                .is_some_and(|word| word.text.trim().is_empty())
            {
                checking.say(row.key(key), format!("`{key}` is empty"));
            }
        }
        let plain = |c: char| c.is_ascii_alphanumeric();
        if let Some(id) = row.word("id")
            && !id.text.chars().all(|c| plain(c) || c == '-' || c == '_')
        {
            let what = format!(
                "the id `{}` may hold letters, digits, - and _ alone",
                id.text
            );
            checking.say(id.at, what);
        }
        if let Some(prefix) = row.word("prefix")
            && !prefix.text.chars().all(plain)
        {
            let what = "a prefix holds letters and digits alone: it begins every reference";
            checking.say(prefix.at, what);
        }
        if let Some(parent) = row.word("extends") {
            checking.known("pack to extend", parent, &["england"]);
        }
        // A form that records an event of its own is none: the national notification is such a form.
        let raises = own.forms.iter().any(|form| form.event.is_none());
        if raises && checking.lacks(row, "alert_form") {
            checking.say(
                row.at,
                "`alert_form` is missing: which form raises an alert",
            );
        }
    }
}

pub(super) fn check(checking: &mut Checking<'_>) {
    let own = checking.own;
    for (part, row) in checking.rows("fact").into_iter().zip(&own.facts) {
        fact(checking, part, row);
    }
    for part in checking.rows("status") {
        let sets = part.word("sets");
        let row = sets.and_then(|name| checking.whole.fact(name.text));
        if let (Some(name), Some(row)) = (sets, row)
            && (row.of != FactOf::Person || row.kind != FactKind::YesNo)
        {
            let what = format!("`{}` is no yes-or-no fact of a person", name.text);
            checking.say(name.at, what);
        }
    }
    for part in checking.rows("contact") {
        contact(checking, part);
    }
    for part in checking.rows("letter") {
        letter(checking, part);
    }
    for part in checking.rows("report") {
        for word in part.words("period") {
            checking.known("period", word, &["month"]);
        }
    }
    for (list, key, what) in [
        ("start", "earliest", "nothing can make this start"),
        ("step", "done", "nothing can show this step done"),
        ("form", "to", "this form goes to nobody"),
    ] {
        for part in checking.rows(list) {
            if part.has(key) && part.words(key).is_empty() {
                checking.say(part.key(key), what);
            }
        }
    }
}

/// Checks the words between braces: one that means nothing would stand in the letter as it is.
fn letter(checking: &mut Checking<'_>, part: Part<'_>) {
    let decisions = checking.whole.decisions.iter();
    let decisions: Vec<String> = decisions
        .map(|row| format!("decision.{}", row.id))
        .collect();
    let mut known: Vec<&str> = WORDS.to_vec();
    known.extend(decisions.iter().map(String::as_str));
    for text in part.words("text") {
        for word in text.text.split('{').skip(1) {
            let word = Word {
                text: word.split('}').next().unwrap_or_default(),
                at: text.at,
            };
            let what = format!("nothing fills `{{{}}}`", word.text);
            checking.among(what, word, &known);
        }
    }
}

fn fact(checking: &mut Checking<'_>, part: Part<'_>, row: &FactRow) {
    match row.kind {
        FactKind::YesNo if part.has("values") => {
            checking.say(part.key("values"), "a yes-or-no fact has no `values`");
        }
        FactKind::Choice | FactKind::Choices if row.values.is_empty() => {
            let what = format!("the fact `{}` has no `values`", row.id);
            checking.say(part.name().at, what);
        }
        _ => {}
    }
    for key in ["confirm", "learned"] {
        if let Some(word) = part.word(key)
            && (row.kind != FactKind::YesNo || row.of != FactOf::Person)
        {
            let what = format!("`{key}` goes with a yes-or-no fact of a person");
            checking.say(word.at, what);
        }
    }
    for word in part.words("values") {
        if let Some(list) = word.text.strip_prefix('@') {
            let name = Word {
                text: list,
                at: word.at,
            };
            checking.known("list", name, &PICK_LISTS);
        }
    }
    let other = part.word("excludes");
    let other = other.and_then(|name| Some((name, checking.whole.fact(name.text)?)));
    if let Some((name, other)) = other
        && (other.of != row.of || other.kind != FactKind::YesNo || row.kind != FactKind::YesNo)
    {
        let what = "`excludes` goes between two yes-or-no facts of the same thing";
        checking.say(name.at, what);
    }
}

fn contact(checking: &mut Checking<'_>, part: Part<'_>) {
    if checking.lacks(part, "phone") && checking.lacks(part, "mailbox") {
        checking.say(part.name().at, "a contact has a `phone` or a `mailbox`");
    }
    for word in part.words("mailbox") {
        let sound = word.text.split_once('@').is_some_and(|(name, at)| {
            !name.is_empty() && at.contains('.') && word.text.is_ascii() && !word.text.contains(' ')
        });
        if !sound {
            checking.say(word.at, format!("`{}` is no mailbox", word.text));
        }
    }
    for word in part.words("hours") {
        checking.known(
            "word for hours",
            word,
            &["office", "always", "out_of_hours"],
        );
    }
    for word in part.words("published") {
        let month = chrono::NaiveDate::parse_from_str(&format!("{}-01", word.text), "%Y-%m-%d");
        if word.text.len() != 7 || month.is_err() {
            let what = format!("`{}` is no month: write it as 2023-08", word.text);
            checking.say(word.at, what);
        }
    }
}
