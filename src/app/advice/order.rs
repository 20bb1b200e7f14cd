//! The order of the questions on the advice page: the incident's own first, then one person at a
//! time. Each keeps its place until the page is left, for the hand is faster than the eye.

use super::Line;
use super::questions::Question;
use crate::app::App;
use crate::app::desk::{Desk, Row};
use crate::app::screen::{AdviceScreen, Screen};

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
pub(in crate::app) enum Marked {
    /// A question, by its path.
    Question(String),
    /// An advice, by its place in the case.
    Advice(usize),
}

/// Returns what the chosen line says, where the page has lines yet.
fn marked(desk: &Desk, screen: &AdviceScreen) -> Option<Marked> {
    let lines = desk.advice_lines(desk.row(screen.id)?, screen);
    Some(match lines.into_iter().nth(screen.at)? {
        Line::Asked(question) | Line::Answered(question) => Marked::Question(question.path),
        Line::Advice(place) => Marked::Advice(place),
    })
}

/// Keeps a line chosen; one that is gone leaves the choice where it was.
fn stay(desk: &Desk, row: &Row, screen: &mut AdviceScreen, chosen: &Marked) {
    let lines = desk.advice_lines(row, screen);
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

impl App {
    /// Returns what the chosen line of every advice page says, by the page's place among the
    /// screens.
    pub(in crate::app) fn marked_advice(&self) -> Vec<Option<Marked>> {
        let screens = self.screens.iter();
        let marked = screens.map(|screen| match screen {
            Screen::Advice(screen) => marked(&self.desk, screen),
            _ => None,
        });
        marked.collect()
    }

    /// Brings every advice page up to what is known now, each question in its place, and the line
    /// chosen that was chosen before, whatever was answered above it.
    pub(in crate::app) fn keep_questions(&mut self, before: &[Option<Marked>]) {
        let desk = &self.desk;
        for (place, screen) in self.screens.iter_mut().enumerate() {
            let Screen::Advice(screen) = screen else {
                continue;
            };
            let chosen = before.get(place).and_then(Option::as_ref);
            let Some(row) = desk.row(screen.id) else {
                continue;
            };
            let open = desk.questions_of(row);
            leave_out(screen, row);
            extend(screen, &open);
            if let Some(chosen) = chosen {
                stay(desk, row, screen, chosen);
            }
            go_on(screen, &open);
        }
    }
}
