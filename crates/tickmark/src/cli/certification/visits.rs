//! Visits of the body.

use super::{Wanted, done, listed};
use crate::cli::Done;
use crate::cli::args::CertificationVisitVerb as Verb;
use crate::cli::out::known;
use crate::cli::place::day;
use app::Failure;
use domain::values::certification::{CertificationVisit, SurveillanceTopic, VisitKind, VisitOutcome, VisitRecord};
use jiff::civil::Date;

pub(super) fn visit(verb: &Verb) -> Done {
    match verb {
        Verb::Plan { id, kind, first, last, remote, auditors, note, place } => {
            done(place, id, "the visit is planned", |_| {
                let kind = known("kind", kind, VisitKind::parse, &VisitKind::ALL.map(VisitKind::id))?;
                let (first, last) = days(first, last.as_deref())?;
                let (auditors, note) = (listed(auditors), note.clone());
                let visit = CertificationVisit { kind, first, last, remote: *remote, auditors, note };
                Ok(Wanted::PlanCertificationVisit { id: id.clone(), visit })
            })
        }
        Verb::Move { id, number, first, last, reason, place } => done(place, id, "the visit is moved", |_| {
            let (first, last) = days(first, last.as_deref())?;
            let (id, number, reason) = (id.clone(), *number, reason.clone());
            Ok(Wanted::MoveCertificationVisit { id, number, first, last, reason })
        }),
        Verb::Cancel { id, number, reason, place } => done(place, id, "the visit is cancelled", |_| {
            Ok(Wanted::CancelCertificationVisit { id: id.clone(), number: *number, reason: reason.clone() })
        }),
        Verb::Record { id, place, .. } => done(place, id, "the visit is recorded", |_| recorded(verb)),
    }
}

fn recorded(verb: &Verb) -> Result<Wanted, Failure> {
    let Verb::Record { id, number, first, last, auditors, covered, topics, followed, outcome, summary, .. } = verb
    else {
        unreachable!("visit() asks for a record")
    };
    let (first, last) = days(first, last.as_deref())?;
    let names = SurveillanceTopic::ALL.map(SurveillanceTopic::id);
    let topic = |typed: String| known("topic", &typed, SurveillanceTopic::parse, &names);
    let record = VisitRecord {
        first,
        last,
        auditors: listed(auditors),
        covered: listed(covered),
        topics: listed(topics).into_iter().map(topic).collect::<Result<_, _>>()?,
        followed: listed(followed),
        outcome: known("outcome", outcome, VisitOutcome::parse, &VisitOutcome::ALL.map(VisitOutcome::id))?,
        summary: summary.clone(),
    };
    Ok(Wanted::RecordCertificationVisit { id: id.clone(), number: *number, record: Box::new(record) })
}

fn days(first: &str, last: Option<&str>) -> Result<(Date, Date), Failure> {
    Ok((day(first, "--first")?, day(last.unwrap_or(first), "--last")?))
}
