//! The order of the questions on the advice page: the incident's own first, then one person at a
//! time. Each keeps its place until the page is left, for the hand is faster than the eye.

use super::questions::Question;
use crate::app::App;
use crate::app::desk::Row;
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
/// later, at the end of what is asked of the same person. The chosen line stays chosen.
fn extend(screen: &mut AdviceScreen, open: &[Question]) {
    let is_new = screen.asked.is_empty() && screen.at == 0;
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
        if !is_new && place <= screen.at {
            screen.at += 1;
        }
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
    /// Brings every advice page up to what is known now, each question in its place.
    pub(in crate::app) fn keep_questions(&mut self) {
        let desk = &self.desk;
        for screen in &mut self.screens {
            let Screen::Advice(screen) = screen else {
                continue;
            };
            let Some(row) = desk.row(screen.id) else {
                continue;
            };
            let open = desk.questions_of(row);
            leave_out(screen, row);
            extend(screen, &open);
            go_on(screen, &open);
        }
    }
}
