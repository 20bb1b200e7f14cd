//! What the database said, as far as it may be said on: its own messages can quote what was stored.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;

use rusqlite::ErrorCode;
use rusqlite::types::Type;

use super::{OWN, StoreError};
use crate::error::Cause;

/// A column that holds what the program does not write. Never quotes what stands there.
#[derive(Debug)]
pub(in crate::store) struct Unread {
    /// The column's name.
    pub(in crate::store) column: String,
    /// What was expected there.
    pub(in crate::store) expected: &'static str,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "its column {} is not {}", self.column, self.expected)
    }
}

impl Error for Unread {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let path = PathBuf::from(OWN);
        let Some(refused) = error.sqlite_error() else {
            return Self::Row {
                path,
                place: None,
                cause: of_row(&error),
            };
        };
        let cause = Cause::new(format!(
            "SQLite code {}, {}",
            refused.extended_code,
            rusqlite::ffi::code_to_str(refused.extended_code)
        ));
        match refused.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly {
                path,
                cause: Some(cause),
            },
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged {
                path,
                why: "part of it is not as it was written, or it belongs to other keys".to_owned(),
                cause: Some(cause),
            },
            ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => Self::Disk { path, cause },
            _ => Self::Sql(cause),
        }
    }
}

/// Returns what a row holds otherwise than it should: its column and kinds, never its text.
fn of_row(error: &rusqlite::Error) -> Cause {
    use rusqlite::Error as Sql;
    Cause::new(match error {
        Sql::FromSqlConversionFailure(column, kind, inner) => {
            match inner.downcast_ref::<Unread>() {
                Some(unread) => unread.to_string(),
                None => format!(
                    "its column {} is {} of another kind",
                    column + 1,
                    name(*kind)
                ),
            }
        }
        Sql::InvalidColumnType(_, column, kind) => {
            format!("its column {column} holds {}", name(*kind))
        }
        Sql::IntegralValueOutOfRange(column, _) => {
            format!("its column {} holds a number out of range", column + 1)
        }
        Sql::Utf8Error(column, _) => format!("its column {} is not UTF-8", column + 1),
        Sql::QueryReturnedNoRows => "a row that is always there is missing".to_owned(),
        Sql::QueryReturnedMoreThanOneRow => "a row is there more than once".to_owned(),
        // Of any other the words may quote what was given.
        _ => "the database was asked in a way that it does not take".to_owned(),
    })
}

fn name(kind: Type) -> &'static str {
    match kind {
        Type::Null => "nothing",
        Type::Integer => "a whole number",
        Type::Real => "a fraction",
        Type::Text => "text",
        Type::Blob => "bytes",
    }
}
