//! The figures of several desks beside each other, and beside what they are to be.

use std::fmt::Write as _;

use serde_json::Value;

/// Prints a line a figure, a column a desk, and how the largest stands to the smallest.
pub(crate) fn print(columns: &[(u64, Value)]) {
    let mut head = format!("{:34}", "milliseconds, median / 95th part");
    for (size, _) in columns {
        write!(head, "{size:>22}").unwrap();
    }
    println!("{head}{:>12}", "last/first");
    line(columns, "open, from the key to the screen", &["open"]);
    for part in ["keys", "store"] {
        let names = columns.first().and_then(|(_, of)| of[part].as_object());
        for name in names.into_iter().flat_map(|names| names.keys()) {
            line(columns, name, &[part, name]);
        }
    }
    line(columns, "a colleague's commit", &["colleague"]);
    for (name, of, unit) in [
        (
            "memory at the first screen, MB",
            ("resident_kib", Some(0)),
            1.0 / 1024.0,
        ),
        (
            "memory after the keys, MB",
            ("resident_kib", Some(1)),
            1.0 / 1024.0,
        ),
        ("idle wake-ups a second", ("woken_a_second", None), 1.0),
        ("the chain walked, seconds", ("checked", Some(0)), 1.0),
        ("entries in it", ("checked", Some(1)), 1.0),
        ("incidents made a second", ("made_a_second", None), 1.0),
        ("file, MB", ("bytes", None), 1.0 / 1_048_576.0),
    ] {
        let mut out = format!("{name:34}");
        for (_, figures) in columns {
            let value = match of.1 {
                Some(place) => &figures[of.0][place],
                None => &figures[of.0],
            };
            let value = value.as_f64().unwrap_or(f64::NAN) * unit;
            write!(out, "{value:>22.2}").unwrap();
        }
        println!("{out}");
    }
    println!("targets: last/first at most 1.2 for opening and every key, a letter of a search at");
    println!("most twice a plain key, memory at most 40 MB, at most 0.5 wake-ups a second, a save");
    println!(
        "at most three times the raw one with history and text, a million entries walked in at"
    );
    println!("most 10 s");
}

fn line(columns: &[(u64, Value)], name: &str, path: &[&str]) {
    let of = |figures: &Value| {
        let found = path.iter().fold(figures, |value, part| &value[*part]);
        let part = |place: usize| found[place].as_f64().unwrap_or(f64::NAN);
        (part(0), part(1))
    };
    let mut out = format!("{name:34}");
    for (_, figures) in columns {
        let (median, late) = of(figures);
        let both = format!("{median:.2} / {late:.2}");
        write!(out, "{both:>22}").unwrap();
    }
    let (Some((_, first)), Some((_, last))) = (columns.first(), columns.last()) else {
        return;
    };
    let ratio = of(last).0 / of(first).0;
    println!("{out}{ratio:>12.2}");
}
