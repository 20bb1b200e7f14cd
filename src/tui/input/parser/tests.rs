use super::*;

/// What bytes make when silence follows them.
fn read(bytes: &[u8]) -> Vec<Input> {
    let mut parser = Parser::default();
    let mut out = parser.feed(bytes);
    out.extend(parser.silence());
    assert_eq!(parser.patience(), None, "nothing is left under way");
    out
}

fn keys(bytes: &[u8]) -> Vec<Key> {
    let keys = read(bytes).into_iter().map(|input| match input {
        Input::Key(key) => key,
        Input::Paste { .. } => panic!("a paste: {bytes:?}"),
    });
    keys.collect()
}

fn pasted(bytes: &[u8]) -> String {
    match &read(bytes)[..] {
        [Input::Paste { text, cut: false }] => text.clone(),
        other => panic!("not one paste: {other:?}"),
    }
}

#[test]
fn keys_are_the_same_from_every_terminal() {
    use Key::{
        BackTab, Backspace, Char, Ctrl, Delete, Down, End, Enter, Esc, Home, Left, PageDown,
        PageUp, Right, Tab, Up, WordLeft, WordRight,
    };
    for (bytes, key) in [
        ("N", Char('N')),
        ("é", Char('é')),
        ("王", Char('王')),
        ("\x0f", Ctrl('o')),
        ("\x03", Ctrl('c')),
        ("\r", Enter),
        ("\n", Enter),
        ("\x08", Backspace),
        ("\x7f", Backspace),
        ("\t", Tab),
        ("\x1b[Z", BackTab),
        ("\x1b", Esc),
        ("\x1b[A", Up),
        ("\x1bOA", Up),
        ("\x1b[B", Down),
        ("\x1b[C", Right),
        ("\x1b[D", Left),
        ("\x1b[1;5C", WordRight),
        ("\x1b[1;5D", WordLeft),
        ("\x1bOc", WordRight),
        ("\x1b[1;2C", Right),
        ("\x1b[1;3A", Up),
        ("\x1b[H", Home),
        ("\x1bOH", Home),
        ("\x1b[1~", Home),
        ("\x1b[7~", Home),
        ("\x1b[F", End),
        ("\x1b[4~", End),
        ("\x1b[3~", Delete),
        ("\x1b[5~", PageUp),
        ("\x1b[6~", PageDown),
    ] {
        assert_eq!(keys(bytes.as_bytes()), [key], "{bytes:?}");
    }
}

