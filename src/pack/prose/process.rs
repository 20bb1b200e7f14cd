//! The questions, who is told, the steps, the states, the decisions, the meetings and the reports.

use super::conditions;
use super::page::{Page, rests};
use crate::pack::process::{Decision, DecisionRule, Meeting};
use crate::pack::{FactKind, FactMeans, FactOf, Pack, title_of};

pub(super) fn facts(page: &mut Page, pack: &Pack) {
    page.heading("What is asked, the most useful first");
    for row in &pack.facts {
        let of = match row.of {
            FactOf::Incident => "",
            FactOf::Person => " (of each person)",
        };
        page.line(2, &format!("{}{of}", row.ask));
        let values: Vec<String> = pack.fact_values(row).into_iter().map(|v| v.title).collect();
        match row.kind {
            FactKind::YesNo => page.line(4, "yes, no, or not known"),
            FactKind::Choice => page.line(4, &format!("one of: {}", values.join("; "))),
            FactKind::Choices => page.line(4, &format!("any of: {}", values.join("; "))),
        }
        let other = row.excludes.as_deref().and_then(|id| pack.fact(id));
        page.said(
            4,
            "yes answers no to",
            other.map(|other| other.ask.as_str()),
        );
        let learned = row.learned.as_deref();
        page.said(
            4,
            "a yes after it was logged asks when, and records",
            learned.map(|id| pack.event_title(id)),
        );
        page.said(4, "help", row.help.as_deref());
        page.means(4, row.means.map(FactMeans::word));
        page.rests(4, rests!(row));
    }
}

pub(super) fn told(page: &mut Page, pack: &Pack) {
    page.heading("Who is told, in this order");
    for row in &pack.told {
        let by = row
            .by
            .as_deref()
            .map(|by| format!(", by {}", pack.role_title(by)));
        page.line(
            2,
            &format!("{}{}", pack.role_title(&row.role), by.unwrap_or_default()),
        );
        if let Some(when) = &row.when {
            page.line(4, "when:");
            conditions::write(page, pack, 6, when);
        }
        let event = row.event.as_deref();
        page.said(4, "records", event.map(|id| pack.event_title(id)));
        if row.receipt {
            page.line(
                4,
                "who was written to has been told, and has not received it by that",
            );
        }
        page.rests(4, rests!(row));
    }
}

pub(super) fn steps(page: &mut Page, pack: &Pack) {
    page.heading("Steps");
    for row in &pack.steps {
        let owner = pack.role_title(&row.owner);
        page.line(2, &format!("[{}] {}; {owner}", row.track, row.title));
        if let Some(deputy) = &row.deputy {
            page.line(4, &format!("deputy: {}", pack.role_title(deputy)));
        }
        if let Some(opens) = &row.opens {
            page.line(4, "opens when:");
            conditions::write(page, pack, 6, opens);
        }
        page.events(4, "done by any of", pack, &row.done);
        let tells = row.tells.as_deref();
        page.said(
            4,
            "to be done again after",
            tells.map(|id| pack.event_title(id)),
        );
        if row.last {
            page.line(4, "next only when nothing else is left to do");
        }
        page.said(4, "help", row.help.as_deref());
        page.rests(4, rests!(row));
    }
}

pub(super) fn states(page: &mut Page, pack: &Pack) {
    if !pack.states.is_empty() {
        page.heading("How far a case has come: the last that holds");
    }
    for row in &pack.states {
        let end = match (row.merged, row.closed) {
            (true, _) => "; nothing more is to be done: it is due on the other incident",
            (false, true) => "; nothing more is to be done",
            (false, false) => "",
        };
        page.line(2, &format!("{}{end}", row.title));
        if let Some(kind) = &row.kind {
            page.line(4, &format!("the case is one of: {kind}"));
        }
        page.line(4, "when:");
        conditions::write(page, pack, 6, &row.when);
        page.rests(4, rests!(row));
    }
}

