//! Names: each id once, and each name that a row uses leads to a row.

use std::collections::HashSet;

use super::checking::Checking;
use super::tree::{Part, Word};
use crate::pack::PackFile;

/// What a name leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum To {
    Role,
    Event,
    /// An event, or a start made of several.
    Start,
    Fact,
    Clock,
    Form,
    Decision,
    Letter,
}

impl To {
    fn kind(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Event => "event",
            Self::Start => "event or start",
            Self::Fact => "fact",
            Self::Clock => "clock",
            Self::Form => "form",
            Self::Decision => "decision",
            Self::Letter => "letter",
        }
    }

    fn known(self, pack: &PackFile) -> Vec<&str> {
        match self {
            Self::Role => pack.roles.iter().map(|row| row.id.as_str()).collect(),
            Self::Event => pack.events.iter().map(|row| row.id.as_str()).collect(),
            Self::Start => {
                let starts = pack.starts.iter().map(|row| row.id.as_str());
                starts.chain(Self::Event.known(pack)).collect()
            }
            Self::Fact => pack.facts.iter().map(|row| row.id.as_str()).collect(),
            Self::Clock => pack.clocks.iter().map(|row| row.id.as_str()).collect(),
            Self::Form => pack.forms.iter().map(|row| row.id.as_str()).collect(),
            Self::Decision => pack.decisions.iter().map(|row| row.id.as_str()).collect(),
            Self::Letter => pack.letters.iter().map(|row| row.id.as_str()).collect(),
        }
    }
}

/// Every name that a row uses: the list, the way to the table in it, the key, what it leads to.
const NAMES: [(&str, &str, &str, To); 49] = [
    ("pack", "", "alert_form", To::Form),
    ("role", "", "deputy", To::Role),
    ("contact", "", "role", To::Role),
    ("event", "", "by", To::Role),
    ("event", "", "withdrawn_by", To::Event),
    ("start", "", "earliest", To::Event),
    ("fact", "", "excludes", To::Fact),
    ("fact", "", "learned", To::Event),
    ("status", "", "sets", To::Fact),
    ("advice", "asks", "fact", To::Fact),
    ("clock", "", "owner", To::Role),
    ("clock", "", "starts", To::Start),
    ("clock", "", "received", To::Event),
    ("clock", "", "stops", To::Event),
    ("clock", "", "bounded_until", To::Event),
    ("clock", "", "provisional_until", To::Event),
    ("clock", "", "afresh_from", To::Event),
    ("clock", "again", "decision", To::Event),
    ("set_aside", "", "event", To::Event),
    ("set_aside", "", "until", To::Event),
    ("set_aside", "", "clocks", To::Clock),
    ("clock", "reading", "starts", To::Start),
    ("told", "", "role", To::Role),
    ("told", "", "by", To::Role),
    ("told", "", "event", To::Event),
    ("step", "", "owner", To::Role),
    ("step", "", "deputy", To::Role),
    ("step", "", "done", To::Event),
    ("step", "", "tells", To::Event),
    ("decision", "", "deciders", To::Role),
    ("decision", "", "deputy", To::Role),
    ("decision", "", "event", To::Event),
    ("decision", "", "escalated", To::Event),
    ("decision", "despite", "role", To::Role),
    ("meeting", "", "arranged", To::Event),
    ("meeting", "", "held", To::Event),
    ("meeting", "", "clock", To::Clock),
    ("meeting", "", "before", To::Clock),
    ("meeting", "chair", "role", To::Role),
    ("meeting", "invitee", "role", To::Role),
    ("meeting", "", "decides", To::Decision),
    ("letter", "", "to", To::Role),
    ("letter", "", "event", To::Event),
    ("form", "", "to", To::Role),
    ("form", "copy", "role", To::Role),
    ("form", "", "event", To::Event),
    ("report", "", "starts", To::Event),
    ("retention", "died_under_18", "fact", To::Fact),
    ("view", "", "letter", To::Letter),
];

pub(super) fn check(checking: &mut Checking<'_>) {
    for (list, way, key, to) in NAMES {
        let known = to.known(checking.whole);
        for row in checking.rows(list) {
            let names = row.along(way).into_iter().flat_map(|part| part.words(key));
            for name in names {
                checking.known(to.kind(), name, &known);
            }
        }
    }
    ids(checking);
}

