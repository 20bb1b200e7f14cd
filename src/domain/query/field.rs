//! The fields that a query may ask for.

/// What a field is asked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Words, each as the beginning of one.
    Words,
    /// One of its own words.
    One(&'static [&'static str]),
    /// Its own words, or words.
    OneOrWords(&'static [&'static str]),
    /// The words of a name.
    Name,
    /// An age or a range of them.
    Age,
    /// A time, a period or a range; `none` where there is none.
    Time,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $takes:expr, $help:literal;)*) => {
        /// A field that a query may ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field {
            $($(#[$doc])* $name,)*
        }

        impl Field {
            /// Every field, in the order that help lists them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Returns the word that is typed before the colon.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// Returns what it is asked with.
            #[must_use]
            pub fn takes(self) -> Takes {
                match self { $(Self::$name => $takes,)* }
            }

            /// Returns what it asks, for help.
            #[must_use]
            pub fn help(self) -> &'static str {
                match self { $(Self::$name => $help,)* }
            }
        }
    };
}

fields! {
    /// Where the case stands.
    Status = "status", Takes::OneOrWords(&["open", "closed", "incoming"]), "open, closed, incoming, or words of its state";
    /// The reason for the alert.
    Reason = "reason", Takes::OneOrWords(&["none"]), "words of a reason for the alert, or none";
    /// What the first decision came to.
    Outcome = "outcome", Takes::One(&["met", "not-met", "undecided"]), "met, not-met, undecided: the decision on the criteria";
    /// The kind of case.
    Kind = "kind", Takes::OneOrWords(&["none"]), "words of a kind of case, or none";
    /// The team that the alert came from.
    Team = "team", Takes::OneOrWords(&["none"]), "words of the team that the alert came from, or none";
    /// The agency that it came from.
    Agency = "agency", Takes::OneOrWords(&["none"]), "words of the agency that it came from, or none";
    /// Where the information came from.
    Source = "source", Takes::OneOrWords(&["none"]), "words of where the information came from, or none";
    /// A name of somebody on it.
    Child = "child", Takes::Name, "a name of somebody on it; ~name is it however spelt, by its sound or a letter off";
    /// The case system's number.
    Id = "id", Takes::Words, "the case system's number of somebody on it";
    /// The age of somebody it is about.
    Age = "age", Takes::Age, "13, <13, >=16, 10..15: of somebody it is about, at the incident";
    /// Whether somebody it is about is looked after.
    LookedAfter = "looked-after", Takes::One(&["yes", "no", "unknown"]), "yes, no, unknown: is a child it is about looked after";
    /// When it happened.
    Incident = "incident", Takes::Time, "when it happened";
    /// When the authority was told.
    Received = "received", Takes::Time, "when the authority was told, else when it was logged";
    /// When the first decision was made.
    Decided = "decided", Takes::Time, "when the criteria were decided";
    /// When the Panel was notified.
    Notified = "notified", Takes::Time, "when it was notified";
    /// When the panel was held.
    Panel = "panel", Takes::Time, "when the panel was held";
    /// When the last decision was made.
    Final = "final", Takes::Time, "when the final decision was made";
    /// When it came to what there is to learn of it.
    Concluded = "concluded", Takes::Time, "when it came to what there is to learn: the month of its learning";
    /// When the learning was shared.
    Learning = "learning", Takes::Time, "when the learning was shared";
    /// When the next duty is due.
    Due = "due", Takes::Time, "when something on it is to be done; before-0900 is from now on";
    /// What is past its time.
    Overdue = "overdue", Takes::OneOrWords(&["yes", "no"]), "yes, no, or words of what is past its time";
    /// What waits to be done.
    Waiting = "waiting", Takes::OneOrWords(&["yes", "no"]), "yes, no, or words of what is to be done";
    /// A step that can be taken now.
    Step = "step", Takes::Words, "words of a step of the protocol that can be taken now";
    /// What was closed with and not done.
    Unmet = "unmet", Takes::OneOrWords(&["yes", "no"]), "yes, no, or words of what was not done when the case was closed";
    /// What was done in time.
    Met = "met", Takes::Words, "words of what was done in time";
    /// What was done past its time.
    MetLate = "met-late", Takes::Words, "words of what was done past its time";
    /// What was set aside.
    Aside = "aside", Takes::Words, "words of what was set aside, or is due elsewhere";
    /// Whether anything is or was late.
    Late = "late", Takes::One(&["yes", "no"]), "yes, no: is or was anything done past its time";
    /// Whose the next duty is.
    Owner = "owner", Takes::Words, "words of the role that something is due from";
    /// Whether it is restricted.
    Restricted = "restricted", Takes::One(&["yes", "no"]), "yes, no: is it a restricted record";
    /// Who logged it.
    By = "by", Takes::Words, "who logged it";
}

impl Field {
    /// Says whether it is asked for the whole of a value: whatever takes words, and no name.
    #[must_use]
    pub fn has_wholes(self) -> bool {
        matches!(self.takes(), Takes::Words | Takes::OneOrWords(_))
    }

    /// Returns the field of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.word() == word)
    }
}
