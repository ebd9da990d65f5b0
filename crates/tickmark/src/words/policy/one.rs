//! One document with its versions, who acknowledged it, and what is asked about its text.

use super::PolicyLineWords;
use super::asked::{PolicyPracticeWords, PolicyStarterWords, practice};
use crate::words::NamedWords;
use app::Within;
use app::ask::{PolicyDetail, PolicyDifference};
use app::clock::minute_of;
use domain::registers::policy::{HeldPolicyVersion, PolicyStep};
use domain::reports::policy::LineChange;
use domain::values::policy::placeholders;
use serde::Serialize;
use utoipa::ToSchema;

/// What is said of a document, as it is recorded.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({
    "number": "POL-02", "title": "Access control policy", "kind": "policy", "classification": "internal",
    "review_months": 12, "approval": { "count": 1, "roles": ["management"] }, "retention_years": 3,
    "meets": ["A.5.15", "CC6.1"]
}))]
pub struct ShapeOfPolicy {
    /// Number in the organisation's own scheme.
    number: String,
    /// What it is called.
    title: String,
    /// `policy`, `procedure`, `plan`, `record_form` or `external`.
    kind: Option<String>,
    /// Id of the person who answers for it.
    owner: Option<String>,
    /// `public`, `internal`, `confidential` or `restricted`.
    classification: Option<String>,
    /// Months from one review to the next; 0 for none.
    review_months: Option<u32>,
    /// Whose approval a version needs.
    approval: Option<ShapeOfPolicyApproval>,
    /// Years that a version is kept after it is not in use any more.
    retention_years: Option<u32>,
    /// Roles that it is for; empty for everybody.
    distribution: Option<Vec<String>>,
    /// Own controls that it describes.
    controls: Option<Vec<String>>,
    /// Clauses, controls of Annex A and criteria that it serves.
    meets: Option<Vec<String>>,
    /// Pieces of documented information of ISO/IEC 27001 that it is, such as `security_policy`.
    pieces: Option<Vec<String>>,
}

/// Whose approval a version needs.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "count": 2, "roles": ["management"] }))]
pub(super) struct ShapeOfPolicyApproval {
    /// How many distinct persons, 1 to 3.
    count: u32,
    /// Ids of persons who count.
    people: Option<Vec<String>>,
    /// Roles whose holders count.
    roles: Option<Vec<String>>,
}

/// Somebody did something at some time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyStepWords {
    /// Who.
    pub by: NamedWords,
    /// When.
    pub at: String,
    /// What was said, or the SHA-256 of the text it was about.
    pub about: String,
}

/// A version.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyVersionWords {
    /// From 1.
    pub version: u32,
    /// Where it stands.
    pub state: &'static str,
    /// SHA-256 of its text.
    pub sha256: String,
    /// What changes, and why.
    pub note: String,
    /// Everybody who wrote at it.
    pub authors: Vec<NamedWords>,
    /// When its text was written last.
    pub written: String,
    /// Approvals of this text.
    pub approvals: Vec<PolicyStepWords>,
    /// Why it was sent back, each time.
    pub returned: Vec<PolicyStepWords>,
    /// The first day on which it is in force.
    pub from: Option<String>,
    /// Lines with something that nobody filled in.
    pub placeholders: Vec<usize>,
    /// Until which day it has to be kept, once it is out of use; null without a retention.
    pub kept_until: Option<String>,
    /// That its retention is over, and its text still here.
    pub ripe: bool,
    /// Who disposed of its text, when and why.
    pub disposed: Option<PolicyStepWords>,
    /// Its text in Markdown; null once it was disposed of.
    pub text: Option<String>,
}

/// One document.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyWords {
    /// As the register shows it.
    #[serde(flatten)]
    pub line: PolicyLineWords,
    /// `public`, `internal`, `confidential` or `restricted`.
    pub classification: &'static str,
    /// Months from one review to the next.
    pub review_months: u32,
    /// How many distinct persons approve a version.
    pub approvals_needed: u32,
    /// Persons whose approval counts.
    pub approvers: Vec<NamedWords>,
    /// Roles whose approval counts.
    pub approver_roles: Vec<&'static str>,
    /// Years of retention.
    pub retention_years: u32,
    /// Roles that it is for; empty for everybody.
    pub distribution: Vec<&'static str>,
    /// Own controls.
    pub controls: Vec<String>,
    /// Clauses, controls of Annex A and criteria.
    pub meets: Vec<String>,
    /// Pieces of documented information.
    pub pieces: Vec<&'static str>,
    /// Versions, the newest first.
    pub versions: Vec<PolicyVersionWords>,
    /// Those who were asked and did not acknowledge the version in force yet.
    pub waiting_for: Vec<NamedWords>,
    /// What the text says of how often something is done, and of what has to be so.
    pub practice: Vec<PolicyPracticeWords>,
    /// How much of the text stands in a starter text; null for nothing.
    pub starter: Option<PolicyStarterWords>,
    /// Documents for the same topic.
    pub same_topic: Vec<String>,
}

