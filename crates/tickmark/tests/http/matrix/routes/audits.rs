//! A line for each page of internal audits. What approves comes before what changes, and forms that would end something stay
//! refused by what they leave out, so that programme and audit stay as they are.

use super::Page;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const READ: What = Right(ReadAudits, State::Live);
const PLAN: What = Right(PlanAudit, State::Live);
const WRITE: What = Right(PlanAudit, State::Proposed);
const CONDUCT: What = Of(ConductAudit, State::Live, &["ivan-internal"]);

/// Method, path, what it is about, form.
pub(crate) const PAGES: &[Page] = &[
    ("GET", "/o/{organisation}/internal-audits", READ, ""),
    ("GET", "/o/{organisation}/internal-audits/coverage", READ, ""),
    ("GET", "/o/{organisation}/internal-audits/new", Right(PlanAudit, State::Absent), ""),
    (
        "POST",
        "/o/{organisation}/internal-audits",
        Right(PlanAudit, State::Absent),
        "title=&from=2026-03-01&until=2026-03-30",
    ),
    ("GET", "/o/{organisation}/internal-audits/programmes/new", Right(PlanAudit, State::Absent), ""),
    ("POST", "/o/{organisation}/internal-audits/programmes", Right(PlanAudit, State::Absent), PROGRAMME),
    ("GET", "/o/{organisation}/internal-audits/programmes/{programme}", READ, ""),
    (
        "POST",
        "/o/{organisation}/internal-audits/programmes/{programme}/approval",
        Right(ApproveAuditProgramme, State::Proposed),
        "version=1&sha256=00",
    ),
    ("POST", "/o/{organisation}/internal-audits/programmes/{programme}/proposal", WRITE, ""),
    ("GET", "/o/{organisation}/internal-audits/programmes/{programme}/revision", WRITE, ""),
    ("POST", "/o/{organisation}/internal-audits/programmes/{programme}/revision", WRITE, PROGRAMME),
    ("GET", "/o/{organisation}/internal-audits/{audit}", READ, ""),
    ("GET", "/o/{organisation}/internal-audits/{audit}/checklist", READ, ""),
    ("GET", "/o/{organisation}/internal-audits/{audit}/report", READ, ""),
    ("GET", "/o/{organisation}/internal-audits/{audit}/export.xlsx", READ, ""),
    ("GET", "/o/{organisation}/internal-audits/{audit}/plan", PLAN, ""),
    ("POST", "/o/{organisation}/internal-audits/{audit}/plan", PLAN, "title=&from=2026-03-01&until=2026-03-30"),
    ("POST", "/o/{organisation}/internal-audits/{audit}/auditors", PLAN, "person=demo-ivan-internal&competence="),
    ("POST", "/o/{organisation}/internal-audits/{audit}/auditors/removal", PLAN, "person=demo-ivan-internal&reason="),
    ("POST", "/o/{organisation}/internal-audits/{audit}/announcement", PLAN, "on=2026-03-02"),
    ("POST", "/o/{organisation}/internal-audits/{audit}/start", CONDUCT, "on=2026-03-02"),
    ("POST", "/o/{organisation}/internal-audits/{audit}/lines/{number}", CONDUCT, "result=conforms&note=x&seen=0"),
    ("POST", "/o/{organisation}/internal-audits/{audit}/findings", CONDUCT, "class=minor&item=9.1&title=x&statement=x"),
    // There is none yet: the page of one is tested with the noun.
    ("GET", "/o/{organisation}/internal-audits/{audit}/findings/{number}", Elsewhere, ""),
    ("POST", "/o/{organisation}/internal-audits/{audit}/findings/{number}", Elsewhere, ""),
    (
        "POST",
        "/o/{organisation}/internal-audits/{audit}/report",
        CONDUCT,
        "on=2026-03-02&summary=x&conclusion=x&to=demo-mark-management",
    ),
    ("POST", "/o/{organisation}/internal-audits/{audit}/follow-up", CONDUCT, "on=2026-03-02&note=x"),
    ("POST", "/o/{organisation}/internal-audits/{audit}/closing", PLAN, "note=x"),
    ("POST", "/o/{organisation}/internal-audits/{audit}/cancelling", PLAN, "reason="),
    ("POST", "/o/{organisation}/internal-audits/programmes/{programme}/closing", WRITE, "note=x"),
];

/// A programme that lacks its title.
const PROGRAMME: &str = "title=&from=2026-01-01&years=3&frequency=x&methods=x&responsibilities=x&planning=x&reporting=x&look_back=365&weeks_least=4&weeks_most=8";
