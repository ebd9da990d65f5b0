//! Context of the organisation: issues, climate change, interested parties, scope (clause 4).

use super::declared::{Declaration, Due, Field, LinkTo, Stage, Want};

const CONTEXT: &str = "Context (clause 4)";

pub(super) static ISSUES: Declaration = Declaration {
    prefix: "ISS",
    group: CONTEXT,
    noun: "issue",
    purpose: "What inside and around the organisation bears on what its management system can achieve.",
    wants: &[Want {
        id: "4.1",
        words: "External and internal issues that matter for the purpose and the outcomes are known.",
    }],
    serves: &["CC3.1", "CC3.2", "CC1.1"],
    fields: &[
        Field::text("title", "Issue", "What it is, in a few words.").required(),
        Field::choice(
            "side",
            "Inside or outside",
            "Where it comes from.",
            &[("internal", "Internal"), ("external", "External")],
        )
        .required(),
        Field::long("effect", "Effect on the ISMS", "What it makes easier, harder or necessary.").wanted(),
        Field::long("response", "What is done about it", "Which risk, objective or change answers it."),
        Field::person("owner", "Owner", "Who watches it.").wanted(),
        Field::past("reviewed_on", "Reviewed on", "When it was last looked at.").wanted(),
        Field::links("risks", "Risks", "Risks that follow from it, such as RI-2.", LinkTo::Risk),
    ],
    due: Some(Due::after("reviewed_on", 365, "Review it")),
    ..Declaration::PLAIN
};

pub(super) static CLIMATE: Declaration = Declaration {
    prefix: "CLI",
    group: CONTEXT,
    noun: "determination",
    purpose: "Whether climate change is a relevant issue: the answer that Amendment 1:2024 asks of everybody, yes or no.",
    wants: &[
        Want { id: "4.1", words: "It is determined whether climate change is a relevant issue." },
        Want { id: "4.2", words: "Interested parties can have requirements that relate to climate change." },
    ],
    serves: &[],
    fields: &[
        Field::text("title", "Determination", "Such as: review of 2026.").required(),
        Field::yes_no("relevant", "Is climate change relevant?", "Yes or no; no is an answer, silence is none.")
            .required(),
        Field::long("reason", "Why", "What was looked at: sites, suppliers, energy, law, customers.").required(),
        Field::past("determined_on", "Determined on", "The day of the decision.").required(),
        Field::person("owner", "Determined by", "Who answers for it.").wanted(),
        Field::long("effect", "What follows", "Risks, objectives or plans that take it up.")
            .wanted()
            .when("relevant", "yes"),
    ],
    stages: &[
        Stage::new("in_force", "In force", &["superseded"]),
        Stage::new("superseded", "Superseded", &[]).fixed().over(),
    ],
    due: Some(Due::after("determined_on", 365, "Determine it again")),
    single: Some(("in_force", "superseded")),
    ..Declaration::PLAIN
};

pub(super) static PARTIES: Declaration = Declaration {
    prefix: "PTY",
    group: CONTEXT,
    noun: "interested party",
    purpose: "Who has a stake in the security of information, what they require, and which of it the management system takes up.",
    wants: &[
        Want {
            id: "4.2",
            words: "Relevant parties, their relevant requirements, and which are addressed through the ISMS.",
        },
        Want { id: "A.5.5", words: "Contact with authorities." },
        Want { id: "A.5.6", words: "Contact with special interest groups." },
    ],
    serves: &["A.5.5", "A.5.6", "CC2.3"],
    fields: &[
        Field::text("title", "Party", "Who, such as customers, a regulator, staff.").required(),
        Field::long("requirement", "What they require", "In a sentence or two.").required(),
        Field::text("source", "Where it comes from", "Contract, law, questionnaire, talk.").wanted(),
        Field::yes_no("addressed", "Addressed through the ISMS", "Yes or no, decided.").wanted(),
        Field::long("how", "How", "Which control, policy or objective answers it.").wanted().when("addressed", "yes"),
        Field::long("why_not", "Why not", "Why it is not taken up.").wanted().when("addressed", "no"),
        Field::yes_no("climate", "Relates to climate change", "Amendment 1:2024 notes that requirements can."),
        Field::person("owner", "Owner", "Who keeps the contact.").wanted(),
        Field::past("reviewed_on", "Reviewed on", "When it was last looked at.").wanted(),
        Field::links("controls", "Controls", "Own controls that answer it.", LinkTo::Control),
    ],
    due: Some(Due::after("reviewed_on", 365, "Review it")),
    ..Declaration::PLAIN
};

pub(super) static SCOPE: Declaration = Declaration {
    prefix: "SCP",
    group: CONTEXT,
    noun: "scope statement",
    purpose: "What the management system covers and where it ends; one statement is in force, the older ones stay to be read.",
    wants: &[
        Want {
            id: "4.3",
            words: "Boundaries and applicability, with issues, requirements, interfaces and dependencies considered.",
        },
        Want { id: "4.4", words: "The system is established within that scope." },
    ],
    serves: &["CC2.3"],
    fields: &[
        Field::text("title", "Statement", "Such as: scope of 2026.").required(),
        Field::long("boundary", "Boundary", "Services, processes, teams, sites and systems inside.").required(),
        Field::choice(
            "extent",
            "Extent",
            "The whole organisation, or a part that can be told apart.",
            &[("whole", "The whole organisation"), ("part", "A defined part")],
        )
        .required(),
        Field::long("part", "Which part", "How the part is told from the rest.").wanted().when("extent", "part"),
        Field::long("interfaces", "Interfaces", "Where what is inside meets what others do.").wanted(),
        Field::long("dependencies", "Dependencies", "Suppliers and other parts that it rests on.").wanted(),
        Field::long("exclusions", "Exclusions with reasons", "What lies outside, and why.").wanted(),
        Field::day("effective_on", "In force from", "From which day.").wanted(),
        Field::person("owner", "Owner", "Who answers for it.").wanted(),
        Field::day("review_on", "Next review", "When it is looked at again.").wanted(),
    ],
    stages: &[
        Stage::new("draft", "Draft", &["in_force"]),
        Stage::new("in_force", "In force", &["superseded"])
            .needs(&["interfaces", "dependencies", "effective_on", "owner"])
            .fixed(),
        Stage::new("superseded", "Superseded", &[]).fixed().over(),
    ],
    due: Some(Due { on: Some("review_on"), last: Some("effective_on"), ..Due::every(365, "Review it") }),
    single: Some(("in_force", "superseded")),
    order: &[("effective_on", "review_on")],
    ..Declaration::PLAIN
};
