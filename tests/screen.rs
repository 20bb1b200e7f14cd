//! Whole screens: the real desk on a real file, keys in as bytes, the screen read as text, in one
//! process and without a terminal. What needs a terminal is in `tests/desk`.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what helps a test fails as the test does"
)]

mod screen {
    pub(crate) mod barnet;
    pub(crate) mod calls;
    pub(crate) mod desk;
    pub(crate) mod editions;
    pub(crate) mod first_run;
    pub(crate) mod hand;
    pub(crate) mod header;
    pub(crate) mod hostile;
    pub(crate) mod input;
    pub(crate) mod killed;
    pub(crate) mod lists;
    mod lock;
    pub(crate) mod night;
    pub(crate) mod paste;
    pub(crate) mod sight;
    pub(crate) mod slips;
    pub(crate) mod tower_hamlets;
    pub(crate) mod two;
    pub(crate) mod unknown;
}
