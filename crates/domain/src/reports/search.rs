//! Search: which of many things somebody means by a few words. What may be seen at all was decided before.

use std::cmp::Ordering;

/// Longest query, in characters; what is longer is cut.
pub const MAX_QUERY: usize = 200;
/// Most things found that are named.
pub const MAX_FOUND: usize = 100;

/// What kind of thing was found; their order is that of the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundKind {
    /// A criterion, a control of Annex A or a clause.
    Item,
    /// An own control.
    Control,
    /// An item of evidence.
    Evidence,
    /// A risk.
    Risk,
    /// A nonconformity.
    Nonconformity,
    /// A version of the Statement of Applicability.
    Statement,
    /// A controlled document.
    Policy,
    /// An entry of a register of the management system.
    Entry,
    /// A programme of internal audits.
    AuditProgramme,
    /// An internal audit.
    InternalAudit,
    /// A management review.
    Review,
    /// A certification to ISO/IEC 27001: the project with a body.
    Certification,
    /// A certification body.
    CertificationBody,
    /// An engagement.
    Engagement,
    /// A population of an engagement.
    Population,
    /// A test of a control.
    Test,
    /// An exception.
    Exception,
    /// A request of an auditor.
    AuditRequest,
    /// A package for auditors.
    Package,
    /// A security questionnaire of a customer.
    Questionnaire,
    /// An answer of the library.
    Answer,
    /// A scorecard that was taken.
    Scorecard,
    /// A step of the plan.
    PlanStep,
    /// A supplier.
    Supplier,
    /// A report of a supplier.
    SupplierReport,
    /// A collector of evidence.
    Collector,
    /// Somebody at work.
    Staff,
    /// A member of the organisation.
    Member,
}

impl FoundKind {
    /// As machines say it.
    pub fn id(self) -> &'static str {
        match self {
            FoundKind::Item => "item",
            FoundKind::Control => "control",
            FoundKind::Evidence => "evidence",
            FoundKind::Risk => "risk",
            FoundKind::Nonconformity => "nonconformity",
            FoundKind::Statement => "statement",
            FoundKind::Policy => "policy",
            FoundKind::Entry => "register_entry",
            FoundKind::AuditProgramme => "audit_programme",
            FoundKind::InternalAudit => "internal_audit",
            FoundKind::Review => "management_review",
            FoundKind::Certification => "certification",
            FoundKind::CertificationBody => "certification_body",
            FoundKind::Engagement => "engagement",
            FoundKind::Population => "population",
            FoundKind::Test => "test",
            FoundKind::Exception => "exception",
            FoundKind::AuditRequest => "audit_request",
            FoundKind::Package => "package",
            FoundKind::Questionnaire => "questionnaire",
            FoundKind::Answer => "answer",
            FoundKind::Scorecard => "scorecard",
            FoundKind::PlanStep => "plan_step",
            FoundKind::Supplier => "supplier",
            FoundKind::SupplierReport => "supplier_report",
            FoundKind::Collector => "collector",
            FoundKind::Staff => "staff",
            FoundKind::Member => "member",
        }
    }

    /// All of them, in their order.
    pub const ALL: [FoundKind; 28] = [
        FoundKind::Item,
        FoundKind::Control,
        FoundKind::Evidence,
        FoundKind::Risk,
        FoundKind::Nonconformity,
        FoundKind::Statement,
        FoundKind::Policy,
        FoundKind::Entry,
        FoundKind::AuditProgramme,
        FoundKind::InternalAudit,
        FoundKind::Review,
        FoundKind::Certification,
        FoundKind::CertificationBody,
        FoundKind::Engagement,
        FoundKind::Population,
        FoundKind::Test,
        FoundKind::Exception,
        FoundKind::AuditRequest,
        FoundKind::Package,
        FoundKind::Questionnaire,
        FoundKind::Answer,
        FoundKind::Scorecard,
        FoundKind::PlanStep,
        FoundKind::Supplier,
        FoundKind::SupplierReport,
        FoundKind::Collector,
        FoundKind::Staff,
        FoundKind::Member,
    ];

    /// The kind that machines call so.
    pub fn parse(text: &str) -> Option<FoundKind> {
        FoundKind::ALL.into_iter().find(|kind| kind.id() == text)
    }

    /// What the ledger calls it: the kind of the object of an entry. A criterion or clause is called an item there, a test a
    /// test of a control.
    pub fn in_ledger(self) -> &'static str {
        match self {
            FoundKind::Statement => "applicability",
            FoundKind::Test => "control_test",
            other => other.id(),
        }
    }

    /// In a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            FoundKind::Item => "criterion, control or clause",
            FoundKind::Control => "control",
            FoundKind::Evidence => "item of evidence",
            FoundKind::Risk => "risk",
            FoundKind::Nonconformity => "nonconformity",
            FoundKind::Statement => "statement of applicability",
            FoundKind::Policy => "document",
            FoundKind::Entry => "register entry",
            FoundKind::AuditProgramme => "programme of audits",
            FoundKind::InternalAudit => "internal audit",
            FoundKind::Review => "management review",
            FoundKind::Certification => "certification",
            FoundKind::CertificationBody => "certification body",
            FoundKind::Engagement => "engagement",
            FoundKind::Population => "population",
            FoundKind::Test => "test",
            FoundKind::Exception => "exception",
            FoundKind::AuditRequest => "request of an auditor",
            FoundKind::Package => "package",
            FoundKind::Questionnaire => "questionnaire",
            FoundKind::Answer => "answer of the library",
            FoundKind::Scorecard => "scorecard",
            FoundKind::PlanStep => "step of the plan",
            FoundKind::Supplier => "supplier",
            FoundKind::SupplierReport => "report of a supplier",
            FoundKind::Collector => "collector",
            FoundKind::Staff => "person at work",
            FoundKind::Member => "member",
        }
    }

    /// As people say it.
    pub fn title(self) -> &'static str {
        match self {
            FoundKind::Item => "Criterion, clause or control",
            FoundKind::Control => "Control",
            FoundKind::Evidence => "Evidence",
            FoundKind::Risk => "Risk",
            FoundKind::Nonconformity => "Nonconformity",
            FoundKind::Statement => "Statement of Applicability",
            FoundKind::Policy => "Document",
            FoundKind::Entry => "Register entry",
            FoundKind::AuditProgramme => "Programme of audits",
            FoundKind::InternalAudit => "Internal audit",
            FoundKind::Review => "Management review",
            FoundKind::Certification => "Certification",
            FoundKind::CertificationBody => "Certification body",
            FoundKind::Engagement => "Engagement",
            FoundKind::Population => "Population",
            FoundKind::Test => "Test",
            FoundKind::Exception => "Exception",
            FoundKind::AuditRequest => "Auditor's request",
            FoundKind::Package => "Package",
            FoundKind::Questionnaire => "Questionnaire",
            FoundKind::Answer => "Answer",
            FoundKind::Scorecard => "Scorecard",
            FoundKind::PlanStep => "Step of the plan",
            FoundKind::Supplier => "Supplier",
            FoundKind::SupplierReport => "Report of a supplier",
            FoundKind::Collector => "Collector",
            FoundKind::Staff => "Person at work",
            FoundKind::Member => "Member",
        }
    }
}

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// What it is.
    pub kind: FoundKind,
    /// Its id, as its pages and commands take it.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What else is searched: description, owner, source.
    pub text: String,
    /// What it belongs to and its address needs, such as the engagement of a test; empty for most.
    pub of: String,
}

