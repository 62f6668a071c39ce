//! compartments
