//! What the protocol says, and what to ask next.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use super::super::theme::{Look, Meaning};
use super::reading::heading;
use super::rows::{Row, labelled, put_lines, put_list, wrapped};
use crate::app::App;
use crate::app::desk::Row as Case;
use crate::app::page::advice::order::{Line, advice_lines, questions_of};
use crate::app::page::advice::questions::Question;
use crate::app::screen::AdviceScreen;
use crate::domain::facts::Answer;
use crate::domain::text::{fit, width};
use crate::pack::{FactKind, Pack};
use crate::rules::advice::Advised;
use crate::words::cite::quoted;

pub(super) fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    app: &App,
    look: Look,
    screen: &AdviceScreen,
) {
    let Some(case) = app.desk.row(screen.id) else {
        let rows = [Row::of(
            " This incident is no longer there. Esc goes back.",
            Meaning::Plain,
        )];
        put_lines(frame, area, look, &rows);
        return;
    };
    let columns = usize::from(area.width);
    let head = head(app, case, look, columns);
    let height = u16::try_from(head.len())
        .unwrap_or(2)
        .min(area.height * 2 / 3);
    let [top, list] =
        Layout::vertical([Constraint::Length(height), Constraint::Min(1)]).areas(area);
    put_lines(frame, top, look, &head);
    let lines = advice_lines(case, screen);
    let at = screen.at.min(lines.len().saturating_sub(1));
    let (rows, keep) = list_rows(case, &lines, at, columns);
    put_list(frame, list, look, &rows, keep);
}

fn answer(advised: &Advised) -> (&'static str, Meaning) {
    match advised.answer {
        Answer::Yes => ("YES", Meaning::Strong),
        Answer::No => ("no", Meaning::Faint),
        Answer::Unknown => ("NOT KNOWN", Meaning::Soon),
    }
}

fn title<'a>(pack: &'a Pack, advised: &'a Advised) -> &'a str {
    pack.advice_title(&advised.id)
}

/// Returns each answer on one line, and what a person recorded.
fn head(app: &App, case: &Case, look: Look, columns: usize) -> Vec<Row> {
    let dot = look.dot();
    let mut rows = vec![heading(&format!(
        "{}{dot}ADVICE{dot}alert: {}{dot}{}",
        case.who().lead(),
        app.desk.stage_words(case),
        case.pack().pack.short
    ))];
    rows.extend(summary(case.pack(), &case.case.advice, columns));
    if questions_of(case).is_empty() {
        rows.push(Row::of(" Nothing more needs asking.", Meaning::Well));
    }
    let rule = if look.ascii { "-" } else { "─" };
    rows.push(Row::of(rule.repeat(columns), Meaning::Faint));
    rows
}

fn summary(pack: &Pack, advice: &[Advised], columns: usize) -> Vec<Row> {
    // What is so stands first, for it is to be acted on; within, the order of the protocol.
    let mut advice: Vec<&Advised> = advice.iter().collect();
    advice.sort_by_key(|advised| match advised.answer {
        Answer::Yes => 0,
        Answer::Unknown => 1,
        Answer::No => 2,
    });
    let rows = advice.into_iter().map(|advised| {
        let (word, meaning) = answer(advised);
        Row::of(" ", Meaning::Plain)
            .cell(word, 9, meaning)
            .part(fit(title(pack, advised), columns), Meaning::Plain)
    });
    rows.collect()
}

/// Draws the answers beside a form, as they follow from what is typed so far.
pub(super) fn draw_live(
    frame: &mut Frame<'_>,
    area: Rect,
    pack: &Pack,
    look: Look,
    advice: &[Advised],
) {
    let columns = usize::from(area.width);
    let mut rows = summary(pack, advice, columns);
    for advised in advice
        .iter()
        .filter(|advised| advised.answer == Answer::Yes)
    {
        rows.extend(wrapped(&advised.text, columns, 1, Meaning::Plain));
    }
    put_lines(frame, area, look, &rows);
}

/// Returns the list with the rows of the chosen line.
fn list_rows(
    case: &Case,
    lines: &[Line],
    at: usize,
    columns: usize,
) -> (Vec<Row>, std::ops::Range<usize>) {
    let mut rows = Vec::new();
    let mut keep = 0..0;
    let mut part = "";
    for (place, line) in lines.iter().enumerate() {
        let heading_words = match line {
            Line::Asked(_) => "Ask next: each could still change an answer",
            Line::Advice(_) => "What the protocol says, and why",
            Line::Answered(_) => "Answered before",
        };
        if heading_words != part {
            if !part.is_empty() {
                rows.push(Row::new());
            }
            part = heading_words;
            rows.push(heading(part));
        }
        let start = rows.len();
        let chosen = place == at;
        let own = match line {
            Line::Asked(question) => asked_rows(case, question, chosen, columns),
            Line::Advice(index) => match case.case.advice.get(*index) {
                Some(advised) => advice_rows(case, advised, chosen, columns),
                None => Vec::new(),
            },
            Line::Answered(question) => answered_rows(question, chosen, columns),
        };
        for (number, row) in own.into_iter().enumerate() {
            rows.push(row.marked(chosen && number == 0));
        }
        if chosen {
            keep = start.saturating_sub(usize::from(place == 0))..rows.len();
        }
    }
    (rows, keep)
}

