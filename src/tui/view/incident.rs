//! One incident: its tabs.

mod summary;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use super::super::theme::{Look, Meaning};
use super::reading::scrolled;
use super::rows::{Row, over_foot, put_lines, put_list, wrapped};
use super::{contacts, lines, preview};
use crate::app::App;
use crate::app::desk::Row as Case;
use crate::app::page::timeline::timeline as newest_first;
use crate::app::screen::{IncidentScreen, Tab};
use crate::domain::incident::Person;
use crate::domain::text::{mixed_alphabets, spaced};
use crate::pack::bind::Bind;
use crate::rules::form::value;
use crate::rules::steps::StepState;
use crate::words::cite::quoted;
use crate::words::person::name;
use crate::words::{event, fact, told};

/// Draws an incident; returns how far the tab in front can be scrolled.
pub(super) fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    app: &App,
    look: Look,
    screen: &IncidentScreen,
) -> usize {
    let Some(case) = app.desk.row(screen.id) else {
        let rows = [Row::of(
            " This incident is no longer there. Esc goes back.",
            Meaning::Plain,
        )];
        put_lines(frame, area, look, &rows);
        return 0;
    };
    let [strip, body] = Layout::vertical([Constraint::Length(2), Constraint::Min(1)]).areas(area);
    let columns = usize::from(body.width);
    let head = head(app, case, screen.tab, look, columns);
    put_lines(frame, strip, look, &head);
    match screen.tab {
        Tab::Summary => {
            let rows = summary::rows(app, case, columns);
            return scrolled(frame, body, look, &rows, screen.at);
        }
        Tab::Form => {
            let rows = preview::form_rows(app, case, columns);
            return scrolled(frame, body, look, &rows, screen.at);
        }
        Tab::People => list(frame, body, look, people(case, columns), screen.at),
        Tab::Timeline => list(frame, body, look, timeline(app, case, columns), screen.at),
        Tab::Steps => list(frame, body, look, steps(case, columns), screen.at),
        Tab::Told => draw_told(frame, body, app, look, case, screen.at),
        tab => {
            if tab.is_lines() {
                lines::draw_tab(frame, body, app, look, screen);
            }
        }
    }
    0
}

fn head(app: &App, case: &Case, tab: Tab, look: Look, columns: usize) -> Vec<Row> {
    let dot = look.dot();
    let line = format!(" {}{dot}{}", case.who().all(), app.desk.stage_words(case));
    let line = match case
        .incident
        .restriction
        .as_ref()
        .filter(|said| said.stands)
    {
        Some(_) => format!(" RESTRICTED{dot}{}", line.trim_start()),
        None => line,
    };
    vec![Row::of(line, Meaning::Heading), strip(tab, columns)]
}

/// Returns the tabs on one line, the one in front between brackets; where there is no room for
/// all, those around it, and a sign that there are more.
fn strip(tab: Tab, columns: usize) -> Row {
    let at = Tab::ALL.iter().position(|known| *known == tab).unwrap_or(0);
    let wide = |from: usize, to: usize| {
        let shown = Tab::ALL.get(from..to).unwrap_or_default();
        shown
            .iter()
            .map(|known| known.title().len() + 2)
            .sum::<usize>()
            + 6
    };
    let (mut from, mut to) = (at, at + 1);
    while from > 0 || to < Tab::ALL.len() {
        if to < Tab::ALL.len() && wide(from, to + 1) <= columns {
            to += 1;
        } else if from > 0 && wide(from - 1, to) <= columns {
            from -= 1;
        } else {
            break;
        }
    }
    let before = if from > 0 { " < " } else { " " };
    let mut tabs = Row::of(before, Meaning::Faint);
    for known in Tab::ALL.get(from..to).unwrap_or_default() {
        let title = known.title();
        tabs = if *known == tab {
            tabs.part(format!("[{title}]"), Meaning::Strong)
        } else {
            tabs.part(format!(" {title} "), Meaning::Plain)
        };
    }
    if to < Tab::ALL.len() {
        tabs = tabs.part(" >", Meaning::Faint);
    }
    tabs
}

/// Entries of a tab: the rows of each, the chosen one marked.
type Entries = Result<Vec<Vec<Row>>, &'static str>;

fn list(frame: &mut Frame<'_>, area: Rect, look: Look, entries: Entries, at: usize) {
    let entries = match entries {
        Ok(entries) => entries,
        Err(words) => {
            let rows = wrapped(words, usize::from(area.width), 0, Meaning::Plain);
            put_lines(frame, area, look, &rows);
            return;
        }
    };
    let mut rows = Vec::new();
    let mut keep = 0..0;
    for (place, entry) in entries.into_iter().enumerate() {
        let start = rows.len();
        for (number, row) in entry.into_iter().enumerate() {
            rows.push(row.marked(place == at && number == 0));
        }
        if place == at {
            keep = start..rows.len();
        }
    }
    put_list(frame, area, look, &rows, keep);
}

