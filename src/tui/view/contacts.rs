//! Who is told, and how to reach them.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::{Look, Meaning};
use super::rows::{Row, over_foot, put_lines, put_list, widest, wrapped};
use crate::app::App;
use crate::domain::contact::{Contact, Standing};
use crate::domain::facts::Answer;
use crate::domain::text::fit;
use crate::rules;
use crate::rules::told::{ToldFace, ToldState, clock_of_telling};
use crate::words::{clock, contact, told};

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
    let row = app.lists().in_view().and_then(|id| app.desk.row(id));
    let next = row.and_then(|row| rules::told::next(&row.case.told));
    let is_next = |role: &str| next.is_some_and(|face| face.role == role);
    let cells = roles.iter();
    let cells: Vec<Cells> = cells
        .map(|role| Cells::of(app, role, is_next(role), columns))
        .collect();
    let rows = rows(&cells, at, columns);
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

/// What stands on one line.
struct Cells {
    title: String,
    number: String,
    /// The number to ring without whose it is.
    digits: String,
    standing: (String, Meaning),
    told: (String, Meaning),
}

impl Cells {
    fn of(app: &App, role: &str, is_next: bool, columns: usize) -> Self {
        let face = face(app, role);
        let ring = app.desk.ring(role, face, app.now);
        Self {
            // Of who is told of an incident its own edition has the title.
            title: match face {
                Some(face) => face.title.clone(),
                None => app.desk.current.role_title(role).to_owned(),
            },
            number: ring.map(told::number).unwrap_or_default(),
            digits: ring
                .map(|ring| ring.number().to_owned())
                .unwrap_or_default(),
            standing: standing_words(app.desk.contact(role), app),
            told: match face {
                Some(face) => (told_words(app, face, is_next, columns), meaning(face)),
                None => (String::new(), Meaning::Plain),
            },
        }
    }
}

/// Returns whether somebody was told; of who is to be told next also how long there is for it.
fn told_words(app: &App, face: &ToldFace, is_next: bool, columns: usize) -> String {
    // Where there is little room the time alone; the entry below the list says it in full.
    let brief = told::brief(face, app.now).filter(|_| columns < ROOMY);
    let said = match brief {
        Some(brief) => brief,
        None => told::said(face, app.now),
    };
    if !is_next {
        return said;
    }
    match left(app, face) {
        Some(left) => format!("NEXT: {left}"),
        // Of whom nobody has tried to tell yet the mark says it all.
        None if columns < ROOMY && face.state == ToldState::NotYet => NEXT_TO_TELL.to_owned(),
        None => format!("NEXT: {said}"),
    }
}

/// Returns how long the clock leaves that telling somebody stops.
fn left(app: &App, told: &ToldFace) -> Option<String> {
    let row = app.desk.row(app.lists().in_view()?)?;
    let clock = clock_of_telling(row.pack(), &row.case.clocks, told)?;
    Some(clock::left(clock, app.now))
}

/// What stands beside whom to tell next, where nobody has tried yet.
const NEXT_TO_TELL: &str = "NEXT to tell";

/// Columns from which what was told is said in full, and from which an entry's standing is.
const ROOMY: usize = 100;
const WIDE: usize = 100;
/// The fewest columns of a role's title, and the most of the rest.
const TITLE: usize = 29;
const NUMBER: usize = 27;
const STANDING: usize = 20;
const TOLD: usize = 26;

/// Returns the rows: as wide as what is in sight needs, the name of the role first.
fn rows(cells: &[Cells], at: usize, columns: usize) -> Vec<Row> {
    let told = widest(cells, |cells| &cells.told.0).min(TOLD);
    // The mark before the line, and a blank after each part but the last.
    let mut left = columns.saturating_sub(2 + told + 1);
    let whole = widest(cells, |cells| &cells.number).min(NUMBER);
    let bare = widest(cells, |cells| &cells.digits).min(NUMBER);
    // The number, and whose it is, stand in the entry below the list as well.
    let has_room = |number: usize| left > TITLE + number;
    let number = match (has_room(whole), has_room(bare)) {
        (true, _) => whole,
        (false, true) => bare,
        (false, false) => 0,
    };
    let is_bare = number < whole;
    if number > 0 {
        left = left.saturating_sub(number + 1);
    }
    let standing = if columns >= WIDE {
        widest(cells, |cells| &cells.standing.0).min(STANDING)
    } else {
        0
    };
    let title = match standing {
        0 => left,
        standing => left.saturating_sub(standing + 1),
    };
    let row = |cells: &Cells| {
        let mut row = Row::new().cell(&cells.title, title, Meaning::Plain);
        if number > 0 {
            let words = if is_bare {
                &cells.digits
            } else {
                &cells.number
            };
            row = row.cell(words, number, Meaning::Strong);
        }
        if standing > 0 {
            row = row.cell(&cells.standing.0, standing, cells.standing.1);
        }
        row.part(fit(&cells.told.0, told), cells.told.1)
    };
    let rows = cells.iter().enumerate();
    rows.map(|(place, cells)| row(cells).marked(place == at))
        .collect()
}

/// Returns everything that the entry of a role says.
pub(super) fn detail(app: &App, role: &str, look: Look, columns: usize) -> Vec<Row> {
    let stroke = if look.ascii { "-" } else { "─" };
    let mut rows = vec![Row::of(stroke.repeat(columns), Meaning::Faint)];
    let contact = app.desk.contact(role);
    let words = entry_words(app, role, contact);
    rows.extend(wrapped(&words, columns, 0, Meaning::Plain));
    let (standing, meaning) = standing_words(contact, app);
    let checked = contact.and_then(|contact| contact::checked(contact, app.now));
    let checked = match (checked, published(app, role)) {
        (Some(checked), _) => format!("{standing}; {checked}"),
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
fn entry_words(app: &App, role: &str, contact: Option<&Contact>) -> String {
    let or = |text: fn(&Contact) -> &str, other: &'static str| match contact.map(text) {
        None | Some("") => other.to_owned(),
        Some(text) => text.to_owned(),
    };
    let words = [
        format!("holds it: {}", or(|of| &of.name, "name not entered")),
        format!("office hours {}", or(|of| &of.phone_day, "no number")),
        format!("out of hours {}", or(|of| &of.phone_night, "no number")),
        format!("mailbox {}", or(|of| &of.mailbox, "none")),
        match deputy_words(app, role).filter(|_| contact.is_none_or(|of| of.deputy.is_empty())) {
            Some(words) => words,
            None => format!(
                "deputy {} {}",
                or(|of| &of.deputy, "not entered"),
                or(|of| &of.deputy_phone, "")
            ),
        },
    ];
    words.join("; ")
}

/// Returns who deputises by the protocol, as their own entry has them.
fn deputy_words(app: &App, role: &str) -> Option<String> {
    let deputy = app.desk.current.deputy(role)?;
    let title = app.desk.current.role_title(deputy);
    let Some(contact) = app.desk.contact(deputy) else {
        return Some(format!("deputy {title}"));
    };
    let ring = app.desk.ring(deputy, None, app.now);
    let number = ring.map(told::number).unwrap_or_default();
    let words = format!("deputy {title} {} {number}", contact.name);
    Some(words.trim_end().to_owned())
}

/// Returns when the pack's entry of a role was published.
fn published<'a>(app: &'a App, role: &str) -> Option<&'a str> {
    let rows = &app.desk.current.contacts;
    rows.iter()
        .find(|row| row.role == role)?
        .published
        .as_deref()
}