impl Thing {
    /// A thing with a title and more words.
    pub fn new(kind: FoundKind, id: &str, title: &str, text: &str) -> Thing {
        Thing { kind, id: id.to_owned(), title: title.to_owned(), text: text.to_owned(), of: String::new() }
    }

    /// The same, as a part of something.
    #[must_use]
    pub fn of(mut self, whole: &str) -> Thing {
        whole.clone_into(&mut self.of);
        self
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finds {
    /// The best first, at most as many as were asked for.
    pub found: Vec<Thing>,
    /// How many there are in all.
    pub of: usize,
}

/// How well a thing answers; the lowest is the best. `None`: not at all, since every word must occur in it.
fn fit(words: &[String], whole: &str, thing: &Thing) -> Option<u8> {
    let id = thing.id.to_lowercase();
    if id == whole {
        return Some(0);
    }
    if id.starts_with(whole) {
        return Some(1);
    }
    let title = thing.title.to_lowercase();
    if title.starts_with(whole) {
        return Some(2);
    }
    let begins =
        |word: &String| title.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word.as_str()));
    if words.iter().all(begins) {
        return Some(3);
    }
    let named = |word: &String| id.contains(word.as_str()) || title.contains(word.as_str());
    if words.iter().all(named) {
        return Some(4);
    }
    let text = thing.text.to_lowercase();
    words.iter().all(|word| named(word) || text.contains(word.as_str())).then_some(5)
}

/// Ids with their numbers as numbers: `EV-9` before `EV-10`, `A.5.9` before `A.5.10`.
pub fn by_number(a: &str, b: &str) -> Ordering {
    natural(a).cmp(&natural(b)).then_with(|| a.cmp(b))
}

/// The parts of an id between its dots, each with the number that it ends in.
pub(super) fn natural(id: &str) -> Vec<(String, u64)> {
    let part = |part: &str| {
        let digits = part.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        (part[..digits].to_owned(), part[digits..].parse().unwrap_or_default())
    };
    id.split('.').map(part).collect()
}

/// The things that somebody means: every word of the query occurs in id, title or text, in any case. An id comes before a
/// title, a title before a text; then by kind and number. An empty query finds nothing.
pub fn search(query: &str, things: impl IntoIterator<Item = Thing>, most: usize) -> Finds {
    let cut: String = query.trim().chars().take(MAX_QUERY).collect();
    let whole = cut.to_lowercase();
    let words: Vec<String> = whole.split_whitespace().map(str::to_owned).collect();
    if words.is_empty() {
        return Finds::default();
    }
    let mut found: Vec<(u8, Thing)> =
        things.into_iter().filter_map(|thing| Some((fit(&words, &whole, &thing)?, thing))).collect();
    found.sort_by(|(a, x), (b, y)| a.cmp(b).then(x.kind.cmp(&y.kind)).then_with(|| by_number(&x.id, &y.id)));
    let of = found.len();
    Finds { found: found.into_iter().take(most.min(MAX_FOUND)).map(|(_, thing)| thing).collect(), of }
}
