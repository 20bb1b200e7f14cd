//! The two lines at the top, the line that says something, and the keys at the bottom.

use std::fmt::Write as _;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::{Look, Meaning};
use super::rows::{Row, put_lines, wrapped};
use crate::app::App;
use crate::app::action::Action;
use crate::app::keymap::{Binding, Scope, available};
use crate::app::page::Screen;
use crate::app::page::left_behind::titles::typing_line;
use crate::app::screen::{Pane, WIDE};
use crate::domain::draft::OtherDraft;
use crate::domain::text::{fit, pad, width};
use crate::report::due::DueRow;
use crate::rules::sight::Which;
use crate::vault::Cipher;
use crate::words::{MARKING, task};

/// Returns how many lines the top takes: more while the clock is wrong, one more while a handover
/// waits, and one while somebody else is logging a call.
pub(super) fn top_height(app: &App, columns: usize) -> u16 {
    let clock = u16::try_from(clock(app, columns).len()).unwrap_or(1);
    2 + clock
        + u16::from(app.desk.waiting_handovers().next().is_some())
        + u16::from(app.desk.sight.stale > 0)
        + u16::from(calls_elsewhere(app).next().is_some())
}

/// Returns what is said of a clock that is behind the record.
fn clock(app: &App, columns: usize) -> Vec<Row> {
    let Some(words) = app.clock.warning(app.now) else {
        return Vec::new();
    };
    let words = format!(" ! {words} Ctrl-L says that it is right.");
    wrapped(&words, columns, 3, Meaning::Wrong)
}

/// Draws who, which council, the marking and the time; then 999 and what presses most.
pub(super) fn draw_top(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look) {
    let columns = usize::from(area.width);
    let bar = bar(app, look, columns);
    let mut rows = clock(app, columns);
    rows.extend([Row::of(bar, Meaning::Bar), next(app, columns)]);
    rows.extend(stale(app));
    rows.extend(handover(app));
    rows.extend(calls(app));
    put_lines(frame, area, look, &rows);
}

fn bar(app: &App, look: Look, columns: usize) -> String {
    let now = app.now;
    let wide = columns >= WIDE;
    let time = if wide {
        now.london().format("%a %-d %b %Y %H:%M").to_string()
    } else {
        now.london().format("%a %H:%M").to_string()
    };
    let demo = match (app.cipher, app.demo, wide) {
        (Cipher::None, _, _) => "NOT ENCRYPTED ",
        (_, false, _) => "",
        (_, true, true) => "DEMO, fictional  ",
        (_, true, false) => "DEMO ",
    };
    let demo = match app.desk.privacy.word() {
        Some(privacy) => &format!("{privacy} {demo}"),
        None => demo,
    };
    let head = &app.desk.current.pack;
    let dot = look.dot();
    let left = match (app.who.name.is_empty(), wide) {
        (true, _) => " Dutydesk".to_owned(),
        // That anybody can read its files is said before whose desk it is.
        (false, _) if app.cipher == Cipher::None && columns < 76 => String::new(),
        (false, true) => format!(" Dutydesk{dot}{}, {}", head.short, head.edition),
        (false, false) if columns >= 76 => format!(" Dutydesk{dot}{}", head.short),
        (false, false) => format!(" {}", head.short),
    };
    let right = if app.who.name.is_empty() {
        format!("{demo}{time} ")
    } else {
        // The clock is always in sight: a long name gives way to it.
        let others = [&left, MARKING, demo, &time].map(|part| width(part) + 2);
        let room = columns.saturating_sub(others.iter().sum());
        format!("{demo}{}  {time} ", fit(&app.who.name, room.clamp(4, 40)))
    };
    let middle = if app.who.name.is_empty() { "" } else { MARKING };
    let used = width(&left) + width(middle) + width(&right);
    let free = columns.saturating_sub(used);
    let before = free / 2;
    let line = format!(
        "{left}{}{middle}{}{right}",
        " ".repeat(before.max(1)),
        " ".repeat(free.saturating_sub(before).max(1))
    );
    pad(&line, columns)
}

