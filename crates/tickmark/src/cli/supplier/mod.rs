//! Commands on suppliers: the register, steps, policy and incidents, reports, what they ask of us, import and export.

mod exchange;
mod fields;
mod report;

use super::Done;
use super::args::{PlaceArgs, SupplierArgs, SupplierFields, SupplierVerb};
use super::out::{Shown, known, show, table};
use super::people::{Here, recorded};
use super::place::day;
use crate::words::MarkWords;
use crate::words::supplier::{
    CarriedWords, ChainWords, CuecWords, OversightWords, SupplierFiguresWords, SupplierIncidentWords, SupplierWords,
    SuppliersWords,
};
use app::Failure;
use app::ask::SuppliersOf;
use domain::command::{Command, SupplierCommand};
use domain::values::counted;
use domain::values::supplier::{
    CuecAnswer, CuecState, SupplierAssessment, SupplierIncident, SupplierRules, SupplierState, SupplierStep,
};
use jiff::civil::Date;
use serde_json::json;

pub(crate) fn supplier(args: &SupplierArgs) -> Done {
    match &args.verb {
        SupplierVerb::List { state, lacking, place } => list(place, state.as_deref(), *lacking),
        SupplierVerb::Chain(place) => chain(place),
        SupplierVerb::Add(fields) => add(fields),
        SupplierVerb::Revise { id, fields } => fields::revise(id, fields),
        SupplierVerb::Assess { id, result, done_on, next, place } => {
            let here = Here::open(place)?;
            let assessment = SupplierAssessment {
                on: or_today(&here, done_on.as_deref(), "--done-on")?,
                result: result.clone(),
                next: maybe(next.as_deref(), "--next")?,
            };
            let command = SupplierCommand::AssessSupplier { id: id.clone(), assessment };
            here.done(&format!("Recorded the assessment of {id}"), Command::Supplier(command))
        }
        SupplierVerb::Move { id, state, done_on, note, next_review, data_outcome, access_outcome, place } => {
            let here = Here::open(place)?;
            let to = known("state", state, SupplierState::parse, &SupplierState::ALL.map(SupplierState::id))?;
            let step = SupplierStep {
                to,
                on: or_today(&here, done_on.as_deref(), "--done-on")?,
                note: note.clone(),
                next_review: maybe(next_review.as_deref(), "--next-review")?,
                data: data_outcome.clone(),
                access: access_outcome.clone(),
            };
            let command = SupplierCommand::MoveSupplier { id: id.clone(), step };
            here.done(&format!("{id}: {}", to.title().to_lowercase()), Command::Supplier(command))
        }
        SupplierVerb::Rules { policy, approved, procedure, place } => {
            let approved = maybe(approved.as_deref(), "--approved")?;
            let rules = SupplierRules { policy: policy.clone(), approved, procedure: procedure.clone() };
            let command = SupplierCommand::SetSupplierRules { rules };
            Here::open(place)?.done("Named policy and procedure", Command::Supplier(command))
        }
        SupplierVerb::Incident { .. } => incident(&args.verb),
        SupplierVerb::Report(args) => report::report(&args.verb),
        SupplierVerb::Cuecs { state, place } => cuecs(place, state.as_deref()),
        SupplierVerb::Cuec { report, cuec, state, owner, control, reason, place } => {
            let here = Here::open(place)?;
            let answer = CuecAnswer {
                state: known("state", state, CuecState::parse, &CuecState::ALL.map(CuecState::id))?,
                owner: owner.as_deref().map(|typed| here.person(typed)).transpose()?,
                control: control.clone(),
                reason: reason.clone(),
            };
            let command = SupplierCommand::AnswerCuec { report: report.clone(), cuec: cuec.clone(), answer };
            here.done(&format!("Recorded how {cuec} of {report} is met"), Command::Supplier(command))
        }
        SupplierVerb::Import { file, sheet, preview, place } => {
            exchange::import(place, file, sheet.as_deref(), *preview)
        }
        SupplierVerb::Export { to, place } => exchange::export(place, to.path()),
    }
}

fn or_today(here: &Here<'_>, typed: Option<&str>, option: &str) -> Result<Date, Failure> {
    typed.map_or_else(|| Ok(here.app.clock().today()), |text| day(text, option))
}

fn maybe(typed: Option<&str>, option: &str) -> Result<Option<Date>, Failure> {
    typed.map(|text| day(text, option)).transpose()
}

fn add(fields: &SupplierFields) -> Done {
    let here = Here::open(&fields.place)?;
    let supplier = Box::new(fields::changed(&here, fields, fields::nothing())?);
    let receipt = here.change(Command::Supplier(SupplierCommand::AddSupplier { supplier }))?;
    here.once(&format!("Added {}", receipt.object), &[], Some(&receipt), json!({ "supplier": receipt.object }))
}

