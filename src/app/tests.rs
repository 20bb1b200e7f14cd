//! The desk as a person uses it: keys in, effects out.
