//! The rules through their one door, `domain::decide`: by tables, exhaustively where the table is closed,
//! and by laws for everything else.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

/// The state of a stream of the one kind that it can be of.
macro_rules! only {
    ($kind:ident, $state:expr) => {{
        let domain::State::$kind(state) = $state else { panic!("a stream of another kind") };
        *state
    }};
}

mod accounts;
mod amend;
mod assign;
mod build;
mod build_follow;
mod call;
mod callbacks;
mod clue;
mod directory;
mod dispose;
mod erasure;
mod evidence;
mod extensions;
mod follow_matrix;
mod governed;
mod ladder;
mod laws;
mod matrix;
mod meeting;
mod merge;
mod office;
mod outcome;
mod permission;
mod phases;
mod plan;
mod policies;
mod record;
mod returns;
mod rota;
mod scramble;
mod seats;
mod session;
mod signers;
mod trees;
mod unit;
