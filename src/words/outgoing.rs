//! What became of a form that was written out to be sent.

use crate::domain::incident::{Filing, Incident};
use crate::domain::instant::Instant;
use crate::domain::instant::Moment;
use crate::rules::outgoing::{CHECK, UNSENT, Unsent, is_invitation, of_filing};

/// Returns where it stands: `written Thu 24 Dec 02:10 by kduty, not confirmed sent`, and why it
/// could not be sent, where somebody said so.
#[must_use]
pub fn standing(unsent: &Unsent, now: Instant) -> String {
    let written = unsent.written_at.short(now);
    let words = format!("written {written} by {}, not confirmed sent", unsent.by);
    match unsent.not_sent.trim_end_matches('.') {
        "" => words,
        why => format!("{words}; COULD NOT BE SENT: {why}"),
    }
}

/// Returns the same with where the draft's file is.
#[must_use]
pub fn with_file(unsent: &Unsent, now: Instant) -> String {
    format!("{}. The file: {}", standing(unsent, now), unsent.place)
}

/// Returns whether what a filing holds was sent, and when: `sent Thu 24 Dec 2026 02:40 GMT`.
#[must_use]
pub fn sent(incident: &Incident, filing: &Filing) -> String {
    // A request is chased until it is answered: that it was written is what is known.
    if filing.form.starts_with(CHECK) {
        return format!("request written {}", filing.at.long());
    }
    let Some(written) = of_filing(incident, filing) else {
        // Of invitations nobody was asked before whether they were sent.
        if is_invitation(&filing.form) {
            return format!("written {}", filing.at.long());
        }
        return format!("sent {}", filing.at.long());
    };
    match (written.sent_at, &written.entry.struck) {
        (Some(at), _) => format!("sent {}", Moment::words(at)),
        (None, Some(_)) => format!("written {}, and again since", filing.at.long()),
        (None, None) => format!("{UNSENT} ({})", filing.at.long()),
    }
}
