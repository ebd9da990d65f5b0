//! One row of a list as where somebody stands, with every problem of the row.

use super::{RowReading, StaffLine, is};
use crate::people::{email_of, name_of};
use domain::values::StaffRow;
use domain::values::staff::StaffState;

/// Reads a row. Somebody known goes by the id, or else by the address; everybody else is new, and needs name and address.
pub(super) fn read(row: &mut RowReading<'_>) -> StaffLine {
    let (name, email) = (row.text("Name"), row.text("E-mail"));
    let (person, newcomer) = who(row, &name, &email);
    let called = [&name, &email, &person].into_iter().find(|word| !word.is_empty()).cloned().unwrap_or_default();
    let states = "candidate, active, moved, notice or left";
    let said = StaffRow {
        person,
        called,
        state: row.one("State", state, states),
        position: row.text("Position"),
        joined: row.day("First day"),
        leaves: row.day("Last day"),
        remote: row.flag("Remote"),
    };
    StaffLine { row: said, newcomer }
}

fn state(typed: &str) -> Option<StaffState> {
    let by_title = || StaffState::ALL.into_iter().find(|state| is(typed, state.title()));
    StaffState::parse(typed).or_else(by_title)
}

/// The id of whoever is meant; for somebody new the address in its place, and name and address.
fn who(row: &mut RowReading<'_>, name: &str, email: &str) -> (String, Option<(String, String)>) {
    let id = row.text("Person");
    let address = if email.is_empty() { Ok(None) } else { email_of(email).map(Some) };
    let key = address.as_ref().ok().and_then(|address| address.as_ref().map(|address| address.key()));
    let found = key.as_deref().and_then(|key| row.people().find(key)).or_else(|| row.people().find(email));
    if !id.is_empty() {
        if row.people().find(&id).as_ref() != Some(&id) {
            let hint = "leave it empty for somebody new; everybody else is known by the address";
            row.wrong("Person", format!("nobody here is known as `{id}`"), hint);
        } else if !email.is_empty() && found.as_ref() != Some(&id) {
            let hint = "leave the address out: a list changes nobody's address";
            row.wrong("E-mail", format!("`{email}` is not the address of this person"), hint);
        }
        return (id, None);
    }
    if let Some(known) = found {
        return (known, None);
    }
    row.needs("E-mail", "write the address, by which a person is known");
    if let Err(refusal) = &address {
        row.wrong("E-mail", refusal.to_string(), refusal.hint());
    }
    if let Err(refusal) = name_of(name) {
        row.wrong("Name", refusal.to_string(), refusal.hint());
    }
    (key.unwrap_or_else(|| email.to_owned()), Some((name.to_owned(), email.to_owned())))
}
