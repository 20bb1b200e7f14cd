//! The reports of quality assurance: what came in, what was done in time, what was learned, and for an
//! inspection. Each number is a line, with a bar, and opens the register with exactly what it counts.

mod sharing;

use std::collections::BTreeSet;

use super::{Next, Page, RegisterPage, Screen, See, Shows};
use crate::app::action::Action;
use crate::app::keymap::Scope;
use crate::app::line::{Line, Tone};
use crate::app::motion::{motion, moved};
use crate::app::screen::IncidentScreen;
use crate::domain::id::IncidentId;
use crate::domain::months::Days;
use crate::domain::text::{fit, pad, width};
use crate::report::marks::{bar, sparkline};
use crate::report::sheet::text::figures;
use crate::report::sheet::{Number, Part, Passage, Sheet};
use crate::rules::sight::reports::{ReportOf, ReportWanted};

/// How wide a label is at the most, and the longest bar, in columns.
const LABEL: usize = 40;
const BAR: usize = 16;

/// The months that a report is of, one key after the other.
const LONG: [u32; 4] = [1, 3, 6, 12];

/// A report in front.
#[derive(Clone, Debug)]
pub struct ReportsPage {
    /// Which, and of which days.
    pub wanted: ReportWanted,
    /// The chosen line, counted over those that can be chosen.
    pub at: usize,
    /// The audiences that what was learned is not shared with this time.
    pub left_out: BTreeSet<String>,
}

/// What a line stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum On {
    /// A number, by its query.
    Number(String),
    /// An incident.
    Incident(IncidentId),
    /// Somebody who is told what was learned.
    Audience(String),
}

impl ReportsPage {
    /// Returns what came in this month.
    #[must_use]
    pub fn new(see: &See<'_>) -> Self {
        Self {
            wanted: ReportWanted {
                of: ReportOf::Activity,
                days: Days::month_of(see.now.london_date()),
            },
            at: 0,
            left_out: BTreeSet::new(),
        }
    }

    /// Returns the report once it is read.
    fn sheet<'a>(&self, see: &See<'a>) -> Option<&'a Sheet> {
        let (sheet, gathered) = see.desk.report.as_ref()?;
        (gathered.wanted == self.wanted).then_some(sheet)
    }

    fn lines(&self, see: &See<'_>) -> Vec<Line<On>> {
        let Some(sheet) = self.sheet(see) else {
            return vec![Line::read("  Reading the register ...", Tone::Faint)];
        };
        let notes = sheet.notes.iter();
        let mut out: Vec<Line<On>> = notes
            .map(|note| Line::read(format!("  {note}"), Tone::Faint))
            .collect();
        for part in &sheet.parts {
            self.add(&mut out, part, see);
        }
        out
    }

    fn add(&self, out: &mut Vec<Line<On>>, part: &Part, see: &See<'_>) {
        if !out.is_empty() {
            out.push(Line::blank());
        }
        out.push(Line::heading(heading(part)));
        if !part.note.is_empty() {
            out.push(Line::read(format!("  {}", part.note), Tone::Faint));
        }
        let greatest = part.greatest();
        let labels = part.numbers.iter().map(|number| width(&number.label));
        let label = labels.max().unwrap_or_default().min(LABEL);
        for number in &part.numbers {
            let words = number_words(number, label, greatest);
            out.push(Line {
                hang: label + 4,
                ..Line::on(words, tone(number), On::Number(number.query.clone()))
            });
        }
        let audiences: Vec<&str> = match see.current().learning_report() {
            Some(report) => report.receivers().collect(),
            None => Vec::new(),
        };
        for passage in &part.passages {
            let audience = passage.lines.first().map_or("", String::as_str);
            if passage.incident.is_none() && audiences.contains(&audience) {
                self.add_audience(out, audience, &passage.lines);
            } else {
                add_passage(out, passage);
            }
        }
        if part.numbers.is_empty() && part.passages.is_empty() {
            out.push(Line::read("  None.", Tone::Faint));
        }
    }

    fn add_audience(&self, out: &mut Vec<Line<On>>, audience: &str, lines: &[String]) {
        let mark = if self.left_out.contains(audience) {
            "[ ]"
        } else {
            "[x]"
        };
        let words = format!("  {mark} {audience}");
        out.push(Line::on(
            words,
            Tone::Plain,
            On::Audience(audience.to_owned()),
        ));
        let rest = lines.iter().skip(1);
        out.extend(rest.map(|line| Line::read(format!("    {line}"), Tone::Quote)));
    }

    fn look(&mut self) -> Next {
        self.at = 0;
        Next::Report(self.wanted)
    }

    /// Goes on to the next report, of the same days.
    fn next_report(&mut self) -> Next {
        let all = ReportOf::ALL;
        let at = all.iter().position(|of| *of == self.wanted.of);
        let next = at.and_then(|at| all.get(at + 1)).or(all.first());
        if let Some(of) = next {
            self.wanted.of = *of;
        }
        self.look()
    }

    /// Takes the months before as well: three, six, twelve, then one again.
    fn longer(&mut self) -> Next {
        let months = u32::try_from(self.wanted.days.months().len()).unwrap_or(1);
        let next = LONG.into_iter().find(|count| *count > months);
        let count = next.or(LONG.first().copied()).unwrap_or(1);
        self.wanted.days = Days::months_up_to(self.wanted.days.to(), count);
        self.look()
    }

    fn enter(&mut self, see: &See<'_>, on: Option<On>) -> Next {
        match on {
            Some(On::Number(query)) => match RegisterPage::asked(&query, see.current(), see.now) {
                Ok(page) => Next::open(Screen::Register(Box::new(page))),
                Err(words) => Next::refuse(words),
            },
            Some(On::Incident(id)) => Next::open(Screen::Incident(IncidentScreen::new(id))),
            Some(On::Audience(audience)) => {
                if !self.left_out.remove(&audience) {
                    self.left_out.insert(audience);
                }
                Next::Stay
            }
            None => Next::Stay,
        }
    }
}

