//! `dutydesk who-saw`: who opened an incident, and when.

use chrono::NaiveDate;

use super::desk_file::{self, Unlock};
use super::io::print;
use super::log;
use super::plain::table;
use crate::clock::Clock;
use crate::config::Places;
use crate::domain::text::visible;
use crate::error::{Exit, Failure};
use crate::store::{Store, View};
use crate::words::view::glass as glass_words;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The incident: 42, 0042 or TH-2026-0042
    #[arg(value_name = "REF")]
    reference: String,
    /// From this day on, in London, as 2026-11-30
    #[arg(long, value_name = "DAY")]
    from: Option<NaiveDate>,
    /// Up to the end of this day
    #[arg(long, value_name = "DAY")]
    to: Option<NaiveDate>,
    #[command(flatten)]
    unlock: Unlock,
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    desk_file::require(places)?;
    log::start(places);
    let claim = arguments.unlock.claim(places)?;
    let store = Store::open(places, &claim, Clock::system().now())?;
    desk_file::warn_of_findings(&store);
    let found = store.who_saw(&arguments.reference)?;
    if found.is_empty() {
        return Err(Failure::new(
            "There is no such incident",
            format!(
                "`{}` is no reference on this desk",
                visible(&arguments.reference)
            ),
            "Give the reference as it stands on its papers.",
        ));
    }
    for viewed in found {
        let views = viewed.views.iter().filter(|view| arguments.is_within(view));
        let rows: Vec<Vec<String>> = views.map(row).collect();
        print(&format!("{}\n", viewed.reference.0))?;
        if rows.is_empty() {
            print("Nobody opened it in this time.\n")?;
        } else {
            print(&table(&rows))?;
        }
    }
    Ok(Exit::Done)
}

impl Arguments {
    fn is_within(&self, view: &View) -> bool {
        let day = view.at.london().date_naive();
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

fn row(view: &View) -> Vec<String> {
    vec![view.at.long(), view.by.clone(), glass_words(view)]
}