impl PolicyWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, detail: &PolicyDetail) -> PolicyWords {
        let policy = &detail.held.policy;
        let name = |id: &String| NamedWords::of(app, id);
        let state = |version: &HeldPolicyVersion| match (detail.line.current == Some(version.number), version.open()) {
            (true, _) => detail.line.state.id(),
            (_, Some(open)) => open.id(),
            _ if detail.line.current.is_some_and(|current| current > version.number) => "superseded",
            _ if detail.held.retired.is_some() => "retired",
            _ => "approved",
        };
        let kept = |version: &HeldPolicyVersion| detail.held.kept_until(version, detail.on).map(|day| day.to_string());
        PolicyWords {
            line: PolicyLineWords::of(app, policy, &detail.line),
            classification: policy.classification.id(),
            review_months: policy.review_months,
            approvals_needed: policy.approval.count,
            approvers: policy.approval.people.iter().map(name).collect(),
            approver_roles: policy.approval.roles.iter().map(|role| role.id()).collect(),
            retention_years: policy.retention_years,
            distribution: policy.distribution.iter().map(|role| role.id()).collect(),
            controls: policy.controls.iter().cloned().collect(),
            meets: policy.meets.iter().cloned().collect(),
            pieces: policy.pieces.iter().map(|piece| piece.id()).collect(),
            versions: detail
                .held
                .versions
                .iter()
                .rev()
                .map(|one| version(app, (one, detail.line.ripe.contains(&one.number)), state(one), kept(one)))
                .collect(),
            waiting_for: detail
                .line
                .progress
                .iter()
                .flat_map(|progress| progress.missing().map(|reader| name(&reader.person)))
                .collect(),
            practice: detail.practice.iter().map(practice).collect(),
            starter: detail.left.as_ref().map(PolicyStarterWords::from),
            same_topic: detail.same.iter().map(|(id, _)| id.clone()).collect(),
        }
    }
}

fn version(
    app: &Within<'_>,
    (one, ripe): (&HeldPolicyVersion, bool),
    state: &'static str,
    kept_until: Option<String>,
) -> PolicyVersionWords {
    let step = |by: &String, at_us: i64, about: &String| PolicyStepWords {
        by: NamedWords::of(app, by),
        at: minute_of(at_us),
        about: about.clone(),
    };
    let approval = |one: &PolicyStep| step(&one.by, one.at_us, &one.sha256);
    let mut open: Vec<usize> = placeholders(&one.text).into_iter().map(|found| found.line).collect();
    open.dedup();
    PolicyVersionWords {
        version: one.number,
        state,
        sha256: one.sha256.clone(),
        note: one.note.clone(),
        authors: one.authors.iter().map(|id| NamedWords::of(app, id)).collect(),
        written: minute_of(one.at_us),
        approvals: one.approvals.iter().map(approval).collect(),
        returned: one.returned.iter().map(|said| step(&said.by, said.at_us, &said.text)).collect(),
        from: one.published.as_ref().map(|one| one.from.to_string()),
        placeholders: open,
        kept_until,
        ripe,
        disposed: one.disposed.as_ref().map(|said| step(&said.by, said.at_us, &said.text)),
        text: one.disposed.is_none().then(|| one.text.clone()),
    }
}

/// A line of a difference.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyDifferenceLineWords {
    /// `same`, `added`, `removed`, or `gap` where lines that stayed are left out.
    pub change: &'static str,
    /// Number in the earlier text.
    pub old: Option<usize>,
    /// Number in the later text.
    pub new: Option<usize>,
    /// As it stands there.
    pub text: String,
}

/// What changed from one version to another.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyDifferenceWords {
    /// The document.
    pub id: String,
    /// The earlier version.
    pub from: u32,
    /// The later version.
    pub to: u32,
    /// Lines that came.
    pub added: usize,
    /// Lines that went.
    pub removed: usize,
    /// Lines of the difference that were left out.
    pub left_out: usize,
    /// Lines, with three that stayed around each change.
    pub lines: Vec<PolicyDifferenceLineWords>,
}

impl From<&PolicyDifference> for PolicyDifferenceWords {
    fn from(answer: &PolicyDifference) -> PolicyDifferenceWords {
        let found = &answer.difference;
        let change = |change| match change {
            LineChange::Same => "same",
            LineChange::Added => "added",
            LineChange::Removed => "removed",
            LineChange::Gap => "gap",
        };
        let lines = found.lines.iter().map(|line| PolicyDifferenceLineWords {
            change: change(line.change),
            old: line.old,
            new: line.new,
            text: line.text.clone(),
        });
        PolicyDifferenceWords {
            id: answer.id.clone(),
            from: answer.from,
            to: answer.to,
            added: found.added,
            removed: found.removed,
            left_out: found.left_out,
            lines: lines.collect(),
        }
    }
}
