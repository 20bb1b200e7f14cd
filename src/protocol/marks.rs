//! The events that the program itself recognises, whatever the council: each is a row of a pack.

/// The event of an alert that has left.
pub const ALERT_SENT: &str = "alert_sent";
/// The event of a person's decision to raise an alert.
pub const ALERT_RAISED: &str = "alert_raised";
/// The event of a person's decision not to raise one, with the reason.
pub const ALERT_NOT_RAISED: &str = "alert_not_raised";

/// The event of a notification that was submitted.
pub const SIN_SUBMITTED: &str = "sin_submitted";
/// The event of agency checks that were requested.
pub const CHECKS_REQUESTED: &str = "agency_checks_requested";
/// The event of the last agency check that came back.
pub const CHECKS_RETURNED: &str = "agency_checks_returned";
/// The event of an incident that was merged into another as a duplicate.
pub const CASE_MERGED: &str = "case_merged";
/// The event of a case that was closed.
pub const CASE_CLOSED: &str = "case_closed";
/// The event of a case that was closed or merged and is open again.
pub const CASE_REOPENED: &str = "case_reopened";
