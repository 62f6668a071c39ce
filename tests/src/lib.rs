//! The harness: a desk in a temporary folder, a fixed clock, a scripted caller.
