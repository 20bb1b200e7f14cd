//! The order of the questions on the advice page: the incident's own first, then one person at a
//! time. Each keeps its place until the page is left, for the hand is faster than the eye.

use super::questions::{Question, answered, questions, settled};
use crate::app::desk::{Desk, Row};
use crate::app::screen::AdviceScreen;
use crate::rules::advice::asked_anyway;

/// One line of the advice page, in the order that the choice goes through them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A question asked since the page was opened: open, answered since, or needed no longer.
    Asked(Question),
    /// An advice, by its place in the case.
    Advice(usize),
    /// A question that was answered before, and can be answered otherwise.
    Answered(Question),
}

/// Returns the open questions of an incident, the most useful first.
#[must_use]
pub fn questions_of(desk: &Desk, row: &Row) -> Vec<Question> {
    let anyway = asked_anyway(&desk.pack, &row.case.facts);
    let person = |key: &str| row.who().person(key);
    questions(&desk.pack, &row.case.advice, &anyway, person)
}

/// Returns the lines of the advice page: what is asked, what follows, what was answered before.
#[must_use]
pub fn advice_lines(desk: &Desk, row: &Row, screen: &AdviceScreen) -> Vec<Line> {
    let open = questions_of(desk, row);
    let asked = screen.asked.iter().map(|path| {
        let found = open.iter().find(|question| question.path == *path);
        let settled = || settled(&desk.pack, row, path);
        Line::Asked(found.cloned().unwrap_or_else(settled))
    });
    let advice = (0..row.case.advice.len()).map(Line::Advice);
    let known = answered(&desk.pack, row)
        .into_iter()
        .filter(|question| !screen.asked.contains(&question.path))
        .map(Line::Answered);
    asked.chain(advice).chain(known).collect()
}

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Incident,
    /// A person by number; the first, where nobody is on the incident yet.
    Person(usize),
}

fn about(path: &str) -> About {
    let key = path
        .strip_prefix("people.")
        .and_then(|rest| rest.split('.').next());
    match key {
        Some(key) => {
            let number = key.strip_prefix('p').and_then(|number| number.parse().ok());
            About::Person(number.unwrap_or(0))
        }
        None => About::Incident,
    }
}

/// Says whether what a question is about is still there: the person is on the incident, or nobody
/// is and it asks who.
fn still_asked(row: &Row, path: &str) -> bool {
    let key = path
        .strip_prefix("people")
        .map(|rest| rest.trim_start_matches('.'));
    let key = key.map(|rest| rest.split('.').next().unwrap_or_default());
    match key {
        None => true,
        Some("" | "people") => row.incident.standing().next().is_none(),
        Some(key) => {
            let person = row.incident.person_by_key(key);
            person.is_some_and(crate::domain::incident::Person::stands)
        }
    }
}

/// Puts what is asked now into its place: with the page new, the incident's own questions first;
/// later, at the end of what is asked of the same person.
fn extend(screen: &mut AdviceScreen, open: &[Question]) {
    let mut fresh: Vec<&str> = open.iter().map(|question| question.path.as_str()).collect();
    fresh.retain(|path| !screen.asked.iter().any(|known| known == path));
    // Stable: of one person, the most useful first.
    fresh.sort_by_key(|path| about(path));
    for path in fresh {
        let same = screen
            .asked
            .iter()
            .rposition(|known| about(known) == about(path));
        let place = same.map_or(screen.asked.len(), |last| last + 1);
        screen.asked.insert(place, path.to_owned());
    }
}

/// Takes away what is asked of nobody any more.
fn leave_out(screen: &mut AdviceScreen, row: &Row) {
    let chosen = screen.at;
    let gone = |path: &&String| !still_asked(row, path);
    let before = screen.asked.iter().take(chosen).filter(gone).count();
    screen.at = chosen.saturating_sub(before);
    screen.asked.retain(|path| still_asked(row, path));
}

/// What a line of the page says, wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Marked {
    /// A question, by its path.
    Question(String),
    /// An advice, by its place in the case.
    Advice(usize),
}

/// Returns what the chosen line says, where the page has lines yet.
#[must_use]
pub(crate) fn marked(desk: &Desk, screen: &AdviceScreen) -> Option<Marked> {
    let lines = advice_lines(desk, desk.row(screen.id)?, screen);
    Some(match lines.into_iter().nth(screen.at)? {
        Line::Asked(question) | Line::Answered(question) => Marked::Question(question.path),
        Line::Advice(place) => Marked::Advice(place),
    })
}

/// Keeps a line chosen; one that is gone leaves the choice where it was.
fn stay(desk: &Desk, row: &Row, screen: &mut AdviceScreen, chosen: &Marked) {
    let lines = advice_lines(desk, row, screen);
    let same = |line: &Line| match (line, chosen) {
        (Line::Asked(question) | Line::Answered(question), Marked::Question(path)) => {
            question.path == *path
        }
        (Line::Advice(at), Marked::Advice(place)) => at == place,
        _ => false,
    };
    screen.at = lines.iter().position(same).unwrap_or(screen.at);
}

/// Goes on from a question that is answered to the next open one below, else to the first.
fn go_on(screen: &mut AdviceScreen, open: &[Question]) {
    let Some(path) = &screen.answering else {
        return;
    };
    let is_open = |path: &String| open.iter().any(|question| question.path == *path);
    let at = screen.asked.iter().position(|known| known == path);
    let Some(at) = at.filter(|_| !is_open(path)) else {
        return;
    };
    let below = screen.asked.iter().skip(at + 1).position(is_open);
    let next = below.map(|by| at + 1 + by);
    let next = next.or_else(|| screen.asked.iter().position(is_open));
    screen.at = next.unwrap_or(at);
    screen.answering = None;
}

/// Brings a page up to what is known now, each question in its place, and the line chosen that was
/// chosen before, whatever was answered above it.
pub(crate) fn keep(desk: &Desk, screen: &mut AdviceScreen, chosen: Option<&Marked>) {
    let Some(row) = desk.row(screen.id) else {
        return;
    };
    let open = questions_of(desk, row);
    leave_out(screen, row);
    extend(screen, &open);
    if let Some(chosen) = chosen {
        stay(desk, row, screen, chosen);
    }
    go_on(screen, &open);
}
