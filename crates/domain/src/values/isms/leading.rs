//! Leadership and planning: roles, commitment, objectives, planned changes (clauses 5 and 6).

use super::RegisterKind;
use super::declared::{Declaration, Due, Field, Lines, LinkTo, Stage, Want};

const LEADERSHIP_GROUP: &str = "Leadership (clause 5)";
const PLANNING: &str = "Planning (clause 6)";

pub(super) static ROLES: Declaration = Declaration {
    prefix: "ROL",
    group: LEADERSHIP_GROUP,
    noun: "role",
    purpose: "Who is responsible for what in information security, with which authority, and who holds it now.",
    wants: &[
        Want {
            id: "5.3",
            words: "Responsibilities and authorities are assigned and known; two are named: conformity and reporting.",
        },
        Want { id: "A.5.2", words: "Roles and responsibilities for information security." },
    ],
    serves: &["A.5.2", "A.5.4", "CC1.3", "CC1.5"],
    fields: &[
        Field::text("title", "Role", "Such as head of information security.").required(),
        Field::choice(
            "duty",
            "What clause 5.3 asks",
            "Two duties must have a holder.",
            &[
                ("conformity", "Ensures that the ISMS conforms"),
                ("reporting", "Reports performance to top management"),
                ("both", "Both of these"),
                ("other", "Another responsibility"),
            ],
        )
        .required(),
        Field::long("responsibility", "Responsibility", "What the holder answers for.").wanted(),
        Field::long("authority", "Authority", "What the holder may decide or stop.").wanted(),
        Field::person("owner", "Holder", "Who holds it now.").wanted(),
        Field::person("deputy", "Deputy", "Who stands in."),
        Field::text("told", "How it is made known", "Organisation chart, letter, policy."),
        Field::past("reviewed_on", "Reviewed on", "When it was last looked at."),
    ],
    due: Some(Due::after("reviewed_on", 365, "Review who holds it")),
    ..Declaration::PLAIN
};

pub(super) static LEADERSHIP: Declaration = Declaration {
    prefix: "LDR",
    group: LEADERSHIP_GROUP,
    noun: "record of leadership",
    purpose: "What top management did for information security beside approving a policy: decisions, resources, attendance.",
    wants: &[
        Want { id: "5.1", words: "Top management shows leadership and commitment." },
        Want { id: "7.1", words: "The resources that the ISMS needs are determined and given." },
    ],
    serves: &["A.5.4", "CC1.1", "CC1.2"],
    fields: &[
        Field::text("title", "What", "The decision, resource or meeting in a few words.").required(),
        Field::choice(
            "kind",
            "Kind",
            "What it shows.",
            &[
                ("decision", "Decision"),
                ("resources", "Resources given"),
                ("attendance", "Attendance"),
                ("communication", "Word to the staff"),
            ],
        )
        .required(),
        Field::past("on", "On", "The day.").required(),
        Field::person("owner", "By", "Who of top management.").wanted(),
        Field::long("text", "What was decided or given", "So that somebody else understands it.").wanted(),
        Field::text("resources", "Which resources", "People, money, tools, time.").wanted().when("kind", "resources"),
        Field::links("evidence", "Evidence", "Minutes, budget, message: EV-7.", LinkTo::Evidence).wanted(),
    ],
    stages: &[Stage::new("recorded", "Recorded", &[])],
    ..Declaration::PLAIN
};

