//! What a key can do. The table in [`super::keymap`] binds each to its key.

/// Something a person asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "each is described once, in the words of the key table"
)]
pub enum Action {
    // anywhere
    Help,
    Palette,
    Quit,
    Back,
    Undo,
    New,
    GoDesk,
    GoContacts,
    GoDeadlines,
    GoIncoming,
    GoForm,
    GoHandover,
    GoLeftBehind,
    GoNotification,
    ConfirmClock,
    Conceal,
    Lock,
    WentWrong,
    // moving
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    NextPane,
    PreviousPane,
    Enter,
    // lists
    Filter,
    WhichIncidents,
    Whose,
    Fold,
    // an incident
    Advice,
    EditForm,
    EditIncident,
    AddPerson,
    Call,
    Done,
    Note,
    Correct,
    SendForm,
    AddTask,
    Record,
    Restrict,
    // ledgers
    Add,
    TakeBack,
    Attended,
    Print,
    MailText,
    Compare,
    ForgetOld,
    // advice
    AnswerYes,
    AnswerNo,
    AnswerUnknown,
    AnswerFirst,
    AnswerSecond,
    AnswerThird,
    AnswerFourth,
    Raised,
    NotRaised,
    // contacts
    Confirm,
    EditContact,
    // forms
    Submit,
    NextField,
    PreviousField,
    NextEmpty,
    ClearField,
    FormUndo,
    FormRedo,
    AddGroup,
    RemoveGroup,
    DropDraft,
    AddToExisting,
    // questions
    Yes,
    No,
}
