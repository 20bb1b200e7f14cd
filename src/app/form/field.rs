//! One field of a form: what may be put in, and what has been.

use std::borrow::Cow;

use super::fault::Fault;
use crate::app::buffer::Buffer;
use crate::domain::birth;
use crate::domain::instant::Instant;
use crate::domain::text::mixed_alphabets;
use crate::domain::when::{self, Lean};
use crate::pack::Choice;
use crate::pack::form::Wanted;

/// What is typed for the present moment.
const NOW: &str = "now";

/// What may be put into a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Line,
    /// One line that is never shown, and stands beside the field: it is never copied.
    Secret,
    /// Several lines.
    Text,
    /// A day and a time as people type them.
    When(Lean),
    /// A day, such as a date of birth.
    Day,
    /// When somebody was born: a date, an age or `unborn`.
    Birth,
    /// One of a list.
    Choice(Vec<Choice>),
    /// Any of a list.
    Ticks(Vec<Choice>),
    /// Yes, no or not known.
    YesNo,
}

impl Kind {
    /// Returns the keys that answer it, in a word what they do, and the same in full; none where it
    /// is typed.
    #[must_use]
    pub fn keys(&self) -> Option<[&'static str; 3]> {
        match self {
            Self::Choice(_) => Some([
                "letters",
                "choose",
                "choose what the letters begin; Up and Down go through the list",
            ]),
            Self::Ticks(_) => Some([
                "Space",
                "tick",
                "tick or untick what the cursor is on; letters and Up and Down go to it",
            ]),
            Self::YesNo => Some(["y n ?", "answer", "yes, no, not known"]),
            Self::Line | Self::Secret | Self::Text | Self::When(_) | Self::Day | Self::Birth => {
                None
            }
        }
    }

    /// Says whether what is typed into it may have several lines; none where it is chosen.
    #[must_use]
    pub(super) fn takes_lines(&self) -> Option<bool> {
        match self {
            Self::Text => Some(true),
            Self::Line | Self::Secret | Self::When(_) | Self::Day | Self::Birth => Some(false),
            Self::Choice(_) | Self::Ticks(_) | Self::YesNo => None,
        }
    }
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its id; a repeated one is `section/person/id`.
    pub id: String,
    /// The section it stands in.
    pub section: String,
    /// The heading drawn above it, when it begins a section or a person.
    pub heading: Option<String>,
    /// The person it is about, by a key of the form.
    pub group: Option<String>,
    /// What it asks, in the document's own words.
    pub label: String,
    /// What helps, in the document's own words.
    pub help: String,
    /// What may be put in.
    pub kind: Kind,
    /// How much it is wanted.
    pub wanted: Option<Wanted>,
    /// What the text must say something of.
    pub prompts: Vec<String>,
    /// What is typed; for a list and for a secret, unused.
    pub buffer: Buffer,
    /// What is chosen of a list.
    pub chosen: Vec<String>,
    /// Where the cursor is in a list.
    pub at: usize,
    /// A time that is *now* until somebody types another: it is not written out as the time that
    /// it was when the cursor left it.
    pub stays_now: bool,
    /// What stands in it was put there for somebody to keep or to type over: the first letter takes
    /// its place.
    pub offered: bool,
}

impl Field {
    /// Returns an empty field.
    #[must_use]
    pub(super) fn new(id: &str, label: &str, kind: Kind) -> Self {
        Self {
            id: id.to_owned(),
            section: String::new(),
            heading: None,
            group: None,
            label: label.to_owned(),
            help: String::new(),
            kind,
            wanted: None,
            prompts: Vec::new(),
            buffer: Buffer::default(),
            chosen: Vec::new(),
            at: 0,
            stays_now: false,
            offered: false,
        }
    }

    /// Returns the field with words that help.
    #[must_use]
    pub fn help(mut self, help: &str) -> Self {
        help.clone_into(&mut self.help);
        self
    }

    /// Returns the field in a section.
    #[must_use]
    pub fn in_section(mut self, section: &str) -> Self {
        section.clone_into(&mut self.section);
        self
    }

    /// Returns the field with a heading above it.
    #[must_use]
    pub fn under(mut self, heading: &str) -> Self {
        self.heading = Some(heading.to_owned());
        self
    }

    /// Returns the field with a value in it.
    #[must_use]
    pub fn with(mut self, value: &str) -> Self {
        self.set_value(value);
        self
    }

    /// Returns the field with *now* in it, which stays now until somebody types another time.
    #[must_use]
    pub fn staying_now(mut self) -> Self {
        self.stays_now = true;
        self.offering(NOW)
    }

    /// Returns the field with a value that is offered: the first letter typed takes its place.
    #[must_use]
    pub fn offering(mut self, value: &str) -> Self {
        self.set_value(value);
        self.offered = true;
        self
    }

