//! Names: each id once, and each name that a row uses leads to a row.

use super::{At, Checking};
use crate::protocol::form::Bind;
use crate::protocol::pack::{Form, Pack};

pub(super) fn check(checking: &mut Checking<'_>) {
    twice(checking);
    people(checking);
    what_happens(checking);
    work(checking);
    for index in 0..checking.own.forms.len() {
        form(checking, index);
    }
}

/// Returns the lists of a pack with the ids of their rows.
fn lists(pack: &Pack) -> Vec<(&'static str, Vec<&str>)> {
    macro_rules! ids {
        ($($name:literal $list:ident),* $(,)?) => {
            vec![$( ($name, pack.$list.iter().map(|row| row.id.as_str()).collect()) ),*]
        };
    }
    ids!(
        "document" documents, "role" roles, "source" sources, "parallel" parallels,
        "status" statuses, "trigger" triggers, "fact" facts, "event" events, "start" starts,
        "criterion" criteria, "advice" advice, "clock" clocks, "step" steps,
        "decision" decisions, "meeting" meetings, "form" forms, "report" reports,
        "outcome" outcomes,
    )
}

fn twice(checking: &mut Checking<'_>) {
    let own = checking.own;
    let whole = lists(checking.whole);
    for (list, ids) in lists(own) {
        let all = whole.iter().find(|(name, _)| *name == list);
        let all = all.map(|(_, ids)| ids.as_slice()).unwrap_or_default();
        for (index, id) in ids.iter().enumerate() {
            let at = At { list, index, id };
            let before = ids.iter().take(index).any(|known| known == id);
            let count = all.iter().filter(|known| *known == id).count();
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
            if before || count > ids.iter().filter(|known| *known == id).count() {
                checking.say(at, id, format!("the id `{id}` stands twice"), None);
            }
            if id.is_empty() || !id.chars().all(plain) {
                let what = format!("the id `{id}` may hold letters, digits and _ alone");
                checking.say(at, id, what, None);
            }
        }
    }
}

pub(super) fn header(checking: &mut Checking<'_>) {
    let own = checking.own;
    let at = At {
        list: "pack",
        index: 0,
        id: "",
    };
    let head = &own.pack;
    let words = [
        ("title", &head.title),
        ("council", &head.council),
        ("short", &head.short),
        ("prefix", &head.prefix),
        ("edition", &head.edition),
        ("written_against", &head.written_against),
    ];
    for (name, _) in words.into_iter().filter(|(_, value)| value.is_empty()) {
        checking.say(at, name, format!("`{name}` is empty"), None);
    }
    if let Some(parent) = &head.extends {
        checking.known(at, "pack to extend", parent, &["england"]);
    }
    if let Some(form) = &head.alert_form {
        let forms: Vec<&str> = own.forms.iter().map(|form| form.id.as_str()).collect();
        checking.known(at, "form", form, &forms);
    }
}

fn ids<'a, T>(rows: &'a [T], id: impl Fn(&'a T) -> &'a str) -> Vec<&'a str> {
    rows.iter().map(id).collect()
}

