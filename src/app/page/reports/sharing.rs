//! Marking what was learned as shared: an event on each case of the month that has none of it yet.

use std::collections::BTreeSet;

use crate::app::form::{Fault, Form};
use crate::app::page::entry::{REASON, reason_form};
use crate::app::page::{Filled, Next, See, Sheet};
use crate::app::session::waiting::Waiting;
use crate::domain::instant::Instant;
use crate::domain::right::Right;
use crate::pack::Report;
use crate::rules::shared::{not_shared, share};
use crate::rules::sight::reports::{Gathered, ReportOf, ReportWanted};

/// Asks whether what was learned is shared with the audiences that are not left out; first why it is
/// late, where it is.
pub(super) fn ask(wanted: ReportWanted, left_out: &BTreeSet<String>, see: &See<'_>) -> Next {
    if wanted.of != ReportOf::Learning {
        return Next::say("What was learned is what is shared: f goes on to it.");
    }
    let Some(gathered) = read(wanted, see) else {
        return Next::say("It is not read yet.");
    };
    let report = see.current().learning_report();
    let all = report.into_iter().flat_map(Report::receivers);
    let audiences = all.filter(|one| !left_out.contains(*one));
    let audiences: Vec<String> = audiences.map(str::to_owned).collect();
    let cases = not_shared(gathered);
    if audiences.is_empty() {
        Next::refuse("Nobody is chosen to share it with: Enter on an audience chooses it.")
    } else if cases.is_empty() {
        Next::say("Every case of these days is marked as shared already.")
    } else if cases.iter().any(|case| case.is_late) {
        Next::form(ShareLate { wanted, audiences })
    } else {
        asked(gathered, &audiences, "", see.now)
    }
}

fn read<'a>(wanted: ReportWanted, see: &See<'a>) -> Option<&'a Gathered> {
    let (_, gathered) = see.desk.report.as_ref()?;
    (gathered.wanted == wanted).then_some(gathered)
}

/// Asks whether what was learned is marked as shared; of the form that said why it is late nothing stays.
fn asked(gathered: &Gathered, audiences: &[String], because: &str, now: Instant) -> Next {
    let words = format!("{} is marked as shared.", gathered.wanted.days);
    let audiences: Vec<&str> = audiences.iter().map(String::as_str).collect();
    let commands = share(gathered, &audiences, because, now);
    let count = commands.len();
    let writes = commands.into_iter().map(|command| {
        let waiting = Waiting::Written(words.clone(), None);
        Next::write(command, waiting)
    });
    let Some(writes) = writes.reduce(Next::then) else {
        return Next::Stay;
    };
    let yes = if because.is_empty() {
        writes
    } else {
        Next::Back.then(writes)
    };
    Next::ask(question(gathered, &audiences, count), yes)
}

/// Why what was learned is shared once its month is over.
#[derive(Clone, Debug)]
struct ShareLate {
    wanted: ReportWanted,
    audiences: Vec<String>,
}

impl Sheet for ShareLate {
    fn form(&self, _see: &See<'_>) -> Result<Form, String> {
        Ok(reason_form("SHARED LATE", "mark it as shared"))
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let because = REASON.said(form, "Say why it is shared late: it stays visible with it")?;
        let gathered =
            read(self.wanted, see).ok_or_else(|| form.fault_here("It is not read yet"))?;
        Ok(Filled::Next(asked(
            gathered,
            &self.audiences,
            &because,
            see.now,
        )))
    }

    fn right(&self) -> Option<Right> {
        Some(Right::Record)
    }
}

fn question(gathered: &Gathered, audiences: &[&str], count: usize) -> String {
    let names = gathered.learned.iter().flat_map(|case| &case.points);
    let names = names.filter(|point| !point.names.is_empty()).count();
    let warning = match names {
        0 => String::new(),
        1 => "1 thing learned MAY HOLD A NAME. ".to_owned(),
        many => format!("{many} things learned MAY HOLD A NAME. "),
    };
    let cases = if count == 1 {
        "1 case".to_owned()
    } else {
        format!("{count} cases")
    };
    format!(
        "{warning}Mark the learning of {}, {cases}, as shared with {}?",
        gathered.wanted.days,
        audiences.join(", ")
    )
}
