//! The engine against models that are too simple to be wrong.

mod defects;
mod drawn;
mod files;
mod forgetting;
mod graphs;
mod hostile;
mod hostile_sequences;
mod ladder;
mod model;
mod oracle;
mod programs;
mod retention;
mod rewriting;
mod sequence_model;
mod sequences;
mod sizes;
