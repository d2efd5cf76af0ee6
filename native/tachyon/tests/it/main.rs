//! The engine against models that are too simple to be wrong.

mod drawn;
mod graphs;
mod hostile;
mod oracle;
mod programs;
mod sizes;
