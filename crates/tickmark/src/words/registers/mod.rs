//! Registers of the management system as JSON: what is declared, what stands in them, what is missing, lists that come in.

mod entry;
mod imported;

pub use entry::{EntryLineWords, EntryStepWords, RegisterEntryWords};
pub use imported::RegisterImportWords;

use domain::reports::isms::{Finding, Kpi, RegisterReport};
use domain::values::isms::{Declaration, Field, FieldKind, Need, RegisterKind, Stage, Want};
use serde::Serialize;
use utoipa::ToSchema;

/// What a standard wants of a register, in own words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegisterWantWords {
    /// Clause, control of Annex A or criterion.
    pub id: &'static str,
    /// What it wants.
    pub words: &'static str,
}

impl From<&Want> for RegisterWantWords {
    fn from(want: &Want) -> RegisterWantWords {
        RegisterWantWords { id: want.id, words: want.words }
    }
}

/// A field as it is declared.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegisterFieldWords {
    /// Id, as values are named by it.
    pub id: &'static str,
    /// Title.
    pub title: &'static str,
    /// What is to be written.
    pub hint: &'static str,
    /// `text`, `choice`, `day`, `past_day`, `yes_no`, `number`, `person`, `anybody` or `links`.
    pub kind: &'static str,
    /// Longest text, in characters.
    pub max: Option<usize>,
    /// Words of a choice.
    pub choices: Vec<&'static str>,
    /// What links point at, such as `control` or `asset`.
    pub to: Option<&'static str>,
    /// `required`, `wanted` (without it there is a finding) or `optional`.
    pub need: &'static str,
    /// Only asked for while another field has a value: `field=value`.
    pub when: Option<String>,
}

impl From<&Field> for RegisterFieldWords {
    fn from(field: &Field) -> RegisterFieldWords {
        let (mut max, mut choices, mut to) = (None, Vec::new(), None);
        let kind = match field.kind {
            FieldKind::Text(longest) => {
                max = Some(longest);
                "text"
            }
            FieldKind::Choice(words) => {
                choices = words.iter().map(|(id, _)| *id).collect();
                "choice"
            }
            FieldKind::Day => "day",
            FieldKind::PastDay => "past_day",
            FieldKind::YesNo => "yes_no",
            FieldKind::Number => "number",
            FieldKind::Person => "person",
            FieldKind::Anybody => "anybody",
            FieldKind::Links(what) => {
                to = Some(what.noun());
                "links"
            }
        };
        let need = match field.need {
            Need::Required => "required",
            Need::Wanted => "wanted",
            Need::Optional => "optional",
        };
        let when = field.when.map(|(other, value)| format!("{other}={value}"));
        RegisterFieldWords { id: field.id, title: field.title, hint: field.hint, kind, max, choices, to, need, when }
    }
}

/// A state as it is declared.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegisterStateWords {
    /// Id.
    pub id: &'static str,
    /// Title.
    pub title: &'static str,
    /// States that can follow.
    pub next: Vec<&'static str>,
    /// Fields that must be there before it is entered.
    pub needs: Vec<&'static str>,
    /// Nothing is to be done any more.
    pub over: bool,
}

impl From<&Stage> for RegisterStateWords {
    fn from(stage: &Stage) -> RegisterStateWords {
        let Stage { id, title, next, needs, over, .. } = *stage;
        RegisterStateWords { id, title, next: next.to_vec(), needs: needs.to_vec(), over }
    }
}

/// What is declared of a register.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegisterDeclaredWords {
    /// Prefix of the ids of its entries.
    pub prefix: &'static str,
    /// Fields of an entry; the first is what it is called.
    pub fields: Vec<RegisterFieldWords>,
    /// States; the first is that of a new entry.
    pub states: Vec<RegisterStateWords>,
    /// What lines are called; null where it has none.
    pub lines: Option<&'static str>,
    /// Fields of a line.
    pub line_fields: Vec<RegisterFieldWords>,
    /// What the standards want of it.
    pub wants: Vec<RegisterWantWords>,
    /// Controls of Annex A and criteria that it is evidence for.
    pub serves: Vec<&'static str>,
}

