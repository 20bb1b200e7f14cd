//! What an invitation to a meeting is, and what it says: in a calendar, and in one invitee's e-mail.

use std::ops::RangeInclusive;

use chrono::Duration;

use crate::domain::instant::Instant;
use crate::domain::text::{clean_line, visible};
use crate::words::MARKING;

/// How long a meeting may be, in minutes: its end is after its start, and within a week.
pub(super) const MINUTES: RangeInclusive<i64> = 1..=7 * 24 * 60;
/// What the attached file is called.
pub(super) const FILE: &str = "invite.ics";
/// Said to everyone who is asked.
pub(super) const NO_NAMES: &str = "No child is named here. Name none in your answer.";

/// What the invitation asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// To come; with a sequence above 0, to put the change in the earlier one's place.
    Request,
    /// To take the meeting out of the calendar.
    Cancel,
    /// To take it out of the calendar of somebody who is no longer asked; it does take place.
    Uninvite,
}

/// Somebody who is asked to come, by role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// The role's title: what calendars show, in a person's name's place.
    pub role: String,
    /// Its mailbox.
    pub mailbox: String,
    /// Takes the chair; counts before `optional`.
    pub chair: bool,
    /// Need not come.
    pub optional: bool,
}

/// A meeting, and who is asked to it.
///
/// Title, place, agenda and roles go into many calendars, which others may see: the caller puts no
/// person's name there, and each invitation says that it names no child. Nothing here can check it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// The same for every update of a meeting, such as `TH-2026-0042-m7`; letters, digits and
    /// dashes, and anything else becomes a dash.
    pub uid: String,
    /// 0 at first, one more with each change, the cancellation among them.
    pub sequence: u32,
    /// What is asked for.
    pub method: Method,
    /// Such as `Rapid Review Panel TH-2026-0042`; never a person's name.
    pub title: String,
    /// When it starts.
    pub starts: Instant,
    /// How long it is: less than a minute is written as one, more than a week as a week.
    pub minutes: i64,
    /// Where it is; nothing when not yet known.
    pub place: String,
    /// What is to be talked about, a line each.
    pub agenda: Vec<String>,
    /// The mailbox that asks, and that answers go to.
    pub organizer: Option<String>,
    /// Who is asked.
    pub attendees: Vec<Attendee>,
    /// When this was written.
    pub stamp: Instant,
}

impl Invite {
    /// Returns when it ends.
    pub(super) fn ends(&self) -> Instant {
        let minutes = self.minutes.clamp(*MINUTES.start(), *MINUTES.end());
        self.starts.plus(Duration::minutes(minutes))
    }

    /// Returns the calendar's word for what is asked.
    ///
    /// A request and a cancellation have an organizer and an attendee (RFC 5546, 3.2.2 and 3.2.5);
    /// where one of the two is missing, the meeting is only told of.
    pub(super) fn word(&self) -> &'static str {
        match self.method {
            _ if self.organizer.is_none() || self.attendees.is_empty() => "PUBLISH",
            Method::Request => "REQUEST",
            Method::Cancel | Method::Uninvite => "CANCEL",
        }
    }

    /// Returns how this differs from a first invitation: a word, and what it means.
    pub(super) fn change(&self) -> Option<(&'static str, &'static str)> {
        match self.method {
            Method::Cancel => Some(("CANCELLED", "this meeting will not take place.")),
            Method::Uninvite => Some(("NO LONGER ASKED", "the meeting takes place without you.")),
            Method::Request if self.sequence > 0 => {
                Some(("UPDATED", "this takes the place of the earlier invitation."))
            }
            Method::Request => None,
        }
    }

    /// Returns `Wed 25 Nov 2026 10:00 GMT to 11:30`, with the end in full where the day or the
    /// clocks have changed by then.
    pub(super) fn when(&self) -> String {
        let ends = self.ends();
        let day = |at: Instant| at.london().format("%F %Z").to_string();
        let until = if day(self.starts) == day(ends) {
            ends.clock()
        } else {
            ends.long()
        };
        format!("{} to {until}", self.starts.long())
    }

    /// Returns its title, safe to show.
    pub(super) fn title(&self) -> String {
        shown_or(&self.title, "Meeting")
    }

    /// Returns the agenda, a numbered line each; none when there is nothing on it.
    fn agenda(&self) -> Option<String> {
        let points = self.agenda.iter().map(|point| shown(point));
        let lines: Vec<String> = points
            .filter(|point| !point.is_empty())
            .zip(1..)
            .map(|(point, number)| format!("{number}. {point}"))
            .collect();
        (!lines.is_empty()).then(|| format!("Agenda\n{}", lines.join("\n")))
    }

    /// Returns what the calendar shows below the meeting; the same for everyone.
    pub(super) fn description(&self) -> String {
        let mut blocks = vec![MARKING.to_owned()];
        blocks.extend(self.change().map(|(word, what)| format!("{word}: {what}")));
        blocks.extend(self.agenda());
        blocks.push(NO_NAMES.to_owned());
        blocks.join("\n\n")
    }

    /// Returns the text of one invitee's e-mail.
    pub(super) fn body(&self, to: &Attendee) -> String {
        let place = shown_or(&self.place, "to be told");
        let part = match (to.chair, to.optional) {
            (true, _) => ", to take the chair",
            (false, true) => ", if you can come",
            (false, false) => "",
        };
        let answer = match (self.method, self.word()) {
            (Method::Cancel | Method::Uninvite, _) => "No answer is needed.".to_owned(),
            (Method::Request, "PUBLISH") => format!(
                "To answer: reply to this e-mail. The attached {FILE} puts the meeting into your \
                 calendar."
            ),
            (Method::Request, _) => {
                "To answer: accept or decline in your calendar, or reply to this e-mail.".to_owned()
            }
        };
        let asked = match self.method {
            Method::Request => "are",
            Method::Cancel | Method::Uninvite => "were",
        };
        let mut blocks = vec![MARKING.to_owned()];
        blocks.extend(self.change().map(|(word, what)| format!("{word}: {what}")));
        blocks.push(self.title());
        blocks.push(format!(
            "When: {} (London time)\nWhere: {place}\nYou {asked} asked as: {}{part}",
            self.when(),
            shown_or(&to.role, "guest")
        ));
        blocks.extend(self.agenda());
        blocks.push(answer);
        blocks.push(NO_NAMES.to_owned());
        blocks.join("\n\n") + "\n"
    }
}

/// Returns text on one line, in which what could mislead can be seen.
pub(super) fn shown(text: &str) -> String {
    visible(&clean_line(text))
}

/// Returns [`shown`] text, or other words where there is none: no line ends in a blank.
fn shown_or(text: &str, otherwise: &str) -> String {
    match shown(text) {
        text if text.is_empty() => otherwise.to_owned(),
        text => text,
    }
}
