//! The real program in a real terminal.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what helps a test fails as the test does"
)]

mod desk {
    pub(crate) mod case;
    pub(crate) mod crash;
    pub(crate) mod demo;
    pub(crate) mod first_run;
    pub(crate) mod hand;
    pub(crate) mod input;
    pub(crate) mod passphrase;
    pub(crate) mod paste;
    pub(crate) mod refusals;
    pub(crate) mod sight;
    pub(crate) mod story;
    pub(crate) mod system;
    pub(crate) mod terminal;
    pub(crate) mod two;
}
