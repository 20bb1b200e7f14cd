//! What every command takes.

use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Global {
    /// The desk's folder, in place of the user's own.
    #[arg(long, global = true, env = "DUTYDESK_HOME", value_name = "FOLDER")]
    pub(super) home: Option<PathBuf>,
    /// Use no colour; `NO_COLOR` does the same.
    #[arg(long, global = true)]
    pub(super) mono: bool,
    /// Draw with ASCII alone.
    #[arg(long, global = true)]
    pub(super) ascii: bool,
}
