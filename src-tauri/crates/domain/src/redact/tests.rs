//! How the text reads afterwards.
