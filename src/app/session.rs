//! What the session remembers, each in a type that keeps its own order: the screens one over another,
//! what was asked and is not answered yet, the keyboard's state, what was typed and is kept, what can
//! be undone, the clock. [`super::App`] holds them, and alone turns what pages answer into effects.

pub mod clock_check;
pub mod door;
pub mod drafts;
pub mod guard;
pub mod keyboard;
pub mod notice;
pub mod pending;
pub mod privacy;
pub mod screens;
pub(super) mod undo;
pub mod waiting;
