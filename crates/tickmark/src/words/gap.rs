//! The gap analysis as JSON.

use super::Echo;
use super::coverage::tenths;
use super::explain::RowWords;
use app::Mark;
use app::ask::GapAnswer;
use domain::reports::gap::{Gap, Grade, Graded};
use domain::reports::net_new::{NetNew, Standing};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A gap analysis.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GapWords {
    /// Controls fully addressed.
    pub fully: usize,
    /// Controls partially addressed.
    pub partially: usize,
    /// Controls not addressed.
    pub not_addressed: usize,
    /// Controls inherited from a provider, with all three parts on file.
    pub inherited_documented: usize,
    /// All controls: the denominator.
    pub of: usize,
    /// Shares of each grade.
    pub percent: BTreeMap<&'static str, f64>,
    /// Every control with its grade and reason.
    pub controls: Vec<GapControlWords>,
    /// What SOC 2 has no equivalent for.
    pub net_new: NetNewWords,
    /// Remediation families with what of each is open.
    pub families: Vec<FamilyWords>,
    /// Where the services run.
    pub hosting: &'static str,
    /// How it was read.
    #[serde(flatten)]
    pub echo: Echo,
}

/// One control with its grade.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GapControlWords {
    /// `A.5.7`.
    pub id: String,
    /// Short title.
    pub title: String,
    /// Theme.
    pub theme: String,
    /// `fully`, `partially`, `not_addressed`, `inherited_documented`.
    pub grade: &'static str,
    /// Why.
    pub reason: String,
    /// What it still needs.
    pub needs: &'static str,
    /// The rows behind the grade.
    pub rows: Vec<RowWords>,
    /// Own controls linked directly.
    pub direct: Vec<String>,
    /// What the evidence still needs.
    pub supplements: Vec<String>,
    /// SOC 2 evidence that can be reused.
    pub evidence: Vec<String>,
    /// Points to check explicitly.
    pub check: Vec<String>,
    /// Practised but not documented, in the judgement of a person.
    pub informal: bool,
}

/// A remediation family.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FamilyWords {
    /// Name.
    pub title: &'static str,
    /// What it asks for.
    pub asks: &'static str,
    /// Controls of it that are not fully addressed.
    pub open: Vec<String>,
    /// Controls in it.
    pub of: usize,
}

/// Net-new work.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NetNewWords {
    /// Auditable clauses.
    pub clauses_of: usize,
    /// Clauses for which SOC 2 asks for nothing of the kind.
    pub clauses_new: usize,
    /// Clauses that SOC 2 touches without asking for the form.
    pub clauses_touched: usize,
    /// Clauses for which something exists that can be extended.
    pub clauses_extended: usize,
    /// Every clause.
    pub clauses: Vec<ClauseWords>,
    /// The management-system wrapper.
    pub wrapper: Vec<WrapperWords>,
    /// Documents and records without SOC 2 equivalent.
    pub artefacts: Vec<ArtefactWords>,
    /// Documents and records that the standard names.
    pub artefacts_of: usize,
    /// Annex A controls that nothing names.
    pub controls: Vec<String>,
}

/// One clause.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClauseWords {
    /// `6.1.3`.
    pub id: String,
    /// Short title.
    pub title: String,
    /// What it asks for.
    pub asks: String,
    /// `extends`, `touched` or `new`.
    pub standing: &'static str,
    /// Rows that name it.
    pub rows: Vec<RowWords>,
    /// Criteria that touch it.
    pub touches: Vec<String>,
    /// Documents and records it names.
    pub artefacts: Vec<String>,
}

/// One part of the wrapper.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WrapperWords {
    /// Name.
    pub title: &'static str,
    /// Clause.
    pub clause: &'static str,
    /// Why SOC 2 work does not close it.
    pub why: &'static str,
}

/// A document or record.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ArtefactWords {
    /// Clause.
    pub clause: String,
    /// Name.
    pub name: String,
}

impl GapWords {
    /// The words of an answer.
    pub fn of(answer: &GapAnswer, mark: Option<&Mark>) -> GapWords {
        let gap = &answer.gap;
        GapWords {
            fully: gap.count(Grade::Fully),
            partially: gap.count(Grade::Partially),
            not_addressed: gap.count(Grade::NotAddressed),
            inherited_documented: gap.count(Grade::InheritedDocumented),
            of: gap.controls.len(),
            percent: Grade::ALL.into_iter().map(|g| (g.id(), tenths(gap.percent(g)))).collect(),
            controls: controls(gap),
            net_new: net_new(&gap.net_new),
            families: gap
                .families
                .iter()
                .map(|f| FamilyWords { title: f.title, asks: f.asks, open: f.open.clone(), of: f.of })
                .collect(),
            hosting: answer.hosting.id(),
            echo: Echo::of(&answer.read, mark),
        }
    }
}

impl GapControlWords {
    /// The words of one graded control.
    pub fn of(c: &Graded) -> GapControlWords {
        GapControlWords {
            id: c.id.clone(),
            title: c.title.clone(),
            theme: c.theme.clone(),
            grade: c.grade.id(),
            reason: c.reason.clone(),
            needs: c.needs.id(),
            rows: c.rows.iter().map(RowWords::named).collect(),
            direct: c.direct.clone(),
            supplements: c.supplements.clone(),
            evidence: c.evidence.clone(),
            check: c.check.clone(),
            informal: c.informal,
        }
    }
}

fn controls(gap: &Gap) -> Vec<GapControlWords> {
    gap.controls.iter().map(GapControlWords::of).collect()
}

fn net_new(n: &NetNew) -> NetNewWords {
    NetNewWords {
        clauses_of: n.clauses.len(),
        clauses_new: n.count(Standing::New),
        clauses_touched: n.count(Standing::Touched),
        clauses_extended: n.count(Standing::Extends),
        clauses: n
            .clauses
            .iter()
            .map(|c| ClauseWords {
                id: c.id.clone(),
                title: c.title.clone(),
                asks: c.asks.clone(),
                standing: c.standing.id(),
                rows: c.rows.iter().map(|(criterion, o)| RowWords::plain(criterion, o.id())).collect(),
                touches: c.touches.clone(),
                artefacts: c.artefacts.iter().map(|(name, _)| name.clone()).collect(),
            })
            .collect(),
        wrapper: n.wrapper.iter().map(|w| WrapperWords { title: w.title, clause: w.clause, why: w.why }).collect(),
        artefacts: n
            .artefacts
            .iter()
            .map(|(clause, name)| ArtefactWords { clause: clause.clone(), name: name.clone() })
            .collect(),
        artefacts_of: n.artefacts_of,
        controls: n.controls.clone(),
    }
}
