//! The list of incidents, newest trouble first: who and what, then how long, then where it stands.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::{Look, Meaning};
use super::deadlines;
use super::rows::{
    BEING_READ, Row, in_sight, one_line, over_foot, put_lines, put_page, widest, wrapped,
};
use crate::app::App;
use crate::app::labels;
use crate::domain::draft::DraftKey;
use crate::domain::page::Count;
use crate::domain::text::{fit, wrap_ranges};
use crate::report::register::RegisterRow;
use crate::rules::sight::Which;
use crate::rules::summary::{Listed, RESTRICTED};

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look) {
    let listed = &app.desk.sight.listed;
    if listed.rows.is_empty() {
        put_lines(frame, area, look, &empty(app, usize::from(area.width)));
        return;
    }
    let columns = usize::from(area.width);
    let chosen = app.lists().listed_place();
    let at = chosen.unwrap_or(0);
    let cells = listed.rows.iter().map(|listed| Cells::of(app, listed));
    let cells: Vec<Cells> = cells.collect();
    // Where there is room to spare, what happened goes on in a line of its own: of the newest
    // first, and of all of them or of more than half.
    let spare = usize::from(area.height).saturating_sub(cells.len() + DETAIL);
    let roomy = match spare.min(cells.len()) {
        few if few * 2 <= cells.len() => 0,
        roomy => roomy,
    };
    let starts = |place: usize| place + place.min(roomy);
    let keep = starts(at)..starts(at + 1);
    let detail = match chosen.and_then(|at| listed.rows.get(at)) {
        Some(listed) => detail(app, listed, look, columns),
        None => nothing_chosen(look, columns),
    };
    let most = if area.height > 8 { u16::MAX } else { 0 };
    let [list, foot] = over_foot(area, &detail, most);
    let beyond = [listed.above, listed.below];
    let seen = in_sight(starts(cells.len()), list, keep.clone(), beyond);
    // A row that is cut off counts with those that are whole.
    let places = 0..cells.len();
    let shown = |place: &usize| starts(*place) < seen.end && starts(place + 1) > seen.start;
    let shown: Vec<&Cells> = places
        .filter(shown)
        .filter_map(|at| cells.get(at))
        .collect();
    let widest = Widest::of(&shown, columns);
    let mut rows = Vec::new();
    for (place, cells) in cells.iter().enumerate() {
        let own = cells.rows(&widest, columns, place < roomy).into_iter();
        let own = own.enumerate();
        rows.extend(own.map(|(number, row)| row.marked(chosen == Some(place) && number == 0)));
    }
    put_page(frame, list, look, &rows, keep, beyond);
    put_lines(frame, foot, look, &detail);
}

fn empty(app: &App, columns: usize) -> Vec<Row> {
    if app.desk.is_read && !app.panes.filter.is_empty() {
        return wrapped(&nothing_matches(app), columns, 0, Meaning::Plain);
    }
    let words = if !app.desk.is_read {
        BEING_READ
    } else if app.desk.sight.tally.all == 0 {
        "No incident has been logged yet. n logs the first: a telephone call, an e-mail, \
         anything that reached the desk."
    } else if app.panes.which == Which::Incoming {
        "No incident waits for its alert. n logs a new one; f shows the open ones and all."
    } else {
        "Nothing is open. f shows all incidents; n logs a new one."
    };
    wrapped(words, columns, 0, Meaning::Plain)
}

/// Returns that nothing listed matches, how many of all incidents do, and the key that shows them.
fn nothing_matches(app: &App) -> String {
    let elsewhere = app.desk.sight.elsewhere;
    let does = if elsewhere == Count::exactly(1) {
        "does"
    } else {
        "do"
    };
    let more = match (app.panes.which, app.panes.filtering) {
        (Which::All, _) => String::new(),
        _ if elsewhere.is_none() => " Nor does any other on this desk.".to_owned(),
        (_, true) => format!(" Of all incidents {elsewhere} {does}: Enter looks there."),
        (_, false) => format!(" Of all incidents {elsewhere} {does}: f shows more, then all."),
    };
    let change = if app.panes.filtering {
        "Esc shows everything."
    } else {
        "/ changes it; / then Esc shows everything."
    };
    format!("Nothing here matches the filter.{more} {change}")
}

/// The lines under the list.
const DETAIL: usize = 3;
/// The most columns of what a clock leaves, and of where a case stands.
const DUE: usize = 26;
const STAGE: usize = 22;

/// The fewest columns of what a clock leaves.
const LEAST_DUE: usize = 14;
/// The fewest columns that both whom it is about and what happened are read in.
const BOTH: usize = 24;

