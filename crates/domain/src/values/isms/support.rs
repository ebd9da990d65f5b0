//! Support and evaluation: competence, awareness, communication, measurement (clauses 7 and 9.1).

use super::RegisterKind;
use super::declared::{Declaration, Due, Field, Lines, LinkTo, Want};

const SUPPORT: &str = "Support (clause 7)";
const EVALUATION: &str = "Performance evaluation (clause 9)";

pub(super) static COMPETENCE: Declaration = Declaration {
    prefix: "CPT",
    group: SUPPORT,
    noun: "competence",
    purpose: "What whoever does security work must be able to do, and what shows that each of them can.",
    wants: &[
        Want {
            id: "7.2",
            words: "Competence is determined, ensured, acquired where lacking, and kept as documented information.",
        },
        Want { id: "A.6.3", words: "Education and training that fit the role." },
    ],
    serves: &["A.6.3", "CC1.4"],
    fields: &[
        Field::text("title", "Role or task", "Whose competence is meant.").required(),
        Field::long("needed", "Competence needed", "Education, training, experience.").required(),
        Field::person("owner", "Owner", "Who sees that it is there.").wanted(),
        Field::links("roles", "Roles", "Roles that need it.", LinkTo::Entry(RegisterKind::Roles)),
        Field::past("reviewed_on", "Reviewed on", "When it was last looked at.").wanted(),
    ],
    lines: Some(Lines {
        title: "Evidence per person",
        noun: "evidence",
        fields: &[
            Field::anybody("person", "Person", "Whose competence.").required(),
            Field::choice(
                "by",
                "Shown by",
                "What shows it.",
                &[
                    ("education", "Education"),
                    ("training", "Training"),
                    ("experience", "Experience"),
                    ("certificate", "Certificate"),
                ],
            )
            .required(),
            Field::yes_no("enough", "Enough", "Whether the need is met.").required(),
            Field::past("on", "On", "The day.").required(),
            Field::text("action", "If not: what is done", "Training, mentoring, hiring, and what came of it."),
            Field::links("evidence", "Evidence", "Where it can be seen.", LinkTo::Evidence),
        ],
    }),
    due: Some(Due::after("reviewed_on", 365, "Review it")),
    ..Declaration::PLAIN
};

pub(super) static AWARENESS: Declaration = Declaration {
    prefix: "AWA",
    group: SUPPORT,
    noun: "part of the programme",
    purpose: "How everybody who works here learns of the policy, of their part, and of what follows from not conforming.",
    wants: &[
        Want { id: "7.3", words: "People know the policy, their contribution, and what not conforming means." },
        Want { id: "A.6.3", words: "Awareness, education and training, with regular updates." },
    ],
    serves: &["A.6.3", "CC1.4", "CC2.2"],
    fields: &[
        Field::text("title", "Part", "Such as: yearly training for everybody.").required(),
        Field::long("content", "Content", "Policy, contribution, consequences, and what else.").wanted(),
        Field::text("audience", "For whom", "Everybody, developers, new staff.").wanted(),
        Field::choice("every", "How often", "How often it is held.", Due::EVERY).wanted(),
        Field::person("owner", "Owner", "Who holds it.").wanted(),
        Field::links("policy", "Policy", "The document that it teaches, such as PL-1.", LinkTo::Policy),
    ],
    lines: Some(Lines {
        title: "Held",
        noun: "session",
        fields: &[
            Field::past("on", "On", "The day.").required(),
            Field::number("expected", "Expected", "How many people it was for.").required(),
            Field::number("completed", "Completed", "How many took part to the end.").required(),
            Field::text("note", "Note", "What was learned."),
            Field::links("evidence", "Evidence", "Where it can be seen.", LinkTo::Evidence),
        ],
    }),
    due: Some(Due { line: Some("on"), every: Some("every"), ..Due::every(365, "Hold it") }),
    ..Declaration::PLAIN
};

pub(super) static COMMUNICATION: Declaration = Declaration {
    prefix: "COM",
    group: SUPPORT,
    noun: "communication",
    purpose: "What is communicated about information security, when, with whom and how, inside and outside.",
    wants: &[Want {
        id: "7.4",
        words: "Internal and external communication is determined: on what, when, with whom, how.",
    }],
    serves: &["A.5.5", "CC2.2", "CC2.3"],
    fields: &[
        Field::text("title", "On what", "The subject.").required(),
        Field::choice(
            "side",
            "Inside or outside",
            "Whom it reaches.",
            &[("internal", "Internal"), ("external", "External")],
        )
        .required(),
        Field::text("when", "When", "On which occasion or how often.").required(),
        Field::text("with", "With whom", "Who is told, or tells.").required(),
        Field::text("how", "How", "Channel and form.").required(),
        Field::person("owner", "Who", "Who does it.").wanted(),
        Field::past("reviewed_on", "Reviewed on", "When it was last looked at."),
        Field::links("parties", "Parties", "Interested parties.", LinkTo::Entry(RegisterKind::Parties)),
    ],
    due: Some(Due::after("reviewed_on", 365, "Review it")),
    ..Declaration::PLAIN
};

pub(super) static MEASURES: Declaration = Declaration {
    prefix: "MEA",
    group: EVALUATION,
    noun: "measure",
    purpose: "What is monitored and measured, by which method, by whom and when, and who makes what of the results.",
    wants: &[Want {
        id: "9.1",
        words: "What is measured, methods with comparable results, when and by whom it is measured, analysed and evaluated.",
    }],
    serves: &["A.8.15", "A.8.16", "CC4.1", "CC4.2"],
    fields: &[
        Field::text("title", "What is measured", "Process, control or effect.").required(),
        Field::long("method", "Method", "So that two people get the same figure.").wanted(),
        Field::text("unit", "Unit", "Percent, days, number."),
        Field::text("target", "Target", "What would be good."),
        Field::choice("every", "When", "How often it is measured.", Due::EVERY).wanted(),
        Field::person("owner", "Measured by", "Who measures.").wanted(),
        Field::person("analyst", "Analysed by", "Who analyses and evaluates the results.").wanted(),
        Field::text("analysed", "Analysed when", "Such as: in each monthly meeting.").wanted(),
        Field::links(
            "objectives",
            "Objectives",
            "Objectives that it is about.",
            LinkTo::Entry(RegisterKind::Objectives),
        ),
        Field::links("controls", "Controls", "Own controls that it is about.", LinkTo::Control),
    ],
    lines: Some(Lines {
        title: "Results",
        noun: "result",
        fields: &[
            Field::past("on", "Measured on", "The day of the measurement.").required(),
            Field::number("value", "Value", "A whole number in the unit.").required(),
            Field::yes_no("met", "Good enough", "Yes or no."),
            Field::past("analysed_on", "Analysed on", "The day of the evaluation."),
            Field::text("evaluation", "Evaluation", "What it means."),
            Field::links("evidence", "Evidence", "Where it can be seen.", LinkTo::Evidence),
        ],
    }),
    due: Some(Due { line: Some("on"), every: Some("every"), ..Due::every(365, "Measure it") }),
    ..Declaration::PLAIN
};