    /// Takes away what was only offered: something is typed in its place.
    pub(super) fn take_away_offered(&mut self) {
        if self.offered {
            self.buffer = Buffer::default();
            self.offered = false;
        }
    }

    /// Says whether the field is *now* still.
    #[must_use]
    pub fn is_now(&self) -> bool {
        self.stays_now && self.value() == NOW
    }

    /// Returns the field for one person of a repeated section.
    #[must_use]
    pub fn of_group(&self, key: &str) -> Self {
        let mut out = self.clone();
        out.id = out.id.replace('#', key);
        out.group = Some(key.to_owned());
        out
    }

    /// Returns the last part of the id: the field's own id in its form.
    #[must_use]
    pub fn own_id(&self) -> &str {
        match self.id.rsplit_once('/') {
            Some((_, own)) => own,
            None => &self.id,
        }
    }

    /// Returns what may be chosen.
    #[must_use]
    pub fn options(&self) -> &[Choice] {
        match &self.kind {
            Kind::Choice(options) | Kind::Ticks(options) => options,
            _ => &[],
        }
    }

    /// Returns what is in it, trimmed; ticks joined by `,`. A secret is not in its field.
    #[must_use]
    pub fn value(&self) -> String {
        self.raw().trim().to_owned()
    }

    /// Returns what is in it, as typed.
    #[must_use]
    pub fn raw_value(&self) -> String {
        self.raw().into_owned()
    }

    /// Returns what is in it, as typed; the text of a long field is not copied.
    pub(super) fn raw(&self) -> Cow<'_, str> {
        match self.kind {
            Kind::Choice(_) | Kind::Ticks(_) | Kind::YesNo => self.chosen.join(",").into(),
            _ => self.buffer.text().into(),
        }
    }

    /// Puts a value in; words that are not of the list are left out.
    pub fn set_value(&mut self, value: &str) {
        match &self.kind {
            Kind::Choice(options) | Kind::Ticks(options) => {
                let known = |word: &&str| options.iter().any(|option| option.id == *word);
                self.chosen = value.split(',').filter(known).map(str::to_owned).collect();
                let first = self.chosen.first();
                self.at = options
                    .iter()
                    .position(|option| Some(&option.id) == first)
                    .unwrap_or(0);
            }
            Kind::YesNo => {
                self.chosen = match value {
                    "yes" | "no" => vec![value.to_owned()],
                    _ => Vec::new(),
                };
            }
            _ => self.buffer = Buffer::new(value),
        }
    }

    /// Returns what is wrong with what has been put in.
    #[must_use]
    pub fn fault(&self, words: impl Into<String>) -> Fault {
        Fault {
            field: self.id.clone(),
            words: words.into(),
        }
    }

    /// Says whether nothing has been put in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.value().is_empty()
    }

    /// Returns what is in it as people read it.
    #[must_use]
    pub fn shown(&self) -> String {
        match &self.kind {
            Kind::Choice(options) | Kind::Ticks(options) => {
                let titles = options
                    .iter()
                    .filter(|option| self.chosen.contains(&option.id))
                    .map(|option| option.title.clone());
                titles.collect::<Vec<_>>().join(", ")
            }
            _ => self.raw_value(),
        }
    }

    /// Returns how what was typed was understood, in words, or what is wrong with it.
    ///
    /// # Errors
    /// When what was typed is no time; the words say what can be typed.
    #[must_use]
    pub fn echo(&self, now: Instant) -> Option<Result<String, String>> {
        let typed = self.value();
        match self.kind {
            Kind::When(lean) if !typed.is_empty() => Some(
                when::read_meant(&typed, now, lean)
                    .map(crate::domain::instant::Moment::words)
                    .map_err(|fault| fault.to_string()),
            ),
            Kind::Day if !typed.is_empty() => Some(
                when::read_date(&typed, now)
                    .map(|day| day.format("%a %-d %b %Y").to_string())
                    .map_err(|fault| fault.to_string()),
            ),
            Kind::Birth => match birth::read(&typed, now) {
                Ok(born) => birth::words(born, now).map(Ok),
                Err(words) => Some(Err(words)),
            },
            // Said, and taken as it was typed: it may be right.
            Kind::Line => mixed_alphabets(&typed).map(Err),
            _ => None,
        }
    }

    /// Returns the prompts that the text says nothing of yet.
    ///
    /// A prompt counts as answered when any of its longer words, or its answer, stands in the
    /// text; it only reminds.
    #[must_use]
    pub fn open_prompts(&self) -> Vec<&str> {
        let text = self.raw_value().to_lowercase();
        self.prompts
            .iter()
            .map(String::as_str)
            .filter(|prompt| {
                let key = prompt.split_whitespace().next().unwrap_or(prompt);
                !text.contains(&key.to_lowercase())
            })
            .collect()
    }
}
