//! What Stage 1 looks at: documents, scope, risk method, Statement, internal audit and review, obligations, dates.

use super::practice::Seen;
use super::{ReadinessLine, Said, pieces};
use crate::reports::clauses::look::Look;
use crate::reports::clauses::place::Place;
use crate::reports::clauses::{ClausesReport, TWO_LAYERS};
use crate::reports::risk::Signature;
use crate::reports::statement::SoaCheck;
use crate::values::certification::VisitKind;
use crate::values::counted;
use crate::values::isms::RegisterKind;

const SCOPE: &str = "Scope";
const RISKS: &str = "Risk, treatment and Statement";
const LOOKED: &str = "Internal audit and review";
const MORE: &str = "Duties, resources and dates";

pub(super) fn lines(look: &Look<'_>, seen: &Seen, clauses: &ClausesReport) -> Vec<ReadinessLine> {
    let mut all = pieces::lines(look);
    all.extend(scope(look));
    all.extend(risks(look, seen));
    all.extend(statement(seen));
    all.extend(looked(look));
    all.extend(layers(clauses));
    all.extend(more(look, seen));
    all
}

fn scope(look: &Look<'_>) -> Vec<ReadinessLine> {
    let place = || Place::Register(RegisterKind::Scope);
    let held = look.registers.isms.of(RegisterKind::Scope).find(|held| held.there() && held.state == "in_force");
    let said = match held {
        Some(held) => {
            let entry = Place::Entry(RegisterKind::Scope, held.id.clone());
            Said::new(true, format!("{} is in force, with its interfaces and dependencies", held.id), entry)
        }
        None => Said::new(false, "no scope statement is in force", place()),
    };
    let project = look.registers.certifications.current(look.on);
    let (wanted, at) = match project {
        Some((id, held)) if !held.project.scope.is_empty() => {
            let ask = format!(
                "Does the scope that is in force fit the text of {id}: \u{201c}{}\u{201d}, its sites and what others run?",
                held.project.scope
            );
            (ask, Place::Project(id))
        }
        _ => (
            "Does the scope fit the text that the certificate is to carry, the sites and what others run?".to_owned(),
            Place::Certification,
        ),
    };
    vec![
        ReadinessLine::checked("scope", SCOPE, "4.3", "The scope is stated with interfaces and dependencies", said),
        ReadinessLine::asked(
            "scope-fits",
            SCOPE,
            "4.3",
            "The scope fits the wording wanted on the certificate",
            &wanted,
            at,
        ),
    ]
}

fn risks(look: &Look<'_>, seen: &Seen) -> Vec<ReadinessLine> {
    let of = look.risks.len();
    let method = match look.registers.risks.in_force() {
        Some((version, _)) => Said::new(true, format!("version {version} is approved"), Place::Method),
        None => Said::new(false, "no version of the method is approved", Place::Method),
    };
    let rated = look.risks.iter().filter(|line| line.current.is_some()).count();
    let open = counted(of, "open risk is", "open risks are");
    let assessed = Said::new(of > 0 && rated == of, format!("{rated} of {open} rated"), Place::Risks);
    let approved = look.risks.iter().filter(|line| line.approval == Signature::InForce).count();
    let accepted = look.risks.iter().filter(|line| line.acceptance == Signature::InForce).count();
    let plan = Said::new(
        of > 0 && approved == of,
        format!("{approved} of {open} under a plan that its owner approved"),
        Place::Risks,
    );
    let remains = Said::new(
        of > 0 && accepted == of,
        format!("what remains is accepted by its owner: {accepted} of {}", counted(of, "open risk", "open risks")),
        Place::Risks,
    );
    let broken = seen.disagreements();
    let agrees = match (&seen.chain.statement, of) {
        (None, _) => Said::new(false, "there is no Statement to agree with", Place::Statement),
        (Some(_), 0) => Said::new(false, "there is no risk to agree with", Place::Risks),
        (Some(id), _) => {
            let words = counted(broken, "place", "places");
            Said::new(broken == 0, format!("plans and {id} disagree in {words}"), Place::Chain)
        }
    };
    let line = |id, clause, looks, said| ReadinessLine::checked(id, RISKS, clause, looks, said);
    vec![
        line("risk-method", "6.1.2", "The risk method is decided, with its criteria", method),
        line("risk-assessment", "8.2", "At least one assessment is finished: every open risk is rated", assessed),
        line("treatment-plan", "6.1.3", "Risk owners approved the treatment plan", plan),
        line("residual-risk", "6.1.3", "Risk owners accepted what remains", remains),
        line("chain", "6.1.3", "Treatment plan and Statement agree", agrees),
    ]
}