/// Every list whose rows have an id.
const LISTS: [&str; 26] = [
    "document",
    "role",
    "source",
    "parallel",
    "status",
    "trigger",
    "fact",
    "event",
    "start",
    "criterion",
    "advice",
    "clock",
    "set_aside",
    "step",
    "state",
    "decision",
    "meeting",
    "agency",
    "origin",
    "checklist",
    "letter",
    "form",
    "report",
    "outcome",
    "retention",
    "view",
];

/// Lists within a row: the list, the way to the table, and the list in it.
const WITHIN: [(&str, &str, &str); 7] = [
    ("decision", "", "values"),
    ("outcome", "", "values"),
    ("checklist", "", "point"),
    ("meeting", "", "ability"),
    ("form", "", "section"),
    ("form", "section", "field"),
    ("form", "section.field", "options"),
];

fn ids(checking: &mut Checking<'_>) {
    for list in LISTS {
        let above = above(checking, list);
        let rows = checking.rows(list);
        once(checking, &rows, &above);
    }
    starts(checking);
    for (list, way, inner) in WITHIN {
        for row in checking.rows(list) {
            for part in row.along(way) {
                once(checking, &part.along(inner), &[]);
            }
        }
    }
    for (list, key) in [("fact", "values"), ("event", "value")] {
        for row in checking.rows(list) {
            let words: Vec<Word<'_>> = row
                .words(key)
                .into_iter()
                .filter(|word| !word.text.starts_with('@'))
                .collect();
            each_once(checking, &words, &[]);
        }
    }
}

/// Says each start that is named as an event is: a clock's `starts` could mean either.
fn starts(checking: &mut Checking<'_>) {
    let whole = checking.whole;
    for row in checking.rows("start") {
        let id = row.word("id");
        if let Some(id) = id.filter(|id| whole.event(id.text).is_some()) {
            let what = format!("the id `{}` is an event's: a start needs its own", id.text);
            checking.say(id.at, what);
        }
    }
}

fn once(checking: &mut Checking<'_>, rows: &[Part<'_>], above: &[String]) {
    let ids: Vec<Word<'_>> = rows.iter().filter_map(|row| row.word("id")).collect();
    each_once(checking, &ids, above);
}

/// Says each id that stands twice, or holds what no id may.
fn each_once(checking: &mut Checking<'_>, ids: &[Word<'_>], above: &[String]) {
    let mut seen = HashSet::new();
    for id in ids {
        if !seen.insert(id.text) {
            checking.say(id.at, format!("the id `{}` stands twice", id.text));
        } else if above.iter().any(|known| known == id.text) {
            let what = format!(
                "the id `{}` stands twice: the pack it extends has it",
                id.text
            );
            checking.say(id.at, what);
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if id.text.is_empty() || !id.text.chars().all(plain) {
            let what = format!("the id `{}` may hold letters, digits and _ alone", id.text);
            checking.say(id.at, what);
        }
    }
}

/// Returns the ids of a list in the pack that this one extends.
fn above(checking: &Checking<'_>, list: &str) -> Vec<String> {
    let (own, whole) = (checking.own, checking.whole);
    macro_rules! above {
        ($($name:literal $rows:ident),* $(,)?) => {
            match list {
                $($name => {
                    let more = whole.$rows.len().saturating_sub(own.$rows.len());
                    whole.$rows.iter().take(more).map(|row| row.id.clone()).collect()
                })*
                // A document may be named again: the same words, cited by both packs.
                _ => Vec::new(),
            }
        };
    }
    above!(
        "role" roles, "source" sources, "parallel" parallels, "status" statuses,
        "trigger" triggers, "fact" facts, "event" events, "start" starts, "criterion" criteria,
        "advice" advice, "clock" clocks, "set_aside" set_aside, "step" steps, "state" states, "decision" decisions,
        "meeting" meetings, "agency" agencies, "origin" origins, "checklist" checklists, "letter" letters,
        "form" forms, "report" reports, "outcome" outcomes,
        "retention" retentions, "view" views,
    )
}
