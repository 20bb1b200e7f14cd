//! `dutydesk report`: what is printed for people: the handover, and the reports of quality assurance.

mod handover;
mod quality;

use clap::Subcommand;

use super::desk_file::Unlock;
use crate::config::Places;
use crate::error::{Exit, Failure};
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
    Learning(quality::Arguments),
    /// Every child of some days, what was decided of them and why, for an inspection
    ///
    /// It holds what people gave as reasons: OFFICIAL-SENSITIVE.
    Inspection(quality::Arguments),
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    match &arguments.report {
        Report::Handover { unlock } => handover::run(unlock, places),
        Report::Activity(own) => quality::run(ReportOf::Activity, own, places),
        Report::Timeliness(own) => quality::run(ReportOf::Timeliness, own, places),
        Report::Learning(own) => quality::run(ReportOf::Learning, own, places),
        Report::Inspection(own) => quality::run(ReportOf::Inspection, own, places),
    }
}
