//! What works on every page: the keys that begin something on the incident in front or chosen.

use super::advice::order;
use super::find_child::FindChild;
use super::handover::HandoverPage;
use super::left_behind::LeftBehind;
use super::lines::Listing;
use super::log::QuickLog;
use super::notification::Notification;
use super::own_passphrase::OwnPassphrase;
use super::papers::paper::open_alert;
use super::people::form::AddPerson;
use super::queues::QueuesPage;
use super::register::open_register;
use super::reports::open_reports;
use super::restricted::not_read;
use super::send::open_send;
use super::tasks::entry::NewItem;
use super::timeline::note::Note;
use super::told::open_call;
use super::words::open_what_went_wrong;
use super::{Next, Screen, See};
use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::screen::AdviceScreen;
use crate::domain::id::IncidentId;
use crate::domain::ledger::EntryKind;

/// What a key finds in front, whatever page that is.
#[derive(Clone, Debug, Default)]
pub struct InFront {
    /// The incident that it acts on: what the page is about, else the marked line.
    pub subject: Option<IncidentId>,
    /// The role that is marked.
    pub role: Option<String>,
    /// The keys that fill in and send a form are about the page's chosen line.
    pub is_on_forms: bool,
    /// The page is the advice on it.
    pub is_advice: bool,
    /// The page is where the half logged calls stand.
    pub is_calls: bool,
}

/// Answers a key that works on every page; none where the page in front answers it.
#[must_use]
pub fn act(see: &See<'_>, front: InFront, action: Action) -> Option<Next> {
    Some(match action {
        Action::New => return log_a_call(see, &front),
        Action::GoHandover => Next::open(Listing::screen(HandoverPage)),
        Action::GoRegister => open_register(see),
        Action::GoQueues => Next::open(Screen::Lines(Box::<QueuesPage>::default())),
        Action::GoReports => open_reports(see),
        Action::FindChild => Next::form(FindChild),
        Action::WentWrong => open_what_went_wrong(see),
        Action::OwnPassphrase => Next::form(OwnPassphrase),
        Action::GoLeftBehind => Next::open(Listing::screen(LeftBehind)),
        Action::EditForm | Action::SendForm if front.is_on_forms => return None,
        Action::Advice if front.is_advice => Next::Stay,
        Action::Advice
        | Action::EditForm
        | Action::SendForm
        | Action::AddTask
        | Action::GoNotification
        | Action::AddPerson
        | Action::Note
        | Action::Call => match front.subject.and_then(|id| see.row(id)) {
            Some(row) => begin(see, row, front.role, action),
            None => not_read(see, front.subject),
        },
        _ => return None,
    })
}

/// Asks whether to leave the desk; what would be lost by it is said.
pub(crate) fn ask_to_leave(is_unwritten: bool) -> Next {
    let question = if is_unwritten {
        "Leave the desk? What was typed last is NOT WRITTEN, and is lost if you leave. Stay, and it is \
         tried again."
    } else {
        "Leave the desk? What was typed is kept."
    };
    Next::ask(question, Next::Quit)
}

/// Begins to log a call; the calls that are half logged here are shown first, by the page that
/// answers the key itself.
fn log_a_call(see: &See<'_>, front: &InFront) -> Option<Next> {
    if front.is_calls {
        return None;
    }
    Some(if see.desk.drafts.half_logged().is_empty() {
        Next::form(QuickLog::new(see))
    } else {
        Next::open(Listing::screen(LeftBehind))
    })
}

/// Begins something on an incident.
fn begin(see: &See<'_>, row: &Row, role: Option<String>, action: Action) -> Next {
    let id = row.incident.id;
    match action {
        Action::Advice => open_advice(see, id),
        Action::EditForm => open_alert(row),
        Action::SendForm => match row.pack().alert_form() {
            Some(form) => Next::Select(id).then(open_send(id, &form.id)),
            None => Next::refuse("This council's protocol has no alert form."),
        },
        Action::AddTask => Next::form(NewItem {
            id,
            kind: EntryKind::Task,
            of: None,
        }),
        Action::GoNotification => Next::open(Listing::screen(Notification(id))),
        Action::AddPerson => Next::form(AddPerson { id }),
        Action::Note => Next::form(Note::new(id)),
        Action::Call => open_call(row, role),
        _ => Next::Stay,
    }
}

/// Opens what the protocol says of an incident, with what is asked now in its place.
fn open_advice(see: &See<'_>, id: IncidentId) -> Next {
    let mut page = AdviceScreen::new(id);
    order::keep(see.desk, &mut page, None);
    Next::Select(id).then(Next::open(Screen::Advice(page)))
}
