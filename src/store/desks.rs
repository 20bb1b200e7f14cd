//! Desks that the tests of what stands on the store are stated of.

pub(crate) use super::register::table::tests::desk::desk;
pub(crate) use super::register::tests::{write, written};
