//! Which column says what: the usual headings of a control list are recognised, the user's word goes before.

mod error;
mod field;
mod guess;
mod mapping;
mod resolve;

pub use super::controls::{SheetControl, rows};
pub use super::links::SheetLink;
pub use error::ColumnsError;
pub use field::Field;
pub use guess::guess;
pub use mapping::Mapping;
pub use resolve::resolve;
