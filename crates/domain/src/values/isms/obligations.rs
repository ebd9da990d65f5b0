//! Obligations from law, contract and regulators (A.5.31, A.5.34), kept apart from the status of frameworks.

use super::declared::{Declaration, Due, Field, LinkTo, Stage, Want};

pub(super) static OBLIGATIONS: Declaration = Declaration {
    prefix: "OBL",
    group: "Operation (Annex A)",
    noun: "obligation",
    purpose: "What law, contracts and regulators ask, who answers for it, and whether it is met as the owner judges it.",
    wants: &[
        Want {
            id: "A.5.31",
            words: "Legal, statutory, regulatory and contractual requirements are identified and kept up to date.",
        },
        Want { id: "A.5.32", words: "Intellectual property rights." },
        Want { id: "A.5.34", words: "Privacy and protection of personal data." },
        Want { id: "P6.6", words: "Breaches of personal information are notified." },
    ],
    serves: &["A.5.31", "A.5.32", "A.5.34", "CC2.3", "CC3.1"],
    fields: &[
        Field::text("title", "Obligation", "What is asked, in a few words.").required(),
        Field::choice(
            "kind",
            "Kind",
            "Where it comes from.",
            &[("law", "Law"), ("contract", "Contract"), ("regulator", "Regulator"), ("other", "Other")],
        )
        .required(),
        Field::choice(
            "law",
            "Which law",
            "For laws on personal data.",
            &[
                ("gdpr", "GDPR"),
                ("ccpa", "CCPA"),
                ("lopdp", "LOPDP"),
                ("lgpd", "LGPD"),
                ("hipaa", "HIPAA"),
                ("other", "Another"),
            ],
        ),
        Field::choice(
            "duty",
            "Duty",
            "What of a product it asks.",
            &[
                ("consent", "Consent"),
                ("subject_rights", "Rights of data subjects"),
                ("breach_notice", "Notice of breaches"),
                ("impact_assessment", "Impact assessment"),
                ("security", "Security of processing"),
                ("other", "Another"),
            ],
        ),
        Field::text("source", "Source", "Article, section, clause of the contract.").required(),
        Field::long("text", "What it asks", "In own words.").wanted(),
        Field::yes_no("applies", "Applies to us", "Decided, with who was asked.").wanted(),
        Field::person("owner", "Owner", "Who answers for it.").wanted(),
        Field::number("hours", "Hours for notice", "For duties to give notice.").wanted().when("duty", "breach_notice"),
        Field::long("how", "How it is met", "Which process, control or document.").wanted(),
        Field::past("assessed_on", "Assessed on", "When it was last judged."),
        Field::day("review_on", "Next review", "By which day.").wanted(),
        Field::links("controls", "Controls", "Own controls that answer it.", LinkTo::Control),
        Field::links("evidence", "Evidence", "Where it can be seen.", LinkTo::Evidence),
        Field::links("suppliers", "Suppliers", "Suppliers that have a part in it.", LinkTo::Supplier),
    ],
    stages: &[
        Stage::new("identified", "Identified", &["assessed"]),
        Stage::new("assessed", "Assessed", &["met", "not_met"]).needs(&["applies", "owner", "assessed_on"]),
        Stage::new("met", "Met", &["assessed", "not_met"]).needs(&["how"]),
        Stage::new("not_met", "Not met", &["assessed", "met"]),
    ],
    due: Some(Due { on: Some("review_on"), last: Some("assessed_on"), ..Due::every(365, "Review it") }),
    order: &[("assessed_on", "review_on")],
    ..Declaration::PLAIN
};

/// A row to begin with; the organisation decides whether it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggested {
    /// What is asked.
    pub title: &'static str,
    /// The law, as the field has it.
    pub law: &'static str,
    /// The duty, as the field has it.
    pub duty: &'static str,
    /// Where it stands.
    pub source: &'static str,
    /// Hours for notice, where the law names them.
    pub hours: Option<i64>,
}

const fn row(
    title: &'static str,
    law: &'static str,
    duty: &'static str,
    source: &'static str,
    hours: Option<i64>,
) -> Suggested {
    Suggested { title, law, duty, source, hours }
}

/// Rows to begin with: laws on personal data that customers ask about most (R263), and the duties of a product (R264).
pub const SUGGESTED: &[Suggested] = &[
    row("GDPR: security of processing", "gdpr", "security", "Regulation (EU) 2016/679, Article 32", None),
    row("GDPR: consent as a basis", "gdpr", "consent", "Regulation (EU) 2016/679, Article 7", None),
    row("GDPR: rights of data subjects", "gdpr", "subject_rights", "Regulation (EU) 2016/679, Articles 12-22", None),
    row("GDPR: notice to the authority", "gdpr", "breach_notice", "Regulation (EU) 2016/679, Article 33", Some(72)),
    row("GDPR: impact assessment", "gdpr", "impact_assessment", "Regulation (EU) 2016/679, Article 35", None),
    row("CCPA: rights of consumers", "ccpa", "subject_rights", "California Civil Code 1798.100 and following", None),
    row(
        "LOPDP: rights of data subjects",
        "lopdp",
        "subject_rights",
        "Ecuador, Ley Orgánica de Protección de Datos Personales",
        None,
    ),
    row("LGPD: rights of data subjects", "lgpd", "subject_rights", "Brazil, Lei 13.709/2018, Article 18", None),
    row(
        "HIPAA: notice of breaches",
        "hipaa",
        "breach_notice",
        "45 CFR 164.404, without unreasonable delay, 60 days at most",
        Some(1440),
    ),
];

/// Sentences that stand with the register (R261, R262, R265, R266, R267).
pub const PRIVACY_SENTENCES: [&str; 5] = [
    "ISO/IEC 27001 bears on the security of processing in Article 32 of the GDPR and on no more of it: it makes nobody \
     compliant with the GDPR.",
    "The Privacy category of a SOC 2 examination is a set of criteria, not a check of a law.",
    "Duties of the GDPR are a reason to begin with ISO/IEC 27001 for customers in Europe; that is a choice of order, \
     not a legal effect.",
    "The strongest overlap of Annex A with the Privacy category lies in P6, through the controls on suppliers and on \
     incidents.",
    "ISO/IEC 27001 alone does not close the privacy gap: consent, rights of data subjects, purpose and transfer stay open.",
];
