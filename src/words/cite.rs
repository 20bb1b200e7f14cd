//! The words of a document that something rests on.

use crate::pack::{Cite, Pack};

/// Returns a quote with what its document is called: `«EDT» (Serious Incident Alert Process)`.
/// Nothing where the document is another council's: it is no rule of this one.
#[must_use]
pub fn quoted(pack: &Pack, cite: &Cite) -> Option<String> {
    let document = pack.document(&cite.source)?;
    let is_own = |council: &String| *council == pack.pack.id;
    document.council.as_ref().is_none_or(is_own).then(|| {
        let called = document.short.as_ref().unwrap_or(&document.title);
        format!("«{}» ({called})", cite.quote)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_council_cites_its_own_documents_alone() {
        let [tower_hamlets, barnet] =
            ["tower-hamlets", "barnet"].map(|id| Pack::built_in(id).unwrap());
        let cite = |source: &str, quote: &str| Cite {
            source: source.to_owned(),
            quote: quote.to_owned(),
        };
        let (alert, meeting) = (cite("S2", "EDT"), cite("S0", "A SIRM will be held"));
        let words = "«EDT» (Serious Incident Alert Process)".to_owned();
        assert_eq!(quoted(&tower_hamlets, &alert), Some(words));
        assert_eq!(quoted(&barnet, &alert), None);
        let words = "«A SIRM will be held» (Serious Incident Response Protocol)".to_owned();
        assert_eq!(quoted(&barnet, &meeting), Some(words));
    }
}
