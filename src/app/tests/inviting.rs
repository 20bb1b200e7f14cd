//! The invitations of a meeting by hand: who is asked, who no longer is, once.

use super::*;
use crate::app::action::Action;
use crate::app::message::OutFile;
use crate::app::page::lines::Lines;
use crate::app::page::meeting::{Meeting as MeetingPage, On};
use crate::domain::command::NewFiling;
use crate::domain::id::{EntryId, FilingId};
use crate::domain::incident::{Filing, Incident};
use crate::domain::ledger::{Entry, Field, Invitee, InviteeField, Meeting, MeetingField, Record};

const MEETING: EntryId = EntryId(7);

fn entry(id: i64, of: Option<EntryId>, record: impl Into<Record>) -> Entry {
    Entry {
        id: EntryId(id),
        of,
        created_at: hand::at(NIGHT),
        created_by: "k.duty-example".to_owned(),
        record: record.into(),
        struck: None,
    }
}

fn invitee(id: i64, role: &str, mailbox: &str) -> Entry {
    let invitee = Invitee {
        role: role.to_owned(),
        mailbox: mailbox.to_owned(),
        ..Invitee::default()
    };
    entry(id, Some(MEETING), invitee)
}

fn set(entry: &mut Entry, field: impl Into<Field>, text: &str) {
    let done = entry.record.set(field.into(), text);
    done.expect("what the field holds");
}

/// A panel with a doctor, the police, and somebody without a mailbox.
fn with_a_panel() -> Incident {
    let mut incident = hand::incident();
    let panel = Meeting {
        meeting: "rapid_review_panel".to_owned(),
        title: "Rapid Review Panel".to_owned(),
        at: Moment::from_text("2026-12-29T10:00:00Z"),
        organizer: "duty@towerhamlets.example".to_owned(),
        sequence: Some(0),
        ..Meeting::default()
    };
    incident.entries = vec![
        entry(7, None, panel),
        invitee(8, "health", "doctor@nhs.example"),
        invitee(9, "police", "desk@police.example"),
        invitee(10, "agencies", ""),
    ];
    incident
}

/// Presses Enter on the line of the meeting's page that writes its invitations.
fn write_invitations(hand: &mut Hand, id: IncidentId) -> Outcome {
    let page = MeetingPage { id, entry: MEETING };
    let next = page.act(&hand.app.see(), Some(On::Invite), Action::Enter);
    hand.app.apply(next)
}

/// Returns the files that the invitations are, and what is recorded once they are written.
fn written(incident: &Incident) -> (Vec<OutFile>, Vec<Edit>, String) {
    let mut hand = Hand::with(incident.clone());
    let outcome = write_invitations(&mut hand, incident.id);
    let mut writes = outcome
        .effects
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Write(ticket, files) => Some((ticket, files)),
            _ => None,
        });
    let (ticket, files) = writes.next().expect("the files");
    hand.reply(Reply::Wrote(ticket, Ok("outbox".to_owned())));
    let edits = hand.edits();
    hand.commit(Saved::Revised(incident.id));
    (files, edits, hand.notice())
}

fn mails(files: &[OutFile]) -> Vec<String> {
    let mails = files
        .iter()
        .filter(|file| !file.bytes.starts_with(b"BEGIN:VCALENDAR"));
    mails
        .map(|file| String::from_utf8(file.bytes.clone()).expect("mail is text"))
        .collect()
}

fn filings(edits: &[Edit]) -> Vec<&NewFiling> {
    let filings = edits.iter().filter_map(|edit| match edit {
        Edit::File(filing) => Some(filing),
        _ => None,
    });
    filings.collect()
}

#[test]
fn each_is_asked_alone_and_who_has_no_mailbox_is_named() {
    let (files, edits, notice) = written(&with_a_panel());
    let mails = mails(&files);
    assert_eq!(mails.len(), 2, "one for each who has a mailbox");
    assert!(mails[0].contains("doctor@nhs.example"));
    assert!(
        !mails[0].contains("police.example"),
        "nobody sees who else is asked"
    );
    assert!(mails.iter().all(|mail| mail.contains("METHOD:REQUEST")));
    let sent = edits
        .iter()
        .filter(
            |edit| matches!(edit, Edit::Entry(_, Field::Invitee(InviteeField::Sent), Some(at)) if at == "0"),
        )
        .count();
    assert_eq!(sent, 2);
    assert_eq!(
        filings(&edits)[0].to,
        ["doctor@nhs.example", "desk@police.example"]
    );
    assert!(notice.contains("Without a mailbox: "), "{notice}");
}