fn list(place: &PlaceArgs, state: Option<&str>, lacking: bool) -> Done {
    let ids = SupplierState::ALL.map(SupplierState::id);
    let state = state.map(|s| known("state", s, SupplierState::parse, &ids)).transpose()?;
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&SuppliersOf)?;
    let mut suppliers = SupplierWords::all(&here.names(), &answer);
    suppliers.retain(|one| state.is_none_or(|s| one.state == s.id()) && (!lacking || !one.findings.is_empty()));
    let rows = suppliers.iter().map(|one| {
        let findings: Vec<&str> = one.findings.iter().map(|f| f.what.as_str()).collect();
        vec![
            one.id.clone(),
            one.supplier.name.clone(),
            one.supplier.tier.to_string(),
            one.supplier.criticality.id().to_owned(),
            one.state.to_owned(),
            one.owner.as_ref().map(|o| o.name.clone()).unwrap_or_default(),
            one.next_review.clone().unwrap_or_default(),
            findings.join("; "),
        ]
    });
    let headers = ["Id", "Name", "Tier", "Criticality", "State", "Owner", "Next review", "Missing"];
    let figures = SupplierFiguresWords::of(&answer.report);
    let head = vec![
        recorded(&mark),
        format!(
            "Reviewed within a year: {} of {} under contract. Contracts with all that is wanted: {} of {}. Something missing: {} of {}.",
            figures.reviewed, figures.contracted, figures.agreed, figures.contracted, figures.lacking, figures.in_use
        ),
    ];
    let oversight = OversightWords::of(&answer);
    let tail = oversight.findings.iter().map(|finding| format!("In general: {}", finding.what)).collect();
    let shown = Shown { head, tables: vec![table("", &headers, rows)], tail };
    let chain = ChainWords::all(&answer);
    show(place, &shown, &SuppliersWords { figures, oversight, suppliers, chain, mark: MarkWords::of(Some(&mark)) })
}

fn chain(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&SuppliersOf)?;
    let words = ChainWords::all(&answer);
    let rows = words.iter().map(|link| {
        let again = if link.again { "see above" } else { "" };
        vec![format!("{}{}", "  ".repeat(link.depth), link.name), link.id.clone(), again.to_owned()]
    });
    let tables = vec![table("", &["Supplier", "Id", "Below it"], rows)];
    let json = json!({ "chain": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables, ..Shown::default() }, &json)
}

fn incident(verb: &SupplierVerb) -> Done {
    let SupplierVerb::Incident { id, supplier, what, happened, told_us, lessons, place } = verb else {
        return incidents(&PlaceArgs::default());
    };
    let (Some(supplier), Some(what)) = (supplier, what) else {
        return incidents(place);
    };
    let here = Here::open(place)?;
    let incident = SupplierIncident {
        supplier: supplier.clone(),
        on: or_today(&here, happened.as_deref(), "--happened")?,
        what: what.clone(),
        told_us_on: maybe(told_us.as_deref(), "--told-us")?,
        lessons: lessons.clone(),
    };
    let command = match id {
        Some(id) => SupplierCommand::ReviseSupplierIncident { id: id.clone(), incident },
        None => SupplierCommand::RecordSupplierIncident { incident },
    };
    let receipt = here.change(Command::Supplier(command))?;
    here.once(&format!("Recorded {}", receipt.object), &[], Some(&receipt), json!({ "incident": receipt.object }))
}

fn incidents(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&SuppliersOf)?;
    let words = SupplierIncidentWords::all(&here.names(), &answer);
    let rows = words.iter().map(|one| {
        let told = one.incident.told_us_on.map(|day| day.to_string()).unwrap_or_default();
        let name = answer.name(&one.incident.supplier).to_owned();
        let (what, lessons) = (one.incident.what.clone(), one.incident.lessons.clone());
        vec![one.id.clone(), name, one.incident.on.to_string(), told, what, lessons]
    });
    let tables = vec![table("", &["Id", "Supplier", "Happened", "Told us", "What", "Lessons"], rows)];
    let json = json!({ "incidents": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables, ..Shown::default() }, &json)
}

fn cuecs(place: &PlaceArgs, state: Option<&str>) -> Done {
    let ids = CuecState::ALL.map(CuecState::id);
    let state = state.map(|s| known("state", s, CuecState::parse, &ids)).transpose()?;
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&SuppliersOf)?;
    let (settled, asked) = answer.report.settled();
    let all = answer.report.cuecs.iter().filter(|cuec| state.is_none_or(|s| cuec.state == s));
    let words: Vec<CuecWords> = all.map(|cuec| CuecWords::of(&here.names(), cuec)).collect();
    let rows = words.iter().map(|one| {
        vec![
            one.report.clone(),
            one.id.clone(),
            answer.name(&one.supplier).to_owned(),
            one.text.clone(),
            one.state.to_owned(),
            one.owner.as_ref().map(|o| o.name.clone()).unwrap_or_default(),
            one.answer.control.clone().unwrap_or_default(),
            one.carried.as_ref().map(carried).unwrap_or_default(),
        ]
    });
    let headers =
        ["Report", "Id", "Supplier", "Asked of us", "State", "Owner", "Control", "Carried over, to be confirmed"];
    let tables = vec![table("", &headers, rows)];
    let head = vec![
        recorded(&mark),
        format!("Settled: {settled} of {} that current reports ask of us.", counted(asked, "control", "controls")),
    ];
    let json = json!({ "settled": settled, "asked": asked, "cuecs": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables, ..Shown::default() }, &json)
}

fn carried(one: &CarriedWords) -> String {
    let answer = &one.answer;
    let control = answer.control.as_deref().map(|id| format!(" by {id}")).unwrap_or_default();
    let reworded = if one.reworded { ", asked in other words" } else { "" };
    format!("{}: {}{control}{reworded}", one.from, answer.state.id())
}
