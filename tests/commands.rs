//! The commands without a screen, run as people run them: the real program in an empty home.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what helps a test fails as the test does"
)]

mod commands {
    pub(crate) mod calendar;
    mod disposal;
    mod doctor;
    pub(crate) mod due;
    pub(crate) mod editions;
    mod export;
    pub(crate) mod form;
    pub(crate) mod home;
    mod import;
    pub(crate) mod keeping;
    pub(crate) mod opening;
    pub(crate) mod packs;
    mod reports;
    mod restricted;
    pub(crate) mod show;
    mod users;
}
