//! What the forms of an audit's steps send.

use super::{ids, one, path};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{AuditCommand, Command};
use domain::refusal::Refusal;
use domain::values::audit::{AuditReport, AuditorPart};

type Sent = Path<(String, String)>;

/// Does it, or shows the page again with why not.
pub(super) fn done(
    visit: &Visit,
    id: &str,
    typed: &Typed,
    words: &str,
    meant: impl FnOnce() -> Result<AuditCommand, Refusal>,
) -> Result<Response, Problem> {
    only_today(visit)?;
    let done = meant().map_err(Problem::from);
    let done = done.and_then(|wanted| visit.change(words, &path(id), Command::Audit(wanted)));
    or_again(done, |refusal| one::page(visit, id, typed, Some(refusal)))
}

pub(super) async fn assign(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Named an auditor.", || {
        let person = typed.get("person").trim().to_owned();
        if person.is_empty() {
            return Err(Refusal::Empty { field: "the auditor", wanted: "a person" });
        }
        let part =
            AuditorPart { person, items: ids(typed.get("items")), competence: typed.get("competence").to_owned() };
        Ok(AuditCommand::AssignAuditor { id: id.clone(), part })
    })
}

pub(super) async fn release(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Took an auditor off.", || {
        let (person, reason) = (typed.get("person").to_owned(), typed.get("reason").to_owned());
        Ok(AuditCommand::ReleaseAuditor { id: id.clone(), person, reason })
    })
}

pub(super) async fn announce(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Announced. The checklist is drawn up.", || {
        let (on, note) = (typed.day("on", "the day of the announcement")?, typed.get("note").to_owned());
        Ok(AuditCommand::AnnounceAudit { id: id.clone(), on, note })
    })
}

pub(super) async fn start(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Fieldwork has begun.", || {
        Ok(AuditCommand::StartAudit { id: id.clone(), on: typed.day("on", "the first day of fieldwork")? })
    })
}

pub(super) async fn report(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Reported.", || {
        let report = AuditReport {
            on: typed.day("on", "the day of the report")?,
            summary: typed.get("summary").to_owned(),
            conclusion: typed.get("conclusion").to_owned(),
            to: typed.all("to").map(str::to_owned).collect(),
        };
        Ok(AuditCommand::ReportAudit { id: id.clone(), report: Box::new(report) })
    })
}

pub(super) async fn verify(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Confirmed.", || {
        let (on, note) = (typed.day("on", "the day of the follow-up")?, typed.get("note").to_owned());
        Ok(AuditCommand::VerifyAudit { id: id.clone(), on, note })
    })
}

pub(super) async fn close(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Closed.", || {
        Ok(AuditCommand::CloseAudit { id: id.clone(), note: typed.get("note").to_owned() })
    })
}

pub(super) async fn cancel(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Cancelled.", || {
        Ok(AuditCommand::CancelAudit { id: id.clone(), reason: typed.get("reason").to_owned() })
    })
}
