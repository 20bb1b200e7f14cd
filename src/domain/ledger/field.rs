//! What stands in a field of an entry: how each kind of value is written as text and read again.
//!
//! A record is declared once, with the type and the word of each field, so that what is written and
//! what is read cannot differ. Empty text is no value. Text that is not what a field holds is a
//! fault that names the entry and the field: a default in its place would be a record nobody made.

use std::fmt;

use super::kind::EntryKind;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::instant::Moment;

/// What a field was expected to hold where it holds something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected(pub &'static str);

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "is not {}", self.0)
    }
}

/// A field of an entry on file that cannot be read. Never quotes what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerFault {
    /// The entry.
    pub entry: EntryId,
    /// What the entry is.
    pub kind: EntryKind,
    /// The word of the field.
    pub field: String,
    /// What was expected there; absent when no field of the kind has the word.
    pub expected: Option<Expected>,
}

impl fmt::Display for LedgerFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, entry, field) = (self.kind.id(), self.entry, &self.field);
        match self.expected {
            Some(expected) => write!(f, "{kind} {entry}: its field «{field}» {expected}"),
            None => write!(f, "{kind} {entry}: no field of it is called «{field}»"),
        }
    }
}

impl std::error::Error for LedgerFault {}

/// What stands in one field of a record.
pub trait Stored: Sized {
    /// Whether it is a time, which people read in other words than the file's.
    const IS_TIME: bool = false;

    /// Reads the text of a field; empty text is no value.
    ///
    /// # Errors
    /// When the text is not what the field holds.
    fn read(text: &str) -> Result<Self, Expected>;

    /// Returns the text of the field; empty when nothing stands there.
    fn text(&self) -> String;
}

/// A value that is never empty text.
pub trait Word: Sized {
    /// What it is, for the words of a fault.
    const WHAT: &'static str;

    /// Whether it is a time.
    const IS_TIME: bool = false;

    /// Reads it.
    fn of_text(text: &str) -> Option<Self>;

    /// Returns its text.
    fn as_text(&self) -> String;
}

impl Word for Moment {
    const WHAT: &'static str = "a time";
    const IS_TIME: bool = true;

    fn of_text(text: &str) -> Option<Self> {
        Self::from_text(text)
    }

    fn as_text(&self) -> String {
        self.to_text()
    }
}

impl Word for u32 {
    const WHAT: &'static str = "a number";

    fn of_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn as_text(&self) -> String {
        self.to_string()
    }
}

impl Word for i64 {
    const WHAT: &'static str = "a number";

    fn of_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn as_text(&self) -> String {
        self.to_string()
    }
}

impl Word for IncidentId {
    const WHAT: &'static str = "the number of an incident";

    fn of_text(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    fn as_text(&self) -> String {
        self.to_string()
    }
}

impl<T: Word> Stored for Option<T> {
    const IS_TIME: bool = T::IS_TIME;

    fn read(text: &str) -> Result<Self, Expected> {
        if text.is_empty() {
            return Ok(None);
        }
        T::of_text(text).map(Some).ok_or(Expected(T::WHAT))
    }

    fn text(&self) -> String {
        self.as_ref().map_or_else(String::new, T::as_text)
    }
}

/// Prose, or the id of a row of the pack.
impl Stored for String {
    fn read(text: &str) -> Result<Self, Expected> {
        Ok(text.to_owned())
    }

    fn text(&self) -> String {
        self.clone()
    }
}

/// Times, one a line.
impl Stored for Vec<Moment> {
    fn read(text: &str) -> Result<Self, Expected> {
        let times = text.lines().map(Moment::from_text);
        let times: Option<Self> = times.collect();
        times.ok_or(Expected("times, one a line"))
    }

    fn text(&self) -> String {
        let lines: Vec<String> = self.iter().map(|at| at.to_text()).collect();
        lines.join("\n")
    }
}

/// Ids of rows of the pack, with commas between them.
impl Stored for Vec<String> {
    fn read(text: &str) -> Result<Self, Expected> {
        let words = text.split(',').filter(|word| !word.is_empty());
        Ok(words.map(str::to_owned).collect())
    }

    fn text(&self) -> String {
        self.join(",")
    }
}

/// Declares a record with the enum of its fields: `field: Type = Variant "word"`, in the order in
/// which a new entry's fields are written.
macro_rules! record {
    (
        $(#[$doc:meta])*
        $record:ident by $fields:ident {
            $( $(#[$note:meta])* $name:ident: $type:ty = $variant:ident $word:literal, )+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $record {
            $( $(#[$note])* pub $name: $type, )+
        }

        #[doc = concat!("A field of [`", stringify!($record), "`].")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $fields {
            $( $(#[$note])* $variant, )+
        }

        impl $fields {
            /// Every field, in the order in which a new entry's are written.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )+];

            /// Returns the word that the file and the forms have for it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $( Self::$variant => $word, )+
                }
            }

            /// Says whether a time stands in it.
            #[must_use]
            pub fn is_time(self) -> bool {
                match self {
                    $( Self::$variant => <$type as $crate::domain::ledger::field::Stored>::IS_TIME, )+
                }
            }
        }

        impl $record {
            /// Sets a field from its text; empty text takes the value away.
            ///
            /// # Errors
            /// When the text is not what the field holds.
            pub fn set(
                &mut self,
                field: $fields,
                text: &str,
            ) -> Result<(), $crate::domain::ledger::field::Expected> {
                match field {
                    $( $fields::$variant => {
                        self.$name = $crate::domain::ledger::field::Stored::read(text)?;
                    } )+
                }
                Ok(())
            }

            /// Returns the text of a field; empty when nothing stands there.
            #[must_use]
            pub fn text(&self, field: $fields) -> String {
                match field {
                    $( $fields::$variant => {
                        $crate::domain::ledger::field::Stored::text(&self.$name)
                    } )+
                }
            }
        }
    };
}
pub(super) use record;

/// Declares a closed set of words: `Variant "word" "title"`.
macro_rules! words {
    (
        $(#[$doc:meta])*
        $set:ident, $what:literal {
            $( $(#[$note:meta])* $variant:ident $word:literal $title:literal, )+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $set {
            $( $(#[$note])* $variant, )+
        }

        impl $set {
            /// Every one, in the order lists offer them.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )+];

            /// Returns the stable word.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $( Self::$variant => $word, )+
                }
            }

            /// Returns the words shown to people.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self {
                    $( Self::$variant => $title, )+
                }
            }
        }

        impl $crate::domain::ledger::field::Word for $set {
            const WHAT: &'static str = $what;

            fn of_text(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.id() == text)
            }

            fn as_text(&self) -> String {
                self.id().to_owned()
            }
        }
    };
}
pub(super) use words;
