//! What waits for whoever keeps the register: each queue of the protocol with its cases, and the keys
//! that do what each waits for.

use super::incident::place::record_next;
use super::papers::write_letter;
use super::register::state::RegisterPage;
use super::restricted::not_read;
use super::{Next, Page, Screen, See, Shows};
use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::line::{Line, Tone};
use crate::app::motion::{motion, moved};
use crate::app::screen::IncidentScreen;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::query::parse;
use crate::domain::user::{Role, Who};
use crate::pack::ViewRow;
use crate::pack::vocabulary::vocabulary;
use crate::report::register::queued::{heading, queued};
use crate::rules::sight::queues::{MOST_QUEUED, Queue, QueueWanted, Queues};

/// The queues with what is in them.
#[derive(Clone, Debug, Default)]
pub struct QueuesPage {
    at: usize,
    chosen: Option<On>,
}

/// What a line stands for: a case in a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
struct On {
    view: String,
    id: IncidentId,
}

/// Says whether somebody keeps the register: the queues stand on their desk.
#[must_use]
pub fn keeps_register(who: &Who) -> bool {
    [Role::Sqa, Role::HeadOfService]
        .into_iter()
        .any(|role| who.roles.has(role))
}

/// Returns the queues of the protocol as they are asked for; one that cannot be read is none, which the
/// checker of packs has told.
#[must_use]
pub fn wanted(desk: &Desk, now: Instant) -> Vec<QueueWanted> {
    let words = vocabulary(&desk.current);
    let rows = desk.current.views.iter().filter(|row| row.queue);
    let wanted = rows.filter_map(|row| {
        Some(QueueWanted {
            view: row.id.clone(),
            query: parse(&row.query, &words, now).ok()?,
        })
    });
    wanted.collect()
}

/// Returns how many cases wait in each queue, on one line; none while nothing was read.
#[must_use]
pub fn strip(desk: &Desk) -> Option<String> {
    let waiting: Vec<String> = each(desk)
        .filter(|(_, queue)| !queue.waiting.is_none())
        .map(|(row, queue)| format!("{} {}", queue.waiting, row.title))
        .collect();
    match (desk.queues.all.is_empty(), waiting.is_empty()) {
        (true, _) => None,
        (false, true) => Some("nothing waits".to_owned()),
        (false, false) => Some(waiting.join(" · ")),
    }
}

/// Returns each queue that was read, with its row in the protocol.
fn each(desk: &Desk) -> impl Iterator<Item = (&ViewRow, &Queue)> {
    desk.queues.all.iter().filter_map(|queue| {
        let mut rows = desk.current.views.iter();
        Some((rows.find(|row| row.id == queue.view)?, queue))
    })
}

fn lines(see: &See<'_>) -> Vec<Line<On>> {
    let mut out = Vec::new();
    for (row, queue) in each(see.desk) {
        if out.is_empty() {
            out.push(Line::read(format!("  {}", heading()), Tone::Faint));
        }
        out.push(Line::blank());
        let title = row.title.to_uppercase();
        if queue.waiting.is_none() {
            out.push(Line::read(format!("{title}  none"), Tone::Faint));
            continue;
        }
        out.push(Line::heading(format!("{title}  {}", queue.waiting)));
        for entry in &queue.rows {
            let line = queued(entry, see.now);
            let tone = if line.is_late {
                Tone::Late
            } else {
                Tone::Plain
            };
            let on = On {
                view: row.id.clone(),
                id: entry.listed.id,
            };
            out.push(Line::on(format!("  {}", line.words), tone, on));
        }
        if queue.waiting.is_more {
            let words =
                format!("  The first {MOST_QUEUED} alone stand here: / asks the register for all.");
            out.push(Line::read(words, Tone::Faint));
        }
    }
    if out.is_empty() {
        let words = "This council's protocol names no queue. gr opens the register.";
        out.push(Line::read(words, Tone::Faint));
    }
    out
}

impl QueuesPage {
    /// Takes the queues as they were read: the chosen case stays chosen where it still waits, else the
    /// one in its place is.
    pub fn take(&mut self, queues: &Queues) {
        let all = queues.all.iter().flat_map(|queue| {
            queue.rows.iter().map(|entry| On {
                view: queue.view.clone(),
                id: entry.listed.id,
            })
        });
        let all: Vec<On> = all.collect();
        let at = all.iter().position(|on| Some(on) == self.chosen.as_ref());
        if let Some(at) = at {
            self.at = at;
        } else {
            self.at = self.at.min(all.len().saturating_sub(1));
            self.chosen = all.get(self.at).cloned();
        }
    }

    fn choose(&mut self, see: &See<'_>, by: isize) -> Next {
        let all: Vec<On> = lines(see).into_iter().filter_map(|line| line.on).collect();
        self.at = moved(self.at, by, all.len());
        self.chosen = all.get(self.at).cloned();
        Next::Stay
    }

    /// Returns the row of the queue that the chosen case waits in.
    fn row<'a>(&self, see: &See<'a>) -> Option<&'a ViewRow> {
        let chosen = self.chosen.as_ref()?;
        see.current().views.iter().find(|row| row.id == chosen.view)
    }

    fn letter(&self, see: &See<'_>, id: IncidentId) -> Next {
        let Some(letter) = self.row(see).and_then(|row| row.letter.as_ref()) else {
            return Next::say(
                "The protocol names no letter for this queue: gp of a case has them all.",
            );
        };
        match see.row(id) {
            Some(row) => write_letter(see, row, letter),
            None => not_read(see, Some(id)),
        }
    }

    fn in_register(&self, see: &See<'_>) -> Next {
        match self.row(see) {
            Some(row) => RegisterPage::asked(&row.query, see.current(), see.now)
                .map_or_else(Next::refuse, |page| {
                    Next::open(Screen::Register(Box::new(page)))
                }),
            None => Next::say("No case is chosen: gr opens the register."),
        }
    }
}

impl Page for QueuesPage {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Queues, Scope::List, Scope::Everywhere]
    }

    fn chosen(&self) -> Option<IncidentId> {
        self.chosen.as_ref().map(|on| on.id)
    }

    fn act(&mut self, see: &See<'_>, action: Action) -> Next {
        if let Some(by) = motion(action) {
            return self.choose(see, by);
        }
        if action == Action::Filter {
            return self.in_register(see);
        }
        let Some(id) = self.chosen() else {
            return match action {
                Action::Enter | Action::Done | Action::Letter => Next::say("Nothing waits here."),
                _ => Next::Stay,
            };
        };
        match action {
            Action::Enter => Next::open(Screen::Incident(IncidentScreen::new(id))),
            Action::Done => match see.row(id) {
                Some(row) => record_next(see, row),
                None => not_read(see, Some(id)),
            },
            Action::Letter => self.letter(see, id),
            _ => Next::Stay,
        }
    }

    fn title(&self, _see: &See<'_>) -> String {
        "QUEUES".to_owned()
    }

    fn rows(&self, see: &See<'_>) -> Vec<Line<()>> {
        lines(see).into_iter().map(Line::drawn).collect()
    }

    fn at(&self) -> usize {
        self.at
    }

    fn shows(&self) -> Shows {
        Shows::Queues
    }

    fn take_queues(&mut self, queues: &Queues) {
        self.take(queues);
    }
}
