//! A line of a page: its words, how it is drawn, what it stands for.

/// How a line is drawn; its words say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As text.
    #[default]
    Plain,
    /// A heading.
    Heading,
    /// What is to be done.
    Strong,
    /// What is not asked now.
    Faint,
    /// Past its time, or a danger.
    Late,
    /// To be put right, missing, or in dispute.
    Wrong,
    /// Done.
    Well,
    /// Words of a document.
    Quote,
}

/// A line of a page, which stands for something of the page's own where it can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<T> {
    /// Its words.
    pub words: String,
    /// By how many columns what does not fit on the first row hangs.
    pub hang: usize,
    /// How it is drawn.
    pub tone: Tone,
    /// What it stands for, where it can be chosen.
    pub on: Option<T>,
}

impl<T> Line<T> {
    /// Returns a line that is only read.
    #[must_use]
    pub fn read(words: impl Into<String>, tone: Tone) -> Self {
        let words = words.into();
        let hang = words.len() - words.trim_start().len() + 2;
        Self {
            words,
            hang: hang.min(16),
            tone,
            on: None,
        }
    }

    /// Returns a heading.
    #[must_use]
    pub fn heading(words: impl Into<String>) -> Self {
        Self::read(words, Tone::Heading)
    }

    /// Returns a line that can be chosen.
    #[must_use]
    pub fn on(words: impl Into<String>, tone: Tone, on: T) -> Self {
        Self {
            on: Some(on),
            ..Self::read(words, tone)
        }
    }

    /// Returns an empty line.
    #[must_use]
    pub fn blank() -> Self {
        Self::read("", Tone::Plain)
    }

    /// Returns the line as it is drawn, whatever it stands for.
    #[must_use]
    pub fn drawn(self) -> Line<()> {
        Line {
            words: self.words,
            hang: self.hang,
            tone: self.tone,
            on: self.on.map(|_| ()),
        }
    }
}