/// Returns the line of what presses most on the whole desk, and of 999.
fn next(app: &App, columns: usize) -> Row {
    let call = if columns >= 100 {
        " 999 if a child is in immediate danger   "
    } else {
        " 999 if in danger  "
    };
    let row = Row::of(call, Meaning::Strong);
    if app.who.name.is_empty() {
        return row.part("The program advises; a person decides.", Meaning::Plain);
    }
    if !app.desk.is_read {
        return row.part("NEXT  is being read", Meaning::Plain);
    }
    let late = app.desk.sight.tally.overdue;
    let overdue = (late > 0).then(|| format!("{late} overdue"));
    let Some(first) = &app.desk.sight.first else {
        let row = row.part("NEXT  nothing more is due", Meaning::Plain);
        return match overdue {
            Some(words) => row.part(" · ", Meaning::Plain).part(words, Meaning::Late),
            None => row,
        };
    };
    let first = DueRow::of(first, app.now);
    let meaning = super::deadlines::meaning(first.state);
    // How many are overdue is the part that is never cut.
    let overdue = match overdue {
        Some(words) => format!(" · {words} "),
        None => String::new(),
    };
    let left = format!("{}  ", first.left);
    let mut words = format!("{} {}", first.reference.short(), first.title);
    if !first.at.is_empty() {
        let _infallible = write!(words, " ({})", first.at);
    }
    let used = [call, "NEXT  ", &left, &overdue].map(width);
    let room = columns.saturating_sub(used.iter().sum());
    row.part("NEXT  ", Meaning::Strong)
        .part(left, meaning)
        .part(fit(&words, room), Meaning::Plain)
        .part(overdue, Meaning::Late)
}

/// Returns the line of incidents that still stand as an earlier release or pack derived them.
fn stale(app: &App) -> Option<Row> {
    let left = app.desk.sight.stale;
    let words = format!(" The lists are being brought up to date: {left} old incidents are left.");
    (left > 0).then(|| Row::of(words, Meaning::Faint))
}

