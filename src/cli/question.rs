//! A question at the terminal, whose answer is No unless somebody types that it is yes.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};

use crate::domain::text::visible;
use crate::error::{Cause, Failure};

/// Asks something that cannot be undone; Enter alone, and anything but `y` or `yes`, is No.
///
/// # Errors
/// When there is no terminal to ask at.
pub(super) fn is_agreed(question: &str) -> Result<bool, Failure> {
    let none = |e: std::io::Error| {
        Failure::new(
            "Nothing was done",
            "there is no terminal to ask at",
            "Run it in a terminal, or give --yes once you are sure.",
        )
        .because_of(Cause::of_io(&e))
    };
    let terminal = File::options().read(true).write(true).open("/dev/tty");
    let mut terminal = terminal.map_err(none)?;
    let asked = format!("{} [y/N] ", visible(question));
    terminal.write_all(asked.as_bytes()).map_err(none)?;
    let mut typed = String::new();
    BufReader::new(terminal)
        .read_line(&mut typed)
        .map_err(none)?;
    Ok(matches!(typed.trim().to_lowercase().as_str(), "y" | "yes"))
}