fn statement(seen: &Seen) -> Vec<ReadinessLine> {
    let Some((id, approved, _)) = &seen.statement else {
        let said = Said::new(false, "no Statement of Applicability was begun", Place::Statement);
        let looks = "The Statement of Applicability decides every control and is approved";
        return vec![ReadinessLine::checked("statement", RISKS, "6.1.3", looks, said)];
    };
    let at = || Place::Version(id.clone());
    let counted_errors = |n: usize| counted(n, "error", "errors");
    let decided = seen.errors(&[SoaCheck::Missing, SoaCheck::Duplicate, SoaCheck::Undecided]);
    let reasons = seen.errors(&[SoaCheck::NoInclusionReason, SoaCheck::NoExclusionReason]);
    let used = seen.errors(&[SoaCheck::UsedButExcluded, SoaCheck::InheritanceIncomplete]);
    let stands = if *approved { format!("{id} is approved") } else { format!("{id} is not approved") };
    let line = |one, looks, said| ReadinessLine::checked(one, RISKS, "6.1.3", looks, said);
    let errors = |n: usize, checks: &str| Said::new(n == 0, format!("{} of {checks} in {id}", counted_errors(n)), at());
    vec![
        line("statement-decided", "All 93 controls are decided, each once", errors(decided, "SOA-01 to SOA-03")),
        line("statement-reasons", "Inclusions and exclusions have their reasons", errors(reasons, "SOA-04 and SOA-05")),
        line(
            "statement-used",
            "What treats a risk is included; what is inherited has its three parts",
            errors(used, "SOA-06 and SOA-08"),
        ),
        line("statement-approved", "The Statement has a version and an approval", Said::new(*approved, stands, at())),
    ]
}

fn looked(look: &Look<'_>) -> Vec<ReadinessLine> {
    let programme = look.registers.audits.covering(look.on);
    let planned = match &programme {
        Some((id, _)) => {
            Said::new(true, format!("{id} is approved and covers the day"), Place::Programme((*id).clone()))
        }
        None => Said::new(false, "no approved programme covers the day", Place::Audits),
    };
    let audited = Said::new(look.coverage.full(), look.coverage.sentence(), Place::AuditCoverage);
    let reviewed = match &look.reviews.last {
        Some((id, day)) => {
            Said::new(!look.reviews.overdue, format!("{id} of {day} has approved minutes"), Place::Review(id.clone()))
        }
        None => Said::new(false, "no review has approved minutes", Place::Reviews),
    };
    let majors = &look.found.blocking;
    let why = if majors.is_empty() { "none is open".to_owned() } else { format!("open: {}", majors.join(", ")) };
    let majors = Said::new(majors.is_empty(), why, Place::Nonconformities);
    let line = |id, clause, looks, said| ReadinessLine::checked(id, LOOKED, clause, looks, said);
    vec![
        line("audit-programme", "9.2.2", "The programme of internal audits is approved", planned),
        line("audit-scope", "9.2.1", "One internal audit over the whole scope is reported", audited),
        line("management-review", "9.3.1", "A management review is held, and the next is not overdue", reviewed),
        line("majors", "10.2", "No major nonconformity is open", majors),
    ]
}

/// Clauses and controls apart (K12): controls alone make nothing ready.
fn layers(clauses: &ClausesReport) -> Vec<ReadinessLine> {
    let gate = &clauses.gate;
    let why =
        format!("{} of {} clauses were judged as more than not started. {TWO_LAYERS}", gate.clauses, gate.clauses_of);
    let said = Said::new(gate.clauses_of > 0 && gate.clauses == gate.clauses_of, why, Place::Clause("4".to_owned()));
    vec![ReadinessLine::checked("clauses", LOOKED, "4.4", "Every clause 4 to 10 is addressed", said)]
}

fn more(look: &Look<'_>, seen: &Seen) -> Vec<ReadinessLine> {
    let (assessed, of) = seen.assessed;
    let duties = Place::Register(RegisterKind::Obligations);
    let known = Said::new(
        of > 0,
        format!("{} kept, {assessed} of them assessed", counted(of, "obligation is", "obligations are")),
        duties,
    );
    let resources = look
        .registers
        .isms
        .of(RegisterKind::Leadership)
        .find(|held| held.there() && held.word("kind") == Some("resources"));
    let given = match resources {
        Some(held) => Said::new(
            true,
            format!("{} records resources given", held.id),
            Place::Entry(RegisterKind::Leadership, held.id.clone()),
        ),
        None => Said::new(
            false,
            "no record of leadership says which resources were given",
            Place::Register(RegisterKind::Leadership),
        ),
    };
    let project = look.registers.certifications.current(look.on);
    let dated = match project {
        None => Said::new(false, "no project of certification is planned", Place::Certification),
        Some((id, held)) => {
            let stage2 =
                held.each_visit().find(|(_, visit)| visit.visit.kind == VisitKind::Stage2 && visit.cancelled.is_none());
            let why = stage2.map_or_else(
                || format!("Stage 2 has no days in {id}"),
                |(_, visit)| format!("Stage 2 is from {} to {} in {id}", visit.first(), visit.last()),
            );
            Said::new(stage2.is_some(), why, Place::Project(id))
        }
    };
    let line = |id, clause, looks, said| ReadinessLine::checked(id, MORE, clause, looks, said);
    vec![
        line("obligations", "4.2", "Legal and contractual requirements are known", known),
        line("resources", "7.1", "Resources are determined and given", given),
        line("dates", "4.4", "Stage 2 has its days", dated),
        ReadinessLine::asked(
            "people-ready",
            MORE,
            "7.3",
            "People and sites are ready for Stage 2",
            "Do those who will be interviewed know the day, their part and where the records are?",
            Place::People,
        ),
    ]
}
