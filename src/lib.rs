//! A keyboard-only desk for serious-incident alerts in children's services.
//!
//! The layers, each using only those above it: [`domain`] what exists, `protocol` what a pack
//! says, `vault` keys, `store` the encrypted file, `exchange` bytes in and out, `app` what the
//! user means, `tui` the terminal, `cli` subcommands without a screen.

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod error;
pub mod exchange;
pub mod protocol;
pub mod store;
pub mod tui;
pub mod vault;
