//! Commands on a supplier's reports: asked for, recorded, reviewed, decided, bridged.

use super::{known, or_today};
use crate::cli::Done;
use crate::cli::args::{PlaceArgs, RecordReportArgs, SupplierReportVerb};
use crate::cli::out::{Shown, mend, show, table};
use crate::cli::people::{Here, recorded};
use crate::cli::place::day;
use crate::words::MarkWords;
use crate::words::supplier::SupplierReportWords;
use app::Failure;
use app::ask::SuppliersOf;
use domain::command::{Command, SupplierCommand};
use domain::values::supplier::{
    AskedOfUs, BridgeLetter, Certificate, ReportDecision, ReportException, ReportKind, ReportOpinion, SupplierReport,
};
use domain::values::{Window, counted};
use serde_json::json;

pub(super) fn report(verb: &SupplierReportVerb) -> Done {
    match verb {
        SupplierReportVerb::List { supplier, place } => list(place, supplier.as_deref()),
        SupplierReportVerb::Request { supplier, kind, note, place } => {
            let here = Here::open(place)?;
            let kind = known("kind", kind, ReportKind::parse, &ReportKind::ALL.map(ReportKind::id))?;
            let (supplier, note) = (supplier.clone(), note.clone());
            let command = SupplierCommand::RequestSupplierReport { supplier, kind, note };
            let receipt = here.change(Command::Supplier(command))?;
            let done = format!("Asked for as {}", receipt.object);
            here.once(&done, &[], Some(&receipt), json!({ "report": receipt.object }))
        }
        SupplierReportVerb::Record(args) => record(args),
        SupplierReportVerb::Review { id, finding, effect, done_on, place } => {
            let here = Here::open(place)?;
            let on = or_today(&here, done_on.as_deref(), "--done-on")?;
            let (finding, effects) = (finding.clone(), effect.clone());
            let command = SupplierCommand::ReviewSupplierReport { id: id.clone(), on, finding, effects };
            here.done(&format!("Recorded the review of {id}"), Command::Supplier(command))
        }
        SupplierReportVerb::Decide { id, decision, reason, place } => {
            let ids = ReportDecision::ALL.map(ReportDecision::id);
            let decision = known("decision", decision, ReportDecision::parse, &ids)?;
            let command = SupplierCommand::DecideSupplierReport { id: id.clone(), decision, reason: reason.clone() };
            let done = format!("{id}: {}", decision.title().to_lowercase());
            Here::open(place)?.done(&done, Command::Supplier(command))
        }
        SupplierReportVerb::Bridge { id, until, received, place } => {
            let here = Here::open(place)?;
            let received = or_today(&here, received.as_deref(), "--received")?;
            let letter = BridgeLetter { until: day(until, "--until")?, received };
            let command = SupplierCommand::RecordBridgeLetter { id: id.clone(), letter };
            here.done(&format!("Recorded the bridge letter of {id}"), Command::Supplier(command))
        }
    }
}

fn record(args: &RecordReportArgs) -> Done {
    let here = Here::open(&args.place)?;
    let opinion = known("opinion", &args.opinion, ReportOpinion::parse, &ReportOpinion::ALL.map(ReportOpinion::id))?;
    let exceptions = args.exception.iter().map(|text| ReportException { text: text.clone(), effect: String::new() });
    let certificate = args.body.clone().zip(args.scope.clone()).map(|(body, scope)| Certificate {
        body,
        accreditation: args.accreditation.clone(),
        scope,
        statement: args.statement.clone(),
    });
    let report = SupplierReport {
        period: Window { from: day(&args.from, "--from")?, until: day(&args.until, "--until")? },
        received: or_today(&here, args.received.as_deref(), "--received")?,
        opinion,
        exceptions: exceptions.collect(),
        cuecs: args.cuec.iter().map(|typed| asked(typed)).collect::<Result<_, _>>()?,
        carve_outs: args.carve_out.iter().cloned().collect(),
        certificate,
        evidence: args.evidence.clone(),
    };
    let command = SupplierCommand::RecordSupplierReport { id: args.id.clone(), report: Box::new(report) };
    here.done(&format!("Recorded what {} says", args.id), Command::Supplier(command))
}

fn asked(typed: &str) -> Result<AskedOfUs, Failure> {
    let (id, text) = typed.split_once('|').ok_or_else(|| {
        mend(format!("--cuec: `{typed}` has no text"), "write it like `CUEC-1|Restrict who administers the account`")
    })?;
    Ok(AskedOfUs { id: id.trim().to_owned(), text: text.trim().to_owned() })
}

fn list(place: &PlaceArgs, supplier: Option<&str>) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&SuppliersOf)?;
    let ids = answer.register.suppliers.keys().filter(|id| supplier.is_none_or(|wanted| wanted == id.as_str()));
    let words: Vec<SupplierReportWords> =
        ids.flat_map(|id| SupplierReportWords::all(&here.names(), &answer, id)).collect();
    let rows = words.iter().map(|one| {
        let period = one.report.as_ref().map(|r| format!("{} to {}", r.period.from, r.period.until));
        let gap = one.gap.as_ref().map(|gap| format!("{}, {} open", counted(gap.days, "day", "days"), gap.open));
        vec![
            one.id.clone(),
            answer.name(&one.supplier).to_owned(),
            one.kind.to_owned(),
            period.unwrap_or_default(),
            one.state.to_owned(),
            gap.unwrap_or_default(),
            one.review.as_ref().map(|review| review.on.clone()).unwrap_or_default(),
            one.last_day.clone().unwrap_or_default(),
        ]
    });
    let headers = ["Id", "Supplier", "Kind", "Period", "State", "Since its period", "Reviewed", "In date until"];
    let json = json!({ "reports": words, "mark": MarkWords::of(Some(&mark)) });
    let shown = Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], ..Shown::default() };
    show(place, &shown, &json)
}
