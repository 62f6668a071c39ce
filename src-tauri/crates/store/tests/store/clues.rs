//! clues
