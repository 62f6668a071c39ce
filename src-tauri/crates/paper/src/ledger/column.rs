//! The columns of the ledger, and what a case has in each.

use super::{Book, Head};
use crate::words::Words;
use domain::Stamp;
use domain::call::Disposition;
use domain::case::RequestType;
use domain::view::{CaseState, LedgerLine, PromiseSeen};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Index,
    Number,
    CalledAt,
    Leader,
    Caller,
    Phone,
    Place,
    Request,
    Category,
    Matter,
    Disposition,
    Promise,
    PromisedDue,
    Lead,
    Assisting,
    Owner,
    Plan,
    Due,
    State,
}

pub enum Cell {
    Count(u32),
    Text(String),
    /// `provisional`: 暂定.
    Moment {
        at: Stamp,
        provisional: bool,
    },
}

/// One case with what only the full book knows of it.
pub struct Row<'a> {
    line: &'a LedgerLine,
    phone: Option<&'a str>,
}

use Column::*;

const FULL: [Column; 19] = [
    Index,
    Number,
    CalledAt,
    Leader,
    Caller,
    Phone,
    Place,
    Request,
    Category,
    Matter,
    Disposition,
    Promise,
    PromisedDue,
    Lead,
    Assisting,
    Owner,
    Plan,
    Due,
    State,
];
const MASKED: [Column; 18] = [
    Index,
    Number,
    CalledAt,
    Leader,
    Caller,
    Place,
    Request,
    Category,
    Matter,
    Disposition,
    Promise,
    PromisedDue,
    Lead,
    Assisting,
    Owner,
    Plan,
    Due,
    State,
];

impl Book {
    pub fn columns(&self) -> &'static [Column] {
        match self {
            Book::Full(_) => &FULL,
            Book::Masked(_) => &MASKED,
        }
    }

    pub fn rows(&self) -> Vec<Row<'_>> {
        match self {
            Book::Full(rows) => rows.iter().map(|row| Row { line: row.line(), phone: row.phone() }).collect(),
            Book::Masked(rows) => rows.iter().map(|row| Row { line: row.line(), phone: None }).collect(),
        }
    }
}

impl Column {
    /// Its key under `paper.column`.
    pub fn key(self) -> &'static str {
        match self {
            Index => "index",
            Number => "number",
            CalledAt => "calledAt",
            Leader => "leader",
            Caller => "caller",
            Phone => "phone",
            Place => "place",
            Request => "request",
            Category => "category",
            Matter => "matter",
            Disposition => "disposition",
            Promise => "promise",
            PromisedDue => "promisedDue",
            Lead => "lead",
            Assisting => "assisting",
            Owner => "owner",
            Plan => "plan",
            Due => "due",
            State => "state",
        }
    }

    /// Its room in halves of a Chinese character, without the margin of a cell. Kept narrow: all 19 share
    /// the 277 mm of a page, and each half more makes the print smaller (it is about 6.5 pt, 小六).
    pub fn room(self) -> usize {
        match self {
            Index | Request | Disposition => 4,
            State => 6,
            Leader | Category => 8,
            Number | Caller | Lead | Assisting | Owner => 10,
            Phone | Place => 12,
            Promise => 14,
            Plan => 18,
            CalledAt | PromisedDue => 22,
            // 暂定 and a year must stay readable when the cell shrinks to hold them.
            Due => 26,
            Matter => 32,
        }
    }

    /// Short words stand in the middle; sentences begin at the left.
    pub fn centred(self) -> bool {
        match self {
            Index | Number | CalledAt | Caller | Phone | Request | Disposition | PromisedDue | Due
            | State => true,
            Leader | Place | Category | Matter | Promise | Lead | Assisting | Owner | Plan => false,
        }
    }

    /// The closed choices of the column; empty where anything may be typed.
    pub fn choices(self) -> &'static [&'static str] {
        match self {
            Request => &REQUESTS,
            Disposition => &DISPOSITIONS,
            State => &STATES,
            Index | Number | CalledAt | Leader | Caller | Phone | Place | Category | Matter | Promise
            | PromisedDue | Lead | Assisting | Owner | Plan | Due => &[],
        }
    }
}

