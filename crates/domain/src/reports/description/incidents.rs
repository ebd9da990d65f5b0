//! What DC 4 has to tell: incidents of suppliers and of the organisation's own register that touch the days of an engagement.

use super::checks::names;
use crate::registers::Registers;
use crate::registers::engagement::HeldEngagement;
use crate::registers::isms::HeldEntry;
use crate::values::Window;
use crate::values::isms::{RegisterKind, Value};
use jiff::civil::Date;

/// How the incidents register decides about the system description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decided {
    /// It belongs in the description of these engagements, or of any whose days it touches.
    Belongs,
    /// It came from no ineffective control and broke no commitment, with its reason in the register.
    DoesNot,
    /// Nobody has decided yet.
    Open,
}

/// The proposal for DC 4: incidents of suppliers, then own incidents that the register says belong in it, each with nature,
/// time, extent and effect as far as they are recorded.
pub(super) fn proposed(registers: &Registers, id: &str, held: &HeldEngagement) -> Vec<(&'static str, Vec<String>)> {
    let suppliers = of_suppliers(registers, held).map(|(id, on, what)| format!("{id}, {on}: {what}")).collect();
    let own = own(registers, id, held).filter(|(_, decided)| *decided == Decided::Belongs);
    vec![
        ("Incidents of suppliers that are recorded for these days:", suppliers),
        ("Own incidents of these days that the register says belong here:", own.map(|(one, _)| told(one)).collect()),
    ]
}

/// Incidents of these days that DC 4 does not name and that nothing excuses from it, each with what is to be done.
pub(super) fn untold(registers: &Registers, id: &str, held: &HeldEngagement, text: &str) -> Vec<String> {
    let suppliers = of_suppliers(registers, held).filter(|(id, _, _)| !names(text, id));
    let suppliers = suppliers.map(|(id, on, _)| format!("{id} of {on}: name it, or say why it broke nothing"));
    let own = own(registers, id, held).filter(|(one, _)| !names(text, &one.id));
    let own = own.filter_map(|(one, decided)| {
        let on = began(one).map(|on| format!(" of {on}")).unwrap_or_default();
        match decided {
            Decided::Belongs => Some(format!("{}{on}: the register says that it belongs here: name it", one.id)),
            Decided::Open => Some(format!(
                "{}{on}: decide in the register of incidents whether it belongs here: did a control not work, or was a \
                 commitment not kept?",
                one.id
            )),
            Decided::DoesNot => None,
        }
    });
    suppliers.chain(own).collect()
}

fn of_suppliers<'a>(
    registers: &'a Registers,
    held: &HeldEngagement,
) -> impl Iterator<Item = (&'a str, Date, &'a str)> + use<'a> {
    let days = held.engagement.kind.days();
    let within = registers.suppliers.incidents.iter().filter(move |(_, one)| days.contains(one.incident.on));
    within.map(|(id, one)| (id.as_str(), one.incident.on, one.incident.what.as_str()))
}

/// Own incidents that count and touch these days, or that name this engagement, by number. One that names other engagements
/// alone is told there.
fn own<'a>(
    registers: &'a Registers,
    id: &'a str,
    held: &HeldEngagement,
) -> impl Iterator<Item = (&'a HeldEntry, Decided)> + use<'a> {
    let days = held.engagement.kind.days();
    registers.isms.of(RegisterKind::Incidents).filter(|one| one.there()).filter_map(move |one| {
        let decided = match one.word("dc4") {
            Some("belongs") => Decided::Belongs,
            Some(_) => Decided::DoesNot,
            None => Decided::Open,
        };
        let mut named = one.fields.get("engagement").into_iter().flat_map(Value::links).peekable();
        let ours = if named.peek().is_none() { touches(one, days) } else { named.any(|engagement| engagement == id) };
        ours.then_some((one, decided))
    })
}

fn day(one: &HeldEntry, field: &str) -> Option<Date> {
    one.fields.get(field).and_then(Value::day)
}

/// The day on which it began; where that is not known, on which it was told.
fn began(one: &HeldEntry) -> Option<Date> {
    day(one, "began_on").or_else(|| day(one, "reported_on"))
}

/// Did it last into these days? One that nothing is recovered from lasts on.
fn touches(one: &HeldEntry, days: Window) -> bool {
    let over = day(one, "recovered_on");
    began(one).is_some_and(|from| from <= days.until && over.is_none_or(|until| until >= days.from))
}

fn told(one: &HeldEntry) -> String {
    let mut days = began(one).map(|on| on.to_string()).unwrap_or_default();
    if let Some(until) = day(one, "recovered_on") {
        days = format!("{days} to {until}");
    }
    let part = |label: &str, field: &str| {
        let said = one.word(field).filter(|said| !said.is_empty())?;
        Some(format!(" {label}: {}.", said.trim_end_matches('.')))
    };
    let mut text = format!("{}, {days}: {}.", one.id, one.title().trim_end_matches('.'));
    let parts = [("Severity", "severity"), ("What was seen", "description"), ("Why it belongs here", "dc4_reason")];
    text.extend(parts.into_iter().filter_map(|(label, field)| part(label, field)));
    text.extend(part("What brought the service back", "recovery"));
    text
}
