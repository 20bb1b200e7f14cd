//! The desk attacked: processes killed while they save, files flipped and cut, many at once, disks that
//! are full or fail, too little memory, no rights, and a captive desk that is typed at. Each test
//! prints its figures (`cargo test --test attack -- --nocapture`). `DUTYDESK_ATTACK=long` makes each as
//! long as before a release; without it they are as long as every change can wait for.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "what helps a test fails as the test does, and says its figures"
)]

mod attack {
    mod backup;
    mod captive;
    mod child;
    mod desk;
    mod dispose;
    mod endings;
    mod failing;
    mod flip;
    mod full;
    mod idle;
    mod job;
    mod kill;
    mod many;
    mod matrix;
    mod memory;
    mod modes;
    mod parsers;
    mod tamper;
    #[expect(dead_code, reason = "what other tests look at is not looked at here")]
    #[path = "../desk/terminal.rs"]
    mod terminal;
}
