//! The desk attacked: processes killed while they save, files flipped and cut, many at once. Each test
//! prints its figures (`cargo test --test attack -- --nocapture`). `DUTYDESK_ATTACK=long` makes each as
//! long as before a release; without it they are as long as every change can wait for.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "what helps a test fails as the test does, and says its figures"
)]

mod attack {
    mod child;
    mod desk;
    mod dispose;
    mod flip;
    mod kill;
    mod many;
    mod tamper;
}
