//! The list of usual headers and values, which is data.

use std::sync::LazyLock;

use serde::Deserialize;

/// What stands in the list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    #[serde(rename = "column")]
    pub(super) columns: Vec<Usual>,
    #[serde(rename = "value")]
    pub(super) values: Vec<UsualValue>,
}

/// How a column is usually called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Usual {
    /// What it is.
    pub(super) is: String,
    /// Its names, folded.
    pub(super) words: Vec<String>,
}

/// How a value is usually written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UsualValue {
    /// Of which list or decision.
    pub(super) of: String,
    /// Which of it.
    pub(super) is: String,
    /// How it is written, folded.
    pub(super) words: Vec<String>,
}

/// Returns the list; nothing stands in one that cannot be read, which a test refuses.
pub(super) fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        let text = include_str!("../../../assets/import/words.toml");
        toml::from_str(text).unwrap_or(Words {
            columns: Vec::new(),
            values: Vec::new(),
        })
    });
    &WORDS
}
