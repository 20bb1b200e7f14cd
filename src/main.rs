//! `dutydesk`: the command line read, the work handed on, the exit code given back.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use dutydesk::cli::{self, Arguments};

fn main() -> color_eyre::Result<ExitCode> {
    color_eyre::config::HookBuilder::default()
        .display_env_section(false)
        .install()?;
    let arguments = Arguments::parse();
    match cli::run(&arguments) {
        Ok(exit) => Ok(ExitCode::from(exit as u8)),
        Err(failure) => {
            writeln!(std::io::stderr(), "dutydesk: {failure}")?;
            Ok(ExitCode::from(dutydesk::error::Exit::Refused as u8))
        }
    }
}
