//! The key table: the one source of the footer, the `?` page, the palette and the manual.

use super::binding::Binding;
use super::scope::Scope;
use crate::app::action::Action;
use crate::app::key::Key;

macro_rules! table {
    ($($scope:ident { $( $($key:expr),+ => $action:ident, $short:literal, $words:literal $(, $alias:ident)? ; )* })*) => {
        /// Every binding; within a scope, the most used first.
        pub const BINDINGS: &[Binding] = &[$($(
            Binding {
                scope: Scope::$scope,
                keys: &[$($key),+],
                action: Action::$action,
                short: $short,
                words: $words,
                alias: table!(@alias $($alias)?),
            },
        )*)*];
    };
    (@alias) => { false };
    (@alias alias) => { true };
}

use Key::{
    BackTab, Char as C, Ctrl, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up,
};

table! {
    Incoming {
        Enter => Enter, "open", "open the incident";
        C('a') => Advice, "advice", "see what the protocol says of it, and why";
        C('e') => EditForm, "form", "fill in its alert form";
        C('c') => Call, "call", "record a call, or that somebody was told";
        C('x') => Done, "done", "record what stops its most urgent clock";
        C('s') => SendForm, "send", "see what is still needed and send the alert";
        C('/') => Filter, "filter", "show only what matches the words typed";
        C('f') => WhichIncidents, "which", "change which incidents are listed: incoming, open, all";
    }
    FormPane {
        Enter => EditForm, "fill in", "fill in the alert form";
        C('e') => EditForm, "fill in", "fill in the alert form", alias;
        C('s') => SendForm, "send", "see what is still needed and send the alert";
        C('a') => Advice, "advice", "see what the protocol says of it, and why";
    }
    Deadlines {
        Enter => Enter, "explain", "see the count day by day; Enter again opens the incident";
        C('x') => Done, "done", "record what stops the clock";
        C('o') => Whose, "whose", "list one owner's duties alone, then the next one's, then all";
        C('z') => Fold, "fold", "fold a group to its heading, or open it again";
        C('a') => Advice, "advice", "see what the protocol says of it, and why";
        C('e') => EditForm, "form", "fill in its alert form";
        C('s') => SendForm, "send", "see what is still needed and send the alert";
        C('c') => Call, "call", "record a call, or that somebody was told";
        C('/') => Filter, "filter", "show only what matches the words typed";
    }
    Contacts {
        C('c') => Call, "call", "record a call, answered or not";
        C('v') => Confirm, "confirm", "say how the entry was checked, and that it is right";
        C('e') => EditContact, "edit", "change the name, numbers or mailbox";
        Enter => EditContact, "edit", "change the name, numbers or mailbox", alias;
    }
    Incident {
        C('a') => Advice, "advice", "see what the protocol says of it, and why";
        C('e') => EditForm, "form", "fill in its alert form";
        C('s') => SendForm, "send", "see what is still needed and send the alert";
        C('x') => Done, "done", "record that the next step is done, or anything else that happened";
        C('c') => Call, "call", "record a call, or that somebody was told";
        C('p') => AddPerson, "person", "put a person on the incident";
        C('X') => Record, "record", "record anything that happened: told, held, closed, reopened; whatever is next";
        C('i') => Note, "note", "write a note on the timeline";
        C('t') => AddTask, "task", "add a task with an owner and a day";
        C('R') => Restrict, "restrict", "restrict the record, because, or lift that; of a restricted one lists show the reference alone";
        Right => NextPane, "next tab", "go to the next tab: people, decisions, meetings, checks, tasks, papers, links";
        Left => PreviousPane, "previous tab", "go to the previous tab";
    }
    People {
        Enter => Enter, "change", "change who the chosen person is";
        C('D') => TakeBack, "take off", "take the chosen person off, because, or put them back; they stay visible";
    }
    Timeline {
        Enter => Correct, "correct", "correct an entry's time; the old one stays visible";
    }
    Steps {
        Enter => Enter, "words", "read what the step asks and the words it rests on";
        C('x') => Done, "done", "record that the chosen step is done";
    }
    Ledger {
        Enter => Enter, "open", "open, read or fill in the chosen line";
        C('x') => Done, "done", "answer, or record as done: returned, considered, held, written";
        C('+') => Add, "add", "add one: a task, a link, somebody to a meeting";
        C('D') => TakeBack, "take back", "take the chosen entry back, because; it stays visible";
    }
    Meeting {
        C('y') => AnswerYes, "accepted", "the chosen person accepted";
        C('n') => AnswerNo, "apologies", "the chosen person sent apologies";
        C('t') => Attended, "attended", "the chosen person attended";
        C('-') => AnswerUnknown, "no answer", "the chosen person has not answered";
    }
    Handover {
        Enter => Enter, "open", "open the incident, read the handover, or offer this one";
        C('x') => Done, "accept", "accept the chosen handover by name";
        C('w') => Print, "write out", "write the handover out as text, to print";
    }
    Alike {
        Enter => Enter, "go on", "go on with the chosen incident, what is typed ready as a note on it";
    }
    FoundPeople {
        Enter => Enter, "chronology", "read what happened to the chosen person over every incident they are on";
    }
    Chronology {
        Enter => Enter, "open", "open the incident at the place of the chosen line; Esc comes back";
    }
    LeftBehind {
        Enter => Enter, "go on", "take it up: the form opens with what was typed";
        C('c') => Compare, "compare", "set what was typed against what is recorded, field by field";
        C('D') => TakeBack, "put away", "put it away: it stays in the file and is offered no more";
        C('n') => New, "new call", "log a new call, beside those that are half logged";
        C('F') => ForgetOld, "drop old", "drop what was left or put away more than 28 days ago, after a question";
    }
    Queues {
        Enter => Enter, "open", "open the case; Esc comes back to it";
        C('x') => Done, "done", "record that the next step of the case is done";
        C('l') => Letter, "letter", "read the letter that the queue waits for, and record it as written";
        C('/') => Filter, "register", "open the register with all that is in the queue";
        C('a') => Advice, "advice", "see what the protocol says of it, and why";
        C('e') => EditForm, "form", "fill in its alert form";
        C('c') => Call, "call", "record a call, or that somebody was told";
        C('i') => Note, "note", "write a note on its timeline";
    }
    Register {
        Enter => Enter, "open", "open the incident; Esc comes back to its row";
        C('/') => Filter, "query", "ask for some of the incidents; ? there shows how";
        C('s') => SortBy, "sort", "sort by the marked column; again, the other way round";
        C('S') => SortByToo, "sort too", "what is equal so far, by the marked column; again, the other way round";
        C('f') => FilterBy, "only this", "show only what has the marked column's value of this row too";
        C('b') => CountBy, "count by", "count by the marked column: months, teams, reasons; Enter there asks for one";
        C('v') => Views, "views", "choose a view: yours, the desk's, the protocol's";
        C('w') => SaveView, "save view", "save the query, the order and the columns as a view";
        C('x') => Done, "done", "record that the next step of the case is done";
        C('a') => Advice, "advice", "see what the protocol says of it, and why";
        C('e') => EditForm, "form", "fill in its alert form";
        C('c') => Call, "call", "record a call, or that somebody was told";
        C('i') => Note, "note", "write a note on its timeline";
        C('C') => Columns, "columns", "choose the columns and their order";
        C('m') => Mark, "mark", "mark the row, or take the mark away";
        Right => ColumnRight, "column", "to the next column";
        Left => ColumnLeft, "column back", "to the column before";
        C('l') => ColumnRight, "column", "to the next column", alias;
        C('h') => ColumnLeft, "column back", "to the column before", alias;
        C('G') => Last, "last", "to the last", alias;
    }
    RegisterViews {
        Enter => Enter, "choose", "look at the register as the view does";
        C('D') => TakeBack, "drop", "drop a view that was saved here";
        Esc => Back, "back", "go back to the rows";
    }
    RegisterCounts {
        Enter => Enter, "these", "ask the register for the chosen ones";
        Esc => Back, "back", "go back to the rows";
    }
    RegisterColumns {
        Enter => Enter, "choose", "show the column or leave it out";
        Right => ColumnRight, "later", "put the column one place later";
        Left => ColumnLeft, "earlier", "put the column one place earlier";
        Esc => Back, "back", "go back to the rows";
    }
    RegisterQuery {
        Enter => Enter, "ask", "keep the query and go to the rows";
        Tab => Complete, "complete", "complete the word, or list what it can be";
        C('?') => Help, "language", "what can be asked, and how";
        Esc => Back, "leave", "leave the query as it was";
    }
    Reports {
        Enter => Enter, "list", "list what the chosen number counts, open the incident, or leave an audience out";
        C('f') => WhichReport, "which", "the next report: what came in, was done in time, was learned, for inspection";
        Right => ColumnRight, "later", "the same as many months later";
        Left => ColumnLeft, "earlier", "the same as many months earlier";
        C('m') => Longer, "months", "of how many months: one, three, six, twelve";
        C('x') => Done, "shared", "mark what was learned as shared with the audiences, after a question";
    }
    // The digits of the panes keep their meaning: whoever leaves by one answers nothing.
    Advice {
        C('y') => AnswerYes, "yes", "answer the chosen question: yes";
        C('n') => AnswerNo, "no", "answer the chosen question: no";
        C('-') => AnswerUnknown, "not known", "take the last answer back: not known";
        C('r') => Raised, "raised", "record that the alert is raised";
        C('d') => NotRaised, "not raised", "record that it is not raised, because";
        Enter => Enter, "words", "read the source's own words, or answer in full";
        C('e') => EditForm, "form", "fill in the alert form";
        C('s') => SendForm, "send", "see what is still needed and send the alert";
        C('c') => Call, "call", "record a call, or that somebody was told";
        C('5') => AnswerFirst, "1st word", "answer a question with words: the first of them";
        C('6') => AnswerSecond, "2nd word", "the second";
        C('7') => AnswerThird, "3rd word", "the third";
        C('8') => AnswerFourth, "4th word", "the fourth";
    }
    Send {
        Enter => Submit, "write", "write the draft e-mail to the outbox";
        C('x') => Done, "sent?", "say when your mail program sent it, or that it could not";
        C('t') => MailText, "text", "read the text of the mail, ready to copy";
        C('e') => EditForm, "form", "go back to the form";
        C('v') => Confirm, "confirm", "say how the chosen recipient's mailbox was checked, and that it is right";
        C('m') => EditContact, "mailbox", "change the chosen recipient's mailbox and numbers";
        C('+') => Add, "add", "send it to somebody else from Contacts too";
        C('D') => TakeBack, "take off", "take the chosen recipient off whom the desk added";
    }
    Explain {
        Enter => EditIncident, "open", "open the incident";
        C('x') => Done, "done", "record what stops the clock";
    }
    List {
        Up => Up, "up", "up";
        Down => Down, "down", "down";
        C('k') => Up, "up", "up", alias;
        C('j') => Down, "down", "down", alias;
        PageUp => PageUp, "page up", "a page up";
        PageDown => PageDown, "page down", "a page down";
        Ctrl('b') => PageUp, "page up", "a page up", alias;
        Ctrl('f') => PageDown, "page down", "a page down", alias;
        Home => First, "first", "to the first";
        End => Last, "last", "to the last";
    }
    Everywhere {
        C('n') => New, "new", "log a new incident";
        C('?') => Help, "keys", "every key that works here";
        C(':') => Palette, "palette", "find a command by its words";
        C('u') => Undo, "undo", "undo the last answer or entry";
        Esc => Back, "back", "go back; nothing is lost";
        Tab => NextPane, "next pane", "go to the next pane or tab";
        BackTab => PreviousPane, "previous", "go to the pane or tab before";
        C('1') => GoIncoming, "incoming", "go to Incoming";
        C('2') => GoForm, "form", "go to the alert form";
        C('3') => GoDeadlines, "deadlines", "go to Deadlines";
        C('4') => GoContacts, "contacts", "go to Contacts";
        C('g'), C('d') => GoDesk, "desk", "go to the desk";
        C('g'), C('a') => Advice, "advice", "go to the advice on the chosen incident";
        C('g'), C('c') => GoContacts, "contacts", "go to Contacts";
        C('g'), C('r') => GoRegister, "register", "go to the register: every incident ever, by any column, of any query";
        C('g'), C('f') => FindChild, "find a child", "find a child: by name however spelt, birth, number, address; with their chronology";
        C('g'), C('q') => GoQueues, "queues", "go to what waits for whoever keeps the register";
        C('g'), C('R') => GoReports, "reports", "go to the reports: what came in, was done in time, was learned, for inspection";
        C('g'), C('h') => GoHandover, "handover", "go to the handover";
        C('g'), C('l') => GoLeftBehind, "left behind", "go to what was left half typed";
        C('g'), C('n') => GoNotification, "notification", "go to the notification of the chosen incident";
        C('g'), C('w') => WentWrong, "went wrong", "read what the last error came of";
        C('g'), C('p') => OwnPassphrase, "passphrase", "change your own passphrase";
        C('V') => Privacy, "privacy", "show names, births and addresses in full, as initials, or hidden: one after the other";
        C('q') => Quit, "quit", "leave the desk";
        Ctrl('c') => Quit, "quit", "leave the desk", alias;
        Ctrl('l') => ConfirmClock, "clock is right", "say that the clock is right, where it is behind what is recorded";
        Ctrl('p') => Conceal, "conceal", "conceal the screen at once, whatever is in front; Enter shows it again";
        Ctrl(']') => Lock, "lock", "lock the desk at once; what is typed is kept";
    }
    BeforeOpen {
        Esc => Back, "back", "go back to the passphrase";
    }
    Form {
        Tab => NextField, "next", "to the next field";
        BackTab => PreviousField, "back", "to the field before";
        Ctrl('o') => Submit, "done", "log, save or record what was typed";
        Ctrl('t') => Help, "keys", "every key that works here, in this form and this field";
        Esc => Back, "leave", "leave the form; what was typed is kept as a draft";
        Ctrl('n') => AddGroup, "add person", "add a person";
        Ctrl('u') => FormUndo, "undo", "undo the last change";
        Ctrl('y') => FormRedo, "redo", "redo what was undone";
        Ctrl('e') => NextEmpty, "next empty", "to the next field with nothing in it, the needed ones first";
        Ctrl('k') => ClearField, "clear", "take away what stands in the field";
        Ctrl('x') => RemoveGroup, "remove person", "take the person away";
        Ctrl('d') => DropDraft, "discard", "throw away what was typed and not saved, after a question";
        Ctrl('g') => AddToExisting, "it is here", "open the incident that was found instead";
        Ctrl('l') => ConfirmClock, "clock is right", "say that the clock is right, where it is behind what is recorded";
        Ctrl('r') => WentWrong, "went wrong", "read what the last error came of";
        Ctrl('p') => Conceal, "conceal", "conceal the screen at once; Enter shows it again";
        Ctrl(']') => Lock, "lock", "lock the desk at once; what is typed is kept";
    }
    Filter {
        Enter => Enter, "keep", "keep the filter and go to the list";
        Esc => Back, "clear", "show everything again";
    }
    Palette {
        Enter => Enter, "do it", "do what is chosen";
        Esc => Back, "close", "close the palette";
    }
    Question {
        C('y') => Yes, "yes", "yes";
        C('n') => No, "no", "no";
        Enter => No, "no", "no", alias;
        Esc => No, "no", "no", alias;
    }
    GraveQuestion {
        C('Y') => Yes, "yes", "yes: the capital, so that y pressed twice records nothing";
        C('n') => No, "no", "no";
        Enter => No, "no", "no", alias;
        Esc => No, "no", "no", alias;
    }
}
