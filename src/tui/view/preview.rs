//! The alert form as it stands: what it would say if it were sent now.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::{Look, Meaning};
use super::rows::{Row, put_lines, put_list, wrapped};
use crate::app::App;
use crate::app::desk::Row as Case;
use crate::domain::draft::DraftKey;
use crate::domain::incident::Person;
use crate::pack::bind::Bind;
use crate::pack::form::Wanted;
use crate::pack::{FormField, FormSection};
use crate::rules::form::{missing, needed, people_of, value};
use crate::words::fact;
use crate::words::person::key_and_role;
use crate::words::ready;

pub(super) fn draw_pane(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look) {
    let columns = usize::from(area.width);
    let Some(case) = app.lists().in_view().and_then(|id| app.desk.row(id)) else {
        let words = "The alert form of the chosen incident stands here. n logs an incident.";
        put_lines(
            frame,
            area,
            look,
            &wrapped(words, columns, 0, Meaning::Plain),
        );
        return;
    };
    let rows = form_rows(app, case, columns);
    put_list(frame, area, look, &rows, 0..0);
}

/// Returns the whole form, what is missing said first.
pub(super) fn form_rows(app: &App, case: &Case, columns: usize) -> Vec<Row> {
    let pack = case.pack();
    let Some(form) = pack.alert_form() else {
        return wrapped(
            "This council's protocol has no alert form.",
            columns,
            0,
            Meaning::Plain,
        );
    };
    let gaps = missing(pack, form, &case.incident);
    let mut rows = Vec::new();
    let ready = ready::in_full(&gaps);
    let head = match (needed(&gaps).next(), gaps.len()) {
        (Some(_), _) => format!("{ready}; e fills it in"),
        (None, 0) => ready,
        (None, advised) => format!("{ready}; {advised} advised still empty"),
    };
    rows.extend(wrapped(&head, columns, 0, Meaning::Strong));
    if let Some(draft) = app.desk.drafts.of(&DraftKey::Alert(case.incident.id)) {
        let kept = match draft.saved_at {
            Some(at) if draft.is_in_file() => format!("draft kept {}", at.clock()),
            _ => "draft NOT KEPT yet".to_owned(),
        };
        let words = format!("{kept}, not saved yet; e goes on with it");
        rows.extend(wrapped(&words, columns, 0, Meaning::Soon));
    }
    for section in &form.section {
        add_section(case, section, columns, &mut rows);
    }
    rows
}

fn add_section(case: &Case, section: &FormSection, columns: usize, rows: &mut Vec<Row>) {
    let people = people_of(case.pack(), section, &case.incident);
    if section.repeats.is_none() {
        rows.extend(wrapped(&section.title, columns, 2, Meaning::Heading));
        add_fields(case, section, None, columns, rows);
        return;
    }
    for person in people {
        let title = section.title.trim_end_matches(':');
        let title = format!("{title}: {}", key_and_role(&case.incident, person));
        rows.extend(wrapped(&title, columns, 2, Meaning::Heading));
        add_fields(case, section, Some(person), columns, rows);
    }
}

fn add_fields(
    case: &Case,
    section: &FormSection,
    person: Option<&Person>,
    columns: usize,
    rows: &mut Vec<Row>,
) {
    for field in &section.field {
        let value = value(case.pack(), field, &case.incident, person);
        let label = field.label.trim_end_matches(':');
        let words = fact::field(case.pack(), field, &value);
        let (words, meaning) = match (value.is_absent(), field.required) {
            (false, _) => (words, Meaning::Plain),
            (true, Some(Wanted::Send)) => ("NEEDED".to_owned(), Meaning::Soon),
            (true, Some(_)) => ("not filled, advised".to_owned(), Meaning::Faint),
            (true, None) => (absent(field).to_owned(), Meaning::Faint),
        };
        let line = format!("  {label}: {words}");
        rows.extend(wrapped(&line, columns, 4, meaning));
    }
}

fn absent(field: &FormField) -> &'static str {
    match Bind::of(field) {
        Some(bind) if bind.is_derived() => "not recorded yet",
        _ => "-",
    }
}
