//! Commands on internal audits: the programme, an audit from its plan to its end, what was covered.

mod doing;
mod programme;
mod read;

use super::Done;
use super::args::{AuditArgs, AuditPlanFields, AuditVerb as Verb};
use super::out::mend;
use super::people::Here;
use super::place::day;
use app::Failure;
use app::ask::AuditOf;
use domain::command::{AuditCommand, Command};
use domain::values::Window;
use domain::values::audit::AuditPlan;
use jiff::civil::Date;
use serde_json::json;
use std::collections::BTreeSet;

pub(crate) fn audit(args: &AuditArgs) -> Done {
    match &args.verb {
        Verb::Programme(args) => programme::programme(args),
        Verb::List { place } => read::list(place),
        Verb::Show { id, place } => read::one(place, id),
        Verb::Checklist { id, open, place } => read::checklist(place, id, *open),
        Verb::Coverage { programme, place } => read::coverage(place, programme.as_deref()),
        Verb::Plan(fields) => plan(fields),
        Verb::Replan { id, fields } => replan(id, fields),
        other => doing::done(other),
    }
}

fn plan(fields: &AuditPlanFields) -> Done {
    let here = Here::open(&fields.place)?;
    let (Some(from), Some(until)) = (&fields.from, &fields.until) else {
        return Err(mend("the planned days are missing", "write --from DATE --until DATE"));
    };
    let window = Window { from: day(from, "--from")?, until: day(until, "--until")? };
    let text = String::new;
    let nothing =
        AuditPlan { title: text(), scope: [].into(), window, criteria: text(), methods: text(), hired: [].into() };
    let command = AuditCommand::PlanAudit { plan: Box::new(changed(fields, nothing)?) };
    let receipt = here.change(Command::Audit(command))?;
    here.once(&format!("Planned {}", receipt.object), &[], Some(&receipt), json!({ "audit": receipt.object }))
}

fn replan(id: &str, fields: &AuditPlanFields) -> Done {
    let here = Here::open(&fields.place)?;
    let was = here.ask(&AuditOf(id.to_owned()))?.0.held.plan;
    let command = AuditCommand::ReplanAudit { id: id.to_owned(), plan: Box::new(changed(fields, was)?) };
    here.done(&format!("{id}: planned otherwise"), Command::Audit(command))
}

fn changed(fields: &AuditPlanFields, was: AuditPlan) -> Result<AuditPlan, Failure> {
    let text = |typed: &Option<String>, was: String| typed.clone().unwrap_or(was);
    let on = |typed: &Option<String>, option, was: Date| typed.as_ref().map_or(Ok(was), |text| day(text, option));
    Ok(AuditPlan {
        title: text(&fields.title, was.title),
        scope: fields.scope.as_deref().map_or(was.scope, listed),
        window: Window {
            from: on(&fields.from, "--from", was.window.from)?,
            until: on(&fields.until, "--until", was.window.until)?,
        },
        criteria: text(&fields.criteria, was.criteria),
        methods: text(&fields.methods, was.methods),
        hired: if fields.hired.is_empty() { was.hired } else { fields.hired.iter().cloned().collect() },
    })
}

/// Ids with commas between them.
fn listed(typed: &str) -> BTreeSet<String> {
    typed.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The day that was named, or today.
fn on(here: &Here<'_>, typed: Option<&String>) -> Result<Date, Failure> {
    typed.map_or_else(|| Ok(here.app.clock().today()), |text| day(text, "--done-on"))
}
