//! Whether somebody who must be told has been.

use super::time::short;
use crate::domain::contact::Ring;
use crate::domain::facts::Answer;
use crate::domain::instant::{Instant, Moment, Precision};
use crate::rules::told::{Channel, ToldFace, ToldState};

/// Returns whether somebody has been told.
#[must_use]
pub fn said(face: &ToldFace, now: Instant) -> String {
    match (&face.state, face.applies) {
        (ToldState::Told { at, by, .. }, _) => format!("told {} by {by}", short(*at, now)),
        (ToldState::NoAnswer(at), _) => format!("no answer {}", short(*at, now)),
        (ToldState::Later, _) => "not needed".to_owned(),
        (ToldState::NotYet, Answer::Unknown) => "may apply".to_owned(),
        (ToldState::NotYet, _) => "NOT YET TOLD".to_owned(),
    }
}

/// Returns a number to ring, and whose it is: `out of hours 020 7946 0511`.
#[must_use]
pub fn number(ring: Ring<'_>) -> String {
    let whose = match ring {
        Ring::OfficeHours(_) => "office",
        Ring::OutOfHours(_) => "out of hours",
        Ring::Deputy(_) => "deputy",
    };
    format!("{whose} {}", ring.number())
}

/// Returns how somebody was told and what they said; nothing where neither was recorded.
#[must_use]
pub fn answered(face: &ToldFace) -> Option<String> {
    let ToldState::Told { channel, said, .. } = &face.state else {
        return None;
    };
    match (channel.map(by_channel), said.as_str()) {
        (None, "") => None,
        (None, said) => Some(said.to_owned()),
        (Some(how), "") => Some(how.to_owned()),
        (Some(how), said) => Some(format!("{how}: {said}")),
    }
}

/// Returns how somebody was reached.
#[must_use]
pub fn by_channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Telephone => "by telephone",
        Channel::MailOrInPerson => "by e-mail or in person",
    }
}

/// Returns when somebody was told or tried, where there is little room: `told 22:10`.
#[must_use]
pub fn brief(face: &ToldFace, now: Instant) -> Option<String> {
    match &face.state {
        ToldState::Told { at, .. } => Some(match brief_time(*at, now) {
            Some(at) => format!("told {at}"),
            None => "told".to_owned(),
        }),
        ToldState::NoAnswer(_) => Some("no answer".to_owned()),
        ToldState::NotYet | ToldState::Later => None,
    }
}

/// Returns the time of today, else the day; a span as it was said.
fn brief_time(moment: Moment, now: Instant) -> Option<String> {
    let at = moment.at?;
    let is_today = at.london_date() == now.london_date();
    Some(match moment.precision {
        Precision::Exact if is_today => at.clock(),
        Precision::Within { .. } => moment.short(now),
        _ => at.london().format("%-d %b").to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::form::tests::at;

    fn face(state: ToldState, applies: Answer) -> ToldFace {
        ToldFace {
            deputy: None,
            role: "hos_sqa".to_owned(),
            title: "Head of SQA".to_owned(),
            by: None,
            event: None,
            applies,
            state,
            added: false,
            cite: None,
        }
    }

    #[test]
    fn who_was_told_is_said_in_full_and_briefly() {
        let now = at("2026-11-20T22:30:00Z");
        let exact = Moment::exact(at("2026-11-20T22:10:00Z"));
        let day = Moment::day(exact.at.expect("a time").london_date());
        let told = |at, channel, said: &str| ToldState::Told {
            at,
            by: "kduty".to_owned(),
            channel,
            said: said.to_owned(),
        };
        let cases = [
            (
                told(exact, Some(Channel::Telephone), "will ring"),
                Answer::Yes,
                "told Fri 20 Nov 22:10 by kduty",
                Some("told 22:10"),
                Some("by telephone: will ring"),
            ),
            (
                told(day, None, ""),
                Answer::Yes,
                "told Fri 20 Nov 2026 (day only) by kduty",
                Some("told 20 Nov"),
                None,
            ),
            (
                ToldState::NoAnswer(Moment::UNKNOWN),
                Answer::Yes,
                "no answer time not known",
                Some("no answer"),
                None,
            ),
            (ToldState::NotYet, Answer::Yes, "NOT YET TOLD", None, None),
            (ToldState::NotYet, Answer::Unknown, "may apply", None, None),
            (ToldState::Later, Answer::No, "not needed", None, None),
        ];
        for (state, applies, full, short, how) in cases {
            let face = face(state, applies);
            assert_eq!(said(&face, now), full);
            assert_eq!(brief(&face, now).as_deref(), short);
            assert_eq!(answered(&face).as_deref(), how);
        }
    }
}