/// Returns a person's other details in the words of the form.
fn details(case: &Case, person: &Person) -> Vec<String> {
    let pack = case.pack();
    let sections = pack.alert_form().into_iter().flat_map(|form| &form.section);
    let of_people = sections.filter(|section| section.repeats.is_some());
    let fields: Vec<_> = of_people.flat_map(|section| &section.field).collect();
    let kept = person.details.iter().filter(|(_, text)| !text.is_empty());
    kept.map(|(id, text)| {
        let field = fields
            .iter()
            .find(|field| field.id == *id || Bind::of(field) == Some(Bind::PersonDetail(id)));
        match field {
            Some(field) => {
                let shown = value(pack, field, &case.incident, Some(person));
                let label = field.label.trim_end_matches(':');
                format!("{label}: {}", fact::field(pack, field, &shown))
            }
            None => format!("{}: {text}", spaced(id)),
        }
    })
    .collect()
}

fn people(case: &Case, columns: usize) -> Entries {
    let incident = &case.incident;
    if incident.people.is_empty() {
        return Err("Nobody is on the incident yet. p puts somebody on it.");
    }
    Ok(incident
        .people
        .iter()
        .map(|person| {
            let key = incident.person_key(person.id);
            let first = Row::new()
                .cell(&key, 3, Meaning::Strong)
                .cell(person.role.title(), 17, Meaning::Plain)
                .part(
                    format!("{}  {}", name(person), case.who().born(person)),
                    Meaning::Plain,
                );
            let mut rows = vec![first];
            if let Some(reason) = &person.struck {
                let words = format!("    TAKEN OFF: {reason}. D puts them back.");
                rows.extend(wrapped(
                    &words,
                    columns.saturating_sub(2),
                    4,
                    Meaning::Strong,
                ));
                return rows;
            }
            for words in [&person.name, &person.mosaic_id]
                .into_iter()
                .filter_map(|text| mixed_alphabets(text))
            {
                let room = columns.saturating_sub(2);
                rows.extend(wrapped(&format!("    {words}"), room, 4, Meaning::Wrong));
            }
            let mut more: Vec<String> = Vec::new();
            if !person.mosaic_id.is_empty() {
                more.push(format!("Mosaic {}", person.mosaic_id));
            }
            more.extend(details(case, person));
            if !more.is_empty() {
                let words = format!("    {}", more.join("; "));
                rows.extend(wrapped(
                    &words,
                    columns.saturating_sub(2),
                    4,
                    Meaning::Faint,
                ));
            }
            rows
        })
        .collect())
}

fn timeline(app: &App, case: &Case, columns: usize) -> Entries {
    let entries = newest_first(case);
    if entries.is_empty() {
        return Err("Nothing has been recorded yet. x records what happened; i writes a note.");
    }
    let rows = entries.into_iter().map(|entry| {
        let timeline = &case.incident.timeline;
        let words = event::line(case.pack(), timeline, entry, app.now);
        let meaning = if entry.is_current() {
            Meaning::Plain
        } else {
            Meaning::Faint
        };
        wrapped(&words, columns.saturating_sub(2), 20, meaning)
    });
    Ok(rows.collect())
}

fn steps(case: &Case, columns: usize) -> Entries {
    if case.case.steps.is_empty() {
        return Err("This protocol names no steps.");
    }
    let rows = case.case.steps.iter().map(|step| {
        let meaning = match step.state {
            StepState::Open => Meaning::Strong,
            StepState::Done => Meaning::Well,
            StepState::Waiting | StepState::NotKnown => Meaning::Faint,
        };
        let done = match &step.done_by {
            Some(done) => event::done(done),
            None => step.owner.clone(),
        };
        let (state, track) = (step.state.word(), spaced(&step.track));
        // A narrow list keeps its room for what is to be done.
        let (words, hang) = if columns >= 100 {
            let words = format!("{state:<13} {track:<16} {}  ({done})", step.title);
            (words, 31)
        } else {
            let words = format!("{state:<13} {}  ({track}; {done})", step.title);
            (words, 14)
        };
        wrapped(&words, columns.saturating_sub(2), hang, meaning)
    });
    Ok(rows.collect())
}

fn draw_told(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look, case: &Case, at: usize) {
    let columns = usize::from(area.width);
    if case.case.told.is_empty() {
        let words = "This protocol names nobody to be told.";
        put_lines(
            frame,
            area,
            look,
            &wrapped(words, columns, 0, Meaning::Plain),
        );
        return;
    }
    let half = (columns / 2).max(20);
    let rows: Vec<Row> = case
        .case
        .told
        .iter()
        .enumerate()
        .map(|(place, face)| {
            Row::new()
                .cell(&face.title, half, Meaning::Plain)
                .part(told::said(face, app.now), contacts::meaning(face))
                .marked(place == at)
        })
        .collect();
    let detail = case.case.told.get(at).map(|face| {
        let mut rows = contacts::detail(app, &face.role, look, columns);
        if let Some(words) = told::answered(face) {
            rows.extend(wrapped(&format!(" {words}"), columns, 3, Meaning::Plain));
        }
        let cite = face.cite.as_ref();
        if let Some(words) = cite.and_then(|cite| quoted(case.pack(), cite)) {
            rows.extend(wrapped(&words, columns, 2, Meaning::Quote));
        }
        rows
    });
    let detail = detail.unwrap_or_default();
    let [top, foot] = over_foot(area, &detail, area.height / 2);
    put_list(frame, top, look, &rows, at..at + 1);
    put_lines(frame, foot, look, &detail);
}
