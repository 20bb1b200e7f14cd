//! The screens one over another, the one in front last; the desk's four panes are under them all.

use crate::app::keymap::Scope;
use crate::app::message::{Outcome, Ticket};
use crate::app::page::register::state::RegisterPage;
use crate::app::page::{FormScreen, Next, Page, Screen, See, Shows};
use crate::app::panes::{Over, Panes};
use crate::app::screen::{Tab, form_columns};
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::rules::sight::FoundAlike;

/// The ticket of opening the desk, which the store answers without one.
pub(crate) const OPENING: Ticket = 0;

/// The screens over the desk.
#[derive(Debug, Default)]
pub struct Screens {
    over: Vec<Screen>,
}

impl Screens {
    /// Returns the screen in front.
    #[must_use]
    pub fn front(&self) -> &Screen {
        match self.over.last() {
            Some(screen) => screen,
            None => &Screen::Desk,
        }
    }

    /// Returns the screen in front, to be changed; none while that is the desk itself.
    pub(crate) fn front_mut(&mut self) -> Option<&mut Screen> {
        self.over.last_mut()
    }

    /// Returns the page in front, to answer a key.
    pub(crate) fn page_mut(&mut self) -> Option<&mut dyn Page> {
        self.over.last_mut()?.page_mut()
    }

    /// Returns the form in front.
    #[must_use]
    pub fn form(&self) -> Option<&FormScreen> {
        match self.over.last()? {
            Screen::Form(screen) => Some(screen),
            _ => None,
        }
    }

    /// Returns the form in front, to be changed.
    pub(crate) fn form_mut(&mut self) -> Option<&mut FormScreen> {
        match self.over.last_mut()? {
            Screen::Form(screen) => Some(screen),
            _ => None,
        }
    }

    /// Returns the register, wherever it lies.
    #[must_use]
    pub fn register(&self) -> Option<&RegisterPage> {
        self.over.iter().rev().find_map(|screen| match screen {
            Screen::Register(page) => Some(page.as_ref()),
            _ => None,
        })
    }

    /// Returns the register, to be changed.
    pub(crate) fn register_mut(&mut self) -> Option<&mut RegisterPage> {
        self.over.iter_mut().rev().find_map(|screen| match screen {
            Screen::Register(page) => Some(page.as_mut()),
            _ => None,
        })
    }

    fn forms(&self) -> impl Iterator<Item = &FormScreen> {
        self.over.iter().filter_map(|screen| match screen {
            Screen::Form(screen) => Some(screen.as_ref()),
            _ => None,
        })
    }

    /// Returns every open form, to be changed.
    pub(crate) fn forms_mut(&mut self) -> impl Iterator<Item = &mut FormScreen> {
        self.over.iter_mut().filter_map(|screen| match screen {
            Screen::Form(screen) => Some(screen.as_mut()),
            _ => None,
        })
    }

