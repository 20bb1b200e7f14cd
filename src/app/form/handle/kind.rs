//! The kinds of what is typed into a field.

use std::marker::PhantomData;

use crate::app::form::Kind;
use crate::domain::facts::Role;
use crate::domain::ledger::{Attendance, LinkReason, ProcessState, Word};
use crate::domain::when::Lean;

/// What is typed, as what it says.
pub trait Holds {
    /// What it says.
    type Value;

    /// Reads what is typed, which is not empty.
    ///
    /// # Errors
    /// When it is not what the field holds; the words say so.
    fn value(typed: String) -> Result<Self::Value, String>;
}

/// A kind of which every field is alike.
pub trait Plain {
    /// Returns what may be put into such a field.
    fn kind() -> Kind;
}

/// One line.
#[derive(Debug)]
pub enum OneLine {}

/// Several lines.
#[derive(Debug)]
pub enum Prose {}

/// One line that is never shown, and stands beside the fields.
#[derive(Debug)]
pub enum Unseen {}

/// A time that has been.
#[derive(Debug)]
pub enum Past {}

/// A time that is still to be.
#[derive(Debug)]
pub enum Future {}

/// Yes, no or not known.
#[derive(Debug)]
pub enum YesNo {}

/// One of a list whose ids are a pack's.
#[derive(Debug)]
pub enum PackId {}

/// Any of a list whose ids are a pack's.
#[derive(Debug)]
pub enum Ticks {}

/// One of a list that the program knows.
#[derive(Debug)]
pub struct OneOf<T>(PhantomData<fn() -> T>);

/// Declares that what is typed into a kind says itself.
macro_rules! texts {
    ($( $kind:ident )+) => {
        $(
            impl Holds for $kind {
                type Value = String;

                fn value(typed: String) -> Result<String, String> {
                    Ok(typed)
                }
            }
        )+
    };
}

texts! { OneLine Prose PackId }

impl Holds for YesNo {
    type Value = bool;

    fn value(typed: String) -> Result<bool, String> {
        match typed.as_str() {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err("This is neither yes nor no".to_owned()),
        }
    }
}

impl<T: Chosen> Holds for OneOf<T> {
    type Value = T;

    fn value(typed: String) -> Result<T, String> {
        T::of_id(&typed).ok_or_else(|| format!("This is not {}", T::WHAT))
    }
}

/// A closed set that a list is made of.
pub trait Chosen: Sized {
    /// What one of it is, for the words of a fault.
    const WHAT: &'static str;

    /// Returns the one of an id.
    fn of_id(id: &str) -> Option<Self>;
}

impl Chosen for Role {
    const WHAT: &'static str = "what somebody is to an incident";

    fn of_id(id: &str) -> Option<Self> {
        Self::from_id(id)
    }
}

/// Declares that the words of a ledger's column make a list.
macro_rules! ledger_words {
    ($( $set:ident )+) => {
        $(
            impl Chosen for $set {
                const WHAT: &'static str = <Self as Word>::WHAT;

                fn of_id(id: &str) -> Option<Self> {
                    Self::of_text(id)
                }
            }
        )+
    };
}

ledger_words! { Attendance LinkReason ProcessState }

/// Declares what may be put into the fields of a kind.
macro_rules! plain {
    ($( $kind:ident = $made:expr, )+) => {
        $(
            impl Plain for $kind {
                fn kind() -> Kind {
                    $made
                }
            }
        )+
    };
}

plain! {
    OneLine = Kind::Line,
    Prose = Kind::Text,
    Unseen = Kind::Secret,
    Past = Kind::When(Lean::Past),
    Future = Kind::When(Lean::Future),
    YesNo = Kind::YesNo,
}