#[test]
fn what_no_hand_sent_is_swallowed_whole() {
    for bytes in [
        &b"\x1b[24;80R"[..],
        b"\x1b[0n",
        b"\x1b[?1;2c",
        b"\x1b[<0;10;20M",
        b"\x1b[M !!",
        b"\x1b[[A",
        b"\x1bOP",
        b"\x1b[15~",
        b"\x1b[I",
        b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        b"\x1b]11;rgb:0000/0000/0000\x07",
        b"\x1bP1$r0m\x1b\\",
        b"\x1b[201~",
        b"\x1b[12;",
        b"\xff",
        b"\xc3",
        b"\xc2\x9b",
        b"\x00",
        b"\x1c",
    ] {
        assert_eq!(keys(bytes), [], "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn escape_and_the_key_after_it_are_two_keys_on_a_slow_line() {
    assert_eq!(keys(b"\x1b4"), [Key::Esc, Key::Char('4')]);
    assert_eq!(keys(b"\x1b\x0f"), [Key::Esc, Key::Ctrl('o')]);
    assert_eq!(keys(b"\x1b\x1b"), [Key::Esc, Key::Esc]);
    for letter in ['[', 'O', ']', 'P'] {
        let bytes = format!("\x1b{letter}");
        assert_eq!(keys(bytes.as_bytes()), [Key::Esc, Key::Char(letter)]);
    }
}

#[test]
fn words_that_no_terminal_ended_are_keys() {
    for opener in ['P', 'X', '^', '_', ']'] {
        let mut parser = Parser::default();
        assert_eq!(parser.feed(format!("\x1b{opener}").as_bytes()), []);
        assert_eq!(parser.patience(), Some(IN_WORDS), "a hand is slower");
        let opened = [Key::Esc, Key::Char(opener)].map(Input::Key);
        assert_eq!(parser.silence(), opened);
        assert_eq!(parser.feed(b"a"), [Input::Key(Key::Char('a'))]);

        let typed = format!("\x1b{opener}é王\r\x0f");
        let mut wanted = vec![Key::Esc, Key::Char(opener), Key::Char('é'), Key::Char('王')];
        wanted.extend([Key::Enter, Key::Ctrl('o')]);
        assert_eq!(keys(typed.as_bytes()), wanted);
        wanted.push(Key::Esc);
        assert_eq!(keys(format!("{typed}\x1b").as_bytes()), wanted);
        wanted.pop();
        wanted.push(Key::Left);
        assert_eq!(keys(format!("{typed}\x1b[D").as_bytes()), wanted);
    }
    assert_eq!(keys(b"\x1b]a\xc3"), keys(b"\x1b]a"), "half a character");
}

#[test]
fn no_terminal_answers_with_more_than_four_thousand_letters() {
    let most = "w".repeat(LONGEST_WORDS);
    let most = format!("\x1b]{most}");
    assert_eq!(keys(format!("{most}\x07").as_bytes()), []);
    let mut parser = Parser::default();
    assert_eq!(parser.feed(most.as_bytes()), []);
    assert_eq!(parser.feed(b"w").len(), LONGEST_WORDS + 3);
    assert_eq!(parser.patience(), None, "what follows comes as it is typed");
}

#[test]
fn a_line_that_parts_a_sequence_parts_no_key() {
    for whole in ["\x1b[1;5C", "\x1bOA", "王", "\x1b[200~é\x1b[201~"] {
        let mut parser = Parser::default();
        let mut out = Vec::new();
        for byte in whole.as_bytes() {
            out.extend(parser.feed(&[*byte]));
        }
        out.extend(parser.silence());
        assert_eq!(out, read(whole.as_bytes()), "{whole:?}");
    }
}

#[test]
fn escape_alone_is_decided_sooner_than_a_sequence_that_has_begun() {
    let mut parser = Parser::default();
    assert_eq!(parser.patience(), None);
    parser.feed(b"\x1b");
    assert_eq!(parser.patience(), Some(AFTER_ESC));
    parser.feed(b"[1");
    assert_eq!(parser.patience(), Some(IN_SEQUENCE));
}

#[test]
fn a_paste_is_over_when_nothing_follows_its_end() {
    let mut parser = Parser::default();
    assert_eq!(parser.feed(b"\x1b[200~one"), []);
    assert_eq!(parser.patience(), Some(IN_PASTE));
    assert_eq!(parser.feed(b" two\x1b[201~"), []);
    assert_eq!(parser.patience(), Some(AFTER_PASTE));
    let [Input::Paste { text, cut: false }] = &parser.silence()[..] else {
        panic!("it is one paste");
    };
    assert_eq!(text, "one two");
}

#[test]
fn keys_pasted_with_an_end_marker_are_text() {
    assert_eq!(
        pasted(b"\x1b[200~text\x1b[201~\x0f\x1b[201~"),
        "text\u{f}",
        "Ctrl-O is no key"
    );
    assert_eq!(pasted(b"\x1b[200~text\x1b[201~\x1bqy"), "text\u{1b}qy");
    assert_eq!(
        pasted(b"\x1b[200~a\x1b[200~b\x1b[201~c\x1b[20x\x1b[201~"),
        "abc\u{1b}[20x"
    );
}

#[test]
fn a_paste_without_its_end_is_let_go_and_keys_are_keys_again() {
    let mut parser = Parser::default();
    assert_eq!(parser.feed(b"\x1b[200~half"), []);
    let let_go = parser.silence();
    assert!(matches!(&let_go[..], [Input::Paste { text, .. }] if text == "half"));
    assert_eq!(parser.feed(b"\x03"), [Input::Key(Key::Ctrl('c'))]);
}

#[test]
fn a_paste_is_cut_at_its_most() {
    let long = "é".repeat(MOST_OF_E + 10);
    let bytes = format!("\x1b[200~a{long}\x1b[201~");
    let [Input::Paste { text, cut: true }] = &read(bytes.as_bytes())[..] else {
        panic!("it is one paste, cut");
    };
    assert_eq!(text.len(), paste::MOST - 1, "no half of a character");
    assert!(text.starts_with('a') && text.ends_with('é'));
}

/// So many é fill a paste.
const MOST_OF_E: usize = paste::MOST / 2;

proptest::proptest! {
    #[test]
    fn any_bytes_make_something_and_end(
        bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200),
        cut in 0_usize..200,
    ) {
        let (first, rest) = bytes.split_at(cut.min(bytes.len()));
        let mut parser = Parser::default();
        let mut parted = parser.feed(first);
        parted.extend(parser.feed(rest));
        parted.extend(parser.silence());
        proptest::prop_assert_eq!(parser.patience(), None);
        proptest::prop_assert_eq!(parted, read(&bytes));
    }
}
