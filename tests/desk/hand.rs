//! A hand at a case: what a person does with it, in the words of the desk.
//!
//! The clock of the demo stands still, so a whole case is entered afterwards, each event with its
//! own time: what each clock then says is worked out by hand from those times.

use super::terminal::{DOWN, ENTER, RIGHT, TAB, Terminal, ctrl, said_back};

/// A desk with one new incident, `0040` of the year.
pub(crate) struct Hand {
    pub(crate) terminal: Terminal,
    reference: String,
    _home: tempfile::TempDir,
}

/// What a caller tells.
pub(crate) struct Call<'a> {
    pub(crate) happened: &'a str,
    pub(crate) told: &'a str,
    pub(crate) what: &'a str,
    /// Role by its letters, name, age or date of birth.
    pub(crate) people: &'a [(&'a str, &'a str, &'a str)],
}

/// Somebody's answer to a decision: the place as the board shows it, how many times Right goes to
/// the value, the reasons, who answers, when.
pub(crate) struct Answer<'a> {
    pub(crate) slot: &'a str,
    pub(crate) value: usize,
    pub(crate) because: &'a str,
    pub(crate) name: &'a str,
    pub(crate) at: &'a str,
}

/// Returns the line that the hand is on; none while a frame is half drawn.
fn chosen(screen: &str) -> Option<String> {
    let mut lines = screen.lines().filter(|line| line.starts_with("> "));
    let first = lines.next().map(str::to_owned);
    first.filter(|_| lines.next().is_none())
}

/// Returns where the hand is: the row, the line, and the line above it, which together change with
/// every move; none while a frame is half drawn.
fn place(screen: &str) -> Option<(usize, String, String)> {
    chosen(screen)?;
    let lines: Vec<&str> = screen.lines().collect();
    let row = lines.iter().position(|line| line.starts_with("> "))?;
    let above = row.checked_sub(1).and_then(|row| lines.get(row));
    let line = lines.get(row).copied().unwrap_or_default();
    let above = above.copied().unwrap_or_default();
    Some((row, line.to_owned(), above.to_owned()))
}

