//! Roles, published contacts, pick lists and events.

use super::page::{Page, rests};
use crate::pack::{Means, Pack, ReasonWhen};

pub(super) fn roles(page: &mut Page, pack: &Pack) {
    page.heading("Roles");
    for row in &pack.roles {
        let organisation = row.organisation.as_deref();
        let organisation = organisation.map(|name| format!(" ({name})"));
        page.line(
            2,
            &format!("{}{}", row.title, organisation.unwrap_or_default()),
        );
        page.said(4, "does", row.duties.as_deref());
        let deputy = row.deputy.as_deref();
        page.said(4, "deputy", deputy.map(|id| pack.role_title(id)));
        page.rests(4, rests!(row));
    }
}

pub(super) fn contacts(page: &mut Page, pack: &Pack) {
    page.heading("Published contacts, to be confirmed by the desk");
    for row in &pack.contacts {
        let reach = [row.phone.as_deref(), row.mailbox.as_deref()];
        let reach: Vec<&str> = reach.into_iter().flatten().collect();
        page.line(
            2,
            &format!("{}: {}", pack.role_title(&row.role), reach.join(", ")),
        );
        let hours = row.hours.as_deref().map(|word| word.replace('_', " "));
        page.said(4, "answered", hours.as_deref());
        let published = row.published.as_deref().unwrap_or("date not stated");
        page.line(4, &format!("published: {published}, not confirmed"));
        page.rests(4, rests!(row));
    }
}

pub(super) fn pick_lists(page: &mut Page, pack: &Pack) {
    macro_rules! list {
        ($heading:literal $rows:ident) => {
            if !pack.$rows.is_empty() {
                page.heading($heading);
            }
            for row in &pack.$rows {
                page.line(2, &row.title);
                page.rests(4, rests!(row));
            }
        };
    }
    list!("Reasons for an alert" triggers);
    list!("Where an alert may come from" sources);
    if !pack.statuses.is_empty() {
        page.heading("Status of the child");
    }
    for row in &pack.statuses {
        page.line(2, &row.title);
        let fact = row.sets.as_deref().and_then(|id| pack.fact(id));
        page.said(
            4,
            "a tick answers yes to",
            fact.map(|fact| fact.ask.as_str()),
        );
        page.rests(4, rests!(row));
    }
    if !pack.parallels.is_empty() {
        page.heading("Processes of others");
    }
    for row in &pack.parallels {
        page.line(2, &format!("{} ({})", row.title, row.lead));
        page.said(
            4,
            "its own time, no clock of this desk",
            row.limit.as_deref(),
        );
        page.rests(4, rests!(row));
    }
}

pub(super) fn events(page: &mut Page, pack: &Pack) {
    page.heading("What can be recorded on a timeline");
    for row in &pack.events {
        let by = row.by.as_deref().map(|id| pack.role_title(id));
        let by = by.map(|title| format!("; by {title}")).unwrap_or_default();
        let reason = match row.reason {
            ReasonWhen::Never => "",
            ReasonWhen::WhenLate => "; a reason is asked when it is late",
            ReasonWhen::Always => "; a reason is always asked",
        };
        page.line(2, &format!("{}{by}{reason}", row.title));
        if !row.value.is_empty() {
            let words = row.value.join(" or ").replace('_', " ");
            page.line(4, &format!("as: {words}"));
        }
        let back = row.withdrawn_by.as_deref();
        page.said(4, "taken back by", back.map(|id| pack.event_title(id)));
        page.means(4, row.means.map(Means::word));
        page.rests(4, rests!(row));
    }
}
