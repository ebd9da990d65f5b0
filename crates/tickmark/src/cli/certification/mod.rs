//! Commands on certification: bodies, projects, steps, visits, findings, certificates; what is told of them.

mod plans;
mod read;
mod visits;

use super::Done;
use super::args::{CertificationArgs, CertificationVerb as Verb, PlaceArgs};
use super::out::known;
use super::people::Here;
use super::place::day;
use app::Failure;
use domain::command::{CertificationCommand as Wanted, Command};
use domain::values::certification::{
    CertificationDecision, CertificationFinding, CertificationMove, CertificationState, FindingKind, ScopeChange,
    ScopeChangeKind, Settled, Settlement, SuspensionGround,
};
use jiff::civil::Date;
use std::collections::BTreeSet;

pub(crate) fn certification(args: &CertificationArgs) -> Done {
    match &args.verb {
        Verb::List { place } => read::list(place),
        Verb::Calendar(args) => super::home::certification_calendar(args),
        Verb::Show { id, place } => read::one(place, id),
        Verb::Check { id, place } => read::check(place, id),
        Verb::Body { .. } => plans::body(&args.verb),
        Verb::Accreditation { .. } => plans::accreditation(&args.verb),
        Verb::Plan(args) => plans::plan(args),
        Verb::Visit(verb) => visits::visit(verb),
        Verb::Advance { id, to, day, note, because, ground, place } => done(place, id, "the step is taken", |here| {
            let to =
                known("state", to, CertificationState::parse, &CertificationState::ALL.map(CertificationState::id))?;
            let grounds = SuspensionGround::ALL.map(SuspensionGround::id);
            let ground = ground.as_deref().map(|text| known("ground", text, SuspensionGround::parse, &grounds));
            let (ground, on) = (ground.transpose()?, on(here, day.as_deref())?);
            let step = CertificationMove { to, on, note: note.clone(), because: because.clone(), ground };
            Ok(Wanted::AdvanceCertification { id: id.clone(), step })
        }),
        Verb::Certify { id, number, scope, statement, day, note, place } => {
            done(place, id, "the certificate is recorded", |here| {
                let decision = CertificationDecision {
                    on: on(here, day.as_deref())?,
                    number: number.clone(),
                    scope: scope.clone(),
                    statement: statement.clone(),
                    note: note.clone(),
                };
                Ok(Wanted::RecordCertificate { id: id.clone(), decision: Box::new(decision) })
            })
        }
        Verb::Finding { .. } => finding(&args.verb),
        other => kept(other),
    }
}

fn finding(verb: &Verb) -> Done {
    let Verb::Finding { id, visit, kind, title, statement, item, day, owner, nonconformity, place } = verb else {
        unreachable!("certification() asks for a finding")
    };
    done(place, id, "the finding is recorded", |here| {
        let finding = CertificationFinding {
            visit: *visit,
            kind: known("kind", kind, FindingKind::parse, &FindingKind::ALL.map(FindingKind::id))?,
            title: title.clone(),
            statement: statement.clone(),
            item: item.clone(),
            on: on(here, day.as_deref())?,
            owner: owner.as_deref().map(|owner| here.person(owner)).transpose()?,
        };
        let (finding, nonconformity) = (Box::new(finding), nonconformity.clone());
        Ok(Wanted::RecordCertificationFinding { id: id.clone(), finding, nonconformity })
    })
}

/// What the body said of a finding; changes and marks.
fn kept(verb: &Verb) -> Done {
    match verb {
        Verb::Answer { id, number, how, note, day, place } => done(place, id, "the answer is recorded", |here| {
            let how = known("answer", how, Settlement::parse, &Settlement::ALL.map(Settlement::id))?;
            let settled = Settled { how, on: on(here, day.as_deref())?, note: note.clone() };
            Ok(Wanted::SettleCertificationFinding { id: id.clone(), number: *number, settled })
        }),
        Verb::Change { id, kind, what, day, place } => done(place, id, "the change is noted", |here| {
            let kind = known("kind", kind, ScopeChangeKind::parse, &ScopeChangeKind::ALL.map(ScopeChangeKind::id))?;
            let change = ScopeChange { kind, what: what.clone(), on: on(here, day.as_deref())? };
            Ok(Wanted::NoteScopeChange { id: id.clone(), change })
        }),
        Verb::Tell { id, number, answer, stage1, day, place } => done(place, id, "the body was told", |here| {
            let (on, answer) = (on(here, day.as_deref())?, answer.clone());
            Ok(Wanted::ReportScopeChange { id: id.clone(), number: *number, on, answer, stage1: *stage1 })
        }),
        Verb::Marks { id, note, day, place } => done(place, id, "the look at the marks is recorded", |here| {
            Ok(Wanted::CheckUseOfMarks { id: id.clone(), on: on(here, day.as_deref())?, note: note.clone() })
        }),
        _ => unreachable!("certification() does the others"),
    }
}

fn done(place: &PlaceArgs, id: &str, words: &str, meant: impl FnOnce(&Here<'_>) -> Result<Wanted, Failure>) -> Done {
    let here = Here::open(place)?;
    let command = meant(&here)?;
    here.done(&format!("{id}: {words}"), Command::Certification(command))
}

fn on(here: &Here<'_>, typed: Option<&str>) -> Result<Date, Failure> {
    typed.map_or_else(|| Ok(here.app.clock().today()), |text| day(text, "--day"))
}

fn listed(typed: &str) -> BTreeSet<String> {
    typed.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
