//! The demo, opened and left as a person does.

use super::terminal::Terminal;

fn shown_and_gone(council: &str, reference: &str) {
    let home = tempfile::tempdir().expect("a home");
    let temporary = home.path().join("tmp");
    std::fs::create_dir(&temporary).expect("a folder");
    let environment = [("TMPDIR", temporary.to_str().expect("a path"))];
    let arguments = ["demo", "--pack", council, "--at", "2026-11-20T20:41:00Z"];
    let mut terminal = Terminal::start_with(home.path(), &arguments, (120, 40), &environment);
    terminal.see(reference);
    terminal.see("20 Nov");
    assert_eq!(
        std::fs::read_dir(&temporary).expect("the folder").count(),
        1
    );
    terminal.send("q");
    terminal.see("Leave the desk?");
    terminal.send("y");
    assert!(terminal.ended().success());
    assert_eq!(
        std::fs::read_dir(&temporary).expect("the folder").count(),
        0
    );
    assert!(
        !home.path().join("desk").exists(),
        "the user's own desk is not touched"
    );
}

#[test]
fn the_demo_of_tower_hamlets_opens_and_is_gone_afterwards() {
    shown_and_gone("tower-hamlets", "TH-2026");
}

#[test]
fn the_demo_of_barnet_opens_and_is_gone_afterwards() {
    shown_and_gone("barnet", "-2026-");
}
