//! The fields of the quick log.

use crate::app::form::handle::{Handle, OneLine, PackId, Past, Prose, YesNo};
use crate::domain::incident::Detail;

/// What is looked for among the incidents: nothing of it is recorded.
pub(super) const SEARCH: Handle<OneLine> = Handle::new("search");
/// When it happened.
pub(super) const OCCURRED: Handle<Past> = Handle::new("occurred");
/// When the council was told.
pub(super) const AWARE: Handle<Past> = Handle::new("aware");
/// Who told us, and how.
pub(super) const TOLD_BY: Handle<OneLine> = Handle::new(Detail::ToldBy.word());
/// What told us, by the pack's list.
pub(super) const SOURCE: Handle<PackId> = Handle::new(Detail::Source.word());
/// Where it happened.
pub(super) const PLACE: Handle<OneLine> = Handle::new(Detail::Place.word());
/// Whether it happened in the area.
pub(super) const IN_AREA: Handle<YesNo> = Handle::new("in_area");
/// What happened.
pub(super) const NARRATIVE: Handle<Prose> = Handle::new(Detail::Narrative.word());
