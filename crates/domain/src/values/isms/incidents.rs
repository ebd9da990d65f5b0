//! Incidents from the report to the lessons (A.5.24 to A.5.28, A.6.8, CC7.3 to CC7.5, DC 4).

use super::RegisterKind;
use super::declared::{Declaration, Due, Field, Lines, LinkTo, Stage, Want};

pub(super) static INCIDENTS: Declaration = Declaration {
    prefix: "INC",
    group: "Operation (Annex A)",
    noun: "incident",
    purpose: "What went wrong, what was decided and done, what was learned, and whether it belongs in the system description.",
    wants: &[
        Want { id: "A.5.24", words: "Incident management is planned and prepared." },
        Want { id: "A.5.25", words: "Events are assessed, and it is decided whether they are incidents." },
        Want { id: "A.5.26", words: "Incidents are responded to by a procedure." },
        Want { id: "A.5.27", words: "What was learned strengthens controls." },
        Want { id: "A.5.28", words: "Evidence is collected and preserved." },
        Want { id: "A.6.8", words: "People report events quickly." },
        Want { id: "CC7.3", words: "Events are evaluated." },
        Want { id: "CC7.4", words: "Incidents are responded to." },
        Want { id: "CC7.5", words: "Recovery is carried out, and lessons are taken." },
        Want { id: "DC 4", words: "Significant incidents of the period stand in the system description." },
    ],
    serves: &["A.5.24", "A.5.25", "A.5.26", "A.5.27", "A.5.28", "A.6.8", "CC7.3", "CC7.4", "CC7.5"],
    fields: &[
        Field::text("title", "Incident", "What happened, in a few words.").required(),
        Field::past("reported_on", "Reported on", "The day on which it was told.").required(),
        Field::past("began_on", "Began on", "The day on which it began, as far as known."),
        Field::long("description", "Description", "What was seen, where, by whom.").required(),
        Field::choice(
            "severity",
            "Severity",
            "As the procedure defines it.",
            &[("low", "Low"), ("medium", "Medium"), ("high", "High"), ("critical", "Critical")],
        )
        .wanted(),
        Field::person("owner", "Owner", "Who leads the response.").wanted(),
        Field::long("decision", "Assessment and decision", "Event or incident, and why.").wanted(),
        Field::yes_no("personal_data", "Personal data are touched", "Then notice duties are looked at.").wanted(),
        Field::long("notice", "Who had to be told", "Whom, by when, and when it was done.")
            .wanted()
            .when("personal_data", "yes"),
        Field::links("supplier", "Caused by supplier", "Such as SU-2.", LinkTo::Supplier),
        Field::links("assets", "Assets", "Assets that were touched.", LinkTo::Entry(RegisterKind::Assets)),
        Field::links("controls", "Controls", "Own controls that failed or held.", LinkTo::Control),
        Field::long("containment", "Containment", "What stopped it."),
        Field::past("contained_on", "Contained on", "The day."),
        Field::long("recovery", "Recovery", "What brought back the service."),
        Field::past("recovered_on", "Recovered on", "The day."),
        Field::long("cause", "Cause", "Why it could happen."),
        Field::long("lessons", "Lessons", "What is different from now on."),
        Field::links("evidence", "Evidence", "Logs, mails, pictures, preserved.", LinkTo::Evidence),
        Field::choice(
            "dc4",
            "System description (DC 4)",
            "Whether it belongs in it.",
            &[("belongs", "Belongs in it"), ("does_not", "Does not belong in it")],
        ),
        Field::long("dc4_reason", "Why", "Ineffective controls, or a commitment that was not kept; or neither."),
        Field::links("engagement", "Engagement", "Whose system description tells of it.", LinkTo::Engagement)
            .wanted()
            .when("dc4", "belongs"),
        Field::links("nonconformity", "Nonconformity", "Corrective action that follows.", LinkTo::Nonconformity),
    ],
    stages: &[
        Stage::new("reported", "Reported", &["triaged"]),
        Stage::new("triaged", "Triaged", &["contained"]).needs(&["severity", "decision", "owner"]),
        Stage::new("contained", "Contained", &["recovered"]).needs(&["containment", "contained_on"]),
        Stage::new("recovered", "Recovered", &["reviewed"]).needs(&["recovery", "recovered_on"]),
        Stage::new("reviewed", "Reviewed", &["closed"]).needs(&["lessons"]),
        Stage::new("closed", "Closed", &[])
            .needs(&["lessons", "evidence", "dc4", "dc4_reason", "engagement"])
            .fixed()
            .over(),
    ],
    lines: Some(Lines {
        title: "Timeline",
        noun: "step",
        fields: &[
            Field::past("on", "On", "The day.").required(),
            Field::text("time", "Time", "Such as 14:05 UTC."),
            Field::text("what", "What happened or was decided", "In a sentence.").required(),
            Field::anybody("who", "Who", "Who did or decided it."),
            Field::yes_no("decision", "A decision", "Whether it was one."),
            Field::links("evidence", "Evidence", "Where it can be seen.", LinkTo::Evidence),
        ],
    }),
    due: Some(Due::after("reported_on", 30, "Bring it to its review")),
    order: &[("began_on", "reported_on"), ("reported_on", "contained_on"), ("contained_on", "recovered_on")],
    ..Declaration::PLAIN
};
