//! A keyboard-only desk for serious-incident alerts in children's services.
//!
//! The layers, each using only those before it: [`domain`] what exists, [`pack`] a council's
//! protocol as data, [`rules`] what follows from it for a case, [`words`] the one way to say each
//! thing, [`vault`] keys, [`store`] the encrypted file, [`report`] rows of words that screen, command
//! line and paper share, [`exchange`] bytes in and out, [`app`] what the user means, [`tui`] the
//! terminal, [`cli`] subcommands without a screen. Beside them [`system`], the one file with `unsafe`
//! in it.

#[forbid(unsafe_code)]
pub mod app;
#[forbid(unsafe_code)]
pub mod cli;
#[forbid(unsafe_code)]
pub mod clock;
#[forbid(unsafe_code)]
pub mod config;
#[forbid(unsafe_code)]
pub mod domain;
#[forbid(unsafe_code)]
pub mod error;
#[forbid(unsafe_code)]
pub mod exchange;
#[forbid(unsafe_code)]
pub mod pack;
#[forbid(unsafe_code)]
pub mod report;
#[forbid(unsafe_code)]
pub mod rules;
#[forbid(unsafe_code)]
pub mod store;
#[expect(
    unsafe_code,
    reason = "the one file that asks the system for more than Rust checks"
)]
pub mod system;
#[forbid(unsafe_code)]
pub mod tui;
#[forbid(unsafe_code)]
pub mod vault;
#[forbid(unsafe_code)]
pub mod words;