pub(super) static OBJECTIVES: Declaration = Declaration {
    prefix: "OBJ",
    group: PLANNING,
    noun: "objective",
    purpose: "What is to be reached, how it is measured, the plan for it, and what the measurements gave.",
    wants: &[
        Want {
            id: "6.2",
            words: "Objectives are measurable where practicable, monitored, communicated, updated and documented.",
        },
        Want { id: "6.2", words: "A plan says what, with which resources, who, by when, and how results are judged." },
    ],
    serves: &["CC3.1", "CC4.1", "CC5.3"],
    fields: &[
        Field::text("title", "Objective", "What is to be reached.").required(),
        Field::text("measure", "Measure", "What is counted.").wanted(),
        Field::text("unit", "Unit", "Percent, days, number."),
        Field::text("target", "Target", "Such as: at least 98.").wanted(),
        Field::long("plan", "What is done", "The steps.").wanted(),
        Field::text("resources", "Resources", "People, money, tools.").wanted(),
        Field::person("owner", "Who", "Who answers for it.").wanted(),
        Field::day("due_on", "By when", "The day on which it is to be reached.").wanted(),
        Field::text("judged", "How results are judged", "By whom and against what.").wanted(),
        Field::choice("every", "Measured", "How often.", Due::EVERY).wanted(),
        Field::past("set_on", "Set on", "The day on which it was set."),
        Field::links("policy", "Policy", "The policy that it is consistent with, such as PL-1.", LinkTo::Policy),
        Field::links("risks", "Risks", "Risks that it answers.", LinkTo::Risk),
        Field::links("controls", "Controls", "Own controls that serve it.", LinkTo::Control),
    ],
    stages: &[
        Stage::new("set", "Set", &["measured"]).needs(&[]),
        Stage::new("measured", "Measured", &["evaluated"]).needs(&["measure", "target"]),
        Stage::new("evaluated", "Evaluated", &["revised", "measured"]).needs(&["judged"]),
        Stage::new("revised", "Revised", &["measured"]),
    ],
    lines: Some(Lines {
        title: "Results",
        noun: "result",
        fields: &[
            Field::past("on", "On", "The day of the measurement.").required(),
            Field::number("value", "Value", "A whole number in the unit of the measure.").required(),
            Field::yes_no("met", "Target met", "Yes or no.").required(),
            Field::text("note", "What it means", "Evaluation in a sentence."),
            Field::links("evidence", "Evidence", "Where it can be seen.", LinkTo::Evidence),
        ],
    }),
    due: Some(Due { last: Some("set_on"), line: Some("on"), every: Some("every"), ..Due::every(365, "Measure it") }),
    order: &[("set_on", "due_on")],
    ..Declaration::PLAIN
};

pub(super) static CHANGES: Declaration = Declaration {
    prefix: "CHG",
    group: PLANNING,
    noun: "planned change",
    purpose: "Changes of the management system itself, carried out in a planned manner.",
    wants: &[Want { id: "6.3", words: "Changes to the ISMS that are needed are carried out in a planned manner." }],
    serves: &["CC3.4"],
    fields: &[
        Field::text("title", "Change", "What changes.").required(),
        Field::long("purpose", "Purpose and consequences", "Why, and what could follow.").wanted(),
        Field::long("integrity", "What must keep working", "How the system stays whole meanwhile."),
        Field::text("resources", "Resources", "What it takes.").wanted(),
        Field::person("owner", "Who", "Who answers for it.").wanted(),
        Field::day("due_on", "Planned for", "By which day.").wanted(),
        Field::past("done_on", "Done on", "The day on which it was carried out."),
        Field::long("result", "What came of it", "Seen afterwards."),
        Field::links("from", "From objectives", "Objectives that it serves.", LinkTo::Entry(RegisterKind::Objectives)),
    ],
    stages: &[
        Stage::new("planned", "Planned", &["approved", "dropped"]),
        Stage::new("approved", "Approved", &["done", "dropped"]).needs(&["purpose", "owner", "due_on"]),
        Stage::new("done", "Done", &["reviewed"]).needs(&["done_on"]),
        Stage::new("reviewed", "Reviewed", &[]).needs(&["result"]).fixed().over(),
        Stage::new("dropped", "Dropped", &[]).fixed().over(),
    ],
    due: Some(Due { on: Some("due_on"), done: Some("done_on"), ..Due::every(365, "Carry it out") }),
    ..Declaration::PLAIN
};
