//! What exists: people, incidents, facts, events, time and text.
//!
//! Pure: no clock is read, no file is opened, nothing is drawn. Rules about what the facts
//! *mean* live in the layers after it.

pub mod age;
pub mod birth;
pub mod calendar;
pub mod change;
pub mod command;
pub mod contact;
pub mod disposal;
pub mod draft;
pub mod edition;
pub mod facts;
pub mod handover;
pub mod id;
pub mod import;
pub mod importing;
pub mod incident;
pub mod instant;
pub mod ledger;
pub mod months;
pub mod page;
pub mod person;
pub mod query;
pub mod restriction;
pub mod right;
pub mod saved_view;
pub mod secret;
pub mod similar;
pub mod sound;
pub mod spelling;
pub mod text;
pub mod timeline;
pub mod user;
pub mod view;
pub mod when;
