//! `dutydesk advise`: facts in, advice out. No file of the desk is opened.

use std::fmt::Write;
use std::path::PathBuf;

use serde_json::json;

use super::io::{print, print_json, read_input};
use crate::config;
use crate::error::{Exit, Failure};
use crate::exchange::contract::facts_from_json;
use crate::pack::Pack;
use crate::rules::advice::{Advised, advise};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A pack's id or file
    #[arg(long)]
    pack: String,
    /// The facts as JSON; standard input when absent or -
    #[arg(long, value_name = "FILE")]
    facts: Option<PathBuf>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let pack = config::pack(&arguments.pack)?;
    let text = read_input(arguments.facts.as_deref())?;
    let facts = facts_from_json(&pack, &text).map_err(|fault| {
        Failure::new(
            "The facts were not understood",
            fault.to_string(),
            "Nothing was answered.",
        )
    })?;
    let advised = advise(&pack, &facts);
    if arguments.json {
        print_json(&json!({
            "pack": pack.pack.id, "edition": pack.pack.edition, "advice": advised,
        }))?;
    } else {
        print(&plain(&pack, &advised))?;
    }
    Ok(Exit::Done)
}

fn plain(pack: &Pack, advised: &[Advised]) -> String {
    let mut out = format!("{} ({})\n", pack.pack.title, pack.pack.edition);
    for advice in advised {
        let title = pack.advice_title(&advice.id);
        let _infallible = writeln!(
            out,
            "\n{title}: {}\n  {}",
            advice.answer.word(),
            advice.text
        );
        for because in &advice.because {
            let person = because
                .person
                .as_deref()
                .map(|p| format!(" {p}"))
                .unwrap_or_default();
            let quote = because
                .cite
                .as_ref()
                .map(|cite| format!(", {} «{}»", cite.source, cite.quote))
                .unwrap_or_default();
            let _infallible = writeln!(
                out,
                "  because {}{}: {}{quote}",
                because.rule,
                person,
                because.value.word()
            );
        }
        if !advice.missing.is_empty() {
            let _infallible = writeln!(out, "  ask {}", advice.missing.join(", "));
        }
    }
    out
}