/// Returns the line of a handover that nobody has accepted yet, on both desks.
fn handover(app: &App) -> Option<Row> {
    let waiting: Vec<_> = app.desk.waiting_handovers().collect();
    let first = waiting.first()?;
    let more = match waiting.len() {
        1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    let words = format!(
        " HANDOVER to {} from {} waits to be accepted{more}: gh",
        first.offered_to, first.offered_by
    );
    Some(Row::of(words, Meaning::Soon))
}

/// Yields the calls that other people are logging now.
fn calls_elsewhere(app: &App) -> impl Iterator<Item = &OtherDraft> {
    let live = app
        .desk
        .drafts
        .others
        .iter()
        .filter(|draft| draft.is_live());
    live.filter(|draft| draft.key.is_new())
}

/// Returns the line of who else is logging a call: it may be the same child.
fn calls(app: &App) -> Option<Row> {
    let line = typing_line(&app.see(), calls_elsewhere(app))?;
    Some(Row::of(format!(" {line}"), Meaning::Soon))
}

/// Returns the title of a pane: its digit, its name, how long its list is.
pub(super) fn pane_title(app: &App, pane: Pane, look: Look, focused: bool) -> String {
    let dot = look.dot();
    let row = app.lists().in_view().and_then(|id| app.desk.row(id));
    let reference = row.map(|row| row.incident.reference.short());
    let words = match pane {
        Pane::Incoming => {
            let which = match app.panes.which {
                Which::Incoming => "Incoming",
                Which::Open => "Open",
                Which::All => "All",
            };
            let calls = app.desk.drafts.half_logged().len();
            let calls = match calls {
                0 => String::new(),
                calls => format!("{dot}{calls} half logged: n"),
            };
            format!("1 {which} {}{calls}", app.lists().listed_count())
        }
        Pane::Form => match reference {
            Some(reference) => format!("2 Form {reference}"),
            None => "2 Form".to_owned(),
        },
        Pane::Deadlines => {
            let (due, late) = app.lists().due_counts();
            if late.is_none() {
                format!("3 Deadlines {due}")
            } else {
                format!("3 Deadlines {due}, {late} overdue")
            }
        }
        Pane::Contacts => match reference {
            Some(reference) => format!("4 Contacts {reference}"),
            None => "4 Contacts".to_owned(),
        },
    };
    let filter = match pane {
        Pane::Incoming | Pane::Deadlines if !app.panes.filter.is_empty() => {
            format!("{dot}filter «{}»", app.panes.filter)
        }
        _ => String::new(),
    };
    let whose = match (&app.panes.whose, pane) {
        (Some(whose), Pane::Deadlines) => format!("{dot}{}", task::owner(whose)),
        _ => String::new(),
    };
    if focused {
        format!("[{words}{whose}{filter}]")
    } else {
        format!(" {words}{whose}{filter} ")
    }
}

/// Returns what is said to the person, or the filter being typed.
pub(super) fn notice_lines(app: &App, columns: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = locks_soon(app).into_iter().collect();
    if app.panes.filtering {
        let words = format!(" Filter: {}_", app.panes.filter);
        rows.push(Row::of(words, Meaning::Typing));
        return rows;
    }
    let Some(notice) = app.notice.shown() else {
        return rows;
    };
    let (mark, meaning) = if notice.refused {
        ("! ", Meaning::Wrong)
    } else {
        ("", Meaning::Strong)
    };
    let mut said = wrapped(&format!(" {mark}{}", notice.words), columns, 3, meaning);
    said.truncate(3);
    rows.extend(said);
    rows
}

/// Returns the line that says that the desk locks within a minute.
fn locks_soon(app: &App) -> Option<Row> {
    let seconds = app.guard.seconds_left().filter(|_| app.is_watched())?;
    let words = format!(" ! Locks in {seconds} s: any key keeps it open.");
    Some(Row::of(words, Meaning::Soon))
}

/// Draws the keys that matter here, most used first, and how many more `?` has.
pub(super) fn draw_keys(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look) {
    let columns = usize::from(area.width);
    let mut rows = available(&app.screens.scopes(&app.panes));
    let field = app.screens.form().and_then(|screen| screen.form.focused());
    let field = field.filter(|_| matches!(app.screens.front(), Screen::Form(_)));
    if field.is_some_and(|field| field.group.is_some()) {
        // On a person the next person is what is wanted.
        rows.sort_by_key(|row| row.action != Action::AddGroup);
    }
    let mut line = match mode(app) {
        Some(mode) => format!(" {mode}  "),
        None => " ".to_owned(),
    };
    if let Some([keys, short, _]) = field.and_then(|field| field.kind.keys()) {
        let _infallible = write!(line, "{keys} {short}  ");
    }
    let matters = |row: &&&Binding| match row.action {
        Action::ConfirmClock => app.clock.warning(app.now).is_some(),
        _ => row.scope != Scope::List,
    };
    let (help, others): (Vec<&Binding>, Vec<&Binding>) = rows
        .iter()
        .filter(matters)
        .partition(|row| row.action == Action::Help);
    // The key that shows all keys stands last, with how many it shows that are not here.
    let help = help
        .first()
        .map(|row| format!("{} {}", row.key_words(), row.short));
    let help = help.unwrap_or_default();
    let room = columns.saturating_sub(width(&help) + MORE);
    let mut left_out = 0;
    for binding in others {
        let piece = format!("{} {}  ", binding.key_words(), binding.short);
        if width(&line) + width(&piece) > room {
            left_out += 1;
        } else {
            line.push_str(&piece);
        }
    }
    let more = match left_out {
        0 => format!("{help} "),
        more => format!("{help} +{more} "),
    };
    let room = columns.saturating_sub(width(&more));
    let row = Row::of(format!("{}{more}", pad(&line, room)), Meaning::Bar);
    put_lines(frame, area, look, &[row]);
}

/// The columns of how many more keys there are.
const MORE: usize = 5;

/// Returns the name of what is being done, where plain keys are not commands.
fn mode(app: &App) -> Option<&'static str> {
    if app.is_writing() {
        return Some("SAVING");
    }
    match app.screens.front() {
        Screen::Form(_) => Some("TYPING"),
        Screen::Palette(_) => Some("CHOOSING"),
        Screen::Confirm(_) => Some("QUESTION"),
        Screen::Desk if app.panes.filtering => Some("FILTER"),
        Screen::Register(page) if page.is_typing() => Some("QUERY"),
        _ if !app.keyboard.pressed().is_empty() => Some("g ..."),
        _ => None,
    }
}
