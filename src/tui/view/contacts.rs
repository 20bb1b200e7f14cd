//! Who is told, and how to reach them.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::{Look, Meaning};
use super::rows::{Row, over_foot, put_lines, put_list, wrapped};
use crate::app::App;
use crate::domain::contact::{Contact, Standing};
use crate::domain::facts::Answer;
use crate::rules::told::{ToldFace, ToldState};
use crate::words::told;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look) {
    let roles = app.lists().roles();
    let columns = usize::from(area.width);
    if roles.is_empty() {
        let words = "This protocol names no contact.";
        put_lines(
            frame,
            area,
            look,
            &wrapped(words, columns, 0, Meaning::Plain),
        );
        return;
    }
    let at = app.lists().role_at(&roles);
    let rows: Vec<Row> = roles
        .iter()
        .enumerate()
        .map(|(place, role)| row(app, role, columns).marked(place == at))
        .collect();
    let detail = match roles.get(at) {
        Some(role) => detail(app, role, look, columns),
        None => Vec::new(),
    };
    let most = if area.height > 9 { u16::MAX } else { 0 };
    let [list, foot] = over_foot(area, &detail, most);
    put_list(frame, list, look, &rows, at..at + 1);
    put_lines(frame, foot, look, &detail);
}

fn face<'a>(app: &'a App, role: &str) -> Option<&'a ToldFace> {
    let id = app.lists().in_view()?;
    let told = &app.desk.row(id)?.case.told;
    told.iter().find(|face| face.role == role)
}

/// Returns what it means to the eye whether somebody has been told; the words say the same.
pub(super) fn meaning(face: &ToldFace) -> Meaning {
    match (&face.state, face.applies) {
        (ToldState::Told { .. }, _) => Meaning::Well,
        (ToldState::Later, _) | (ToldState::NotYet, Answer::Unknown) => Meaning::Faint,
        (ToldState::NoAnswer(_) | ToldState::NotYet, _) => Meaning::Soon,
    }
}

/// Returns how far an entry can be relied on, in words.
pub(super) fn standing_words(contact: Option<&Contact>, app: &App) -> (String, Meaning) {
    let Some(contact) = contact else {
        return ("no entry".to_owned(), Meaning::Soon);
    };
    if contact.mailbox.is_empty() && contact.phone_day.is_empty() && contact.phone_night.is_empty()
    {
        return ("no number yet".to_owned(), Meaning::Soon);
    }
    match contact.standing_at(app.now) {
        Standing::Confirmed => ("confirmed".to_owned(), Meaning::Well),
        Standing::Stale => ("stale: confirm again".to_owned(), Meaning::Soon),
        Standing::Unconfirmed => ("unconfirmed".to_owned(), Meaning::Soon),
    }
}

fn row(app: &App, role: &str, columns: usize) -> Row {
    let contact = app.desk.contact(role);
    let (standing, standing_meaning) = standing_words(contact, app);
    // The name of the role first; the number stands in the entry below the list as well.
    let told_columns = if columns >= 70 { 26 } else { 12 };
    let phone_columns = if columns >= 56 { 14 } else { 0 };
    let left = columns.saturating_sub(2 + told_columns + 1 + phone_columns + 1);
    let standing_columns = if left >= 44 { 14 } else { 0 };
    let title_columns = left.saturating_sub(standing_columns + 1);
    let title = app.desk.current.role_title(role);
    let mut row = Row::new().cell(title, title_columns, Meaning::Plain);
    if phone_columns > 0 {
        let phone = match contact {
            Some(contact) => phone(contact),
            None => "",
        };
        row = row.cell(phone, phone_columns, Meaning::Strong);
    }
    if standing_columns > 0 {
        row = row.cell(&standing, standing_columns - 1, standing_meaning);
    }
    let Some(face) = face(app, role) else {
        return row;
    };
    // Where there is little room the time alone; the entry below the list says it in full.
    let brief = told::brief(face, app.now).filter(|_| columns < 70);
    let told = match brief {
        Some(brief) => brief,
        None => told::said(face, app.now),
    };
    row.cell(&told, told_columns, meaning(face))
}

/// Returns the number to ring first; empty where there is none.
fn phone(contact: &Contact) -> &str {
    match (contact.phone_day.as_str(), contact.phone_night.as_str()) {
        ("", "") => &contact.deputy_phone,
        ("", night) => night,
        (day, _) => day,
    }
}

/// Returns everything that the entry of a role says.
pub(super) fn detail(app: &App, role: &str, look: Look, columns: usize) -> Vec<Row> {
    let stroke = if look.ascii { "-" } else { "─" };
    let mut rows = vec![Row::of(stroke.repeat(columns), Meaning::Faint)];
    let contact = app.desk.contact(role);
    rows.extend(wrapped(&entry_words(contact), columns, 0, Meaning::Plain));
    let (standing, meaning) = standing_words(contact, app);
    let confirmed = contact.and_then(|contact| Some((contact.confirmed_at?, contact)));
    let checked = match (confirmed, published(app, role)) {
        (Some((at, contact)), _) => {
            let at = at.short(app.now);
            format!("{standing} {at} by {}", contact.confirmed_by)
        }
        (None, Some(when)) => format!("published {when}, not confirmed: ring, then v"),
        (None, None) => standing,
    };
    rows.push(Row::of(checked, meaning));
    if let Some(by) = face(app, role).and_then(|face| face.by.as_ref()) {
        rows.push(Row::of(format!("told by {by}"), Meaning::Faint));
    }
    rows.truncate(6);
    rows
}

/// Returns who holds a role and how to reach them, what is not entered said so.
fn entry_words(contact: Option<&Contact>) -> String {
    let or = |text: fn(&Contact) -> &str, other: &'static str| match contact.map(text) {
        None | Some("") => other.to_owned(),
        Some(text) => text.to_owned(),
    };
    let words = [
        format!("holds it: {}", or(|of| &of.name, "name not entered")),
        format!("office hours {}", or(|of| &of.phone_day, "no number")),
        format!("out of hours {}", or(|of| &of.phone_night, "no number")),
        format!("mailbox {}", or(|of| &of.mailbox, "none")),
        format!(
            "deputy {} {}",
            or(|of| &of.deputy, "not entered"),
            or(|of| &of.deputy_phone, "")
        ),
    ];
    words.join("; ")
}

/// Returns when the pack's entry of a role was published.
fn published<'a>(app: &'a App, role: &str) -> Option<&'a str> {
    let rows = &app.desk.current.contacts;
    rows.iter()
        .find(|row| row.role == role)?
        .published
        .as_deref()
}
