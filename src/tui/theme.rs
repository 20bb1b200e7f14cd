//! Looks by meaning: a colour only ever repeats what a word says already.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

/// How the desk looks on this terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Colours may be used, sixteen of them.
    pub colour: bool,
    /// Only ASCII is drawn by the desk itself.
    pub ascii: bool,
}

impl Look {
    /// Returns the look that a terminal's environment asks for.
    ///
    /// `NO_COLOR` set to anything but nothing takes the colours away (no-color.org); a locale
    /// that is not UTF-8 asks for ASCII.
    #[must_use]
    pub fn of(variable: impl Fn(&str) -> Option<String>, mono: bool, ascii: bool) -> Self {
        let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .find_map(|name| variable(name).filter(|value| !value.is_empty()))
            .unwrap_or_default()
            .to_lowercase();
        let utf8 = locale.contains("utf-8") || locale.contains("utf8");
        Self {
            colour: !mono && !set("NO_COLOR"),
            ascii: ascii || !utf8,
        }
    }

    /// Returns the style of a meaning.
    #[must_use]
    pub(super) fn style(self, meaning: Meaning) -> Style {
        let plain = Style::default();
        let bold = plain.add_modifier(Modifier::BOLD);
        let colour = |style: Style, colour: Color| {
            if self.colour { style.fg(colour) } else { style }
        };
        match meaning {
            Meaning::Plain => plain,
            Meaning::Strong | Meaning::Heading => bold,
            Meaning::Faint => colour(plain, Color::DarkGray),
            Meaning::Late => colour(bold, Color::Red),
            Meaning::Wrong => colour(bold, Color::Magenta),
            Meaning::Soon => colour(bold, Color::Yellow),
            Meaning::Well => colour(plain, Color::Green),
            Meaning::Quote => colour(plain, Color::Cyan),
            Meaning::Bar => plain.add_modifier(Modifier::REVERSED),
            Meaning::Typing => plain.add_modifier(Modifier::UNDERLINED),
        }
    }

    /// Returns the characters of a pane's border.
    #[must_use]
    pub(super) fn border(self) -> border::Set<'static> {
        if self.ascii {
            border::Set {
                top_left: "+",
                top_right: "+",
                bottom_left: "+",
                bottom_right: "+",
                vertical_left: "|",
                vertical_right: "|",
                horizontal_top: "-",
                horizontal_bottom: "-",
            }
        } else {
            border::PLAIN
        }
    }

    /// Returns the sign between two facts on one line.
    #[must_use]
    pub(super) fn dot(self) -> &'static str {
        if self.ascii { " - " } else { " · " }
    }
}

/// What a piece of text means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing in particular.
    #[default]
    Plain,
    /// The first thing to see.
    Strong,
    /// A heading.
    Heading,
    /// Of less weight.
    Faint,
    /// Past its time, or a danger: red is for this alone, so that one look finds it.
    Late,
    /// Refused, missing, or to be put right.
    Wrong,
    /// Little time is left, or not known.
    Soon,
    /// Done or confirmed.
    Well,
    /// A document's own words.
    Quote,
    /// The bar at the top and the chosen tab.
    Bar,
    /// What is being typed into.
    Typing,
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Meaning; 11] = [
        Meaning::Plain,
        Meaning::Strong,
        Meaning::Heading,
        Meaning::Faint,
        Meaning::Late,
        Meaning::Wrong,
        Meaning::Soon,
        Meaning::Well,
        Meaning::Quote,
        Meaning::Bar,
        Meaning::Typing,
    ];

    #[test]
    fn without_colour_there_is_none() {
        let none = |_: &str| None;
        let look = Look::of(none, true, true);
        for meaning in ALL {
            let style = look.style(meaning);
            assert_eq!((style.fg, style.bg), (None, None), "{meaning:?}");
        }
    }

    #[test]
    fn the_environment_is_heeded() {
        let of = |pairs: &'static [(&str, &str)]| {
            Look::of(
                |name| {
                    let found = pairs.iter().find(|(known, _)| *known == name);
                    found.map(|(_, value)| (*value).to_owned())
                },
                false,
                false,
            )
        };
        let utf8 = of(&[("LANG", "en_GB.UTF-8")]);
        assert_eq!((utf8.colour, utf8.ascii), (true, false));
        let plain = of(&[("LANG", "C"), ("NO_COLOR", "1")]);
        assert_eq!((plain.colour, plain.ascii), (false, true));
        let empty = of(&[("LC_ALL", "C.UTF-8"), ("NO_COLOR", "")]);
        assert_eq!((empty.colour, empty.ascii), (true, false));
    }
}