/// Checks every name of a role.
fn people(checking: &mut Checking<'_>) {
    let (own, whole) = (checking.own, checking.whole);
    let roles = ids(&whole.roles, |row| row.id.as_str());
    let mut names: Vec<(At<'_>, &str)> = Vec::new();
    for (index, row) in own.roles.iter().enumerate() {
        let at = At {
            list: "role",
            index,
            id: &row.id,
        };
        names.extend(row.deputy.as_deref().map(|name| (at, name)));
    }
    for (index, row) in own.contacts.iter().enumerate() {
        names.push((
            At {
                list: "contact",
                index,
                id: &row.role,
            },
            &row.role,
        ));
    }
    for (index, row) in own.events.iter().enumerate() {
        let at = At {
            list: "event",
            index,
            id: &row.id,
        };
        names.extend(row.by.as_deref().map(|name| (at, name)));
    }
    for (index, row) in own.clocks.iter().enumerate() {
        names.push((
            At {
                list: "clock",
                index,
                id: &row.id,
            },
            &row.owner,
        ));
    }
    for (index, row) in own.told.iter().enumerate() {
        let at = At {
            list: "told",
            index,
            id: &row.role,
        };
        names.push((at, &row.role));
        names.extend(row.by.as_deref().map(|name| (at, name)));
    }
    for (index, row) in own.steps.iter().enumerate() {
        let at = At {
            list: "step",
            index,
            id: &row.id,
        };
        names.push((at, &row.owner));
        names.extend(row.deputy.as_deref().map(|name| (at, name)));
    }
    for (index, row) in own.decisions.iter().enumerate() {
        let at = At {
            list: "decision",
            index,
            id: &row.id,
        };
        names.extend(
            row.deciders
                .iter()
                .chain(&row.deputy)
                .map(|name| (at, name.as_str())),
        );
    }
    for (index, row) in own.meetings.iter().enumerate() {
        let at = At {
            list: "meeting",
            index,
            id: &row.id,
        };
        names.extend(row.chair.iter().map(|chair| (at, chair.role.as_str())));
        names.extend(
            row.invitee
                .iter()
                .map(|invitee| (at, invitee.role.as_str())),
        );
    }
    for (index, row) in own.forms.iter().enumerate() {
        let at = At {
            list: "form",
            index,
            id: &row.id,
        };
        names.extend(row.to.iter().map(|name| (at, name.as_str())));
    }
    for (at, name) in names {
        checking.known(at, "role", name, &roles);
    }
}

/// Checks every name of an event and of a start.
fn what_happens(checking: &mut Checking<'_>) {
    let (own, whole) = (checking.own, checking.whole);
    let events = ids(&whole.events, |row| row.id.as_str());
    let mut starts = events.clone();
    starts.extend(whole.starts.iter().map(|row| row.id.as_str()));
    let mut names: Vec<(At<'_>, &str)> = Vec::new();
    let mut begins: Vec<(At<'_>, &str)> = Vec::new();
    for (index, row) in own.events.iter().enumerate() {
        let at = At {
            list: "event",
            index,
            id: &row.id,
        };
        names.extend(row.withdrawn_by.as_deref().map(|name| (at, name)));
    }
    for (index, row) in own.starts.iter().enumerate() {
        let at = At {
            list: "start",
            index,
            id: &row.id,
        };
        names.extend(row.earliest.iter().map(|name| (at, name.as_str())));
    }
    for (index, row) in own.clocks.iter().enumerate() {
        let at = At {
            list: "clock",
            index,
            id: &row.id,
        };
        let own_starts = row.reading.iter().flat_map(|reading| &reading.starts);
        begins.extend(
            row.starts
                .iter()
                .chain(own_starts)
                .map(|name| (at, name.as_str())),
        );
        let events = row
            .received
            .iter()
            .chain(&row.stops)
            .chain(&row.provisional_until);
        names.extend(events.map(|name| (at, name.as_str())));
    }
    for (index, row) in own.told.iter().enumerate() {
        let at = At {
            list: "told",
            index,
            id: &row.role,
        };
        names.extend(row.event.as_deref().map(|name| (at, name)));
    }
    for (index, row) in own.steps.iter().enumerate() {
        let at = At {
            list: "step",
            index,
            id: &row.id,
        };
        names.extend(row.done.iter().map(|name| (at, name.as_str())));
    }
    for (index, row) in own.decisions.iter().enumerate() {
        let at = At {
            list: "decision",
            index,
            id: &row.id,
        };
        names.extend(row.event.as_deref().map(|name| (at, name)));
    }
    for (index, row) in own.meetings.iter().enumerate() {
        let at = At {
            list: "meeting",
            index,
            id: &row.id,
        };
        let events = row.arranged.iter().chain(&row.held);
        names.extend(events.map(|name| (at, name.as_str())));
    }
    for (at, name) in names {
        checking.known(at, "event", name, &events);
    }
    for (at, name) in begins {
        checking.known(at, "event or start", name, &starts);
    }
}

/// Checks the names that tie facts, clocks and statuses together.
fn work(checking: &mut Checking<'_>) {
    let (own, whole) = (checking.own, checking.whole);
    let facts = ids(&whole.facts, |row| row.id.as_str());
    let clocks = ids(&whole.clocks, |row| row.id.as_str());
    for (index, row) in own.facts.iter().enumerate() {
        let at = At {
            list: "fact",
            index,
            id: &row.id,
        };
        if let Some(name) = &row.excludes {
            checking.known(at, "fact", name, &facts);
        }
        for list in row
            .values
            .iter()
            .filter_map(|value| value.strip_prefix('@'))
        {
            checking.known(at, "list", list, &LISTS);
        }
    }
    for (index, row) in own.statuses.iter().enumerate() {
        if let Some(name) = &row.sets {
            let at = At {
                list: "status",
                index,
                id: &row.id,
            };
            checking.known(at, "fact", name, &facts);
        }
    }
    for (index, row) in own.meetings.iter().enumerate() {
        if let Some(name) = &row.clock {
            let at = At {
                list: "meeting",
                index,
                id: &row.id,
            };
            checking.known(at, "clock", name, &clocks);
        }
    }
}

/// The lists that a field or a fact may be chosen from.
const LISTS: [&str; 4] = ["trigger", "status", "source", "parallel"];

fn form(checking: &mut Checking<'_>, index: usize) {
    let (own, whole) = (checking.own, checking.whole);
    let Some(row): Option<&Form> = own.forms.get(index) else {
        return;
    };
    let at = At {
        list: "form",
        index,
        id: &row.id,
    };
    let facts = ids(&whole.facts, |row| row.id.as_str());
    let events = ids(&whole.events, |row| row.id.as_str());
    for section in &row.section {
        let mut seen: Vec<&str> = Vec::new();
        for field in &section.field {
            if seen.contains(&field.id.as_str()) {
                let what = format!("the field `{}` stands twice in `{}`", field.id, section.id);
                checking.say(at, &field.id, what, None);
            }
            seen.push(&field.id);
            if let Some(list) = &field.options_from {
                checking.known(at, "list", list, &LISTS);
            }
            let word = field.binds.as_deref().unwrap_or_default();
            match Bind::of(field) {
                None => {
                    let what = format!("the field `{}` binds to nothing: `{word}`", field.id);
                    checking.say(at, word, what, None);
                }
                Some(Bind::Fact(name) | Bind::PersonFact(name)) if !facts.contains(&name) => {
                    let near = crate::domain::text::nearest(name, facts.iter().copied());
                    let what = format!("there is no fact `{name}`");
                    checking.say(at, word, what, near.map(str::to_owned));
                }
                Some(Bind::Recorded(name, _)) if !events.contains(&name) => {
                    let near = crate::domain::text::nearest(name, events.iter().copied());
                    let what = format!("there is no event `{name}`");
                    checking.say(at, word, what, near.map(str::to_owned));
                }
                Some(_) => {}
            }
        }
    }
}
