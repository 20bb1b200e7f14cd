//! The reports of quality assurance, by what they are made of.

use super::activity::activity;
use super::inspection::inspection;
use super::learning::learning;
use super::sheet::Sheet;
use super::timeliness::timeliness;
use crate::domain::instant::Instant;
use crate::pack::Pack;
use crate::rules::sight::reports::{Gathered, ReportOf};

/// Returns a report as rows of words and numbers, by the protocol of today and the hour of now.
#[must_use]
pub fn sheet(gathered: &Gathered, pack: &Pack, now: Instant) -> Sheet {
    match gathered.wanted.of {
        ReportOf::Activity => activity(gathered, pack),
        ReportOf::Timeliness => timeliness(gathered, pack, now),
        ReportOf::Learning => learning(gathered, pack, now),
        ReportOf::Inspection => inspection(gathered, now),
    }
}
