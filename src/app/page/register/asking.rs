//! Asking the register: the rows follow what is typed, and what cannot be read is pointed at.

use super::query_line::QueryLine;
use super::state::{Mode, RegisterPage};
use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::key::Key;
use crate::app::page::{Next, See};
use crate::domain::instant::Instant;
use crate::domain::page::Around;
use crate::domain::query::complete::{common, complete};
use crate::domain::query::{Fault, parse};
use crate::domain::text::width;
use crate::pack::vocabulary::vocabulary;
use crate::report::register::language::language;

/// The columns before what is typed.
const PROMPT: &str = " Query: ";

impl RegisterPage {
    /// Asks a query; what cannot be read is refused, and the rows stay.
    pub(super) fn ask(&mut self, typed: &str, desk: &Desk, now: Instant) -> Next {
        match parse(typed, &vocabulary(&desk.current), now) {
            Ok(query) => {
                self.query = query;
                typed.trim().clone_into(&mut self.look.query);
                self.go(Around::First)
            }
            Err(fault) => Next::refuse(fault.to_string()),
        }
    }

    /// Takes a character or an editing key where a query is typed.
    pub(crate) fn typed(&mut self, key: Key, desk: &Desk, now: Instant) -> Next {
        let Mode::Typing(line) = &mut self.mode else {
            return Next::Stay;
        };
        line.said.clear();
        if !line.take(key) {
            return Next::Stay;
        }
        self.follow(desk, now)
    }

    /// Reads what is typed: where it can be read the rows follow it, else the place is pointed at.
    fn follow(&mut self, desk: &Desk, now: Instant) -> Next {
        let Mode::Typing(line) = &mut self.mode else {
            return Next::Stay;
        };
        match parse(&line.text, &vocabulary(&desk.current), now) {
            Ok(query) => {
                self.query = query;
                self.going = Some(Around::First);
                self.read()
            }
            Err(fault) => {
                line.said = pointed(&line.text, &fault);
                Next::Stay
            }
        }
    }

    pub(super) fn act_on_query(&mut self, see: &See<'_>, action: Action) -> Next {
        let Mode::Typing(line) = &self.mode else {
            return Next::Stay;
        };
        let line = line.clone();
        match action {
            Action::Enter => {
                let asked = self.ask(&line.text, see.desk, see.now);
                if !matches!(asked, Next::Refuse(_)) {
                    self.mode = Mode::Rows;
                }
                asked
            }
            Action::Back => {
                self.mode = Mode::Rows;
                self.ask(&line.before, see.desk, see.now)
            }
            Action::Complete => self.complete(line, see),
            Action::Help => Next::words("ASKING THE REGISTER", language()),
            _ => Next::Stay,
        }
    }

    fn complete(&mut self, mut line: QueryLine, see: &See<'_>) -> Next {
        let typed = line.text.get(..line.at).unwrap_or_default();
        let rest = line.text.get(line.at..).unwrap_or_default().to_owned();
        let found = complete(typed, &vocabulary(see.current()));
        line.said = match &found.options[..] {
            [] => vec!["Nothing begins like this: ? says what can be asked.".to_owned()],
            [_] => Vec::new(),
            several => vec![several.join("  ")],
        };
        if !found.options.is_empty() {
            let head = format!("{}{}", found.before, common(&found.options));
            line.at = head.len();
            line.text = format!("{head}{rest}");
        }
        let is_done = line.said.is_empty();
        self.mode = Mode::Typing(line);
        if is_done {
            self.follow(see.desk, see.now)
        } else {
            Next::Stay
        }
    }

    /// Asks for what has the marked column's value of the chosen row too.
    pub(super) fn filter_by(&mut self, see: &See<'_>) -> Next {
        let column = self.marked_column();
        let asked = self
            .entry(see)
            .and_then(|entry| column.asks(entry, see.now));
        match asked {
            Some(asked) => self.ask_too(&asked, see),
            None => Next::say("Nothing stands there that can be asked for."),
        }
    }

    /// Asks for something beside what is asked for.
    pub(super) fn ask_too(&mut self, asked: &str, see: &See<'_>) -> Next {
        if format!(" {} ", self.look.query).contains(&format!(" {asked} ")) {
            return Next::say("It is asked for already: / changes the query.");
        }
        let query = if self.look.query.is_empty() {
            asked.to_owned()
        } else if self.look.query.contains(" or ") {
            format!("({}) {asked}", self.look.query)
        } else {
            format!("{} {asked}", self.look.query)
        };
        self.ask(&query, see.desk, see.now)
    }
}

/// Returns what is wrong under the place where it is.
fn pointed(typed: &str, fault: &Fault) -> Vec<String> {
    let before = typed.get(..fault.at.start).unwrap_or_default();
    let wrong = typed.get(fault.at.clone()).unwrap_or_default();
    let marks = "^".repeat(width(wrong).max(1));
    let indent = " ".repeat(width(PROMPT) + width(before));
    vec![format!("{indent}{marks}"), format!(" {fault}")]
}
