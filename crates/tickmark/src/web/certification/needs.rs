//! What is missing before a step, each with what to do and where.

use super::{body_path, path};
use crate::web::typed::sentence;
use crate::web::ui::{self, Tone};
use crate::web::visit::Visit;
use app::ask::CertificationDetail;
use domain::reports::certification::{Need, NeedKind, WarningKind};
use domain::values::certification::CertificationState;
use maud::{Markup, html};

/// The page on which something is done about it.
fn place(visit: &Visit, detail: &CertificationDetail, kind: NeedKind) -> (String, &'static str) {
    let own = |part: &str| format!("{}#{part}", visit.href(&path(&detail.id)));
    match kind {
        NeedKind::Clauses => (visit.href("/clauses"), "Clauses"),
        NeedKind::Method => (visit.href("/risks/method"), "Risk method"),
        NeedKind::Risks => (visit.href("/risks"), "Risks"),
        NeedKind::Statement => (visit.href("/statement"), "Statement of Applicability"),
        NeedKind::Operating => (visit.href("/controls"), "Controls"),
        NeedKind::InternalAudit => (visit.href("/internal-audits/coverage"), "Coverage of internal audits"),
        NeedKind::Independence => (visit.href("/internal-audits"), "Internal audits"),
        NeedKind::ManagementReview => (visit.href("/management-reviews"), "Management reviews"),
        NeedKind::Documents => (visit.href("/policies"), "Policies"),
        NeedKind::Majors => (visit.href("/nonconformities"), "Nonconformities"),
        NeedKind::Accreditation => (visit.href(&body_path(&detail.held.project.body)), "The body"),
        NeedKind::Visit | NeedKind::Record => (own("visits"), "Visits"),
        NeedKind::Concerns | NeedKind::Findings | NeedKind::Plans | NeedKind::Verified => (own("findings"), "Findings"),
        NeedKind::Limit | NeedKind::Ground => (own("steps"), "Steps"),
    }
}

/// The list for what usually comes next.
pub(super) fn next(visit: &Visit, detail: &CertificationDetail) -> Markup {
    let Some((to, needs)) = &detail.next else { return html! {} };
    let title = if detail.decides { "the decision of the body".to_owned() } else { said(*to) };
    html! {
        @if needs.is_empty() {
            (ui::notice(Tone::Good, &format!("Nothing is missing before {title}"), html! {
                "As far as the records say; whether it is enough, the body judges."
            }))
        } @else {
            (ui::notice(Tone::Caution, &missing(needs.len(), &title), list(visit, detail, needs)))
        }
    }
}

fn missing(count: usize, title: &str) -> String {
    match count {
        1 => format!("One thing is missing before {title}"),
        many => format!("{many} things are missing before {title}"),
    }
}

/// A state inside a sentence.
pub(super) fn said(state: CertificationState) -> String {
    match state {
        CertificationState::Stage1 | CertificationState::Stage2 => state.title().to_owned(),
        CertificationState::Stage1Closed => "closing Stage 1".to_owned(),
        CertificationState::Certified => "going on as certified".to_owned(),
        other => other.title().to_lowercase(),
    }
}

fn list(visit: &Visit, detail: &CertificationDetail, needs: &[Need]) -> Markup {
    html! {
        ul.lines {
            @for need in needs {
                @let (href, label) = place(visit, detail, need.kind);
                li {
                    (sentence(&need.sentence)) " "
                    span.hint { (sentence(&need.remedy)) " " }
                    a href=(href) { (label) }
                }
            }
        }
    }
}

/// The page on which a warning is looked into.
fn about(visit: &Visit, detail: &CertificationDetail, kind: WarningKind) -> (String, &'static str) {
    let project = visit.href(&path(&detail.id));
    match kind {
        WarningKind::Market | WarningKind::Accreditation => {
            (visit.href(&body_path(&detail.held.project.body)), "The body")
        }
        WarningKind::Edition | WarningKind::Scope => (visit.href(&format!("{}/plan", path(&detail.id))), "The plan"),
        WarningKind::Stage1Old | WarningKind::Surveillance | WarningKind::Followed => {
            (format!("{project}#visits"), "Visits")
        }
        WarningKind::Change => (format!("{project}#changes"), "Changes"),
        WarningKind::Statement => (visit.href("/statement"), "Statement of Applicability"),
        WarningKind::Suspension => (format!("{project}#steps"), "Steps"),
    }
}

pub(super) fn warnings(visit: &Visit, detail: &CertificationDetail) -> Markup {
    html! {
        @if !detail.warnings.is_empty() {
            (ui::notice(Tone::Caution, "Worth knowing", html! {
                ul.lines {
                    @for warning in &detail.warnings {
                        @let (href, label) = about(visit, detail, warning.kind);
                        li { (ui::whole(&sentence(&warning.sentence))) " " a href=(href) { (label) } }
                    }
                }
            }))
        }
    }
}
