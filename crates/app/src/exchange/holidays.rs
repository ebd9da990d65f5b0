//! Lists of holidays coming in: bytes to days with their names, before anything is changed.

use crate::Failure;
use domain::refusal::Refusal;
use domain::values::Holidays;

/// Reads a list of holidays: an iCalendar of whole days, or a sheet with the columns date and name.
///
/// # Errors
/// A refusal that names file, row and field, and says what would be right.
pub fn read_holidays(bytes: &[u8], name: &str) -> Result<Holidays, Failure> {
    formats::holidays::read(bytes, name)
        .map_err(|error| Refusal::NotPossible { sentence: error.to_string(), hint: error.hint() }.into())
}
