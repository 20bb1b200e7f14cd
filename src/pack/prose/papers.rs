//! The agencies, the checklists, the letters and the forms.

use super::{Page, conditions, rests};
use crate::pack::Pack;
use crate::pack::form::{FieldKind, FormField, Repeats, Wanted};

pub(super) fn agencies(page: &mut Page, pack: &Pack) {
    if !pack.agencies.is_empty() {
        page.heading("Agencies that are asked for a check");
    }
    for row in &pack.agencies {
        page.line(2, &row.title);
        if let Some(when) = &row.when {
            page.line(4, "asked when:");
            conditions::write(page, pack, 6, when);
        }
        page.rests(4, rests!(row));
    }
}

pub(super) fn origins(page: &mut Page, pack: &Pack) {
    if !pack.origins.is_empty() {
        page.heading("Where an action may come from");
    }
    for row in &pack.origins {
        page.line(2, &row.title);
        page.rests(4, rests!(row));
    }
}

pub(super) fn checklists(page: &mut Page, pack: &Pack) {
    if !pack.checklists.is_empty() {
        page.heading("Checklists");
    }
    for row in &pack.checklists {
        page.line(2, &row.title);
        if let Some(when) = &row.when {
            page.line(4, "worked through when:");
            conditions::write(page, pack, 6, when);
        }
        for point in &row.point {
            let added = if point.added { " (added)" } else { "" };
            page.line(4, &format!("- {}{added}", point.text));
            page.quotes(6, point.cite.iter());
            page.said(6, "basis", point.basis.as_deref());
        }
        page.rests(4, rests!(row));
    }
}

pub(super) fn letters(page: &mut Page, pack: &Pack) {
    if !pack.letters.is_empty() {
        page.heading("Words ready to copy, what stands between braces filled in");
    }
    for row in &pack.letters {
        let to = pack.role_title(&row.to);
        page.line(2, &format!("{}; to {to}", row.title));
        if let Some(when) = &row.when {
            page.line(4, "due when:");
            conditions::write(page, pack, 6, when);
        }
        page.said(4, "records", Some(pack.event_title(&row.event)));
        for line in row.text.lines() {
            page.line(6, line);
        }
        page.rests(4, rests!(row));
    }
}

pub(super) fn forms(page: &mut Page, pack: &Pack) {
    page.heading("Forms");
    for form in &pack.forms {
        let to: Vec<&str> = form.to.iter().map(|id| pack.role_title(id)).collect();
        page.line(2, &format!("{}; to {}", form.title, to.join("; ")));
        for copy in &form.copy {
            let role = pack.role_title(&copy.role);
            page.line(
                4,
                &format!("also to, once the mailbox is confirmed: {role}"),
            );
            page.quotes(6, copy.cite.iter());
            page.said(6, "note", copy.note.as_deref());
        }
        if let Some(when) = &form.when {
            page.line(4, "called for when:");
            conditions::write(page, pack, 6, when);
        }
        let event = form.event.as_deref();
        page.said(4, "records", event.map(|id| pack.event_title(id)));
        page.quotes(4, form.cite.iter());
        page.said(4, "basis", form.basis.as_deref());
        if form.added {
            page.line(4, "added: not in the council's document");
        }
        page.said(4, "note", form.note.as_deref());
        for section in &form.section {
            let repeats = match section.repeats {
                Some(Repeats::Subject) => " (for each child)",
                Some(Repeats::Sibling) => " (for each brother or sister)",
                None => "",
            };
            page.line(4, &format!("{}{repeats}", section.title));
            page.said(6, "note", section.note.as_deref());
            for row in &section.field {
                field(page, pack, row);
            }
        }
    }
}

fn field(page: &mut Page, pack: &Pack, row: &FormField) {
    let kind = match row.kind {
        FieldKind::Line => "a line",
        FieldKind::Text => "text",
        FieldKind::When => "a time",
        FieldKind::Day => "a day",
        FieldKind::Ticks => "ticks",
        FieldKind::Choice => "one of a list",
        FieldKind::YesNo => "yes or no",
    };
    let wanted = match row.required {
        Some(Wanted::Send) => ", needed to send",
        Some(Wanted::Advised) => ", advised",
        None => "",
    };
    page.line(6, &format!("{}: {kind}{wanted}", row.label));
    let mut options: Vec<String> = row.options.iter().map(|o| o.title.clone()).collect();
    if let Some(list) = row.options_from.as_deref().and_then(|name| pack.list(name)) {
        options.extend(list.into_iter().map(|choice| choice.title));
    }
    if !options.is_empty() {
        page.line(8, &format!("from: {}", options.join("; ")));
    }
    if !row.prompts.is_empty() {
        page.line(8, &format!("asks for: {}", row.prompts.join("; ")));
    }
    page.said(8, "help", row.help.as_deref());
    page.rests(8, rests!(row));
}