/// Returns the title of a part; of months with their line.
fn heading(part: &Part) -> String {
    if !part.is_in_time {
        return part.title.clone();
    }
    let counts: Vec<usize> = part.numbers.iter().map(|number| number.count).collect();
    format!("{}  {}", part.title, sparkline(&counts))
}

fn number_words(number: &Number, label: usize, greatest: usize) -> String {
    let kept = if number.is_hidden { " (c)" } else { "" };
    let words = format!(
        "  {}  {}{kept}",
        pad(&fit(&number.label, label), label),
        figures(number, false)
    );
    let bar = bar(number.count, greatest, BAR);
    if bar.is_empty() || number.late.is_some() {
        words
    } else {
        format!("{}  {bar}", pad(&words, label + 20))
    }
}

fn tone(number: &Number) -> Tone {
    match number.count {
        0 => Tone::Faint,
        _ => Tone::Plain,
    }
}

fn add_passage(out: &mut Vec<Line<On>>, passage: &Passage) {
    let tone = if passage.is_warning {
        Tone::Wrong
    } else {
        Tone::Plain
    };
    let mut lines = passage.lines.iter().map(|line| format!("  {line}"));
    let first = lines.next().unwrap_or_default();
    out.push(match passage.incident {
        Some(id) => Line::on(first, tone, On::Incident(id)),
        None => Line::read(first, tone),
    });
    out.extend(lines.map(|line| Line::read(line, Tone::Plain)));
}

/// Opens the reports.
pub(super) fn open_reports(see: &See<'_>) -> Next {
    Next::open(Screen::Lines(Box::new(ReportsPage::new(see))))
}

impl Page for ReportsPage {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Reports, Scope::List, Scope::Everywhere]
    }

    fn act(&mut self, see: &See<'_>, action: Action) -> Next {
        let lines = self.lines(see);
        let mut chosen = lines.into_iter().filter_map(|line| line.on);
        if let Some(by) = motion(action) {
            self.at = moved(self.at, by, chosen.count());
            return Next::Stay;
        }
        match action {
            Action::Enter => {
                let on = chosen.nth(self.at);
                self.enter(see, on)
            }
            Action::WhichReport => self.next_report(),
            Action::Longer => self.longer(),
            Action::ColumnRight | Action::ColumnLeft => {
                let later = action == Action::ColumnRight;
                self.wanted.days = self.wanted.days.moved(later);
                self.look()
            }
            Action::Done => sharing::ask(self.wanted, &self.left_out, see),
            _ => Next::Stay,
        }
    }

    fn title(&self, see: &See<'_>) -> String {
        let named = match self.sheet(see) {
            Some(sheet) => sheet.title.to_uppercase(),
            None => self.wanted.of.word().to_uppercase(),
        };
        format!("{named}: {}", self.wanted.days)
    }

    fn rows(&self, see: &See<'_>) -> Vec<Line<()>> {
        self.lines(see).into_iter().map(Line::drawn).collect()
    }

    fn at(&self) -> usize {
        self.at
    }

    fn shows(&self) -> Shows {
        Shows::Report(self.wanted)
    }
}
