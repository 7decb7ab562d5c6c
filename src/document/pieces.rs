//! The pieces of a text, nearly always one.

use std::ops::Deref;

use super::Piece;

/// The pieces of a text, used as a slice. A text that stands in the article as it is has one piece, and
/// that needs no memory of its own.
#[derive(Clone, Debug)]
pub struct Pieces(Inner);

#[derive(Clone, Debug)]
enum Inner {
    One(Piece),
    Many(Vec<Piece>),
}

impl From<Piece> for Pieces {
    fn from(piece: Piece) -> Self {
        Self(Inner::One(piece))
    }
}

impl From<Vec<Piece>> for Pieces {
    fn from(pieces: Vec<Piece>) -> Self {
        Self(Inner::Many(pieces))
    }
}

impl Default for Pieces {
    fn default() -> Self {
        Self(Inner::Many(Vec::new()))
    }
}

impl Deref for Pieces {
    type Target = [Piece];

    fn deref(&self) -> &[Piece] {
        match &self.0 {
            Inner::One(piece) => std::slice::from_ref(piece),
            Inner::Many(pieces) => pieces,
        }
    }
}

impl PartialEq for Pieces {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Pieces {}
