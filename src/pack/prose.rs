//! A pack in plain words, for a head of service to read and sign off.

mod clocks;
mod conditions;
mod lists;
mod page;
mod papers;
mod process;
#[cfg(test)]
mod tests;

use self::page::{Page, rests};
use super::Pack;

/// Returns the pack's own rows and those that it extends, in the order in which they work.
#[must_use]
pub fn prose(pack: &Pack) -> String {
    let mut page = Page::default();
    header(&mut page, pack);
    advice(&mut page, pack);
    clocks::write(&mut page, pack);
    clocks::set_aside(&mut page, pack);
    process::facts(&mut page, pack);
    process::told(&mut page, pack);
    process::steps(&mut page, pack);
    process::states(&mut page, pack);
    process::decisions(&mut page, pack);
    process::meetings(&mut page, pack);
    papers::agencies(&mut page, pack);
    papers::origins(&mut page, pack);
    papers::checklists(&mut page, pack);
    papers::letters(&mut page, pack);
    papers::forms(&mut page, pack);
    process::reports(&mut page, pack);
    process::retentions(&mut page, pack);
    process::views(&mut page, pack);
    lists::roles(&mut page, pack);
    lists::contacts(&mut page, pack);
    lists::pick_lists(&mut page, pack);
    lists::events(&mut page, pack);
    sign_off(&mut page, pack);
    page.into_text()
}

fn header(page: &mut Page, pack: &Pack) {
    let head = &pack.pack;
    page.line(0, &format!("{}: {}", head.council, head.title));
    page.line(
        0,
        &format!(
            "Edition {}; written against {}",
            head.edition, head.written_against
        ),
    );
    page.line(0, &head.notice);
    page.heading("Documents");
    for row in &pack.documents {
        page.line(2, &format!("{}  {} ({})", row.id, row.title, row.date));
        page.said(4, "cited as", row.short.as_deref());
        page.said(4, "cited by the desk of", row.council.as_deref());
        page.rests(4, rests!(row));
    }
}

fn advice(page: &mut Page, pack: &Pack) {
    page.heading("What the program advises");
    for row in &pack.advice {
        page.line(2, &format!("{} ({})", row.title, row.id));
        page.line(4, "yes when:");
        conditions::write(page, pack, 6, &row.when);
        page.line(4, &format!("it says: {}", row.yes));
        page.line(4, &format!("else: {}", row.no));
        page.line(4, &format!("not known: {}", row.unknown));
        page.said(
            4,
            "not known, and no fact settles it",
            row.unsettled.as_deref(),
        );
        if row.raises {
            page.line(4, "a yes makes an alert due");
        }
        if let Some(people) = &row.people {
            page.line(4, "it names each person of whom this holds:");
            conditions::write(page, pack, 6, people);
        }
        for note in &row.notes {
            page.line(4, &format!("it adds: {}", note.text));
            page.line(
                6,
                if note.anyone {
                    "whatever the answer, for anyone listed when:"
                } else {
                    "for a person when:"
                },
            );
            conditions::write(page, pack, 8, &note.when);
            page.quotes(6, note.cite.iter());
        }
        for ask in &row.asks {
            let question = pack.fact(&ask.fact).map_or("", |fact| fact.ask.as_str());
            page.line(4, &format!("whatever the answer it asks: {question}"));
            page.line(6, "of each person unless this is known to be false:");
            conditions::write(page, pack, 8, &ask.when);
            page.quotes(6, ask.cite.iter());
        }
        page.rests(4, rests!(row));
        page.blank();
    }
    if !pack.criteria.is_empty() {
        page.heading("Criteria that the advice looks at");
    }
    for row in &pack.criteria {
        page.line(2, &format!("{}  {}", row.id, row.title));
        conditions::write(page, pack, 6, &row.when);
        page.rests(4, rests!(row));
        page.blank();
    }
}

fn sign_off(page: &mut Page, pack: &Pack) {
    let head = &pack.pack;
    page.heading("Read and agreed");
    page.line(
        2,
        &format!("{}: {}, edition {}", head.council, head.title, head.edition),
    );
    page.line(2, "These rows are what the program will work by.");
    page.blank();
    for who in ["Name and role", "Signature", "Date"] {
        page.line(2, &format!("{who}: {}", "_".repeat(40)));
        page.blank();
    }
}
