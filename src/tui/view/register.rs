//! The register: a heading of columns, the first of them frozen, and as many rows as there is room for.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use super::super::theme::{Look, Meaning};
use super::rows::{BEING_READ, Row, one_line, put_lines, put_list, wrapped};
use crate::app::App;
use crate::app::page::register::state::{Mode, RegisterPage};
use crate::domain::page::Count;
use crate::domain::text::{fit, pad, width};
use crate::report::marks::as_ascii;
use crate::report::register::columns::Column;
use crate::report::register::counts::{lines, total};
use crate::report::register::views::views;
use crate::rules::sight::table::{Entry, Table};

/// The most columns of the screen that one column of the register takes.
const WIDEST: usize = 32;
/// The rows over and under the list: the heading; how many are shown.
const AROUND: u16 = 2;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look, page: &RegisterPage) {
    match page.mode {
        Mode::Columns(at) => return draw_columns(frame, area, look, page, at),
        Mode::Counts(at) => return draw_counts(frame, area, app, look, (page, at)),
        Mode::Views(at) => return draw_views(frame, area, app, look, at),
        Mode::Rows | Mode::Typing(_) => {}
    }
    let said = said(page, usize::from(area.width));
    let said_height = u16::try_from(said.len()).unwrap_or(1);
    let [head, list, foot, asked] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length(1),
        Constraint::Length(said_height),
    ])
    .areas(area);
    put_lines(frame, asked, look, &said);
    let table = &app.desk.table;
    put_lines(
        frame,
        foot,
        look,
        &[Row::of(bottom(app, page, table), Meaning::Faint)],
    );
    if table.page.rows.is_empty() {
        let whole = Rect {
            height: head.height + list.height,
            ..head
        };
        let words = wrapped(
            &empty(app, page),
            usize::from(area.width),
            0,
            Meaning::Plain,
        );
        put_lines(frame, whole, look, &words);
        return;
    }
    let rows = in_sight(page, table, usize::from(list.height));
    let grid = Grid::of(app, page, rows, usize::from(area.width));
    put_lines(frame, head, look, &[grid.heading(page)]);
    let lines: Vec<Row> = rows
        .iter()
        .map(|entry| grid.row(app, page, entry))
        .collect();
    put_lines(frame, list, look, &lines);
}

fn empty(app: &App, page: &RegisterPage) -> String {
    if app.pending.is_reading() {
        return BEING_READ.to_owned();
    }
    let is_asked = !page.look.query.is_empty() || page.is_typing();
    if is_asked {
        "No incident is what the query asks for. / changes it; Ctrl-U there empties it.".to_owned()
    } else {
        "No incident has been logged yet. n logs the first.".to_owned()
    }
}

/// Returns the rows in sight: the chosen one with what is around it.
fn in_sight<'a>(page: &RegisterPage, table: &'a Table, height: usize) -> &'a [Entry] {
    let rows = &table.page.rows;
    let at = page.place(table).unwrap_or(0);
    let last = rows.len().saturating_sub(height);
    let from = (at + 1).saturating_sub(height * 2 / 3).min(last);
    let to = (from + height).min(rows.len());
    rows.get(from..to).unwrap_or_default()
}

/// The columns in sight, as wide as what stands in them there.
struct Grid {
    columns: Vec<(Column, usize)>,
}

impl Grid {
    fn of(app: &App, page: &RegisterPage, rows: &[Entry], columns: usize) -> Self {
        let wide = |column: Column| {
            let cells = rows
                .iter()
                .map(|entry| width(&one_line(&column.cell(entry, app.now))));
            let head = width(&heading(page, column));
            cells.fold(head, usize::max).min(WIDEST)
        };
        let first = page
            .look
            .columns
            .first()
            .map(|column| (*column, wide(*column)));
        let rest: Vec<(Column, usize)> = page
            .look
            .columns
            .iter()
            .skip(1)
            .map(|column| (*column, wide(*column)))
            .collect();
        let room = columns.saturating_sub(2 + first.map_or(0, |(_, wide)| wide + 1));
        // Scrolled so far that the marked column is in sight whole.
        let marked = page.column.saturating_sub(1);
        let mut from = 0;
        let long = |from: usize| -> usize {
            let shown = rest.iter().skip(from).take(marked + 1 - from);
            shown.map(|(_, wide)| wide + 1).sum()
        };
        while from < marked && long(from) > room {
            from += 1;
        }
        let mut left = room;
        let mut shown: Vec<(Column, usize)> = first.into_iter().collect();
        for (column, wide) in rest.into_iter().skip(from) {
            if left < 4 {
                break;
            }
            let own = wide.min(left);
            shown.push((column, own));
            left = left.saturating_sub(own + 1);
        }
        Self { columns: shown }
    }

    fn heading(&self, page: &RegisterPage) -> Row {
        let mut row = Row::of("  ", Meaning::Heading);
        for (column, wide) in &self.columns {
            let meaning = if *column == page.marked_column() {
                Meaning::Strong
            } else {
                Meaning::Faint
            };
            row = row.cell(&heading(page, *column), *wide, meaning);
        }
        row
    }

    fn row(&self, app: &App, page: &RegisterPage, entry: &Entry) -> Row {
        let id = entry.listed.id;
        let chosen = page.chosen == Some(id);
        let mut row = Row::new();
        for (place, (column, wide)) in self.columns.iter().enumerate() {
            let meaning = match column {
                Column::Late => Meaning::Late,
                _ if place == 0 => Meaning::Strong,
                _ => Meaning::Plain,
            };
            row = row.cell(&column.cell(entry, app.now), *wide, meaning);
        }
        let mark = match (chosen, page.marked.contains(&id)) {
            (true, true) => ">*",
            (true, false) => "> ",
            (false, true) => " *",
            (false, false) => "  ",
        };
        row.before(mark)
    }
}

