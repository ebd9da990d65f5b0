//! What the forms of a project send.

use super::record::numbered;
use super::{known, listed, one, path};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{CertificationCommand as Wanted, Command};
use domain::refusal::Refusal;
use domain::values::certification::{
    CertificationDecision, CertificationFinding, CertificationMove, CertificationState, CertificationVisit,
    FindingKind, ScopeChange, ScopeChangeKind, Settled, Settlement, SuspensionGround, VisitKind,
};

type Sent = Path<(String, String)>;
type Numbered = Path<(String, String, String)>;

/// Does it, or shows the page again with why not.
fn done(
    visit: &Visit,
    id: &str,
    typed: &Typed,
    words: &str,
    meant: impl FnOnce() -> Result<Wanted, Refusal>,
) -> Result<Response, Problem> {
    only_today(visit)?;
    let done = meant().map_err(Problem::from);
    let done = done.and_then(|wanted| visit.change(words, &path(id), Command::Certification(wanted)));
    or_again(done, |refusal| one::page(visit, id, typed, Some(refusal)))
}

fn maybe(typed: &Typed, name: &str) -> Option<String> {
    Some(typed.get(name).trim().to_owned()).filter(|text| !text.is_empty())
}

pub(super) async fn advance(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Recorded the step.", || {
        let ground = maybe(&typed, "ground").map(|text| known("ground", &text, SuspensionGround::parse)).transpose()?;
        let step = CertificationMove {
            to: known("state of a certification", typed.get("to"), CertificationState::parse)?,
            on: typed.day("on", "the day of the step")?,
            note: typed.get("note").to_owned(),
            because: typed.get("because").to_owned(),
            ground,
        };
        Ok(Wanted::AdvanceCertification { id: id.clone(), step })
    })
}

pub(super) async fn certify(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Recorded the certificate.", || {
        let decision = CertificationDecision {
            on: typed.day("on", "the day of the decision")?,
            number: typed.get("number").to_owned(),
            scope: typed.get("scope").to_owned(),
            statement: typed.get("statement").to_owned(),
            note: typed.get("note").to_owned(),
        };
        Ok(Wanted::RecordCertificate { id: id.clone(), decision: Box::new(decision) })
    })
}

pub(super) async fn plan_visit(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Planned the visit.", || {
        let said = CertificationVisit {
            kind: known("kind of visit", typed.get("kind"), VisitKind::parse)?,
            first: typed.day("first", "the first day")?,
            last: typed.day("last", "the last day")?,
            remote: typed.get("remote") == "yes",
            auditors: listed(typed.get("auditors")),
            note: typed.get("note").to_owned(),
        };
        Ok(Wanted::PlanCertificationVisit { id: id.clone(), visit: said })
    })
}

pub(super) async fn move_visit(
    visit: Visit,
    Path((_, id, number)): Numbered,
    typed: Typed,
) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Gave the visit other days.", || {
        let number = numbered("visit", &number)?;
        let (first, last) = (typed.day("first", "the first day")?, typed.day("last", "the last day")?);
        let (id, reason) = (id.clone(), typed.get("reason").to_owned());
        Ok(Wanted::MoveCertificationVisit { id, number, first, last, reason })
    })
}

pub(super) async fn cancel_visit(
    visit: Visit,
    Path((_, id, number)): Numbered,
    typed: Typed,
) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Cancelled the visit.", || {
        let (number, reason) = (numbered("visit", &number)?, typed.get("reason").to_owned());
        Ok(Wanted::CancelCertificationVisit { id: id.clone(), number, reason })
    })
}

pub(super) async fn find(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Recorded the finding.", || {
        let finding = CertificationFinding {
            visit: numbered("visit", typed.get("visit"))?,
            kind: known("kind of finding", typed.get("kind"), FindingKind::parse)?,
            title: typed.get("title").to_owned(),
            statement: typed.get("statement").to_owned(),
            item: typed.get("item").to_owned(),
            on: typed.day("on", "the day of the finding")?,
            owner: maybe(&typed, "owner"),
        };
        let (finding, nonconformity) = (Box::new(finding), maybe(&typed, "nonconformity"));
        Ok(Wanted::RecordCertificationFinding { id: id.clone(), finding, nonconformity })
    })
}

pub(super) async fn settle(visit: Visit, Path((_, id, number)): Numbered, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Recorded what the body said.", || {
        let settled = Settled {
            how: known("answer of the body", typed.get("how"), Settlement::parse)?,
            on: typed.day("on", "the day of the answer")?,
            note: typed.get("note").to_owned(),
        };
        Ok(Wanted::SettleCertificationFinding { id: id.clone(), number: numbered("finding", &number)?, settled })
    })
}

pub(super) async fn change(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Noted the change.", || {
        let kind = known("kind of change", typed.get("kind"), ScopeChangeKind::parse)?;
        let change = ScopeChange { kind, what: typed.get("what").to_owned(), on: typed.day("on", "the day")? };
        Ok(Wanted::NoteScopeChange { id: id.clone(), change })
    })
}

pub(super) async fn tell(visit: Visit, Path((_, id, number)): Numbered, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Recorded that the body was told.", || {
        let number = numbered("change of scope", &number)?;
        let (on, answer) = (typed.day("on", "the day on which it was told")?, typed.get("answer").to_owned());
        Ok(Wanted::ReportScopeChange { id: id.clone(), number, on, answer, stage1: typed.get("stage1") == "yes" })
    })
}

pub(super) async fn marks(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Recorded the look at the marks.", || {
        let (on, note) = (typed.day("on", "the day")?, typed.get("note").to_owned());
        Ok(Wanted::CheckUseOfMarks { id: id.clone(), on, note })
    })
}
