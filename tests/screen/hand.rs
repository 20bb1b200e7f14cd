//! A hand at a case: what a person does with it, in the words of the desk.
//!
//! A whole case is entered afterwards, each event with its own time: what each clock then says is
//! worked out by hand from those times.

pub(crate) mod answers;
mod ledgers;

use dutydesk::cli::demo::Council;

use super::desk::{DOWN, Desk, ENTER, Home, PAGE_DOWN, RIGHT, TAB, chosen, ctrl};

pub(crate) use ledgers::Answer;

/// A desk with one new incident that keys are about.
pub(crate) struct Hand {
    pub(crate) desk: Desk,
    /// The incident's number of the year.
    reference: String,
    pub(crate) home: Home,
}

/// What a caller tells.
pub(crate) struct Call<'a> {
    pub(crate) happened: &'a str,
    pub(crate) told: &'a str,
    pub(crate) what: &'a str,
    /// Role by its letters, name, age or date of birth.
    pub(crate) people: &'a [(&'a str, &'a str, &'a str)],
}

/// Returns where the hand is: the row, the line, and the line above it, which together change with
/// every move.
fn place(screen: &str) -> Option<(usize, &str, Option<&str>)> {
    let lines: Vec<&str> = screen.lines().collect();
    let row = lines.iter().position(|line| line.starts_with("> "))?;
    let above = row.checked_sub(1).and_then(|row| lines.get(row));
    Some((row, *lines.get(row)?, above.copied()))
}

/// Returns the word that is chosen in a list of a form.
fn picked(screen: &str) -> Option<&str> {
    let line = screen.lines().find(|line| line.contains("(x) "))?;
    let (_, title) = line.split_once("(x) ")?;
    title.split("  ").next()
}

/// Returns the tab in front: the word between brackets on the line of the tabs.
fn in_front(screen: &str) -> Option<&str> {
    let line = screen.lines().find(|line| {
        (line.contains(" Summary ") || line.contains("[Summary]") || line.starts_with(" <"))
            && line.contains('[')
    })?;
    let (_, rest) = line.split_once('[')?;
    rest.split_once(']').map(|(title, _)| title)
}

impl Hand {
    /// Opens a desk at a moment and takes a call down.
    pub(crate) fn at(council: Council, now: &str, size: (u16, u16), call: &Call<'_>) -> Self {
        let home = Home::of(council, now);
        let mut hand = Self {
            desk: home.join(size),
            reference: "0001".to_owned(),
            home,
        };
        hand.log(call);
        hand
    }

    /// Takes one more call down, which keys are about from then on.
    pub(crate) fn log_another(&mut self, reference: &str, call: &Call<'_>) {
        self.desk.send("gd");
        self.log(call);
        reference.clone_into(&mut self.reference);
    }

    fn log(&mut self, call: &Call<'_>) {
        self.desk.send("n");
        self.desk.see("NEW INCIDENT");
        self.desk.send(TAB);
        self.fill(call.happened);
        self.desk.send(TAB);
        self.fill(call.told);
        for words in ["EDT control", "", "Example Road", "", call.what, ""] {
            self.desk.send(TAB);
            self.desk.send(words);
        }
        for (place, (role, name, born)) in call.people.iter().enumerate() {
            if place > 0 {
                self.desk.send(&ctrl('n'));
            }
            self.desk.send(role);
            self.desk.send(TAB);
            self.desk.send(name);
            self.desk.send(TAB);
            self.desk.send(born);
            self.desk.see(name);
        }
        self.desk.send(&ctrl('o'));
        self.desk.see("is logged.");
    }

    /// Types into the field the hand is in, in place of what stands there.
    pub(crate) fn fill(&mut self, words: &str) {
        self.desk.send("\x1b[F");
        self.desk.send(&"\x7f".repeat(30));
        self.desk.send(words);
    }

    /// Opens the incident on its summary.
    pub(crate) fn open(&mut self) {
        self.desk.send("gd");
        self.desk.see("3 Deadlines");
        self.desk.send("1");
        self.desk.send("/");
        self.desk.see("Filter:");
        self.desk.send(&ctrl('u'));
        let reference = self.reference.clone();
        self.desk.send(&reference);
        self.desk.send(ENTER);
        for (list, next) in [("[1 Incoming", "[1 Open"), ("[1 Open", "[1 All")] {
            if self.desk.text().contains(list) {
                self.desk.send("f");
                self.desk.see(next);
            }
        }
        self.desk.see("[1 All");
        self.desk.send(ENTER);
        self.desk.see("[Summary]");
    }