pub(super) fn decisions(page: &mut Page, pack: &Pack) {
    page.heading("Decisions that people make");
    for row in &pack.decisions {
        decision(page, pack, row);
    }
    page.heading("Outcomes that are recorded");
    for row in &pack.outcomes {
        page.line(2, &row.title);
        for value in &row.values {
            page.line(4, &format!("- {}", value.title));
            page.quotes(6, value.cite.iter());
        }
        if row.several {
            page.line(4, "several of them may hold together");
        }
        if let Some(asked) = &row.asked {
            page.line(4, "asked when:");
            conditions::write(page, pack, 6, asked);
        }
        page.said(4, "by", row.by.as_deref());
        page.rests(4, rests!(row));
    }
}

/// How long cases are kept, and what is proposed when.
pub(super) fn retentions(page: &mut Page, pack: &Pack) {
    if !pack.retentions.is_empty() {
        page.heading("How long cases are kept; nothing is deleted by itself");
    }
    for row in &pack.retentions {
        let (years, from) = (row.years, row.from.title());
        page.line(2, &format!("{}: {years} years from {from}", row.title));
        if let Some(years) = row.died_under_18.as_ref().map(|died| died.years) {
            page.line(
                4,
                &format!("{years} years from death, where the child died under 18"),
            );
        }
        match &row.when {
            _ if row.by_hand => page.line(4, "chosen by a person alone"),
            Some(when) => {
                page.line(4, "proposed unless this is known to be false:");
                conditions::write(page, pack, 6, when);
            }
            None => page.line(4, "proposed where none before it is"),
        }
        page.rests(4, rests!(row));
    }
}

/// How the register is looked at, and what waits for whoever keeps it.
pub(super) fn views(page: &mut Page, pack: &Pack) {
    if !pack.views.is_empty() {
        page.heading("Views of the register");
    }
    for row in &pack.views {
        let kind = if row.queue { ", a queue" } else { "" };
        page.line(2, &format!("{}{kind}: {}", row.title, row.query));
        let letter = row.letter.as_ref();
        let letter = letter.and_then(|id| pack.letters.iter().find(|letter| letter.id == *id));
        page.said(
            4,
            "one key writes",
            letter.map(|letter| letter.title.as_str()),
        );
        page.rests(4, rests!(row));
    }
}

fn decision(page: &mut Page, pack: &Pack, row: &Decision) {
    page.line(2, &row.title);
    let values: Vec<&str> = row.values.iter().map(|v| v.title.as_str()).collect();
    page.line(4, &format!("values: {}", values.join("; ")));
    let deciders: Vec<&str> = row.deciders.iter().map(|id| pack.role_title(id)).collect();
    let rule = match row.rule {
        DecisionRule::One => "any one of them",
        DecisionRule::Joint => "all of them together",
        DecisionRule::Unanimous => "all of them, each with a position",
        DecisionRule::SignOff => "each of them signs",
    };
    page.line(4, &format!("by: {} ({rule})", deciders.join("; ")));
    let deputy = row.deputy.as_deref();
    page.said(4, "deputy", deputy.map(|id| pack.role_title(id)));
    if let Some(despite) = &row.despite {
        let takes = despite.takes.iter();
        let takes: Vec<String> = takes.map(|value| title_of(&row.values, value)).collect();
        let (who, takes) = (pack.role_title(&despite.role), takes.join("; "));
        let words = format!("where they do not agree, {who} alone may decide: {takes}");
        page.line(4, &words);
        page.quotes(6, despite.cite.iter());
    }
    let escalated = row.escalated.as_deref();
    page.said(
        4,
        "a disagreement records",
        escalated.map(|id| pack.event_title(id)),
    );
    if let Some(asked) = &row.asked {
        page.line(4, "asked when:");
        conditions::write(page, pack, 6, asked);
    }
    if row.reasons {
        page.line(4, "reasons are asked");
    }
    let event = row.event.as_deref();
    page.said(4, "records", event.map(|id| pack.event_title(id)));
    for value in &row.values {
        let event = row.records.get(&value.id);
        let what = format!("{} records", value.title);
        page.said(4, &what, event.map(|id| pack.event_title(id)));
    }
    page.said(4, "help", row.help.as_deref());
    page.rests(4, rests!(row));
}

