//! The form that a draft of this sitting is of.

use super::titles::title;
use crate::app::page::advice::not_raised::NotRaised;
use crate::app::page::contacts::checked::HowChecked;
use crate::app::page::contacts::form::ContactForm;
use crate::app::page::decisions::answer::Answer;
use crate::app::page::handover::accept;
use crate::app::page::handover::form::Offer;
use crate::app::page::incident::place::open_record;
use crate::app::page::log::QuickLog;
use crate::app::page::papers::paper::{open_alert, open_paper};
use crate::app::page::people::form::{AddPerson, EditPerson, TakeOff};
use crate::app::page::send::late::LateReason;
use crate::app::page::send::sent::{SENT, WasItSent};
use crate::app::page::timeline::correct::Correct;
use crate::app::page::timeline::note::Note;
use crate::app::page::told::Call;
use crate::app::page::{Next, Screen, See};
use crate::app::screen::IncidentScreen;
use crate::domain::draft::{DraftKey, RecordOf};

/// Opens the form that a draft of this sitting is of.
pub fn open_kept(see: &See<'_>, key: &DraftKey) -> Next {
    match key {
        DraftKey::New(_) => return Next::form(QuickLog::of(key.clone())),
        DraftKey::Contact(role) => return Next::form(ContactForm { role: role.clone() }),
        DraftKey::Checked(role) => return Next::form(HowChecked { role: role.clone() }),
        // Its key names who typed it, who may be another: it is gone on with under that key.
        DraftKey::OfferHandover(_) => {
            return Next::form(Offer {
                draft: Some(key.clone()),
            });
        }
        DraftKey::AcceptHandover(id, _) => return accept(see, *id, Some(key.clone())),
        _ => {}
    }
    let words = format!("It is yours: open {} again to go on.", title(see, key));
    let Some(row) = key.incident().and_then(|id| see.row(id)) else {
        return Next::say(words);
    };
    let id = row.incident.id;
    match key {
        DraftKey::Alert(_) => open_alert(row),
        DraftKey::Paper(_, paper) => open_paper(see, id, paper),
        DraftKey::Note(_) => Next::form(Note::new(id)),
        DraftKey::AddPerson(_) => Next::form(AddPerson { id }),
        DraftKey::Record(_, RecordOf::Anything) => open_record(see, row, None),
        DraftKey::Record(_, RecordOf::Clock(clock)) => open_record(see, row, Some(clock.clone())),
        DraftKey::Call(_, role) => Next::form(Call {
            id,
            role: role.clone(),
        }),
        DraftKey::Correct(_, entry) => Next::form(Correct { id, entry: *entry }),
        DraftKey::NotRaised(_) => Next::form(NotRaised { id }),
        DraftKey::Late(_, form) => Next::form(LateReason {
            id,
            form: form.clone(),
        }),
        DraftKey::EditPerson(_, person) => Next::form(EditPerson {
            id,
            person: *person,
        }),
        DraftKey::TakeOff(_, person) => Next::form(TakeOff {
            id,
            person: *person,
        }),
        DraftKey::Position { decision, slot, .. } => Next::form(Answer {
            id,
            decision: decision.clone(),
            slot: slot.clone(),
        }),
        DraftKey::Ledger(_, of) if of.starts_with(SENT) => Next::form(WasItSent {
            id,
            form: of.trim_start_matches(SENT).to_owned(),
        }),
        _ => Next::open(Screen::Incident(IncidentScreen::new(id))).then(Next::say(words)),
    }
}
