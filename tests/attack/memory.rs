//! R7: too little memory, in steps.

use std::io::Write;
use std::process::{Command, Stdio};

use dutydesk::vault::KdfCost;

use super::desk::{self, long_or};

/// The least that the system's loader itself needs, in kB, and what is enough for everything.
const STEPS: (u64, u64) = (20_000, 320_000);

#[test]
fn with_too_little_memory_it_ends_in_words_and_the_desk_is_whole() {
    let steps: u64 = long_or(200, 24);
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("desk");
    // The key is derived at its usual cost, which is memory.
    let mut store = desk::make_at(&folder, KdfCost::standard());
    let words: Vec<String> = (0..40).map(|n| format!("Found hurt {n}.")).collect();
    for one in &words {
        store.run(&desk::log(one), desk::now()).expect("a save");
    }
    drop(store);
    let (mut done, mut refused, mut not_started) = (0, 0, 0);
    for step in 0..steps {
        let memory = STEPS.0 + (STEPS.1 - STEPS.0) * step / (steps - 1);
        let mut child = Command::new("sh")
            .args([
                "-c",
                "ulimit -v \"$MEMORY\" && exec \"$DESK\" verify --passphrase-fd 0",
            ])
            .env("MEMORY", memory.to_string())
            .env("DESK", env!("CARGO_BIN_EXE_dutydesk"))
            .env("DUTYDESK_HOME", &folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a shell");
        let mut input = child.stdin.take().expect("its input");
        let _unread = input.write_all(desk::PASSPHRASE.as_bytes());
        drop(input);
        let output = child.wait_with_output().expect("its end");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let what = format!("{memory} kB: {:?} {said}", output.status);
        assert!(!said.contains("panicked"), "{what}");
        match output.status.code() {
            Some(0) => done += 1,
            Some(1 | 70) if said.contains("memory") => refused += 1,
            // The program itself was not begun.
            Some(126 | 127) if said.contains("shared") || said.contains("sh:") => not_started += 1,
            None if said.is_empty() && done + refused == 0 => not_started += 1,
            _ => panic!("{what}"),
        }
    }
    println!(
        "memory: {steps} limits: {done} done, {refused} refused in words, {not_started} not begun"
    );
    assert!(done > 0 && refused > 0, "the limits are felt");
    desk::check_holds(&folder, &words, "after too little memory");
}