/// What stands on one line.
struct Cells {
    reference: String,
    who: String,
    happened: String,
    what: String,
    due: (String, Meaning),
    stage: String,
    ago: String,
}

impl Cells {
    fn of(app: &App, listed: &Listed) -> Self {
        let is_in_draft = app.desk.drafts.is_begun(&DraftKey::Alert(listed.id));
        let row = RegisterRow::of(listed, is_in_draft, app.now);
        Self {
            reference: row.reference.short().to_owned(),
            what: row.what(),
            who: row.people,
            happened: row.summary,
            // Of a restricted record neither is said.
            stage: if listed.is_restricted {
                String::new()
            } else {
                row.standing
            },
            ago: if listed.is_restricted {
                String::new()
            } else {
                format!("told {}", row.ago)
            },
            due: match row.left {
                Some(left) if left.only_if => (left.words, Meaning::Faint),
                Some(left) => (left.words, deadlines::meaning(left.state)),
                None => (String::new(), Meaning::Plain),
            },
        }
    }

    /// Returns the line; where there is room for a second one, what happened goes on in it, else
    /// how long ago it was told.
    fn rows(&self, widest: &Widest, columns: usize, is_roomy: bool) -> Vec<Row> {
        let what = one_line(&self.what);
        let head = |what: &str| {
            Row::new()
                .cell(&self.reference, widest.reference, Meaning::Strong)
                .cell(what, widest.what, Meaning::Plain)
                .cell(&self.due.0, widest.due, self.due.1)
                .part(self.stage.clone(), Meaning::Plain)
        };
        if !is_roomy {
            return vec![head(&what)];
        }
        let (first, rest) = if widest.what < BOTH && !self.who.is_empty() {
            (self.who.clone(), one_line(&self.happened))
        } else {
            let end = wrap_ranges(&what, widest.what.max(1))
                .first()
                .map_or(0, |first| first.end);
            let (first, rest) = what.split_at_checked(end).unwrap_or((&what, ""));
            (first.to_owned(), rest.trim_start().to_owned())
        };
        let second = if rest.is_empty() {
            Row::of(self.ago.clone(), Meaning::Faint)
        } else {
            let room = columns.saturating_sub(widest.indent());
            Row::of(fit(&rest, room), Meaning::Plain)
        };
        vec![
            head(&first),
            second.before(&" ".repeat(widest.reference + 1)),
        ]
    }
}

/// Columns that each part of the line takes on any of the lines.
struct Widest {
    reference: usize,
    what: usize,
    due: usize,
}

impl Widest {
    fn of(cells: &[&Cells], columns: usize) -> Self {
        let reference = widest(cells, |cells| &cells.reference);
        let due = widest(cells, |cells| &cells.due.0).min(DUE);
        let stage = widest(cells, |cells| &cells.stage).min(STAGE);
        // The mark before the line, and a blank after each part but the last.
        let fixed = |due: usize| 2 + reference + 1 + due + 1 + stage + 1;
        // Whom it is about comes first: what a clock leaves gives way to it.
        let due = due.min(columns.saturating_sub(fixed(0) + BOTH).max(LEAST_DUE));
        let fixed = fixed(due);
        Self {
            reference,
            what: columns.saturating_sub(fixed),
            due,
        }
    }

    /// Returns the columns before what happened.
    fn indent(&self) -> usize {
        2 + self.reference + 1
    }
}

/// Returns what is said under the list while none of its lines is chosen.
fn nothing_chosen(look: Look, columns: usize) -> Vec<Row> {
    let words = "No line is chosen: Down chooses one.";
    vec![rule(look, columns), Row::of(words, Meaning::Plain)]
}

fn rule(look: Look, columns: usize) -> Row {
    let line = if look.ascii { "-" } else { "─" };
    Row::of(line.repeat(columns), Meaning::Faint)
}

/// Returns what is said of the chosen incident under the list.
fn detail(app: &App, listed: &Listed, look: Look, columns: usize) -> Vec<Row> {
    if listed.is_restricted {
        let words = format!("{}  {RESTRICTED}", listed.reference);
        let how = "Its reference and its times are all that lists say of it. Enter opens it.";
        return vec![
            rule(look, columns),
            Row::of(words, Meaning::Faint),
            Row::of(fit(how, columns), Meaning::Strong),
        ];
    }
    let logged = format!(
        "{}  logged by {} {}",
        listed.reference,
        listed.created_by,
        listed.created_at.short(app.now)
    );
    let next = match &listed.next {
        Some(next) => format!("next: {}", labels::next_step_words(next)),
        None => "nothing is waiting to be done".to_owned(),
    };
    vec![
        rule(look, columns),
        Row::of(logged, Meaning::Faint),
        Row::of(next, Meaning::Strong),
    ]
}
