//! Where ISO/IEC 27701 takes up what the Privacy category asks for and Annex A of ISO/IEC 27001 does not.

/// What stands with every view of privacy: which edition the numbers are of, and what neither standard shows.
pub const PRIVACY_NOTES: [&str; 3] = [
    "Clauses of ISO/IEC 27701 are numbered as in its 2019 edition, in our own reading. The edition of October 2025 is a \
     management system of its own with other numbers: look a clause up there before you cite it.",
    "ISO/IEC 27701 tells controllers (clause 7) and processors (clause 8) apart; the numbers here are those for controllers.",
    "Neither a certificate to ISO/IEC 27701 nor a SOC 2 report with the Privacy category shows that a law is kept: duties of \
     the law stand in the register of obligations.",
];

/// What another standard and a law say to one privacy criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrivacyHook {
    /// `P1.1`.
    pub criterion: &'static str,
    /// Clauses of ISO/IEC 27701:2019.
    pub iso27701: &'static [&'static str],
    /// Articles of the GDPR.
    pub gdpr: &'static str,
}

const fn hook(criterion: &'static str, iso27701: &'static [&'static str], gdpr: &'static str) -> PrivacyHook {
    PrivacyHook { criterion, iso27701, gdpr }
}

/// One for each of the 18 criteria, in their order.
pub const PRIVACY_HOOKS: [PrivacyHook; 18] = [
    hook("P1.1", &["7.3.2", "7.3.3"], "12-14"),
    hook("P2.1", &["7.2.3", "7.2.4", "7.3.4", "7.3.5"], "6, 7, 21"),
    hook("P3.1", &["7.2.1", "7.4.1", "7.4.4"], "5(1)(b)(c)"),
    hook("P3.2", &["7.2.4"], "7, 9"),
    hook("P4.1", &["7.2.1", "7.4.2"], "5(1)(b)"),
    hook("P4.2", &["7.4.7"], "5(1)(e)"),
    hook("P4.3", &["7.4.5", "7.4.6", "7.4.8"], "17"),
    hook("P5.1", &["7.3.6", "7.3.8", "7.3.9"], "15, 20"),
    hook("P5.2", &["7.3.6", "7.3.7"], "16, 19"),
    hook("P6.1", &["7.2.3", "7.5.1", "7.5.2"], "6, 44-49"),
    hook("P6.2", &["7.5.3", "7.5.4"], "30"),
    hook("P6.3", &["6.13.1"], "33(5)"),
    hook("P6.4", &["7.2.6"], "28"),
    hook("P6.5", &["7.2.6", "6.13.1"], "33(2)"),
    hook("P6.6", &["6.13.1"], "33, 34"),
    hook("P6.7", &["7.3.8", "7.5.4"], "15"),
    hook("P7.1", &["7.4.3"], "5(1)(d)"),
    hook("P8.1", &["7.3.9"], "12(3), 77"),
];

/// The hook of a criterion; none for one that is no privacy criterion of 2017.
pub fn privacy_hook(criterion: &str) -> Option<&'static PrivacyHook> {
    PRIVACY_HOOKS.iter().find(|hook| hook.criterion == criterion)
}

/// A matter that ISO/IEC 27001 leaves to ISO/IEC 27701 (R260).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrivacyMatter {
    /// The id used in answers.
    pub id: &'static str,
    /// As people read it.
    pub title: &'static str,
    /// What it asks for, in our own words.
    pub asks: &'static str,
    /// Privacy criteria that ask for it too.
    pub criteria: &'static [&'static str],
    /// Clauses of ISO/IEC 27701:2019: a whole group of them, or single ones.
    pub iso27701: &'static [&'static str],
    /// Articles of the GDPR.
    pub gdpr: &'static str,
}

/// The five matters for which Annex A has no control of its own.
pub const PRIVACY_MATTERS: [PrivacyMatter; 5] = [
    PrivacyMatter {
        id: "consent",
        title: "Consent",
        asks: "Know for which use consent is the ground, ask for it before, keep proof of it, and let it be withdrawn.",
        criteria: &["P2.1", "P3.2", "P6.1"],
        iso27701: &["7.2.3", "7.2.4", "7.3.4"],
        gdpr: "6, 7, 9",
    },
    PrivacyMatter {
        id: "subject_rights",
        title: "Rights of data subjects",
        asks: "Tell people what is held, give copies, correct, object and delete on request, in time and with a record.",
        criteria: &["P1.1", "P5.1", "P5.2", "P6.7", "P8.1"],
        iso27701: &["7.3"],
        gdpr: "12-22",
    },
    PrivacyMatter {
        id: "purpose",
        title: "Purpose limitation",
        asks: "Name each purpose before collecting, and use what was collected for that purpose alone.",
        criteria: &["P3.1", "P4.1"],
        iso27701: &["7.2.1", "7.4.1", "7.4.2"],
        gdpr: "5(1)(b)",
    },
    PrivacyMatter {
        id: "by_design",
        title: "Privacy by design and by default",
        asks: "Build products so that they collect little, keep it right, keep it short, and show it to few by default.",
        criteria: &["P3.1", "P4.1", "P4.2", "P4.3", "P7.1"],
        iso27701: &["7.4"],
        gdpr: "25",
    },
    PrivacyMatter {
        id: "transfer",
        title: "Transfer across borders",
        asks: "Know to which countries personal information goes, on which legal ground, and what was given to whom.",
        criteria: &["P6.1", "P6.2"],
        iso27701: &["7.5"],
        gdpr: "44-49",
    },
];
