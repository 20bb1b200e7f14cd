//! Rows that cannot work, and rows that rest on nothing.

use super::{At, Checking};
use crate::protocol::pack::{Cite, Clock, FactKind, FactOf, Unit};

/// The longest quote, in words: enough to find the place, too little to be the document.
const MOST_WORDS: usize = 40;

pub(super) fn check(checking: &mut Checking<'_>) {
    let own = checking.own;
    for (index, row) in own.clocks.iter().enumerate() {
        clock(
            checking,
            At {
                list: "clock",
                index,
                id: &row.id,
            },
            row,
        );
    }
    for (index, row) in own.facts.iter().enumerate() {
        let lacks = row.kind != FactKind::YesNo && row.values.is_empty();
        if lacks {
            let at = At {
                list: "fact",
                index,
                id: &row.id,
            };
            checking.say(
                at,
                &row.id,
                format!("the fact `{}` has no `values`", row.id),
                None,
            );
        }
    }
    for (index, row) in own.statuses.iter().enumerate() {
        let sets = row
            .sets
            .as_deref()
            .and_then(|name| checking.whole.fact(name));
        if let Some(fact) = sets
            && (fact.of != FactOf::Person || fact.kind != FactKind::YesNo)
        {
            let at = At {
                list: "status",
                index,
                id: &row.id,
            };
            let what = format!("`{}` is no yes-or-no fact of a person", fact.id);
            checking.say(at, &fact.id, what, None);
        }
    }
    for (index, row) in own.decisions.iter().enumerate() {
        if row
            .values
            .first()
            .is_none_or(|value| value.id != "undecided")
        {
            let at = At {
                list: "decision",
                index,
                id: &row.id,
            };
            let what = "the first of `values` is `undecided`: a blank is not a no".to_owned();
            checking.say(at, "values", what, None);
        }
    }
    duties(checking);
    quotes(checking);
}

fn clock(checking: &mut Checking<'_>, at: At<'_>, row: &Clock) {
    let own = |reading: &crate::protocol::pack::Reading| !reading.starts.is_empty();
    if row.starts.is_empty() && !row.reading.iter().any(own) {
        checking.say(
            at,
            "starts",
            "nothing can start this clock".to_owned(),
            None,
        );
    }
    if row.stops.is_empty() {
        checking.say(at, "stops", "nothing can stop this clock".to_owned(), None);
    }
    if row.reading.is_empty() {
        checking.say(
            at,
            &row.id,
            "this clock has no reading: nothing is due".to_owned(),
            None,
        );
    }
    if row.applies.is_some() && row.why_not.is_none() {
        let what = "`applies` needs `why_not`: what is said when it does not".to_owned();
        checking.say(at, "applies", what, None);
    }
    if row.stands_down.is_some() && row.stood_down.is_none() {
        let what = "`stands_down` needs `stood_down`: what is said when it is".to_owned();
        checking.say(at, "stands_down", what, None);
    }
    for reading in &row.reading {
        if reading.amount <= 0 {
            let word = format!("amount = {}", reading.amount);
            let what = format!("an amount is 1 or more, and this is {}", reading.amount);
            checking.say(at, &word, what, None);
        }
        match (reading.unit, reading.counted) {
            (Unit::WorkingDays, None) => {
                let what = "working days need `counted`: \"day0\" or \"day1\"".to_owned();
                checking.say(at, "working_days", what, None);
            }
            (unit, Some(_)) if unit != Unit::WorkingDays => {
                checking.say(
                    at,
                    "counted",
                    "`counted` goes with working days".to_owned(),
                    None,
                );
            }
            _ => {}
        }
    }
}

/// Says every row that states a duty and does not say what it rests on.
fn duties(checking: &mut Checking<'_>) {
    let own = checking.own;
    macro_rules! rest {
        ($($name:literal $list:ident $id:ident),* $(,)?) => {$(
            for (index, row) in own.$list.iter().enumerate() {
                if row.cite.is_none() && row.basis.is_none() && !row.added {
                    let at = At { list: $name, index, id: &row.$id };
                    let what = "it rests on nothing: give `cite`, or `basis`, or say `added = true`";
                    checking.say(at, &row.$id, what.to_owned(), None);
                }
            }
        )*};
    }
    rest!(
        "advice" advice id, "clock" clocks id, "told" told role, "step" steps id,
        "decision" decisions id, "meeting" meetings id, "trigger" triggers id,
    );
}

/// Says every quote that is too long or of no known document.
fn quotes(checking: &mut Checking<'_>) {
    let (own, whole) = (checking.own, checking.whole);
    let documents: Vec<&str> = whole.documents.iter().map(|row| row.id.as_str()).collect();
    let mut cites: Vec<(At<'_>, &Cite)> = Vec::new();
    macro_rules! gather {
        ($($name:literal $list:ident $id:ident),* $(,)?) => {$(
            for (index, row) in own.$list.iter().enumerate() {
                let at = At { list: $name, index, id: &row.$id };
                cites.extend(row.cite.iter().chain(&row.also).map(|cite| (at, cite)));
            }
        )*};
    }
    gather!(
        "role" roles id, "contact" contacts role, "source" sources id, "parallel" parallels id,
        "status" statuses id, "trigger" triggers id, "fact" facts id, "event" events id,
        "start" starts id, "criterion" criteria id, "advice" advice id, "clock" clocks id,
        "told" told role, "step" steps id, "decision" decisions id, "meeting" meetings id,
        "report" reports id, "outcome" outcomes id,
    );
    for (index, row) in own.meetings.iter().enumerate() {
        let at = At {
            list: "meeting",
            index,
            id: &row.id,
        };
        let chairs = row.chair.iter().filter_map(|chair| chair.cite.as_ref());
        let invitees = row
            .invitee
            .iter()
            .filter_map(|invitee| invitee.cite.as_ref());
        let agenda = row.agenda.iter().filter_map(|line| line.cite.as_ref());
        cites.extend(chairs.chain(invitees).chain(agenda).map(|cite| (at, cite)));
    }
    for (index, row) in own.forms.iter().enumerate() {
        let at = At {
            list: "form",
            index,
            id: &row.id,
        };
        let fields = row.section.iter().flat_map(|section| &section.field);
        let fields = fields.flat_map(|field| field.cite.iter().chain(&field.also));
        cites.extend(row.cite.iter().chain(fields).map(|cite| (at, cite)));
    }
    for (at, cite) in cites {
        checking.known(at, "document", &cite.source, &documents);
        let words = cite.quote.split_whitespace().count();
        if words > MOST_WORDS {
            let what = format!("a quote of {words} words; {MOST_WORDS} is the most");
            checking.say(at, &cite.quote, what, None);
        }
    }
}
