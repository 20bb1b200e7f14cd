//! The list of incidents: newest trouble first, what each waits for.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use super::super::theme::{Look, Meaning};
use super::deadlines;
use super::rows::{Row, put_lines, put_list, wrapped};
use crate::app::App;
use crate::app::desk::{Row as Case, Which};
use crate::app::labels;
use crate::app::who::people_words;
use crate::domain::text::width;

/// Columns from which `2 h ago` is written out.
const ROOMY: usize = 70;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look) {
    let lines = app.listed();
    if lines.is_empty() {
        put_lines(frame, area, look, &empty(app, usize::from(area.width)));
        return;
    }
    let columns = usize::from(area.width);
    let chosen = app.listed_place(&lines);
    let at = chosen.unwrap_or(0);
    let cases: Vec<&Case> = lines.iter().filter_map(|i| app.desk.rows.get(*i)).collect();
    let cells: Vec<Cells> = cases
        .iter()
        .map(|case| Cells::of(app, case, columns))
        .collect();
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
    let detail = match chosen.and_then(|at| cases.get(at)) {
        Some(case) => detail(app, case, look, columns),
        None => nothing_chosen(look, columns),
    };
    let height = if area.height > 8 {
        u16::try_from(detail.len()).unwrap_or(0)
    } else {
        0
    };
    let [list, foot] =
        Layout::vertical([Constraint::Min(1), Constraint::Length(height)]).areas(area);
    put_list(frame, list, look, &rows, keep);
    put_lines(frame, foot, look, &detail);
}

fn empty(app: &App, columns: usize) -> Vec<Row> {
    let words = if !app.filter.is_empty() {
        "Nothing here matches the filter. / changes it; / then Esc shows everything."
    } else if app.desk.rows.is_empty() {
        "No incident has been logged yet. n logs the first: a telephone call, an e-mail, \
         anything that reached the desk."
    } else if app.which == Which::Incoming {
        "No incident waits for its alert. n logs a new one; f shows the open ones and all."
    } else {
        "Nothing is open. f shows all incidents; n logs a new one."
    };
    wrapped(words, columns, 0, Meaning::Plain)
}

/// Returns when the authority was told, else when the incident was logged.
fn told(case: &Case) -> crate::domain::instant::Instant {
    let told = case.case.facts.incident.aware_at;
    told.unwrap_or(case.incident.created_at)
}

/// Returns how long its most urgent clock leaves the incident.
fn waits_for(app: &App, case: &Case) -> Option<(String, Meaning)> {
    let clock = case.case.open_clocks(app.now).first().copied();
    let face = clock.and_then(|at| case.case.clocks.get(at))?;
    Some((labels::left(face, app.now), deadlines::meaning(face.state)))
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
    fn of(app: &App, case: &Case, columns: usize) -> Self {
        let ago = labels::ago(told(case), app.now);
        let ago = match ago.strip_suffix(" ago") {
            Some(short) if columns < ROOMY => short.to_owned(),
            _ => ago,
        };
        let people = people_words(case);
        Self {
            reference: case.incident.reference.short().to_owned(),
            ago,
            stage: app.desk.stage_words(case),
            what: match people.as_str() {
                "" => case.incident.summary(),
                people => format!("{people}: {}", case.incident.summary()),
            },
            due: waits_for(app, case).unwrap_or_default(),
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
            widths.max().unwrap_or(0)
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
fn detail(app: &App, case: &Case, look: Look, columns: usize) -> Vec<Row> {
    let incident = &case.incident;
    let logged = format!(
        "{}  logged by {} {}",
        incident.reference,
        incident.created_by,
        incident.created_at.short(app.now)
    );
    let next = match labels::next_words(&app.desk.pack, &case.case) {
        Some(next) => format!("next: {next}"),
        None => "nothing is waiting to be done".to_owned(),
    };
    vec![
        rule(look, columns),
        Row::of(logged, Meaning::Faint),
        Row::of(next, Meaning::Strong),
    ]
}