    /// Returns every screen over the desk, the one in front last.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Screen> {
        self.over.iter()
    }

    /// Returns every screen over the desk, to be changed.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Screen> {
        self.over.iter_mut()
    }

    /// Returns the last whole screen, and what lies over it.
    #[must_use]
    pub fn whole(&self) -> (&Screen, &[Screen]) {
        let lies_over = |screen: &Screen| matches!(screen, Screen::Confirm(_) | Screen::Palette(_));
        let at = self.over.iter().rposition(|screen| !lies_over(screen));
        match at.and_then(|at| self.over.split_at_checked(at)) {
            Some((_, [whole, over @ ..])) => (whole, over),
            _ => (&Screen::Desk, &self.over),
        }
    }

    /// Puts a screen in front, in a terminal of so many columns and rows.
    pub(crate) fn push(&mut self, screen: Screen, size: (u16, u16)) -> Outcome {
        self.over.push(screen);
        self.fit(size);
        Outcome::redraw()
    }

    /// Takes the screen in front away.
    pub(crate) fn pop(&mut self) -> Option<Screen> {
        self.over.pop()
    }

    /// Puts back what was taken away to be worked on.
    pub(crate) fn put_back(&mut self, screen: Option<Screen>) {
        self.over.extend(screen);
    }

    /// Closes every screen over the desk.
    pub(crate) fn close_all(&mut self) {
        self.over.clear();
    }

    /// Closes the screens of which something is so.
    pub(crate) fn close_where(&mut self, is_closed: impl Fn(&Screen) -> bool) {
        self.over.retain(|screen| !is_closed(screen));
    }

    /// Closes the pages on which nothing is left.
    pub(crate) fn close_what_is_over(&mut self, see: &See<'_>) {
        self.close_where(|screen| screen.page().is_some_and(|page| page.is_over(see)));
    }

    /// Says whether a screen lies over the desk's panes.
    #[must_use]
    pub fn is_any(&self) -> bool {
        !self.over.is_empty()
    }

    /// Opens a tab of an incident where its page is in front; says whether it is.
    pub(crate) fn turn_to(&mut self, id: IncidentId, tab: Tab) -> bool {
        match self.over.last_mut() {
            Some(Screen::Incident(screen)) if screen.id == id => {
                (screen.tab, screen.at) = (tab, 0);
                true
            }
            _ => false,
        }
    }

    /// Wraps several-line text at the width there is.
    pub(crate) fn fit(&mut self, size: (u16, u16)) {
        let columns = form_columns(size);
        for screen in self.forms_mut() {
            screen.form.columns = columns;
        }
    }

    /// Returns what lies over the panes. A question and the palette lie over what is under them;
    /// words are about what they were opened on, and over the desk no line of it is in sight.
    #[must_use]
    pub fn over(&self) -> Over {
        let mut screens = self.over.iter().rev();
        let page =
            screens.find(|screen| !matches!(screen, Screen::Palette(_) | Screen::Confirm(_)));
        match page {
            Some(Screen::Words(words)) => Over::Page(words.about),
            Some(page) => Over::Page(page.chosen()),
            None => Over::Desk,
        }
    }

    /// Returns where keys hold now, innermost first.
    #[must_use]
    pub fn scopes(&self, panes: &Panes) -> Vec<Scope> {
        if self.form().is_none() && self.is_before_open() {
            return match self.front() {
                Screen::Confirm(_) => scopes_of(self.front(), panes),
                _ => vec![Scope::List, Scope::BeforeOpen],
            };
        }
        scopes_of(self.front(), panes)
    }

    /// Says whether the desk is not open yet: nothing of it may be reached.
    fn is_before_open(&self) -> bool {
        self.forms().any(|screen| screen.sheet.opens_desk())
    }

    /// Returns where the keys of the screen under the one in front hold.
    #[must_use]
    pub fn scopes_below(&self, panes: &Panes) -> Vec<Scope> {
        let below = self.over.iter().rev().nth(1);
        match below {
            Some(screen) => scopes_of(screen, panes),
            None => scopes_of(&Screen::Desk, panes),
        }
    }

    /// Says that characters are typed into something here.
    #[must_use]
    pub fn is_typing(&self, panes: &Panes) -> bool {
        match self.front() {
            Screen::Form(_) | Screen::Palette(_) => true,
            Screen::Desk => panes.filtering,
            Screen::Register(page) => page.is_typing(),
            _ => false,
        }
    }

    /// Says whether the question in front is whether to leave: what is typed answers it and nothing
    /// else, however slow the disk is.
    pub(crate) fn is_leaving(&self) -> bool {
        matches!(self.front(), Screen::Confirm(question) if matches!(question.yes, Next::Quit))
    }

    /// Says whether an incident is what a screen is about.
    pub(crate) fn is_shown(&self, id: IncidentId) -> bool {
        self.over.iter().any(|screen| screen.incident() == Some(id))
    }

    /// Returns what the pages show beside the incidents that they are about, the one in front first.
    pub(crate) fn shown(&self) -> impl Iterator<Item = Shows> {
        self.pages().map(Page::shows)
    }

    /// Returns the pages, the one in front first.
    pub(crate) fn pages(&self) -> impl Iterator<Item = &dyn Page> {
        self.over.iter().rev().filter_map(Screen::page)
    }

    /// Returns the keys of the drafts that open forms are kept under.
    pub(crate) fn draft_keys(&self) -> impl Iterator<Item = &DraftKey> {
        self.forms()
            .filter_map(|screen| screen.form.draft_key.as_ref())
    }

    /// Says whether the form that a draft is of waits for its write.
    pub(crate) fn is_saving(&self, key: &DraftKey) -> bool {
        self.forms()
            .any(|screen| screen.saving.is_some() && screen.form.draft_key.as_ref() == Some(key))
    }

    /// Says whether the desk is being opened or made.
    pub(crate) fn is_opening(&self) -> bool {
        self.form()
            .is_some_and(|screen| screen.saving == Some(OPENING))
    }

    /// Lets the form go on that waited for a write that was refused; returns the incident it is
    /// about.
    pub(crate) fn end_saving(&mut self, ticket: Ticket) -> Option<IncidentId> {
        let screen = self
            .forms_mut()
            .find(|screen| screen.saving == Some(ticket))?;
        screen.saving = None;
        screen.sheet.incident()
    }

    /// Takes the form away that waited for a write that is committed.
    pub(crate) fn take_saved(&mut self, ticket: Ticket) -> Option<Box<FormScreen>> {
        let is_it = |screen: &Screen| matches!(screen, Screen::Form(screen) if screen.saving == Some(ticket));
        let at = self.over.iter().position(is_it)?;
        match self.over.remove(at) {
            Screen::Form(screen) => Some(screen),
            _ => None,
        }
    }

    /// Shows in its form when a draft was last kept.
    pub(crate) fn kept(&mut self, key: &DraftKey, at: Instant) {
        for screen in self.forms_mut() {
            if screen.form.draft_key.as_ref() == Some(key) {
                screen.form.kept_at = Some(at);
            }
        }
    }

    /// Shows what is like what is being logged.
    pub(crate) fn show_alike(&mut self, alike: &FoundAlike) {
        for screen in self.forms_mut() {
            if screen.probed.is_some() {
                screen.matches.clone_from(&alike.found);
                screen.names.clone_from(&alike.names);
                screen.kept = alike.kept;
                screen.is_more = alike.is_more;
            }
        }
    }
}

fn scopes_of(screen: &Screen, panes: &Panes) -> Vec<Scope> {
    match screen {
        Screen::Desk if panes.filtering => vec![Scope::Filter],
        Screen::Desk => vec![panes.pane.scope(), Scope::List, Scope::Everywhere],
        Screen::Form(_) => vec![Scope::Form],
        Screen::Palette(_) => vec![Scope::Palette],
        Screen::Confirm(question) if question.is_grave => vec![Scope::GraveQuestion],
        Screen::Confirm(_) => vec![Scope::Question],
        Screen::Incident(page) => page.scopes(),
        Screen::Advice(page) => page.scopes(),
        Screen::Explain(page) => page.scopes(),
        Screen::Send(page) => page.scopes(),
        Screen::Lines(page) => page.scopes(),
        Screen::Words(page) => page.scopes(),
        Screen::Register(page) => page.scopes(),
    }
}