    /// Goes to a tab of the incident.
    pub(crate) fn tab(&mut self, title: &str) {
        for _ in 0..12 {
            if in_front(&self.desk.text()) == Some(title) {
                return;
            }
            self.desk.send(RIGHT);
        }
        panic!("no tab «{title}»:\n{}", self.desk.text());
    }

    /// Goes down to the line that holds the words.
    pub(crate) fn choose(&mut self, words: &str) {
        self.go_down_to(words, |screen| {
            chosen(screen).is_some_and(|line| line.contains(words))
        });
    }

    /// Goes down to a line that stands under a heading.
    fn choose_under(&mut self, heading: &str, words: &str) {
        self.go_down_to(words, |screen| {
            let above = screen.lines().take_while(|line| !line.starts_with("> "));
            let headings = above.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
            let under = headings.last().is_some_and(|line| line.contains(heading));
            under && chosen(screen).is_some_and(|line| line.contains(words))
        });
    }

    /// Goes down, a line at a time, until the screen is as wanted.
    fn go_down_to(&mut self, words: &str, wanted: impl Fn(&str) -> bool) {
        for _ in 0..150 {
            let before = self.desk.text();
            if wanted(&before) {
                return;
            }
            self.desk.send(DOWN);
            let now = self.desk.text();
            assert_ne!(place(&now), place(&before), "no line «{words}»:\n{now}");
        }
        panic!("no line «{words}»:\n{}", self.desk.text());
    }

    /// Records that a step was done at a time; `why` where a reason is asked.
    pub(crate) fn step(&mut self, step: &str, at: &str, why: &str) {
        self.open();
        self.tab("Steps");
        self.choose(step);
        self.desk.send("x");
        self.desk.see("RECORD");
        self.fill(at);
        if !why.is_empty() {
            self.desk.send(TAB);
            self.desk.send(TAB);
            self.desk.send(why);
        }
        self.done();
    }

    /// Records anything that happened, by its title on the timeline.
    pub(crate) fn record(&mut self, title: &str, value: &str, at: &str, why: &str) {
        self.open();
        self.desk.send("X");
        self.desk.see("RECORD WHAT HAPPENED");
        self.letter(title);
        self.desk.send(TAB);
        if !value.is_empty() {
            self.letter(value);
        }
        self.desk.send(TAB);
        self.fill(at);
        self.desk.send(TAB);
        self.desk.send(TAB);
        self.desk.send(why);
        self.done();
    }

    /// Chooses a word of the list that the hand is in by its first letter.
    fn letter(&mut self, title: &str) {
        let first: String = title.chars().take(1).collect();
        for _ in 0..40 {
            let before = self.desk.text();
            if picked(&before) == Some(title) {
                return;
            }
            self.desk.send(&first.to_lowercase());
            assert_ne!(picked(&self.desk.text()), picked(&before));
        }
        panic!("no choice «{title}»:\n{}", self.desk.text());
    }

    /// Sees what the protocol says of a rule, on the advice page.
    pub(crate) fn advised(&mut self, words: &str) {
        self.open();
        self.desk.send("ga");
        self.desk.see("ADVICE");
        self.look("ADVICE", words);
    }

    /// Ends a form, says yes where it asks, and sees that it was recorded.
    pub(crate) fn done(&mut self) {
        self.desk.send(&ctrl('o'));
        if self.desk.text().contains(" QUESTION ") {
            self.desk.send("y");
        }
        self.desk.see("Recorded.");
    }

    /// Sees how far the case has come.
    pub(crate) fn state(&mut self, title: &str) {
        self.open();
        let reference = format!("-{} ", self.reference);
        self.desk.check(title, |screen| {
            let mut lines = screen.lines();
            lines.any(|line| line.contains(&reference) && line.contains(title))
        });
    }

    /// Sees a clock of the summary as it stands: its title, its state, its due time.
    pub(crate) fn clock(&mut self, title: &str, state: &str, due: &str) {
        self.open();
        let shown = |screen: &str| {
            screen
                .lines()
                .any(|line| line.contains(title) && line.contains(state) && line.contains(due))
        };
        for _ in 0..5 {
            if shown(&self.desk.text()) {
                return;
            }
            self.desk.send(PAGE_DOWN);
        }
        panic!(
            "no clock «{title}» «{state}» «{due}»:\n{}",
            self.desk.text()
        );
    }

    /// Sees words after a mark on the page in front, however they are wrapped.
    pub(crate) fn look(&self, mark: &str, words: &str) {
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = flat(words);
        self.desk.check(&words, |screen| {
            let shown = flat(screen);
            shown
                .split_once(mark)
                .is_some_and(|(_, after)| after.contains(&words))
        });
    }
}