/// The key that answers with the first of some words; the next ones follow it.
const FIRST_WORD: usize = 5;

/// Returns the keys that answer a question.
fn keys(case: &Case, question: &Question) -> String {
    let name = question.path.rsplit('.').next().unwrap_or_default();
    let fact = case.pack().fact(name);
    match fact.map(|row| row.kind) {
        Some(FactKind::YesNo) => "y yes, n no".to_owned(),
        Some(FactKind::Choice) => {
            let words = question.words.iter().take(4).enumerate();
            let words = words.map(|(place, word)| format!("{} {}", place + FIRST_WORD, word.title));
            words.collect::<Vec<_>>().join(", ")
        }
        _ => "Enter answers".to_owned(),
    }
}

fn open_rows(case: &Case, question: &Question, chosen: bool, columns: usize) -> Vec<Row> {
    let columns = columns.saturating_sub(2);
    if !chosen {
        return vec![Row::of(question.ask.clone(), Meaning::Plain)];
    }
    let mut rows = wrapped(&question.ask, columns, 2, Meaning::Strong);
    rows.push(Row::of(
        format!("  {}", keys(case, question)),
        Meaning::Soon,
    ));
    let name = question.path.rsplit('.').next().unwrap_or_default();
    let help = case.pack().fact(name).and_then(|fact| fact.help.as_deref());
    if let Some(help) = help {
        rows.extend(wrapped(&format!("  {help}"), columns, 2, Meaning::Faint));
    }
    let cite = case.pack().fact(name).and_then(|fact| fact.cite.as_ref());
    if let Some(words) = cite.and_then(|cite| quoted(case.pack(), cite)) {
        rows.extend(wrapped(&format!("  {words}"), columns, 2, Meaning::Quote));
    }
    rows
}

/// Returns a question in its place: what was answered since the page was opened stays there.
fn asked_rows(case: &Case, question: &Question, chosen: bool, columns: usize) -> Vec<Row> {
    match &question.answer {
        _ if question.is_open() => open_rows(case, question, chosen, columns),
        Some(_) => answered_rows(question, chosen, columns),
        None => {
            let words = format!("no longer needed: {}", question.ask);
            vec![Row::of(words, Meaning::Faint)]
        }
    }
}

fn answered_rows(question: &Question, chosen: bool, columns: usize) -> Vec<Row> {
    let answer = question.answer.as_deref().unwrap_or_default();
    let words = format!("{} {answer}", question.ask);
    let mut rows = wrapped(&words, columns.saturating_sub(2), 2, Meaning::Plain);
    if chosen {
        rows.push(Row::of(
            "  y, n or Enter answers it otherwise; - takes it back",
            Meaning::Soon,
        ));
    }
    rows
}

/// Returns what decided with the document's words beside it, or under it where there is no room.
fn quoted_beside(words: &str, quote: &str, columns: usize) -> Vec<Row> {
    let own = width(words) + 1;
    if own * 2 <= columns {
        return labelled(words, own, quote, columns, Meaning::Quote);
    }
    let mut rows = wrapped(words, columns, 11, Meaning::Plain);
    rows.extend(labelled("", 10, quote, columns, Meaning::Quote));
    rows
}

fn advice_rows(case: &Case, advised: &Advised, chosen: bool, columns: usize) -> Vec<Row> {
    let columns = columns.saturating_sub(2);
    let (word, meaning) = answer(advised);
    let mut rows = vec![
        Row::new()
            .cell(word, 9, meaning)
            .part(title(case.pack(), advised).to_owned(), Meaning::Strong),
    ];
    rows.extend(wrapped(
        &format!("  {}", advised.text),
        columns,
        2,
        Meaning::Plain,
    ));
    let limit = if chosen { usize::MAX } else { 2 };
    for because in advised.because.iter().take(limit) {
        let person = because.person.as_deref().map(|key| case.who().person(key));
        let quote = because.cite.as_ref();
        let quote = quote.and_then(|cite| quoted(case.pack(), cite));
        let words = format!(
            "  because  {}: {}",
            person.as_deref().unwrap_or("the incident"),
            because.value.word(),
        );
        let quoted = quoted_beside(&words, &quote.unwrap_or_default(), columns);
        rows.extend(quoted.into_iter().take(if chosen { usize::MAX } else { 1 }));
    }
    let left_out = advised.because.len().saturating_sub(limit);
    if left_out > 0 {
        rows.push(Row::of(
            format!("  and {left_out} more: choose it"),
            Meaning::Faint,
        ));
    }
    rows
}
