//! A file that leaves the desk.

/// A file to be written for a person to use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutFile {
    /// Its name; no child's name is in it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}
