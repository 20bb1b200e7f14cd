//! The clocks, and what a person decides that sets them aside.

use super::conditions;
use super::page::{Page, rests};
use crate::domain::calendar::Counted;
use crate::pack::{End, Pack, Reading, ReadingName, StartMeans, Unit};

pub(super) fn write(page: &mut Page, pack: &Pack) {
    page.heading("Clocks");
    for row in &pack.starts {
        page.line(2, &format!("What is meant by: {}", row.title));
        page.events(4, "the earliest of", pack, &row.earliest);
        page.means(4, row.means.map(StartMeans::word));
        page.rests(4, rests!(row));
        page.blank();
    }
    for row in &pack.clocks {
        let owner = pack.role_title(&row.owner);
        page.line(2, &format!("{} ({}); owner {owner}", row.title, row.id));
        let starts: Vec<&str> = row.starts.iter().map(|id| start_title(pack, id)).collect();
        page.line(
            4,
            &format!("counts from the earliest of: {}", starts.join("; ")),
        );
        let until = row.bounded_until.as_deref();
        page.said(
            4,
            "counts from awareness at the latest, until a time is known of",
            until.map(|id| pack.event_title(id)),
        );
        page.said(
            4,
            "counts from this instead where its time is known, and afresh from the first that is \
             later than what stopped it",
            row.afresh_from.as_deref().map(|id| pack.event_title(id)),
        );
        if let Some(again) = &row.again {
            let decision = pack.event_title(&again.decision);
            let word = again.is.replace('_', " ");
            let words =
                format!("once what stopped it was taken back, counts from: {decision}: {word}");
            page.line(4, &words);
            page.said(6, "it says", Some(&again.says));
        }
        for reading in &row.reading {
            page.line(4, &reading_words(pack, reading));
            page.quotes(6, reading.cite.iter());
        }
        page.events(4, "received by", pack, &row.received);
        page.events(4, "stopped by any of", pack, &row.stops);
        if let Some(applies) = &row.applies {
            page.line(4, "applies unless this is no:");
            conditions::write(page, pack, 6, applies);
            page.said(6, "else it says", row.why_not.as_deref());
        }
        if let Some(down) = &row.stands_down {
            page.line(4, "stands down when:");
            conditions::write(page, pack, 6, down);
            page.said(6, "it says", row.stood_down.as_deref());
        }
        let until = row.provisional_until.as_deref();
        page.said(4, "provisional until", until.map(|id| pack.event_title(id)));
        page.rests(4, rests!(row));
        page.blank();
    }
}

fn start_title<'a>(pack: &'a Pack, id: &'a str) -> &'a str {
    pack.start(id)
        .map_or_else(|| pack.event_title(id), |row| row.title.as_str())
}

fn reading_words(pack: &Pack, reading: &Reading) -> String {
    let amount = reading.amount;
    let span = match reading.unit {
        Unit::Hours => format!("{amount} hours, through nights and weekends"),
        Unit::Days => format!("{amount} calendar days"),
        Unit::WorkingDays => format!("{amount} working days of England and Wales"),
        Unit::Months => format!("{amount} calendar months"),
        Unit::MonthEnd => "the last working day of the month".to_owned(),
    };
    let counted = match reading.counted {
        Some(Counted::Day0) => ", the day it counts from not included",
        Some(Counted::Day1) => ", the day it counts from included if it is a working day",
        None => "",
    };
    let ends = match (reading.unit, reading.ends) {
        (Unit::Hours, _) => "",
        (_, End::Close) => ", to the close of the office",
        (_, End::DayEnd) => ", to the end of the day",
    };
    let name = match reading.name {
        ReadingName::Early => "early line",
        ReadingName::Target => "target",
        ReadingName::Limit => "limit",
    };
    let own: Vec<&str> = reading
        .starts
        .iter()
        .map(|id| start_title(pack, id))
        .collect();
    let own = if own.is_empty() {
        String::new()
    } else {
        format!(", from: {}", own.join("; "))
    };
    format!("{name}: {span}{counted}{ends}{own}")
}

pub(super) fn set_aside(page: &mut Page, pack: &Pack) {
    page.heading("What sets clocks aside");
    for row in &pack.set_aside {
        page.line(2, pack.event_title(&row.event));
        page.line(
            4,
            &format!("until a later: {}", pack.event_title(&row.until)),
        );
        if let Some(when) = &row.when {
            page.line(4, "only while this is yes:");
            conditions::write(page, pack, 6, when);
        }
        let clocks: Vec<&str> = row
            .clocks
            .iter()
            .map(|id| match pack.clock(id) {
                Some(clock) => clock.title.as_str(),
                None => id.as_str(),
            })
            .collect();
        let reaches = match clocks.as_slice() {
            [] => "every clock".to_owned(),
            some => some.join("; "),
        };
        page.line(
            4,
            &format!("reaches, where it had begun and is not done: {reaches}"),
        );
        page.said(4, "it says", Some(&row.says));
        page.rests(4, rests!(row));
        page.blank();
    }
}
