//! A draft as a whole message, made from its words alone: what was filed gives the same bytes again.

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

use crate::domain::incident::{Filing, Incident};
use crate::domain::instant::Instant;
use crate::domain::text::clean_line;

/// The right side of a message's id: reserved (RFC 2606), so that no computer is named.
pub(in crate::exchange) const ID_HOST: &str = "dutydesk.invalid";

/// Returns the draft of a form again, byte for byte, from what was filed as it was written.
#[must_use]
pub fn filed_email(incident: &Incident, filing: &Filing) -> Vec<u8> {
    let draft = Draft {
        reference: &clean_line(&incident.reference.0),
        to: &filing.to,
        from: None,
        subject: &filing.subject,
        body: &filing.body,
        at: filing.at,
    };
    draft.bytes()
}

/// What a draft of a form is made of.
pub(super) struct Draft<'a> {
    pub(super) reference: &'a str,
    pub(super) to: &'a [String],
    pub(super) from: Option<&'a str>,
    pub(super) subject: &'a str,
    pub(super) body: &'a str,
    pub(super) at: Instant,
}

impl Draft<'_> {
    /// Returns the whole message.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let name = plain(self.reference);
        let stamp = format!("{name}.{}", self.at.utc().format("%Y%m%dT%H%M%SZ"));
        let boundary = boundary(&stamp, self.body);
        // Mail's own line ends, so that the attachment opens in any editor.
        let wire = self.body.replace('\n', "\r\n");
        let parts = vec![
            text_part(&wire),
            text_part(&wire).attachment(format!("{name}-alert.txt")),
        ];
        let head = Head {
            to: self.to.iter().map(String::as_str).collect(),
            from: self.from,
            subject: self.subject,
            at: self.at,
            id: format!("{stamp}@{ID_HOST}"),
        };
        message(head, multipart("mixed", boundary, parts))
    }
}

/// What stands above the parts of a draft.
pub(in crate::exchange) struct Head<'a> {
    /// The mailboxes it goes to.
    pub(in crate::exchange) to: Vec<&'a str>,
    /// The sender's mailbox; without one there is no From.
    pub(in crate::exchange) from: Option<&'a str>,
    /// The subject, on one line.
    pub(in crate::exchange) subject: &'a str,
    /// When it was written.
    pub(in crate::exchange) at: Instant,
    /// The message's own id, without the angle brackets.
    pub(in crate::exchange) id: String,
}

/// Returns a whole message that a mail program opens as a draft (`X-Unsent: 1`).
pub(in crate::exchange) fn message(head: Head<'_>, body: MimePart<'_>) -> Vec<u8> {
    let addresses = head
        .to
        .into_iter()
        .map(|mailbox| Address::new_address(None::<&str>, mailbox))
        .collect();
    let mut message = MessageBuilder::new()
        .to(Address::new_list(addresses))
        .subject(head.subject)
        .date(head.at.utc().timestamp())
        .message_id(MessageId::new(head.id))
        .header("X-Unsent", Raw::new("1"));
    if let Some(from) = head.from {
        message = message.from(from);
    }
    let mut bytes = Vec::new();
    message.body(body).serialize(&mut bytes);
    bytes
}

/// Returns parts in one; without a boundary of ours the bytes would differ each time.
pub(in crate::exchange) fn multipart<'a>(
    kind: &str,
    boundary: String,
    parts: Vec<MimePart<'a>>,
) -> MimePart<'a> {
    let kind = ContentType::new(format!("multipart/{kind}")).attribute("boundary", boundary);
    MimePart::new(kind, parts)
}

/// Returns text as a part of a message.
pub(in crate::exchange) fn text_part(wire: &str) -> MimePart<'_> {
    let kind = ContentType::new("text/plain").attribute("charset", "utf-8");
    MimePart::new(kind, wire)
}

/// Returns letters, digits and dashes alone: safe in a file's name and in a message's id.
pub(in crate::exchange) fn plain(reference: &str) -> String {
    reference
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect()
}

/// Returns a boundary that stands nowhere in the body.
pub(in crate::exchange) fn boundary(stamp: &str, body: &str) -> String {
    let mut boundary = format!("dutydesk-{stamp}");
    while body.contains(&boundary) {
        boundary.push('_');
    }
    boundary
}
