//! Marking what was learned as shared: an event on each case of the month that has none of it yet.

use std::collections::BTreeSet;

use crate::app::page::{Next, See};
use crate::app::session::waiting::Waiting;
use crate::rules::shared::{not_shared, share};
use crate::rules::sight::reports::{Gathered, ReportOf, ReportWanted};

/// Asks whether what was learned is shared with the audiences that are not left out.
pub(super) fn ask(wanted: ReportWanted, left_out: &BTreeSet<String>, see: &See<'_>) -> Next {
    if wanted.of != ReportOf::Learning {
        return Next::say("What was learned is what is shared: f goes on to it.");
    }
    let read = see.desk.report.as_ref().map(|(_, gathered)| gathered);
    let Some(gathered) = read.filter(|gathered| gathered.wanted == wanted) else {
        return Next::say("It is not read yet.");
    };
    let report = see.current().learning_report();
    let all = report.into_iter().flat_map(|row| row.receivers());
    let audiences: Vec<&str> = all.filter(|one| !left_out.contains(*one)).collect();
    let cases = not_shared(gathered);
    if audiences.is_empty() {
        return Next::refuse("Nobody is chosen to share it with: Enter on an audience chooses it.");
    }
    if cases.is_empty() {
        return Next::say("Every case of these days is marked as shared already.");
    }
    if cases.iter().any(|case| case.is_late) {
        return Next::refuse(format!(
            "Its month is over, and why it was late is asked: \
             `dutydesk report learning --month {} --shared --because WHY`.",
            wanted.days.asked()
        ));
    }
    let words = format!("{} is marked as shared.", wanted.days);
    let commands = share(gathered, &audiences, "", see.now);
    let writes = commands.into_iter().map(|command| {
        let waiting = Waiting::Written(words.clone(), None);
        Next::write(command, waiting)
    });
    let Some(yes) = writes.reduce(Next::then) else {
        return Next::Stay;
    };
    Next::ask(question(gathered, &audiences, cases.len()), yes)
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