pub(super) fn meetings(page: &mut Page, pack: &Pack) {
    page.heading("Meetings");
    for row in &pack.meetings {
        meeting(page, pack, row);
    }
}

fn meeting(page: &mut Page, pack: &Pack, row: &Meeting) {
    page.line(2, &row.title);
    if let Some(trigger) = &row.trigger {
        page.line(4, "called for when:");
        conditions::write(page, pack, 6, trigger);
    }
    let clock = row.clock.as_deref().and_then(|id| pack.clock(id));
    page.said(
        4,
        "held against the clock",
        clock.map(|row| row.title.as_str()),
    );
    let decides = row.decides.iter();
    let decides: Vec<&str> = decides
        .filter_map(|id| Some(pack.decision(id)?.title.as_str()))
        .collect();
    if !decides.is_empty() {
        page.line(4, &format!("decides: {}", decides.join("; ")));
    }
    if let Some(minutes) = row.minutes {
        page.line(4, &format!("expected to take: {minutes} minutes"));
    }
    let before = row.before.as_deref().and_then(|id| pack.clock(id));
    if let (Some(clock), Some(room)) = (before, row.room) {
        page.line(
            4,
            &format!("leaves {room} working days before: {}", clock.title),
        );
    }
    for chair in &row.chair {
        page.line(4, &format!("chair: {}", pack.role_title(&chair.role)));
        if let Some(when) = &chair.when {
            conditions::write(page, pack, 6, when);
        }
        page.quotes(6, chair.cite.iter());
        page.said(6, "note", chair.note.as_deref());
    }
    for invitee in &row.invitee {
        let added = if invitee.added { " (added)" } else { "" };
        page.line(
            4,
            &format!("invited: {}{added}", pack.role_title(&invitee.role)),
        );
        if let Some(when) = &invitee.when {
            conditions::write(page, pack, 6, when);
        }
        if invitee.optional {
            page.line(6, "asked only where a person says so");
        }
        if invitee.represents {
            page.line(6, "must be able to do what the meeting asks of its members");
        }
        page.quotes(6, invitee.cite.iter());
        page.said(6, "basis", invitee.basis.as_deref());
        page.said(6, "note", invitee.note.as_deref());
    }
    for ability in &row.ability {
        page.line(4, &format!("its members must be able to: {}", ability.text));
        page.quotes(6, ability.cite.iter());
    }
    for line in &row.agenda {
        let added = if line.added { " (added)" } else { "" };
        let optional = if line.optional { " (optional)" } else { "" };
        page.line(4, &format!("agenda: {}{added}{optional}", line.text));
        page.quotes(6, line.cite.iter());
    }
    page.rests(4, rests!(row));
}

pub(super) fn reports(page: &mut Page, pack: &Pack) {
    if !pack.reports.is_empty() {
        page.heading("Reports");
    }
    for row in &pack.reports {
        page.line(2, &format!("{}, every {}", row.title, row.period));
        for audience in &row.audience {
            page.line(4, &format!("to: {}", audience.title));
            page.quotes(6, audience.cite.iter());
        }
        if !row.audiences.is_empty() {
            page.line(4, &format!("to: {}", row.audiences.join("; ")));
        }
        for start in &row.starts {
            let title = pack
                .event(start)
                .map_or(start.as_str(), |event| event.title.as_str());
            page.line(4, &format!("a case is in the period of: {title}"));
        }
        page.rests(4, rests!(row));
    }
}
