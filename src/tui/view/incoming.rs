//! The list of incidents: newest trouble first, what each waits for.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::{Look, Meaning};
use super::deadlines;
use super::rows::{BEING_READ, Row, over_foot, put_lines, put_page, wrapped};
use crate::app::App;
use crate::app::labels;
use crate::domain::draft::DraftKey;
use crate::domain::text::width;
use crate::report::register::RegisterRow;
use crate::rules::sight::Which;
use crate::rules::summary::Listed;

/// Columns from which `2 h ago` is written out.
const ROOMY: usize = 70;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look) {
    let listed = &app.desk.sight.listed;
    if listed.rows.is_empty() {
        put_lines(frame, area, look, &empty(app, usize::from(area.width)));
        return;
    }
    let columns = usize::from(area.width);
    let chosen = app.lists().listed_place();
    let at = chosen.unwrap_or(0);
    let cells = listed
        .rows
        .iter()
        .map(|listed| Cells::of(app, listed, columns));
    let cells: Vec<Cells> = cells.collect();
    let widest = Widest::of(&cells);
    let mut rows = Vec::new();
    let mut keep = 0..1;
    for (place, cells) in cells.iter().enumerate() {
        let start = rows.len();
        let own = cells.rows(&widest, columns).into_iter().enumerate();
        rows.extend(own.map(|(number, row)| row.marked(chosen == Some(place) && number == 0)));
        if place == at {
            keep = start..rows.len();
        }
    }
    let detail = match chosen.and_then(|at| listed.rows.get(at)) {
        Some(listed) => detail(app, listed, look, columns),
        None => nothing_chosen(look, columns),
    };
    let most = if area.height > 8 { u16::MAX } else { 0 };
    let [list, foot] = over_foot(area, &detail, most);
    put_page(frame, list, look, &rows, keep, [listed.above, listed.below]);
    put_lines(frame, foot, look, &detail);
}

fn empty(app: &App, columns: usize) -> Vec<Row> {
    let words = if !app.desk.is_read {
        BEING_READ
    } else if !app.panes.filter.is_empty() {
        "Nothing here matches the filter. / changes it; / then Esc shows everything."
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

/// What stands on one line.
struct Cells {
    reference: String,
    ago: String,
    stage: String,
    what: String,
    due: (String, Meaning),
}

impl Cells {
    fn of(app: &App, listed: &Listed, columns: usize) -> Self {
        let is_in_draft = app.desk.drafts.is_begun(&DraftKey::Alert(listed.id));
        let row = RegisterRow::of(listed, is_in_draft, app.now);
        let ago = match row.ago.strip_suffix(" ago") {
            Some(short) if columns < ROOMY => short.to_owned(),
            _ => row.ago.clone(),
        };
        Self {
            reference: row.reference.short().to_owned(),
            ago,
            what: row.what(),
            stage: row.standing,
            due: match row.left {
                Some(left) if left.only_if => (left.words, Meaning::Faint),
                Some(left) => (left.words, deadlines::meaning(left.state)),
                None => (String::new(), Meaning::Plain),
            },
        }
    }

    /// Returns the lines; what happened has the room that the other columns leave, and where that
    /// is little, a line of its own.
    fn rows(&self, widest: &Widest, columns: usize) -> Vec<Row> {
        let cells = [widest.reference, widest.ago, widest.stage, widest.due];
        let fixed: usize = cells.iter().map(|wide| wide + 1).sum();
        // The mark before the line and the blank after what happened.
        let what = columns.saturating_sub(fixed + 2 + 1);
        let head = Row::new()
            .cell(&self.reference, widest.reference, Meaning::Strong)
            .cell(&self.ago, widest.ago, Meaning::Plain)
            .cell(&self.stage, widest.stage, Meaning::Plain);
        if columns < ROOMY {
            let indent = " ".repeat(widest.reference + 1);
            let what = Row::of(format!("{indent}{}", self.what), Meaning::Plain);
            return vec![head.part(self.due.0.clone(), self.due.1), what];
        }
        let row =
            head.cell(&self.what, what, Meaning::Plain)
                .cell(&self.due.0, widest.due, self.due.1);
        vec![row]
    }
}

/// Columns that each part of the line takes on any of the lines.
struct Widest {
    reference: usize,
    ago: usize,
    stage: usize,
    due: usize,
}

impl Widest {
    fn of(cells: &[Cells]) -> Self {
        let widest = |part: fn(&Cells) -> &str| {
            let widths = cells.iter().map(|cells| width(part(cells)));
            widths.fold(0, usize::max)
        };
        Self {
            reference: widest(|cells| &cells.reference),
            ago: widest(|cells| &cells.ago),
            stage: widest(|cells| &cells.stage),
            due: widest(|cells| &cells.due.0).min(27),
        }
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