#[test]
fn who_is_taken_off_after_being_invited_gets_one_cancellation() {
    let mut incident = with_a_panel();
    for part in &mut incident.entries[1..3] {
        set(part, InviteeField::Sent, "0");
    }
    incident.entries[2].struck = Some("Not known to the police.".to_owned());
    let (files, edits, notice) = written(&incident);
    assert!(notice.contains(" Cancelled for: "), "{notice}");
    let cancels: Vec<String> = mails(&files)
        .into_iter()
        .filter(|mail| mail.contains("METHOD:CANCEL"))
        .collect();
    assert_eq!(cancels.len(), 1);
    assert!(cancels[0].contains("desk@police.example") && cancels[0].contains("SEQUENCE:1"));
    assert!(cancels[0].contains("the meeting takes place without you"));
    assert!(
        !cancels[0].contains("STATUS:"),
        "the meeting is not cancelled"
    );
    let gone = filings(&edits)
        .into_iter()
        .find(|filing| filing.form.ends_with(".7.9.cancelled"))
        .expect("the cancellation is filed");
    assert_eq!(gone.to, ["desk@police.example"]);
    // Known to be told, nobody is told again.
    incident.filings.push(Filing {
        id: FilingId(1),
        form: gone.form.clone(),
        at: hand::at(NIGHT),
        by: "k.duty-example".to_owned(),
        to: gone.to.clone(),
        channel: gone.channel,
        subject: gone.subject.clone(),
        body: gone.body.clone(),
    });
    let (files, _, notice) = written(&incident);
    let mut again = mails(&files).into_iter();
    assert!(again.all(|mail| mail.contains("METHOD:REQUEST")));
    assert!(!notice.contains("Cancelled for"), "{notice}");
}

#[test]
fn who_is_taken_off_and_asked_again_is_not_told_of_a_cancellation() {
    let mut incident = with_a_panel();
    let mut before = incident.entries[2].clone();
    before.id = EntryId(11);
    set(&mut before, InviteeField::Sent, "0");
    before.struck = Some("By mistake.".to_owned());
    incident.entries.push(before);
    let (files, ..) = written(&incident);
    let mails = mails(&files);
    assert_eq!(mails.len(), 2);
    assert!(mails.iter().all(|mail| mail.contains("METHOD:REQUEST")));
}

#[test]
fn who_was_never_invited_is_not_told_of_a_cancellation() {
    let mut incident = with_a_panel();
    incident.entries[2].struck = Some("Added by mistake.".to_owned());
    let (files, ..) = written(&incident);
    assert_eq!(mails(&files).len(), 1);
    assert!(mails(&files)[0].contains("doctor@nhs.example"));
}

#[test]
fn a_childs_name_in_the_agenda_is_refused_before_a_file_is_made() {
    let mut incident = with_a_panel();
    let name = incident.people[0].name.clone();
    let said = format!("What {name} said");
    set(&mut incident.entries[0], MeetingField::Agenda, &said);
    let mut hand = Hand::with(incident.clone());
    let outcome = write_invitations(&mut hand, incident.id);
    assert!(outcome.effects.is_empty());
    assert!(hand.notice().contains("an invitation names nobody"));
}

/// Writes the invitations of an incident's panel at a desk, and records that they are written.
fn write_out(hand: &mut Hand, incident: &mut Incident) {
    let outcome = write_invitations(hand, incident.id);
    let mut writes = outcome.effects.into_iter();
    let ticket = writes.find_map(|effect| match effect {
        Effect::Write(ticket, _) => Some(ticket),
        _ => None,
    });
    let ticket = ticket.expect("the files are written");
    hand.reply(Reply::Wrote(ticket, Ok("/home/kduty/outbox".to_owned())));
    hand.saved(incident);
}

fn page_words(hand: &Hand, incident: &Incident) -> String {
    let page = MeetingPage {
        id: incident.id,
        entry: MEETING,
    };
    let lines = page.lines(&hand.app.see()).into_iter();
    let words: Vec<String> = lines.map(|line| line.words).collect();
    words.join("\n")
}

