//! Bytes in and out: the JSON contract, the alert as text and e-mail, the
//! invitation to a meeting. Pure: no file is opened here.

pub mod addressees;
pub mod alert;
pub mod calendar_invite;
pub mod check_request;
pub mod contract;
pub mod email;
pub mod form_text;
pub mod import;
pub mod register;
pub mod report;
pub mod sheet;
pub mod table;
