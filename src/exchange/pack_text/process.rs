//! Who is told, the steps, the decisions, the meetings, the forms and the pick lists.

use super::{Page, conditions, rests};
use crate::protocol::pack::Pack;
use crate::protocol::pack::process::{FieldKind, Wanted};

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
        let done: Vec<&str> = row.done.iter().map(|id| pack.event_title(id)).collect();
        page.line(4, &format!("done by: {}", done.join("; ")));
        page.rests(4, rests!(row));
    }
}

pub(super) fn decisions(page: &mut Page, pack: &Pack) {
    page.heading("Decisions that people make");
    for row in &pack.decisions {
        page.line(2, &row.title);
        let values: Vec<&str> = row
            .values
            .iter()
            .map(|value| value.title.as_str())
            .collect();
        page.line(4, &format!("values: {}", values.join("; ")));
        let deciders: Vec<&str> = row.deciders.iter().map(|id| pack.role_title(id)).collect();
        page.line(4, &format!("by: {}", deciders.join("; ")));
        page.rests(4, rests!(row));
    }
    for row in &pack.outcomes {
        let values: Vec<&str> = row
            .values
            .iter()
            .map(|value| value.title.as_str())
            .collect();
        page.line(2, &format!("{}: {}", row.title, values.join("; ")));
        page.rests(4, rests!(row));
    }
}

pub(super) fn meetings(page: &mut Page, pack: &Pack) {
    page.heading("Meetings");
    for row in &pack.meetings {
        page.line(2, &row.title);
        for chair in &row.chair {
            page.line(4, &format!("chair: {}", pack.role_title(&chair.role)));
            if let Some(when) = &chair.when {
                conditions::write(page, pack, 6, when);
            }
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
        }
        for line in &row.agenda {
            let added = if line.added { " (added)" } else { "" };
            page.line(4, &format!("agenda: {}{added}", line.text));
        }
        page.rests(4, rests!(row));
    }
}

pub(super) fn forms(page: &mut Page, pack: &Pack) {
    page.heading("Forms");
    for form in &pack.forms {
        let to: Vec<&str> = form.to.iter().map(|id| pack.role_title(id)).collect();
        page.line(2, &format!("{}; to {}", form.title, to.join("; ")));
        for section in &form.section {
            page.line(4, &section.title);
            for field in &section.field {
                let kind = match field.kind {
                    FieldKind::Line => "a line",
                    FieldKind::Text => "text",
                    FieldKind::When => "a time",
                    FieldKind::Day => "a day",
                    FieldKind::Ticks => "ticks",
                    FieldKind::Choice => "one of a list",
                    FieldKind::YesNo => "yes or no",
                };
                let wanted = match field.required {
                    Some(Wanted::Send) => ", needed to send",
                    Some(Wanted::Advised) => ", advised",
                    None => "",
                };
                let added = if field.added { ", added" } else { "" };
                page.line(6, &format!("{}: {kind}{wanted}{added}", field.label));
            }
        }
    }
}

pub(super) fn lists(page: &mut Page, pack: &Pack) {
    page.heading("Roles");
    for row in &pack.roles {
        page.line(
            2,
            &format!(
                "{}: {}",
                row.title,
                row.duties.as_deref().unwrap_or_default()
            ),
        );
        page.rests(4, rests!(row));
    }
    page.heading("Published contacts, to be confirmed by the desk");
    for row in &pack.contacts {
        let reach = [row.phone.as_deref(), row.mailbox.as_deref()];
        let reach: Vec<&str> = reach.into_iter().flatten().collect();
        page.line(
            2,
            &format!("{}: {}", pack.role_title(&row.role), reach.join(", ")),
        );
        page.rests(4, rests!(row));
    }
    for name in ["trigger", "source", "status", "parallel"] {
        let choices = pack.list(name).unwrap_or_default();
        if !choices.is_empty() {
            page.heading(&format!("Pick list: {name}"));
            for choice in choices {
                page.line(2, &choice.title);
            }
        }
    }
}