#[test]
fn invitations_are_written_until_somebody_says_that_they_were_sent() {
    let mut incident = with_a_panel();
    let mut hand = Hand::with(incident.clone());
    write_out(&mut hand, &mut incident);
    let Screen::Form(asked) = hand.app.screens.front() else {
        panic!("it is asked whether they were sent");
    };
    assert_eq!(asked.form.title, "HAS YOUR MAIL PROGRAM SENT IT, AND WHEN?");
    // Left open: they are written, and no more.
    hand.press(Key::Esc);
    let words = page_words(&hand, &incident);
    let standing = "written Thu 24 Dec 22:10 by k.duty-example, not confirmed sent. The file: \
        /home/kduty/outbox/TH-2026-0042-rapid-review-panel-20261224T221000Z-*.eml";
    assert!(words.contains(standing), "{words}");
    let each = words.matches("; invitation written, not confirmed sent");
    assert_eq!(each.count(), 2, "{words}");
    let row = hand.app.desk.row(incident.id).expect("the incident");
    let waiting = row.case.unsent.iter().map(|unsent| unsent.title.as_str());
    assert_eq!(
        waiting.collect::<Vec<_>>(),
        ["Invitations to Rapid Review Panel"]
    );
    let summary = row.rules.summary(&incident, hand.now);
    let mut due = summary.due.iter().map(|line| line.title.as_str());
    assert!(due.any(|title| title == "written, not confirmed sent: Rapid Review Panel"));
    let filing = incident.filings.last().expect("the invitation is filed");
    let said = crate::words::outgoing::sent(&incident, filing);
    assert_eq!(
        said,
        "written, not confirmed sent (Thu 24 Dec 2026 22:10 GMT)"
    );
    // Enter on its line asks again, and Enter there says now.
    let page = MeetingPage {
        id: incident.id,
        entry: MEETING,
    };
    let on = On::Sent("invitation.rapid_review_panel.7".to_owned());
    let next = page.act(&hand.app.see(), Some(on), Action::Enter);
    let _opened = hand.app.apply(next);
    hand.press(Key::Enter);
    assert_eq!(hand.events(), [], "an invitation that was sent is no event");
    hand.saved(&mut incident);
    let words = page_words(&hand, &incident);
    assert!(!words.contains("not confirmed sent"), "{words}");
    assert_eq!(words.matches("; invitation sent").count(), 2, "{words}");
    let filing = incident.filings.last().expect("the invitation is filed");
    let said = crate::words::outgoing::sent(&incident, filing);
    assert_eq!(said, "sent Thu 24 Dec 2026 22:10 GMT");
}

#[test]
fn invitations_written_again_take_the_place_of_those_that_were_not_sent() {
    let mut incident = with_a_panel();
    let mut hand = Hand::with(incident.clone());
    write_out(&mut hand, &mut incident);
    hand.press(Key::Esc);
    write_out(&mut hand, &mut incident);
    hand.press(Key::Esc);
    let row = hand.app.desk.row(incident.id).expect("the incident");
    assert_eq!(row.case.unsent.len(), 1);
    let first = &incident.filings[0];
    let said = crate::words::outgoing::sent(&incident, first);
    assert_eq!(said, "written Thu 24 Dec 2026 22:10 GMT, and again since");
    // Of what an earlier release wrote out nobody was asked: it was written is what is known.
    let mut earlier = incident.filings[1].clone();
    earlier.form = "invitation.rapid_review_panel".to_owned();
    let said = crate::words::outgoing::sent(&incident, &earlier);
    assert_eq!(said, "written Thu 24 Dec 2026 22:10 GMT");
    // Once the panel was held nobody asks any more.
    set(
        &mut incident.entries[0],
        MeetingField::HeldAt,
        "2026-12-24T22:00:00Z",
    );
    hand.elsewhere(&mut incident);
    let row = hand.app.desk.row(incident.id).expect("the incident");
    assert_eq!(row.case.unsent, []);
}

/// S1: a member or deputy should be able to speak with authority, take decisions, and hold their own
/// organisation to account; the page asks what nobody has said yet of each.
#[test]
fn the_three_abilities_of_a_member_are_asked_on_the_page_until_they_are_ticked() {
    const ALL: &str = "ask whether they can: Speak with authority for the safeguarding partner they \
        represent; Take decisions on behalf of their organisation and commit it on policy and \
        practice; Hold their own organisation to account on how it participates and implements \
        learning";
    const LAST: &str = "ask whether they can: Hold their own organisation to account on how it \
        participates and implements learning";
    let mut incident = hand::incident();
    let review = Meeting {
        meeting: "rapid_review".to_owned(),
        title: "Rapid Review".to_owned(),
        ..Meeting::default()
    };
    incident.entries = vec![
        entry(7, None, review),
        invitee(8, "ltrg_member", "member@barnet.example"),
        // Who manages the partnership sits there for no organisation.
        invitee(9, "partnership_manager", "manager@barnet.example"),
    ];
    let mut hand = Hand::by(
        crate::rules::testing::council("barnet"),
        vec![incident.clone()],
    );
    let page = MeetingPage {
        id: incident.id,
        entry: MEETING,
    };
    let asked = |hand: &Hand| -> Vec<String> {
        let lines = page.lines(&hand.app.see()).into_iter();
        let words = lines.map(|line| line.words.trim().to_owned());
        words
            .filter(|words| words.starts_with("ask whether"))
            .collect()
    };
    assert_eq!(asked(&hand), [ALL]);
    let tick = |hand: &mut Hand, incident: &mut Incident, keys: &[Key]| {
        let on = Some(On::Invitee(EntryId(8)));
        let next = page.act(&hand.app.see(), on, Action::Enter);
        let _opened = hand.app.apply(next);
        hand.go_to("able");
        for key in keys {
            hand.press(*key);
        }
        hand.press(Key::Ctrl('o'));
        hand.saved(incident);
    };
    let space = Key::Char(' ');
    tick(&mut hand, &mut incident, &[space, Key::Down, space]);
    assert_eq!(asked(&hand), [LAST]);
    tick(&mut hand, &mut incident, &[Key::Down, Key::Down, space]);
    assert!(asked(&hand).is_empty(), "{:?}", asked(&hand));
}
