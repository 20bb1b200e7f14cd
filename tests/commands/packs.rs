//! The packs, listed, read and checked by command.

use super::home::Home;

#[test]
fn the_packs_are_listed_and_sound() {
    let home = Home::empty();
    let listed = home.run(&["pack", "list"]);
    assert_eq!(listed.code, Some(0));
    for id in ["england", "tower-hamlets", "barnet"] {
        assert!(listed.out.contains(id), "{}", listed.out);
        let checked = home.run(&["pack", "check", id]);
        assert_eq!(checked.code, Some(0), "{checked:?}");
        assert_eq!(checked.out, format!("{id}: no fault\n"));
    }
}

#[test]
fn a_pack_is_read_in_plain_words() {
    let home = Home::empty();
    let shown = home.run(&["pack", "show", "barnet"]);
    assert_eq!(shown.code, Some(0));
    for words in [
        "London Borough of Barnet",
        "S0: «A Serious Incident Response Meeting will be arranged within 24 hours",
        "READ AND AGREED",
    ] {
        assert!(shown.out.contains(words), "{words}");
    }
}

#[test]
fn every_fault_of_a_file_is_told_with_its_place() {
    let home = Home::empty();
    let file = home.path().join("third.toml");
    let text = std::fs::read_to_string("assets/packs/tower-hamlets.toml").expect("a pack");
    let text = text
        .replacen("owner = \"notifier\"", "owner = \"notifer\"", 1)
        .replacen("stops = [\"alert_sent\"]", "stops = [\"alert_snet\"]", 1);
    std::fs::write(&file, text).expect("written");
    let name = file.to_str().expect("a path");
    let checked = home.run(&["pack", "check", name]);
    assert_eq!(checked.code, Some(1));
    assert!(
        checked.out.contains("did you mean `notifier`?"),
        "{}",
        checked.out
    );
    assert!(
        checked.out.contains("did you mean `alert_sent`?"),
        "{}",
        checked.out
    );
    assert!(checked.out.ends_with("2 faults\n"), "{}", checked.out);
    // A pack with a fault is not used either.
    home.run(&["advise", "--pack", name])
        .refused("is not sound");
}

#[test]
fn a_pack_that_is_not_there_is_refused_with_the_one_that_was_meant() {
    let home = Home::empty();
    for command in ["show", "check"] {
        home.run(&["pack", command, "barent"])
            .refused("Did you mean `barnet`?");
    }
    let folder = home.path().to_str().expect("a path");
    home.run(&["pack", "check", folder]).refused("was not read");
    assert_eq!(home.run(&["pack"]).code, Some(2));
}

#[test]
fn what_is_no_toml_is_told_with_its_place_from_standard_input_too() {
    let home = Home::empty();
    let checked = home.run_with(
        &["pack", "check", "-"],
        &[],
        b"[pack]\nid = \"a\ntitle = 1\n",
    );
    assert_eq!(checked.code, Some(1));
    assert!(
        checked.out.starts_with("line 2, column "),
        "{}",
        checked.out
    );
    home.run_with(&["pack", "check", "-"], &[], b"[pack]\nid = \"\xff\"\n")
        .refused("it is not UTF-8 at byte 13");
}

/// A pack comes from others: what it holds cannot move the cursor or hide words.
#[test]
fn nothing_of_a_packs_file_reaches_the_terminal_as_a_control() {
    let home = Home::empty();
    let file = home.path().join("odd.toml");
    let text = std::fs::read_to_string("assets/packs/tower-hamlets.toml").expect("a pack");
    let text = text.replacen("title = \"", "title = \"\\u001b[2J\\u202e", 20);
    std::fs::write(&file, text).expect("written");
    let name = file.to_str().expect("a path");
    let clock = ["clocks", "--pack", name, "--at", "2026-11-20T21:15:00Z"];
    for arguments in [
        &["pack", "show", name][..],
        &["pack", "check", name],
        &["advise", "--pack", name],
        &clock,
    ] {
        let ran = home.run_with(arguments, &[], b"{}");
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let odd = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!ran.out.contains(odd), "{arguments:?}");
    }
}

#[test]
fn a_refusal_shows_what_a_pack_would_hide() {
    let home = Home::empty();
    let file = home.path().join("odd.toml");
    let sound = std::fs::read_to_string("assets/packs/barnet.toml").expect("a pack");
    let faulty = sound.replacen("owner = \"mash\"", r#"owner = "ma\u001b[2Jsh""#, 1);
    assert_ne!(faulty, sound);
    std::fs::write(&file, faulty).expect("written");
    let ran = home.run(&["pack", "show", file.to_str().expect("a path")]);
    ran.refused("ma<U+001B>[2Jsh");
    assert!(ran.err.chars().all(|c| c == '\n' || !c.is_control()));
}

/// Every quote stands word for word in the source documents, where those are at hand.
#[test]
fn every_quote_is_the_documents_own() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !folder.is_dir() {
        return;
    }
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut seen = 0;
    for name in ["england", "tower-hamlets", "barnet"] {
        let path = format!("assets/packs/{name}.toml");
        let text = std::fs::read_to_string(path).expect("a pack");
        let pack: toml::Value = toml::from_str(&text).expect("TOML");
        let mut files = std::collections::HashMap::new();
        for own in [
            &text,
            &std::fs::read_to_string("assets/packs/england.toml").expect("a pack"),
        ] {
            let own: toml::Value = toml::from_str(own).expect("TOML");
            let documents = own.get("document").and_then(|list| list.as_array());
            for document in documents.into_iter().flatten() {
                let file = document["file"].as_str().expect("a file");
                let words = std::fs::read_to_string(folder.join(file)).expect("a document");
                files.insert(
                    document["id"].as_str().expect("an id").to_owned(),
                    flat(&words),
                );
            }
        }
        let mut open = vec![&pack];
        while let Some(value) = open.pop() {
            if let Some(table) = value.as_table() {
                if let (Some(source), Some(quote)) = (table.get("source"), table.get("quote")) {
                    seen += 1;
                    let source = source.as_str().expect("a source");
                    let quote = flat(quote.as_str().expect("a quote"));
                    assert!(files[source].contains(&quote), "{name}: {source} «{quote}»");
                }
                open.extend(table.values());
            } else if let Some(list) = value.as_array() {
                open.extend(list);
            }
        }
    }
    assert!(seen > 400, "{seen} quotes");
}
