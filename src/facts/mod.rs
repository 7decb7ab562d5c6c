//! Facts: what a sentence states that can be true or false by value.
