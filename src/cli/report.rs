//! `dutydesk report`: what is printed for people: the handover, and the reports of quality assurance.

mod handover;
mod learning;
mod quality;

use clap::Subcommand;

use super::desk_file::Unlock;
use crate::config::Places;
use crate::error::{Exit, Failure};
use crate::exchange::register::Names;
use crate::rules::sight::reports::ReportOf;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    report: Report,
}

#[derive(Debug, Subcommand)]
enum Report {
    /// What happened on this shift, what is due before the next ones end, every open case
    Handover {
        #[command(flatten)]
        unlock: Unlock,
    },
    /// What came in: incidents by month, reason, age, source and outcome
    Activity(quality::Arguments),
    /// What was done in time: each clock, how many, how late, by month and team
    Timeliness(quality::Arguments),
    /// What was learned in a month, of both kinds of case and without names, for those who are told
    ///
    /// Numbers of 2 or fewer, and those that would tell them, are not in it: c stands in their place.
    Learning {
        #[command(flatten)]
        own: quality::Arguments,
        #[command(flatten)]
        sharing: learning::Sharing,
    },
    /// Every child of some days, what was decided of them and why, for an inspection
    ///
    /// It holds what people gave as reasons: OFFICIAL-SENSITIVE.
    Inspection {
        #[command(flatten)]
        own: quality::Arguments,
        #[command(flatten)]
        names: quality::NamesAsked,
    },
}

impl Arguments {
    /// Says whether it writes a file.
    pub(super) fn writes_a_file(&self) -> bool {
        match &self.report {
            Report::Handover { .. } => false,
            Report::Activity(own)
            | Report::Timeliness(own)
            | Report::Learning { own, .. }
            | Report::Inspection { own, .. } => own.writes_a_file(),
        }
    }
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let names = Names::Left;
    match &arguments.report {
        Report::Handover { unlock } => handover::run(unlock, places),
        Report::Activity(own) => quality::run(ReportOf::Activity, own, names, places),
        Report::Timeliness(own) => quality::run(ReportOf::Timeliness, own, names, places),
        Report::Learning { own, sharing } => learning::run(own, sharing, places),
        Report::Inspection { own, names } => {
            quality::run(ReportOf::Inspection, own, names.names(), places)
        }
    }
}
