//! Keys: nobody reads what he may not, nothing changes unseen.

mod accounts;
mod clues;
mod erasing;
mod junk;
mod locking;
mod looks;
mod walk;
