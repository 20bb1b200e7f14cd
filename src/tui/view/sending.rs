//! The page before an alert leaves.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::theme::{Look, Meaning};
use super::reading::{heading, indented};
use super::rows::{Row, put_list, wrapped};
use crate::app::App;
use crate::app::page::send::page::{SendLine, SendPage, send_page};
use crate::app::screen::SendScreen;
use crate::domain::contact::Standing;
use crate::exchange::addressees::Why;
use crate::pack::form::Wanted;
use crate::rules::form::Missing;
use crate::words::{outgoing, ready};

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, app: &App, look: Look, screen: &SendScreen) {
    let columns = usize::from(area.width).saturating_sub(2);
    let (Some(case), Some(page)) = (
        app.desk.row(screen.id),
        send_page(&app.see(), screen.id, &screen.form),
    ) else {
        let rows = [heading("This incident is no longer there. Esc goes back.")];
        put_list(frame, area, look, &rows, 0..1);
        return;
    };
    let what = if page.is_alert {
        "THE ALERT".to_owned()
    } else {
        page.title.to_uppercase()
    };
    let title = format!("{}{}SEND {what}", case.who().lead(), look.dot());
    let mut rows = vec![heading(&title), Row::new()];
    if let Some(unsent) = &page.unsent {
        let words = outgoing::with_file(unsent, app.now);
        let words = format!("{words} x says when your mail program sent it; t shows the text.");
        rows.extend(
            wrapped(&words, columns, 0, Meaning::Late)
                .into_iter()
                .map(indented),
        );
        rows.push(Row::new());
    }
    rows.push(heading("To"));
    let first = rows.len();
    for (place, line) in page.lines.iter().enumerate() {
        rows.push(recipient(line, columns).marked(place == screen.at));
    }
    if page.lines.is_empty() {
        rows.push(Row::of(
            " The protocol names nobody that the form goes to.",
            Meaning::Wrong,
        ));
    }
    rows.push(Row::new());
    add_missing(case, &page, columns, &mut rows);
    rows.push(Row::new());
    for (words, meaning) in notes(&page) {
        rows.extend(
            wrapped(words, columns, 0, meaning)
                .into_iter()
                .map(indented),
        );
    }
    let keep = first + screen.at;
    put_list(frame, area, look, &rows, keep..keep + 1);
}

fn recipient(line: &SendLine, columns: usize) -> Row {
    let (standing, meaning) = match line.standing {
        _ if line.mailbox.is_empty() && line.why == Why::Copy => {
            ("left out: m adds one", Meaning::Soon)
        }
        _ if line.mailbox.is_empty() => ("NO MAILBOX: m adds it", Meaning::Wrong),
        Standing::Confirmed => ("confirmed", Meaning::Well),
        Standing::Stale => ("stale: v confirms it again", Meaning::Soon),
        Standing::Unconfirmed if line.why == Why::Copy => {
            ("left out: v confirms it", Meaning::Soon)
        }
        Standing::Unconfirmed => ("NOT CONFIRMED: check it, then v", Meaning::Wrong),
    };
    let standing = match line.why {
        Why::Named | Why::Copy => standing.to_owned(),
        Why::Added => format!("{standing}; added here"),
    };
    let third = (columns / 3).max(16);
    Row::new()
        .cell(&line.title, third, Meaning::Plain)
        .cell(&line.mailbox, third, Meaning::Strong)
        .part(&standing, meaning)
}

fn add_missing(case: &crate::app::desk::Row, page: &SendPage, columns: usize, rows: &mut Vec<Row>) {
    if page.missing.is_empty() {
        rows.push(Row::of(
            " ready to send: every wanted field is filled in.",
            Meaning::Well,
        ));
        return;
    }
    let label = |gap: &Missing| {
        let person = gap.person.map(|id| case.incident.person_key(id));
        let person = person.map(|key| format!("{} ", case.who().person(&key)));
        format!(
            "{}{}",
            person.unwrap_or_default(),
            gap.label.trim_end_matches(':')
        )
    };
    let needed_words = format!("{} (e fills it in)", ready::short(&page.missing));
    if page.needed().next().is_none() {
        rows.push(Row::of(
            format!(" {}", ready::short(&page.missing)),
            Meaning::Well,
        ));
    }
    for (wanted, title, meaning) in [
        (Wanted::Send, needed_words.as_str(), Meaning::Soon),
        (Wanted::Advised, "Advised, and still empty", Meaning::Plain),
    ] {
        let gaps: Vec<String> = page
            .missing
            .iter()
            .filter(|gap| gap.needed == wanted)
            .map(label)
            .collect();
        if !gaps.is_empty() {
            rows.push(heading(title));
            let words = gaps.join("; ");
            rows.extend(
                wrapped(&words, columns, 2, meaning)
                    .into_iter()
                    .map(indented),
            );
        }
    }
}

fn notes(page: &SendPage) -> Vec<(&'static str, Meaning)> {
    let mut out = Vec::new();
    if page.late {
        out.push((
            "The alert is past its time: it can still be sent, and why it is late is asked.",
            Meaning::Late,
        ));
    }
    if page.sent_before > 0 {
        out.push((
            "It was sent before: it is written once more, and asked about again.",
            Meaning::Soon,
        ));
    }
    out.push((
        "Enter writes a draft e-mail, marked OFFICIAL-SENSITIVE, with no child's name in its \
         subject, and the same as text, to the desk's outbox. Your mail program sends it; say \
         here when it has: only then is it sent, and the clock stops.",
        Meaning::Plain,
    ));
    out
}