const REQUESTS: [&str; 5] =
    ["request.inquiry", "request.complaint", "request.report", "request.help", "request.suggestion"];
const DISPOSITIONS: [&str; 3] =
    ["disposition.resolvedOnCall", "disposition.sameDay", "disposition.transferred"];
pub const OVERDUE: &str = "stage.overdue";
const STATES: [&str; 9] = [
    "stage.recording",
    "stage.pendingTriage",
    "stage.assigned",
    "stage.inProgress",
    OVERDUE,
    "stage.closed",
    "stage.merged",
    "stage.redirected",
    "stage.voided",
];

impl Row<'_> {
    pub fn cell(&self, column: Column, index: u32, head: &Head, words: &Words) -> Cell {
        let line = self.line;
        let text = |text: &str| Cell::Text(text.to_string());
        let word = |key: &str| Cell::Text(words.say(key));
        match column {
            Index => Cell::Count(index),
            Number => text(&line.number),
            CalledAt => Cell::Moment { at: line.called_at, provisional: false },
            Leader => text(&line.leader),
            Caller => text(&line.caller),
            Phone => self.phone.map_or_else(|| word("ledger.throughHotline"), text),
            Place => text(&line.place),
            Request => line.request.map_or_else(|| text(""), |request| word(request_key(request))),
            Category => text(&line.category),
            Matter if line.erased => word("ledger.erased"),
            Matter => text(&line.matter),
            Disposition => line.disposition.map_or_else(|| text(""), |how| word(disposition_key(how))),
            Promise => match &line.promise {
                PromiseSeen::Unknown => text(""),
                PromiseSeen::Nothing => word("promise.nothing"),
                PromiseSeen::Made { .. } if line.erased => word("ledger.erased"),
                PromiseSeen::Made { words, .. } if words.is_empty() => word("promise.made"),
                PromiseSeen::Made { words, .. } => text(words),
            },
            PromisedDue => match &line.promise {
                PromiseSeen::Unknown | PromiseSeen::Nothing => text(""),
                PromiseSeen::Made { due: Some(at), .. } => Cell::Moment { at: *at, provisional: false },
                PromiseSeen::Made { due: None, .. } => word("promise.noDate"),
            },
            Lead => text(&line.lead),
            Assisting => text(&line.assisting.join(&words.say("ledger.list"))),
            Owner => text(&line.owner),
            Plan => text(&line.plan),
            Due => match line.due {
                Some(at) => Cell::Moment { at, provisional: line.provisional.is_some() },
                None => text(""),
            },
            State => word(self.state_key(head.as_of)),
        }
    }

    fn state_key(&self, as_of: Stamp) -> &'static str {
        let late = self.line.due.is_some_and(|due| due < as_of);
        match self.line.state {
            CaseState::Assigned | CaseState::InProgress if late => OVERDUE,
            CaseState::Recording => "stage.recording",
            CaseState::PendingTriage => "stage.pendingTriage",
            CaseState::Assigned => "stage.assigned",
            CaseState::InProgress => "stage.inProgress",
            CaseState::Replied => "stage.replied",
            CaseState::PendingCallback => "stage.pendingCallback",
            CaseState::Listed => "stage.listed",
            CaseState::Closed => "stage.closed",
            CaseState::Merged => "stage.merged",
            CaseState::Redirected => "stage.redirected",
            CaseState::Voided => "stage.voided",
        }
    }
}

fn request_key(request: RequestType) -> &'static str {
    match request {
        RequestType::Inquiry => "request.inquiry",
        RequestType::Complaint => "request.complaint",
        RequestType::Report => "request.report",
        RequestType::Help => "request.help",
        RequestType::Suggestion => "request.suggestion",
    }
}

fn disposition_key(disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::ResolvedOnCall => "disposition.resolvedOnCall",
        Disposition::SameDay => "disposition.sameDay",
        Disposition::Transferred => "disposition.transferred",
    }
}