/// Returns the heading of a column: in brackets where it is marked, with which way it is sorted.
fn heading(page: &RegisterPage, column: Column) -> String {
    let sorted = column.sorts().filter(|_| column != Column::Late);
    let sorted = sorted.and_then(|by| page.look.order.of(by));
    let sorted = sorted.map_or_else(String::new, |(place, sort)| {
        let way = if sort.descending { "v" } else { "^" };
        // Of one column its place says nothing.
        match page.look.order.sorts().count() {
            1 => format!(" {way}"),
            _ => format!(" {way}{}", place + 1),
        }
    });
    let title = format!("{}{sorted}", column.title());
    if column == page.marked_column() {
        format!("[{title}]")
    } else {
        title
    }
}

/// Returns how many rows are shown of how many, in which order, and the query.
fn bottom(app: &App, page: &RegisterPage, table: &Table) -> String {
    let mut words = if table.matching == Count::exactly(table.all) {
        format!(" {}", table.all)
    } else {
        format!(" {} of {}", table.matching, table.all)
    };
    words.push_str(if table.all == 1 {
        " incident"
    } else {
        " incidents"
    });
    let mut say = |more: String| {
        words.push_str(" · ");
        words.push_str(&more);
    };
    if !page.marked.is_empty() {
        say(format!("{} marked", page.marked.len()));
    }
    let hidden = Column::ALL.len().saturating_sub(page.look.columns.len());
    if hidden > 0 {
        say(format!("{hidden} columns left out"));
    }
    if app.desk.sight.stale > 0 {
        say("old ones are being brought up to date".to_owned());
    }
    if !page.look.query.is_empty() && !page.is_typing() {
        say(page.look.query.clone());
    }
    words
}

/// Returns the query line while it is typed, with what is said of it.
fn said(page: &RegisterPage, columns: usize) -> Vec<Row> {
    let Mode::Typing(line) = &page.mode else {
        return Vec::new();
    };
    let (before, after) = line
        .text
        .split_at_checked(line.at)
        .unwrap_or((&line.text, ""));
    let typed = Row::of(format!(" Query: {before}_{after}"), Meaning::Typing);
    let mut rows = vec![typed];
    for words in &line.said {
        if words.trim_start().starts_with('^') {
            rows.push(Row::of(words.clone(), Meaning::Wrong));
        } else {
            rows.extend(
                wrapped(words, columns, 1, Meaning::Wrong)
                    .into_iter()
                    .take(4),
            );
        }
    }
    rows
}

fn draw_counts(
    frame: &mut Frame<'_>,
    area: Rect,
    app: &App,
    look: Look,
    (page, at): (&RegisterPage, usize),
) {
    let title = page.marked_column().title().to_uppercase();
    let mut rows = vec![
        Row::of(format!(" THE REGISTER BY {title}"), Meaning::Heading),
        Row::new(),
    ];
    let Some(counts) = &app.desk.counts else {
        rows.push(Row::of(format!(" {BEING_READ}"), Meaning::Plain));
        return put_lines(frame, area, look, &rows);
    };
    for (place, line) in lines(counts).into_iter().enumerate() {
        let words = if look.ascii {
            as_ascii(&line.words)
        } else {
            line.words
        };
        rows.push(Row::of(words, Meaning::Plain).marked(place == at));
    }
    rows.push(Row::new());
    let query = match page.look.query.as_str() {
        "" => String::new(),
        query => format!(" · {query}"),
    };
    let words = format!(" {}{query}", total(counts));
    rows.push(Row::of(words, Meaning::Faint));
    let chosen = at + usize::from(AROUND);
    put_list(frame, area, look, &rows, chosen..chosen + 1);
}

fn draw_columns(frame: &mut Frame<'_>, area: Rect, look: Look, page: &RegisterPage, at: usize) {
    let mut rows = vec![
        Row::of(" COLUMNS OF THE REGISTER", Meaning::Heading),
        Row::new(),
    ];
    for (place, column) in page.all_columns().into_iter().enumerate() {
        let shown = page.look.columns.contains(&column);
        let mark = match (place, shown) {
            (0, _) => "first",
            (_, true) => "[x]",
            (_, false) => "[ ]",
        };
        let words = format!("{} {}", pad(mark, 5), column.title());
        rows.push(Row::of(words, Meaning::Plain).marked(place == at));
    }
    put_list(
        frame,
        area,
        look,
        &rows,
        at + AROUND as usize..at + AROUND as usize + 1,
    );
}

fn draw_views(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look, at: usize) {
    let mut rows = vec![
        Row::of(" VIEWS OF THE REGISTER", Meaning::Heading),
        Row::new(),
    ];
    let all = views(&app.desk.current, &app.desk.saved_views, &app.who.name);
    for (place, view) in all.iter().enumerate() {
        let row = Row::of(pad(&fit(&view.title, 28), 28), Meaning::Strong);
        let row = row.part(format!(" {} ", pad(view.whose, 10)), Meaning::Plain);
        let row = row.part(view.look.query.clone(), Meaning::Faint);
        rows.push(row.marked(place == at));
    }
    put_list(
        frame,
        area,
        look,
        &rows,
        at + AROUND as usize..at + AROUND as usize + 1,
    );
}
