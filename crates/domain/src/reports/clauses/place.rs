//! Where a thing is kept or mended: which page a line leads to. Doors know the addresses.

use crate::values::isms::RegisterKind;

/// A place of the programme.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The file of a clause.
    Clause(String),
    /// The judgement of a clause by a person.
    Judgement(String),
    /// Controlled documents.
    Documents,
    /// One of them.
    Document(String),
    /// A register of the management system.
    Register(RegisterKind),
    /// An entry of one.
    Entry(RegisterKind, String),
    /// The method for rating risks.
    Method,
    /// Risks.
    Risks,
    /// One of them.
    Risk(String),
    /// What is wrong with risks.
    WrongRisks,
    /// The chain from a risk to the evidence.
    Chain,
    /// Statements of Applicability.
    Statement,
    /// One version.
    Version(String),
    /// Internal audits.
    Audits,
    /// What of the scope they covered.
    AuditCoverage,
    /// One of them.
    Audit(String),
    /// A programme of them.
    Programme(String),
    /// Management reviews.
    Reviews,
    /// One of them.
    Review(String),
    /// Nonconformities.
    Nonconformities,
    /// One of them.
    Nonconformity(String),
    /// Evidence.
    Evidence,
    /// Own controls.
    Controls,
    /// One of them.
    Control(String),
    /// Suppliers.
    Suppliers,
    /// People at work.
    People,
    /// Scope of the programme.
    Scope,
    /// The certification.
    Certification,
    /// A project of certification.
    Project(String),
}

impl Place {
    /// What kind of place, in a word for machines.
    pub fn kind(&self) -> &'static str {
        match self {
            Place::Clause(_) => "clause",
            Place::Judgement(_) => "judgement",
            Place::Documents => "documents",
            Place::Document(_) => "document",
            Place::Register(_) => "register",
            Place::Entry(..) => "register_entry",
            Place::Method => "risk_method",
            Place::Risks => "risks",
            Place::Risk(_) => "risk",
            Place::WrongRisks => "risk_findings",
            Place::Chain => "risk_chain",
            Place::Statement => "statements",
            Place::Version(_) => "statement",
            Place::Audits => "internal_audits",
            Place::AuditCoverage => "internal_audit_coverage",
            Place::Audit(_) => "internal_audit",
            Place::Programme(_) => "audit_programme",
            Place::Reviews => "management_reviews",
            Place::Review(_) => "management_review",
            Place::Nonconformities => "nonconformities",
            Place::Nonconformity(_) => "nonconformity",
            Place::Evidence => "evidence",
            Place::Controls => "controls",
            Place::Control(_) => "control",
            Place::Suppliers => "suppliers",
            Place::People => "people_at_work",
            Place::Scope => "scope",
            Place::Certification => "certification",
            Place::Project(_) => "certification_project",
        }
    }

    /// The id of what is there, where it is one thing.
    pub fn id(&self) -> Option<&str> {
        match self {
            Place::Clause(id)
            | Place::Judgement(id)
            | Place::Document(id)
            | Place::Entry(_, id)
            | Place::Risk(id)
            | Place::Version(id)
            | Place::Audit(id)
            | Place::Programme(id)
            | Place::Review(id)
            | Place::Nonconformity(id)
            | Place::Control(id)
            | Place::Project(id) => Some(id),
            Place::Register(kind) => Some(kind.id()),
            _ => None,
        }
    }

    /// As a link says it.
    pub fn title(&self) -> String {
        match self {
            Place::Register(kind) => kind.title().to_owned(),
            Place::Clause(id) => format!("Clause {id}"),
            Place::Judgement(id) => format!("Judge {id}"),
            Place::Documents => "Documents".to_owned(),
            Place::Method => "Risk method".to_owned(),
            Place::Risks => "Risks".to_owned(),
            Place::WrongRisks => "What is wrong with risks".to_owned(),
            Place::Chain => "Chain of the risks".to_owned(),
            Place::Statement => "Statement of Applicability".to_owned(),
            Place::Audits => "Internal audits".to_owned(),
            Place::AuditCoverage => "Coverage of internal audits".to_owned(),
            Place::Reviews => "Management reviews".to_owned(),
            Place::Nonconformities => "Nonconformities".to_owned(),
            Place::Evidence => "Evidence".to_owned(),
            Place::Controls => "Controls".to_owned(),
            Place::Suppliers => "Suppliers".to_owned(),
            Place::People => "People at work".to_owned(),
            Place::Scope => "Scope".to_owned(),
            Place::Certification => "Certification".to_owned(),
            one => one.id().unwrap_or_default().to_owned(),
        }
    }
}
