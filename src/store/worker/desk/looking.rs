//! What other processes wrote, looked at.

use std::sync::Arc;

use super::super::asked::Reply;
use super::Desk;
use crate::domain::draft::OtherDraft;
use crate::domain::right::{Right, may};
use crate::domain::user::Own;
use crate::error::Chain;
use crate::rules::Rules;
use crate::store::error::StoreError;
use crate::store::news::News;

impl<P: Fn(&str) -> Option<Arc<Rules>>, R: FnMut(Reply)> Desk<P, R> {
    /// Says what another process wrote; a file that cannot be read says so at the next request.
    pub(super) fn look(&mut self) {
        if let Ok(news) = self.news()
            && !news.is_none()
        {
            match (&news.own, &mut self.store) {
                // Whoever was disabled reads and writes nothing more.
                (Some(Own::Ended(..)), store) => *store = None,
                // So whoever sees no cases any more.
                (Some(Own::Roles(roles)), store) if !may(roles, Right::See) => *store = None,
                (Some(Own::Roles(roles)), Some(store)) => {
                    store.settings.who.roles = roles.clone();
                }
                _ => {}
            }
            (self.reply)(Reply::Elsewhere(Box::new(news)));
        }
    }

    /// Reads what other processes wrote since the last look: the records that the journal names, and
    /// whose drafts came or went. A letter typed elsewhere is in no journal, and costs one small
    /// query.
    fn news(&mut self) -> Result<News, StoreError> {
        let Some(store) = &self.store else {
            return Ok(News::default());
        };
        let mut news = News::default();
        let version = store.data_version()?;
        if version != self.seen {
            let (written, read) = store.news_since(self.read)?;
            (news, self.read, self.seen) = (written, read, version);
        }
        // What was recorded is told also where the drafts cannot be read.
        match self.changed_drafts() {
            Ok(drafts) => news.drafts = drafts,
            Err(error) => {
                tracing::warn!(error = %Chain(&error), "others' drafts were not looked at");
            }
        }
        Ok(news)
    }

    /// Returns the drafts of other sittings, where one was begun, ended or left behind since the
    /// last look.
    fn changed_drafts(&mut self) -> Result<Option<Vec<OtherDraft>>, StoreError> {
        let Some(store) = &self.store else {
            return Ok(None);
        };
        // A program that ends writes nothing: whoever was typing is asked after each time.
        let version = store.drafts_version()?;
        if version == self.seen_drafts && !self.others.iter().any(OtherDraft::is_live) {
            return Ok(None);
        }
        let others = store.other_drafts()?;
        let is_same = others.len() == self.others.len()
            && others
                .iter()
                .zip(&self.others)
                .all(|(now, before)| now.is_same_as(before));
        self.seen_drafts = version;
        if is_same {
            return Ok(None);
        }
        self.others.clone_from(&others);
        Ok(Some(others))
    }
}
