//! U2: every kind of terminal with every kind of locale, at the sizes that people have.

use rustix::process::{Signal, kill_process};

use super::desk::long_or;
use super::terminal::Terminal;

const TERMS: [&str; 8] = [
    "dumb",
    "vt100",
    "linux",
    "screen",
    "tmux-256color",
    "xterm",
    "xterm-256color",
    "",
];
const LANGS: [&str; 5] = ["C", "POSIX", "C.UTF-8", "en_GB.UTF-8", "en_GB.ISO-8859-1"];
const SIZES: [(u16, u16); 3] = [(80, 24), (40, 12), (200, 50)];

#[test]
fn every_terminal_with_every_locale_is_refused_or_drawn_and_given_back() {
    let home = tempfile::tempdir().expect("a home");
    let (mut drawn, mut refused, mut ascii) = (0, 0, 0);
    let mut turn = 0;
    for term in TERMS {
        for lang in LANGS {
            // Each size with every terminal and locale in the long run; by turns in the short one.
            turn += 1;
            let sizes = long_or(SIZES.to_vec(), vec![SIZES[turn % SIZES.len()]]);
            for size in sizes {
                let what = format!("TERM={term} LANG={lang} {size:?}");
                let environment = [("TERM", term), ("LANG", lang)];
                let mut terminal = Terminal::start_with(home.path(), &[], size, &environment);
                if matches!(term, "dumb" | "") {
                    terminal.see_wrapped("The desk was not opened");
                    assert_eq!(terminal.ended().exit_code(), 1, "{what}");
                    refused += 1;
                } else {
                    let is_small = size.0 < 60;
                    let words = if is_small {
                        "is too small"
                    } else {
                        "A NEW DESK"
                    };
                    terminal.see(words);
                    kill_process(terminal.process(), Signal::HUP).expect("hung up");
                    assert!(terminal.ended().success(), "{what}");
                    drawn += 1;
                }
                assert!(terminal.is_a_shells(), "{what}: it is given back");
                if !lang.ends_with("UTF-8") {
                    assert!(terminal.written.is_ascii(), "{what}");
                    ascii += 1;
                }
            }
        }
    }
    println!("matrix: {drawn} drawn and given back, {refused} refused, {ascii} in ASCII alone");
}
