//! The real program in a real terminal: signals, a line that drops, what becomes of the terminal,
//! exit codes. Whole screens that need no terminal are in `tests/screen`.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what helps a test fails as the test does"
)]

mod desk {
    pub(crate) mod crash;
    pub(crate) mod demo;
    pub(crate) mod first_run;
    pub(crate) mod input;
    mod keys;
    mod lock;
    pub(crate) mod passphrase;
    pub(crate) mod paste;
    pub(crate) mod refusals;
    pub(crate) mod system;
    pub(crate) mod terminal;
    pub(crate) mod two;
    mod users;
}
