//! Figures of the registers, as far as their data give them: counts with their denominators, no floats.

use super::due::DueEntry;
use super::special::last;
use crate::registers::Registers;
use crate::registers::isms::{HeldEntry, HeldLine};
use crate::reports::staff::staff;
use crate::values::isms::{RegisterKind, Value};
use jiff::civil::Date;

/// A figure with what it was counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kpi {
    /// A stable word for machines.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// The figure; of means, tenths.
    pub n: i64,
    /// Of how many; `None` for what is no share.
    pub of: Option<i64>,
    /// What was counted.
    pub under: &'static str,
    /// The figure is a mean in tenths.
    pub tenths: bool,
}

fn share(id: &'static str, title: &'static str, n: usize, of: usize, under: &'static str) -> Option<Kpi> {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    (of > 0).then(|| Kpi { id, title, n: count(n), of: Some(count(of)), under, tenths: false })
}

pub(super) fn kpis(
    registers: &Registers,
    kind: RegisterKind,
    all: &[&HeldEntry],
    due: &[DueEntry],
    on: Date,
) -> Vec<Kpi> {
    let in_time = due.iter().filter(|entry| !entry.overdue).count();
    let live: Vec<&HeldEntry> = all.iter().copied().filter(|held| held.live()).collect();
    let has = |field: &'static str| live.iter().filter(|held| held.fields.contains_key(field)).count();
    let mut kpis = vec![share("in_time", "In time", in_time, due.len(), "Not past the day on which they are due.")];
    match kind {
        RegisterKind::Assets => {
            kpis.push(share("with_owner", "With an owner", has("owner"), live.len(), "Of those not disposed of."));
            let under = "Of those not disposed of.";
            kpis.push(share("classified", "Classified", has("classification"), live.len(), under));
        }
        RegisterKind::Demand => kpis.push(share(
            "with_revenue",
            "With revenue",
            all.iter().filter(|held| held.fields.contains_key("revenue")).count(),
            all.len(),
            "Of all requests, those whose revenue a year was recorded.",
        )),
        RegisterKind::Objectives | RegisterKind::Measures => kpis.push(met(&live)),
        RegisterKind::Competence => kpis.push(enough(&live)),
        RegisterKind::Awareness => kpis.extend(trained(registers, &live, on)),
        RegisterKind::AccessReviews => kpis.extend(reviewed(all)),
        RegisterKind::Incidents => kpis.extend(incidents(all)),
        RegisterKind::Obligations => {
            let applies = |held: &&&HeldEntry| held.fields.get("applies").and_then(Value::yes) == Some(true);
            let applying: Vec<_> = live.iter().filter(applies).collect();
            let met = applying.iter().filter(|held| held.state == "met").count();
            kpis.push(share("met", "Met", met, applying.len(), "As their owners judge it, of those that apply."));
        }
        _ => {}
    }
    kpis.into_iter().flatten().collect()
}

fn met(live: &[&HeldEntry]) -> Option<Kpi> {
    let said = live.iter().filter_map(|held| last(held)?.fields.get("met").and_then(Value::yes));
    let said: Vec<bool> = said.collect();
    share("met", "Target met", said.iter().filter(|met| **met).count(), said.len(), "By the last result of each.")
}

fn enough(live: &[&HeldEntry]) -> Option<Kpi> {
    let lines = live.iter().flat_map(|held| &held.lines);
    let said: Vec<bool> = lines.filter_map(|line| line.fields.get("enough").and_then(Value::yes)).collect();
    share(
        "enough",
        "Competence shown",
        said.iter().filter(|yes| **yes).count(),
        said.len(),
        "Of what was recorded of people.",
    )
}

/// Completion by the sessions, and by the checks of people at work (clause 7.3).
fn trained(registers: &Registers, live: &[&HeldEntry], on: Date) -> Vec<Option<Kpi>> {
    let number = |line: &HeldLine, id: &str| {
        line.fields.get(id).and_then(Value::number).and_then(|n| usize::try_from(n).ok()).unwrap_or_default()
    };
    let sums = live.iter().filter_map(|held| last(held)).fold((0usize, 0usize), |(done, of), line| {
        (done.saturating_add(number(line, "completed")), of.saturating_add(number(line, "expected")))
    });
    let people = staff(registers, on);
    vec![
        share("completed", "Completed", sums.0, sums.1, "In the last session of each part."),
        share("trained", "Trained within a year", people.trained, people.at_work, "Of the people at work."),
    ]
}

fn reviewed(all: &[&HeldEntry]) -> Vec<Option<Kpi>> {
    let day = |held: &HeldEntry, id: &str| held.fields.get(id).and_then(Value::day);
    let closed: Vec<_> = all.iter().filter(|held| held.state == "closed").collect();
    let on_time = |held: &&&&HeldEntry| day(held, "closed_on") <= day(held, "due_on");
    let word = |line: &&HeldLine| line.fields.get("decision").and_then(Value::word).map(str::to_owned);
    let lines: Vec<&HeldLine> = all.iter().flat_map(|held| &held.lines).collect();
    let acts = |line: &&&HeldLine| matches!(word(line).as_deref(), Some("change" | "remove"));
    let wanted = lines.iter().filter(acts).count();
    let proved = lines.iter().filter(acts).filter(|line| line.fields.contains_key("proof")).count();
    vec![
        share("on_time", "Closed on time", closed.iter().filter(on_time).count(), closed.len(), "Of those closed."),
        share("proved", "Removals with proof", proved, wanted, "Of accounts to be changed or removed."),
    ]
}

fn incidents(all: &[&HeldEntry]) -> Vec<Option<Kpi>> {
    let grave = |held: &&&HeldEntry| matches!(held.word("severity"), Some("high" | "critical"));
    let open = all.iter().filter(|held| held.live()).count();
    let open_grave = all.iter().filter(|held| held.live()).filter(grave).count();
    let day = |held: &HeldEntry, id: &str| held.fields.get(id).and_then(Value::day);
    let days = all.iter().filter_map(|held| {
        let span = day(held, "recovered_on")?.since(day(held, "reported_on")?).ok()?;
        Some(i64::from(span.get_days()))
    });
    let days: Vec<i64> = days.collect();
    let count = i64::try_from(days.len()).unwrap_or(i64::MAX);
    let mean = (count > 0).then(|| Kpi {
        id: "days_to_recover",
        title: "Days to recover",
        n: (days.iter().sum::<i64>() * 20 + count) / (count * 2),
        of: None,
        under: "Mean of those recovered, from the report.",
        tenths: true,
    });
    let supplier = all.iter().filter(|held| held.fields.contains_key("supplier")).count();
    vec![
        share("open_grave", "High or critical", open_grave, open, "Of those that are open."),
        share("by_supplier", "Caused by suppliers", supplier, all.len(), "Of all that were recorded."),
        mean,
    ]
}
