//! Imports read.
