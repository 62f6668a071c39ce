//! The rules through their one door, `domain::decide`: by tables, exhaustively where the table is closed,
//! and by laws for everything else.

mod amend;
mod assign;
mod build;
mod call;
mod directory;
mod dispose;
mod laws;
mod matrix;
mod meeting;
mod merge;
mod outcome;
mod phases;
mod record;
mod scramble;
mod session;
mod unit;
