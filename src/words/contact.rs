//! How far an entry of the contacts can be relied on.

use crate::domain::contact::Contact;
use crate::domain::instant::Instant;

/// Returns who checked an entry, how and when: `checked by K. Example by telephone, Thu 24 Dec
/// 21:40`; nothing where nobody has.
#[must_use]
pub fn checked(contact: &Contact, now: Instant) -> Option<String> {
    let at = contact.confirmed_at?.short(now);
    let who = ["checked by", &contact.confirmed_by, &contact.confirmed_how];
    let who: Vec<&str> = who.into_iter().filter(|part| !part.is_empty()).collect();
    Some(format!("{}, {at}", who.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(text).expect("an instant")
    }

    #[test]
    fn a_check_says_who_how_and_when() {
        let now = at("2026-12-24T22:10:00Z");
        let contact = Contact {
            confirmed_at: Some(at("2026-12-24T21:40:00Z")),
            confirmed_by: "K. Example".to_owned(),
            confirmed_how: "by telephone".to_owned(),
            ..Contact::default()
        };
        let words = "checked by K. Example by telephone, Thu 24 Dec 21:40";
        assert_eq!(checked(&contact, now).as_deref(), Some(words));
        // An earlier release did not ask how.
        let earlier = Contact {
            confirmed_how: String::new(),
            ..contact
        };
        let words = "checked by K. Example, Thu 24 Dec 21:40";
        assert_eq!(checked(&earlier, now).as_deref(), Some(words));
        assert_eq!(checked(&Contact::default(), now), None);
    }
}
