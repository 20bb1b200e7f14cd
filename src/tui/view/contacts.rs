//! Who is told, and how to reach them.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use super::super::theme::{Look, Meaning};
use super::rows::{Row, put_lines, put_list, wrapped};
use crate::app::App;
use crate::domain::contact::{Contact, Standing};
use crate::domain::facts::Answer;
use crate::rules::told::{ToldFace, ToldState};

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
    let detail = roles.get(at).map(|role| detail(app, role, look, columns));
    let detail = detail.unwrap_or_default();
    let height = if area.height > 9 {
        u16::try_from(detail.len()).unwrap_or(0)
    } else {
        0
    };
    let [list, foot] =
        Layout::vertical([Constraint::Min(1), Constraint::Length(height)]).areas(area);
    put_list(frame, list, look, &rows, at..at + 1);
    put_lines(frame, foot, look, &detail);
}

fn face<'a>(app: &'a App, role: &str) -> Option<&'a ToldFace> {
    let id = app.lists().in_view()?;
    let told = &app.desk.row(id)?.case.told;
    told.iter().find(|face| face.role == role)
}

/// Returns whether somebody has been told, in words.
pub(super) fn told_words(face: &ToldFace, app: &App) -> (String, Meaning) {
    let when = |at: crate::domain::instant::Moment| {
        let start = at.as_start();
        start.map_or_else(|| at.words(), |start| start.short(app.now))
    };
    match (&face.state, face.applies) {
        (ToldState::Told { at, by, .. }, _) => {
            (format!("told {} by {by}", when(*at)), Meaning::Well)
        }
        (ToldState::NoAnswer(at), _) => (format!("no answer {}", when(*at)), Meaning::Soon),
        (ToldState::Later, _) => ("not needed now".to_owned(), Meaning::Faint),
        (ToldState::NotYet, Answer::Unknown) => ("if it applies".to_owned(), Meaning::Faint),
        (ToldState::NotYet, _) => ("NOT YET TOLD".to_owned(), Meaning::Soon),
    }
}

/// Returns when somebody was told or tried, short: `told 22:10`.
fn brief(face: &ToldFace, app: &App) -> Option<String> {
    let when = |at: crate::domain::instant::Moment| {
        at.as_start().map_or_else(String::new, |at| {
            if at.london_date() == app.now.london_date() {
                at.clock()
            } else {
                at.london().format("%-d %b").to_string()
            }
        })
    };
    match &face.state {
        ToldState::Told { at, .. } => Some(format!("told {}", when(*at))),
        ToldState::NoAnswer(_) => Some("no answer".to_owned()),
        _ => None,
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
    let title = app.desk.pack.role_title(role);
    let phone = contact.map(phone).unwrap_or_default();
    let (standing, meaning) = standing_words(contact, app);
    let told = face(app, role).map(|face| told_words(face, app));
    let (told, told_meaning) = told.unwrap_or_default();
    // Where there is little room the time alone; the entry below the list says it in full.
    let brief = face(app, role).and_then(|face| brief(face, app));
    let told = brief.filter(|_| columns < 70).unwrap_or(told);
    // The name of the role first; the number stands in the entry below the list as well.
    let told_columns = if columns >= 70 { 26 } else { 12 };
    let phone_columns = if columns >= 56 { 14 } else { 0 };
    let left = columns.saturating_sub(2 + told_columns + 1 + phone_columns + 1);
    let standing_columns = if left >= 44 { 14 } else { 0 };
    let title_columns = left.saturating_sub(standing_columns + 1);
    let row = Row::new().cell(title, title_columns, Meaning::Plain);
    let row = if phone_columns > 0 {
        row.cell(&phone, phone_columns, Meaning::Strong)
    } else {
        row
    };
    let row = if standing_columns > 0 {
        row.cell(&standing, standing_columns - 1, meaning)
    } else {
        row
    };
    row.cell(&told, told_columns, told_meaning)
}

fn phone(contact: &Contact) -> String {
    let numbers = [
        &contact.phone_day,
        &contact.phone_night,
        &contact.deputy_phone,
    ];
    let number = numbers.into_iter().find(|number| !number.is_empty());
    number.cloned().unwrap_or_default()
}

/// Returns everything that the entry of a role says.
pub(super) fn detail(app: &App, role: &str, look: Look, columns: usize) -> Vec<Row> {
    let stroke = if look.ascii { "-" } else { "─" };
    let mut rows = vec![Row::of(stroke.repeat(columns), Meaning::Faint)];
    let contact = app.desk.contact(role);
    let or = |text: &str, other: &str| {
        if text.is_empty() {
            other.to_owned()
        } else {
            text.to_owned()
        }
    };
    let contact = contact.cloned().unwrap_or_default();
    let words = [
        format!("holds it: {}", or(&contact.name, "name not entered")),
        format!("office hours {}", or(&contact.phone_day, "no number")),
        format!("out of hours {}", or(&contact.phone_night, "no number")),
        format!("mailbox {}", or(&contact.mailbox, "none")),
        format!(
            "deputy {} {}",
            or(&contact.deputy, "not entered"),
            contact.deputy_phone
        ),
    ];
    rows.extend(wrapped(&words.join("; "), columns, 0, Meaning::Plain));
    let (standing, meaning) = standing_words(app.desk.contact(role), app);
    let checked = match contact.confirmed_at {
        Some(at) => format!(
            "{standing} {} by {}",
            at.short(app.now),
            contact.confirmed_by
        ),
        None => match published(app, role) {
            Some(when) => format!("published {when}, not confirmed: ring, then v"),
            None => standing,
        },
    };
    rows.push(Row::of(checked, meaning));
    if let Some(by) = face(app, role).and_then(|face| face.by.as_ref()) {
        rows.push(Row::of(format!("told by {by}"), Meaning::Faint));
    }
    rows.truncate(6);
    rows
}

/// Returns when the pack's entry of a role was published.
fn published<'a>(app: &'a App, role: &str) -> Option<&'a str> {
    let rows = &app.desk.pack.contacts;
    rows.iter()
        .find(|row| row.role == role)?
        .published
        .as_deref()
}