/// Returns the word that is chosen in a list of a form.
fn picked(screen: &str) -> Option<String> {
    let line = screen.lines().find(|line| line.contains("(x) "))?;
    let (_, title) = line.split_once("(x) ")?;
    Some(title.split("  ").next().unwrap_or(title).to_owned())
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
    pub(crate) fn at(council: &str, now: &str, size: (u16, u16), call: &Call<'_>) -> Self {
        let home = tempfile::tempdir().expect("a home");
        let arguments = ["demo", "--pack", council, "--at", now];
        let mut terminal = Terminal::start(home.path(), &arguments, size);
        terminal.see("Incoming");
        terminal.see("0039");
        let mut hand = Self {
            terminal,
            reference: "0040".to_owned(),
            _home: home,
        };
        hand.log(call);
        hand
    }

    fn log(&mut self, call: &Call<'_>) {
        self.terminal.send("n");
        self.terminal.see("NEW INCIDENT");
        self.terminal.send(TAB);
        self.fill(call.happened);
        self.terminal.send(TAB);
        self.fill(call.told);
        for words in ["EDT control", "", "Example Road", "", call.what, ""] {
            self.terminal.send(TAB);
            self.terminal.send(words);
        }
        for (place, (role, name, born)) in call.people.iter().enumerate() {
            if place > 0 {
                self.terminal.send(&ctrl('n'));
            }
            self.terminal.send(role);
            self.terminal.send(TAB);
            self.terminal.send(name);
            self.terminal.send(TAB);
            self.terminal.send(born);
            self.terminal.see(name);
        }
        self.terminal.send(&ctrl('o'));
        self.terminal.see("is logged.");
    }

    /// Types into the field the hand is in, in place of what stands there.
    pub(crate) fn fill(&mut self, words: &str) {
        self.terminal.send("\x1b[F");
        self.terminal.send(&"\x7f".repeat(30));
        self.terminal.send(words);
    }

    /// Opens the incident on its summary.
    pub(crate) fn open(&mut self) {
        self.terminal.send("gd");
        self.terminal.see("3 Deadlines");
        self.terminal.send("1");
        let reference = self.reference.clone();
        self.terminal.send("/");
        self.terminal.see("Filter:");
        self.terminal.send(&ctrl('u'));
        self.terminal.send(&reference);
        self.terminal.send(ENTER);
        for (list, next) in [("[1 Incoming", "[1 Open"), ("[1 Open", "[1 All")] {
            if self.terminal.text().contains(list) {
                self.terminal.send("f");
                self.terminal.see(next);
            }
        }
        self.terminal.see("[1 All");
        self.terminal.send(ENTER);
        self.terminal.see("[Summary]");
    }

    /// Goes to a tab of the incident.
    pub(crate) fn tab(&mut self, title: &str) {
        for _ in 0..12 {
            let front = self.terminal.text();
            let front = in_front(&front).map(str::to_owned);
            if front.as_deref() == Some(title) {
                return;
            }
            self.terminal.send(RIGHT);
            self.terminal.wait("another tab", |screen| {
                let now = in_front(screen);
                now.is_some() && now != front.as_deref()
            });
        }
        panic!("no tab «{title}»:\n{}", self.terminal.text());
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
        self.terminal
            .wait("a chosen line", |screen| chosen(screen).is_some());
        for _ in 0..150 {
            let screen = self.terminal.text();
            if wanted(&screen) {
                return;
            }
            let at = place(&screen);
            self.terminal.send(DOWN);
            let moved = self.terminal.try_wait(|screen| {
                let now = place(screen);
                now.is_some() && now != at
            });
            assert!(moved, "no line «{words}»:\n{}", self.terminal.text());
        }
        panic!("no line «{words}»:\n{}", self.terminal.text());
    }

    /// Records that a step was done at a time; `why` where a reason is asked.
    pub(crate) fn step(&mut self, step: &str, at: &str, why: &str) {
        self.open();
        self.tab("Steps");
        self.choose(step);
        self.terminal.send("x");
        self.terminal.see("RECORD");
        self.fill(at);
        if !why.is_empty() {
            self.terminal.send(TAB);
            self.terminal.send(TAB);
            self.terminal.send(why);
        }
        self.done();
    }

    /// Records anything that happened, by its title on the timeline.
    pub(crate) fn record(&mut self, title: &str, value: &str, at: &str, why: &str) {
        self.open();
        self.terminal.send("X");
        self.terminal.see("RECORD WHAT HAPPENED");
        self.letter(title);
        self.terminal.send(TAB);
        if !value.is_empty() {
            self.letter(value);
        }
        self.terminal.send(TAB);
        self.fill(at);
        self.terminal.send(TAB);
        self.terminal.send(TAB);
        self.terminal.send(why);
        self.done();
    }

    /// Chooses a word of the list that the hand is in by its first letter.
    fn letter(&mut self, title: &str) {
        let first: String = title.chars().take(1).collect();
        for _ in 0..40 {
            let before = picked(&self.terminal.text());
            if before.as_deref() == Some(title) {
                return;
            }
            self.terminal.send(&first.to_lowercase());
            self.terminal.wait("another choice", |screen| {
                let now = picked(screen);
                now.is_some() && now != before
            });
        }
        panic!("no choice «{title}»:\n{}", self.terminal.text());
    }

    /// Answers the questions of the advice page: each by a part of its words, all others no.
    pub(crate) fn facts(&mut self, answers: &[(&str, &str)]) {
        self.open();
        self.terminal.send("ga");
        self.terminal.see("ADVICE");
        for _ in 0..80 {
            self.terminal.wait("a question, or none", |screen| {
                screen.contains("Nothing more needs asking") || chosen(screen).is_some()
            });
            if self.terminal.text().contains("Nothing more needs asking") {
                return;
            }
            let screen = self.terminal.text();
            let before = said_back(&screen);
            let question = chosen(&screen).unwrap_or_default();
            let answer = answers.iter().find(|(part, _)| question.contains(part));
            let answer = answer.map_or("n", |(_, answer)| *answer);
            if let Some(place) = answer.strip_prefix("tick ") {
                self.terminal.send(ENTER);
                self.terminal.see("none of these: each was considered");
                for _ in 0..place.parse().unwrap_or(0) {
                    self.terminal.send(DOWN);
                }
                self.terminal.send(" ");
                self.terminal.see("[x]");
                self.terminal.send(&ctrl('o'));
                self.terminal.see("ADVICE");
            } else {
                // A key that does nothing stands for the look at the next question: an answer
                // right after another is ignored.
                self.terminal.send(&format!("{}{answer}", ctrl('g')));
            }
            // A death is asked about before it is recorded, and y twice records none.
            if answer == "y" && question.contains("Did this person die") {
                self.terminal.see(" QUESTION ");
                self.terminal.send("y");
                self.terminal.send("Y");
            }
            self.terminal
                .wait("the answer said back, and the next question", |screen| {
                    let said = said_back(screen).is_some_and(|now| Some(now) != before);
                    let on = screen.contains("Nothing more needs asking")
                        || chosen(screen).is_some_and(|now| now != question);
                    // The keys are drawn last: with them the whole frame is there.
                    said && on && !screen.contains(" SAVING ")
                });
        }
        panic!("the questions do not end:\n{}", self.terminal.text());
    }

    /// Sees what the protocol says of a rule, on the advice page.
    pub(crate) fn advised(&mut self, words: &str) {
        self.open();
        self.terminal.send("ga");
        self.terminal.see("ADVICE");
        self.look("ADVICE", words);
    }

    /// Ends a form, says yes where it asks, and sees that it was recorded.
    pub(crate) fn done(&mut self) {
        self.terminal.send(&ctrl('o'));
        self.terminal.wait("the end of the form", |screen| {
            screen.contains("Recorded.") || screen.contains(" QUESTION ")
        });
        if self.terminal.text().contains(" QUESTION ") {
            self.terminal.send("y");
        }
        self.terminal.see("Recorded.");
    }

    /// Ends an answer that makes a decision, or leaves it open.
    fn decided(&mut self, made: bool) {
        if made {
            self.terminal.send(&ctrl('o'));
            self.terminal.see(" QUESTION ");
            self.terminal.see_wrapped("It opens:");
            self.terminal.send("y");
            self.terminal.see("Recorded.");
        } else {
            self.done();
        }
    }

    /// Answers a decision in one of its places; `made` when that makes it.
    pub(crate) fn answer(&mut self, answer: &Answer<'_>, made: bool) {
        self.open();
        self.tab("Decisions");
        self.choose(answer.slot);
        self.terminal.send("x");
        self.terminal.see("Because");
        for _ in 0..answer.value {
            self.terminal.send(RIGHT);
        }
        self.terminal.send(TAB);
        self.terminal.send(answer.because);
        self.terminal.send(TAB);
        self.fill(answer.name);
        self.terminal.send(TAB);
        self.terminal.send(TAB);
        self.fill(answer.at);
        self.decided(made);
    }

    /// Signs in a partner's place of the decision under a heading; `made` when that makes it.
    pub(crate) fn answer_under(&mut self, heading: &str, slot: &str, name: &str, made: bool) {
        self.open();
        self.tab("Decisions");
        self.choose_under(heading, slot);
        self.terminal.send("x");
        self.terminal.see("Because");
        self.terminal.send(RIGHT);
        self.terminal.send(RIGHT);
        self.terminal.send(TAB);
        self.terminal.send(TAB);
        self.fill(name);
        self.terminal.send(TAB);
        self.terminal.send(TAB);
        self.fill("13/1/2027 1300");
        self.decided(made);
    }

    /// Arranges a meeting at a time and a place.
    pub(crate) fn arrange(&mut self, meeting: &str, at: &str, place: &str) {
        self.open();
        self.tab("Meetings");
        self.choose_under(meeting, "Arrange it");
        self.terminal.send(ENTER);
        self.terminal.see("ARRANGE");
        self.fill(at);
        self.terminal.send(TAB);
        self.terminal.send(TAB);
        self.terminal.send(place);
        self.done();
    }

    /// Records the meeting that is arranged and chosen as held at the time it was arranged for.
    pub(crate) fn hold(&mut self, meeting_line: &str, why: &str) {
        self.open();
        self.tab("Meetings");
        self.choose(meeting_line);
        self.terminal.send("x");
        self.terminal.see("When was it held");
        if !why.is_empty() {
            for _ in 0..3 {
                self.terminal.send(TAB);
            }
            self.terminal.send(why);
        }
        self.done();
    }

    /// Records the notification as submitted.
    pub(crate) fn submit(&mut self, at: &str, reference: &str) {
        self.open();
        self.terminal.send("gn");
        self.terminal.see("NOTIFICATION");
        self.choose("Record it as submitted");
        self.terminal.send(ENTER);
        self.terminal.see("Submitted at");
        self.fill(at);
        self.terminal.send(TAB);
        self.terminal.send(TAB);
        self.terminal.send(reference);
        self.done();
    }

    /// Records the notification as submitted late, from the step that asks for it.
    pub(crate) fn step_submitted(&mut self, at: &str, why: &str) {
        self.open();
        self.tab("Steps");
        self.choose("Notify the DfE");
        self.terminal.send("x");
        self.terminal.see("Submitted at");
        self.fill(at);
        for _ in 0..4 {
            self.terminal.send(TAB);
        }
        self.terminal.send(why);
        self.done();
    }

    /// Sees how far the case has come.
    pub(crate) fn state(&mut self, title: &str) {
        self.open();
        let reference = self.reference.clone();
        self.terminal.wait(title, |screen| {
            screen
                .lines()
                .any(|line| line.contains(&format!("-{reference} ")) && line.contains(title))
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
            if self.terminal.try_wait(shown) {
                return;
            }
            self.terminal.send("\x1b[6~");
        }
        panic!(
            "no clock «{title}» «{state}» «{due}»:\n{}",
            self.terminal.text()
        );
    }

    /// Sees words after a mark on the page in front, however they are wrapped.
    pub(crate) fn look(&mut self, mark: &str, words: &str) {
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = flat(words);
        self.terminal.wait(&words, |screen| {
            let shown = flat(screen);
            shown
                .split_once(mark)
                .is_some_and(|(_, after)| after.contains(&words))
        });
    }
}
