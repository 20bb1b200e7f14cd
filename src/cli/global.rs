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
    /// For people with no other program on this machine: nothing outside the desk's folder
    ///
    /// A `ForceCommand` of sshd or a rule of sudo says it, with --home. It starts no other program,
    /// opens no other file and no network, and reads seven variables alone: the manual names them.
    #[arg(long, global = true)]
    pub(super) captive: bool,
}
