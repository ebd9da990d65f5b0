//! The list of papers: one for all doors.

use press::{Block, Paper, Tone};

/// What stands on every paper that goes outside (R341).
pub const NOT_PROVEN: &str = "A SOC 2 report is an auditor's opinion on one period and one scope; a certificate to ISO/IEC 27001 says \
     that a management system meets the standard within its scope. Neither proves that nothing will happen, that what lies outside \
     the scope was looked at, or that a law is complied with. This paper is neither of the two.";

/// What a paper can be made into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// For reading and keeping: tagged, PDF/A-2a, PDF/UA-1.
    Pdf,
    /// For writing on.
    Docx,
    /// Its tables, for computing.
    Xlsx,
}

impl Ending {
    /// All, in the order in which they are offered.
    pub const ALL: [Ending; 3] = [Ending::Pdf, Ending::Docx, Ending::Xlsx];

    /// The ending of a file.
    pub fn id(self) -> &'static str {
        match self {
            Ending::Pdf => "pdf",
            Ending::Docx => "docx",
            Ending::Xlsx => "xlsx",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Ending::Pdf => "PDF",
            Ending::Docx => "Word",
            Ending::Xlsx => "Excel",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Ending::Pdf => "application/pdf",
            Ending::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Ending::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The one with this ending; letter case does not matter.
    pub fn parse(text: &str) -> Option<Ending> {
        Ending::ALL.into_iter().find(|one| one.id().eq_ignore_ascii_case(text.trim()))
    }
}

/// A paper that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaperKind {
    /// Its name in commands and addresses.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// What has to be named, such as `the id of a document`; `None` for nothing.
    pub of: Option<&'static str>,
    /// Nothing named takes the one that speaks now.
    pub optional: bool,
    /// It goes to people outside: the wording guard (K14) refuses it instead of warning.
    pub external: bool,
    /// It has tables, so that a workbook can be made of it.
    pub tables: bool,
}

const fn kind(id: &'static str, title: &'static str, about: &'static str) -> PaperKind {
    PaperKind { id, title, about, of: None, optional: false, external: false, tables: true }
}

const fn of(kind: PaperKind, what: &'static str) -> PaperKind {
    PaperKind { of: Some(what), ..kind }
}

const fn maybe(kind: PaperKind, what: &'static str) -> PaperKind {
    PaperKind { of: Some(what), optional: true, ..kind }
}

const fn external(kind: PaperKind) -> PaperKind {
    PaperKind { external: true, ..kind }
}

const fn prose(kind: PaperKind) -> PaperKind {
    PaperKind { tables: false, ..kind }
}

/// Every paper, in the order in which they are listed.
pub const PAPERS: [PaperKind; 27] = [
    kind("board", "Board dashboard", "One page: where the programme stands, and what needs a decision."),
    external(maybe(
        kind(
            "statement",
            "Statement of Applicability",
            "Each control of Annex A with its decision and the reason (clause 6.1.3 d).",
        ),
        "the id of a version",
    )),
    kind("value", "Value of the programme", "What the programme brings, each figure of what it is counted of."),
    kind("gap", "Gap analysis", "What a SOC 2 programme reaches of ISO/IEC 27001, and what is new."),
    maybe(
        kind("crosswalk", "Crosswalk", "Which criterion reaches which control, row by row, with its source."),
        "the id of a crosswalk",
    ),
    kind(
        "risks",
        "Risk register and treatment plan",
        "Risks with their ratings, and what is done about them (clauses 6.1.2, 6.1.3, 8.2, 8.3).",
    ),
    kind("roadmap", "Roadmap", "The way to the report or the certificate on the calendar, step by step."),
    kind("cost", "Cost plan", "What the way costs, as ranges with the source of each figure."),
    kind(
        "calendar",
        "Calendar of both audits",
        "Certificate and visits, periods of reports, and what is held each year, over the years of a cycle.",
    ),
    maybe(
        kind("scorecard", "Readiness scorecard", "What somebody answered, by framework and area, and the next steps."),
        "the id of a scorecard",
    ),
    kind("scope", "Scope of the management system", "What is inside, what is outside and why (clause 4.3)."),
    kind("documents", "Register of documents", "Controlled documents with state, owner and review (clause 7.5)."),
    of(kind("document", "Document", "One controlled document, as it is in force."), "the id or number of a document"),
    kind("audits", "Internal audit programme", "Audits that are planned and held, and what they cover (clause 9.2)."),
    of(kind("audit", "Internal audit", "Plan and report of one internal audit (clause 9.2)."), "the id of an audit"),
    of(
        kind("agenda", "Management review agenda", "Each input with what the data says of it (clause 9.3.2)."),
        "the id of a review",
    ),
    of(
        kind("minutes", "Management review minutes", "Who attended, what was said and decided (clause 9.3.3)."),
        "the id of a review",
    ),
    kind("nonconformities", "Nonconformity log", "Nonconformities with cause, correction and action (clause 10.2)."),
    kind("assets", "Register of assets", "Information and other assets with their owners (A.5.9)."),
    kind("suppliers", "Register of suppliers", "Suppliers with tier, reports and reviews (A.5.19 to A.5.22)."),
    external(prose(of(
        kind("description", "System description", "What is examined, section by section (DC 1 to DC 9)."),
        "the id of an engagement",
    ))),
    external(prose(of(
        kind("assertion", "Management assertion", "What management asserts of a period; a draft for its signature."),
        "the id of an engagement",
    ))),
    external(prose(of(
        kind(
            "letter",
            "Bridge letter",
            "What changed since the end of a report's period, in the organisation's own words.",
        ),
        "the id of a letter",
    ))),
    of(
        kind("window", "The window", "Every control in scope by the months of an examination, as a map and in words."),
        "the id of an engagement",
    ),
    of(kind("requests", "Request list", "What the auditors asked for, and how far it is."), "the id of an engagement"),
    of(
        kind("exceptions", "Exceptions", "Exceptions that tests found, with management's responses."),
        "the id of an engagement",
    ),
    of(
        kind(
            "index",
            "Index of an audit package",
            "Every control, test and item of evidence of a package, with hashes.",
        ),
        "the id of a package",
    ),
];

/// A paper by its id.
pub fn paper(id: &str) -> Option<&'static PaperKind> {
    PAPERS.iter().find(|kind| kind.id.eq_ignore_ascii_case(id.trim()))
}

impl PaperKind {
    /// What it can be made into.
    pub fn endings(&self) -> Vec<Ending> {
        Ending::ALL.into_iter().filter(|ending| self.tables || *ending != Ending::Xlsx).collect()
    }

    /// It is a declaration of management in its own words, for readers outside: description, assertion, letter. Waivers (SoD-18)
    /// stand on what is reported of the programme, and a declaration reports nothing: what it has to say of them, management
    /// writes into its text.
    pub fn declared(&self) -> bool {
        self.external && !self.tables
    }

    /// The paper with what every paper of this kind has to say: one that goes outside says what it does not prove (R341).
    #[must_use]
    pub fn finished(&self, mut paper: Paper) -> Paper {
        if self.external {
            paper.blocks.push(Block::note(Tone::Plain, "What this does not prove.", NOT_PROVEN));
        }
        paper
    }
}
