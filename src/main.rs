//! `dutydesk`: the command line read, the work handed on, the exit code given back.

#![forbid(unsafe_code)]

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Parser;
use dutydesk::cli::{self, Arguments};
use dutydesk::error::Exit;
use dutydesk::system;
use dutydesk::tui;

fn main() -> color_eyre::Result<ExitCode> {
    if cli::captive::is_asked(std::env::args_os()) {
        system::keep_variables(&cli::captive::VARIABLES);
    }
    system::refuse_foreign_code();
    system::keep_no_core();
    system::fail_writes_past_the_limit()?;
    system::on_abort(tui::restore_at_once)?;
    // Every file of this process is its owner's alone, those that libraries make included.
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    color_eyre::config::HookBuilder::default()
        .display_env_section(false)
        .install()?;
    std::panic::set_hook(Box::new(|panic| {
        tui::restore();
        let place = panic.location().map(ToString::to_string);
        cli::log::fault(&place.unwrap_or_default());
    }));
    let arguments = Arguments::parse();
    let exit = match catch_unwind(AssertUnwindSafe(|| cli::run(&arguments))) {
        Ok(Ok(exit)) => exit,
        Ok(Err(failure)) => {
            // It can hold words of a file: what could move the cursor is made visible.
            let words = dutydesk::domain::text::visible(&failure.report());
            writeln!(std::io::stderr(), "{words}")?;
            Exit::Refused
        }
        Err(_) => Exit::Internal,
    };
    Ok(ExitCode::from(exit as u8))
}