impl From<&'static Declaration> for RegisterDeclaredWords {
    fn from(declared: &'static Declaration) -> RegisterDeclaredWords {
        RegisterDeclaredWords {
            prefix: declared.prefix,
            fields: declared.fields.iter().map(RegisterFieldWords::from).collect(),
            states: declared.stages.iter().map(RegisterStateWords::from).collect(),
            lines: declared.lines.map(|lines| lines.title),
            line_fields: declared
                .lines
                .map(|lines| lines.fields.iter().map(RegisterFieldWords::from).collect())
                .unwrap_or_default(),
            wants: declared.wants.iter().map(RegisterWantWords::from).collect(),
            serves: declared.serves.to_vec(),
        }
    }
}

/// Something that is missing or out of date.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegisterFindingWords {
    /// `empty`, `missing`, `left`, `gone`, `overdue`, `no_result` and others.
    pub code: &'static str,
    /// The register.
    pub register: &'static str,
    /// The entry; null for the register as a whole.
    pub entry: Option<String>,
    /// Clause, control of Annex A or criterion that it bears on.
    pub bears_on: &'static str,
    /// What it is.
    pub what: String,
}

impl From<&Finding> for RegisterFindingWords {
    fn from(finding: &Finding) -> RegisterFindingWords {
        RegisterFindingWords {
            code: finding.code,
            register: finding.register.id(),
            entry: finding.entry.clone(),
            bears_on: finding.item,
            what: finding.what.clone(),
        }
    }
}

/// A figure with what it was counted from.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegisterFigureWords {
    /// Id.
    pub id: &'static str,
    /// Title.
    pub title: &'static str,
    /// The figure; tenths where it is a mean.
    pub n: i64,
    /// Of how many; null for what is no share.
    pub of: Option<i64>,
    /// What was counted.
    pub counted: &'static str,
    /// The figure is a mean in tenths.
    pub in_tenths: bool,
}

impl From<&Kpi> for RegisterFigureWords {
    fn from(kpi: &Kpi) -> RegisterFigureWords {
        RegisterFigureWords {
            id: kpi.id,
            title: kpi.title,
            n: kpi.n,
            of: kpi.of,
            counted: kpi.under,
            in_tenths: kpi.tenths,
        }
    }
}

/// A register in the list of all registers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegisterSummaryWords {
    /// Id, as its address names it.
    pub register: &'static str,
    /// Title.
    pub title: &'static str,
    /// The part of the standard that it stands under.
    pub group: &'static str,
    /// What it is for.
    pub purpose: &'static str,
    /// Entries that were not ended.
    pub entries: usize,
    /// Of these, those about which something is still to be done or kept.
    pub live: usize,
    /// Of these, those whose day is over.
    pub overdue: usize,
    /// How much is missing.
    pub findings: usize,
}

impl From<&RegisterReport> for RegisterSummaryWords {
    fn from(report: &RegisterReport) -> RegisterSummaryWords {
        let (kind, declared) = (report.kind, report.kind.declared());
        RegisterSummaryWords {
            register: kind.id(),
            title: kind.title(),
            group: declared.group,
            purpose: declared.purpose,
            entries: report.entries,
            live: report.live,
            overdue: report.overdue(),
            findings: report.findings.len(),
        }
    }
}

/// The register that a word names.
///
/// # Errors
/// A refusal that names the nearest one.
pub fn register_kind(typed: &str) -> Result<RegisterKind, domain::refusal::Refusal> {
    RegisterKind::parse(typed).ok_or_else(|| domain::refusal::Refusal::Unknown {
        what: "register",
        id: typed.to_owned(),
        nearest: domain::values::nearest::nearest(typed, RegisterKind::ALL.map(RegisterKind::id)).map(str::to_owned),
    })
}
