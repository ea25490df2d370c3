//! What is fuzzed. The same functions run over the same corpora, with mutations that are the same every
//! time, in the crate's own tests.

pub mod reference;
pub mod targets;
