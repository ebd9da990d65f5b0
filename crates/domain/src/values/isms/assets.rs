//! Assets and reviews of access to them (A.5.9 to A.5.14, A.5.18, CC6.1 to CC6.3).

use super::RegisterKind;
use super::declared::{Declaration, Due, Field, Lines, LinkTo, Stage, Want};

const ANNEX: &str = "Operation (Annex A)";

pub(super) static ASSETS: Declaration = Declaration {
    prefix: "AST",
    group: ANNEX,
    noun: "asset",
    purpose: "What holds, carries or runs information: whose it is, how it is classified, how it may be used, and where it went.",
    wants: &[
        Want { id: "A.5.9", words: "An inventory of information and other assets, with owners." },
        Want { id: "A.5.10", words: "Rules for acceptable use." },
        Want { id: "A.5.11", words: "Assets are returned by who leaves." },
        Want { id: "A.5.12", words: "Information is classified." },
        Want { id: "A.5.13", words: "Information is labelled as it is classified." },
        Want { id: "A.5.14", words: "Rules for transfer." },
    ],
    serves: &["A.5.9", "A.5.10", "A.5.11", "A.5.12", "A.5.13", "A.5.14", "A.7.14", "A.8.10", "CC6.1", "CC6.5"],
    fields: &[
        Field::text("title", "Asset", "What it is called.").required(),
        Field::choice(
            "kind",
            "Kind",
            "What it is.",
            &[
                ("information", "Information"),
                ("software", "Software"),
                ("hardware", "Hardware"),
                ("service", "Service"),
                ("site", "Site"),
                ("people", "People and their knowledge"),
            ],
        )
        .required(),
        Field::long("description", "Description", "What it holds or does."),
        Field::person("owner", "Owner", "Who answers for it.").wanted(),
        Field::choice(
            "classification",
            "Classification",
            "The highest class that it holds.",
            &[
                ("public", "Public"),
                ("internal", "Internal"),
                ("confidential", "Confidential"),
                ("restricted", "Restricted"),
            ],
        )
        .wanted(),
        Field::text("labelling", "Labelling", "How the class is shown.").wanted(),
        Field::long("acceptable_use", "Acceptable use", "What may be done with it, and what not.").wanted(),
        Field::text("transfer", "Transfer", "How it may be passed on."),
        Field::text("location", "Where", "Site, region or system."),
        Field::anybody("held_by", "Held by", "Who has it, for what is handed out."),
        Field::links("part_of", "Part of", "Assets that it is a part of.", LinkTo::Entry(RegisterKind::Assets)),
        Field::links("supplier", "Supplier", "Who runs or delivers it.", LinkTo::Supplier),
        Field::links("risks", "Risks", "Risks that bear on it.", LinkTo::Risk),
        Field::links("controls", "Controls", "Own controls that protect it.", LinkTo::Control),
        Field::past("acquired_on", "In the register since", "The day on which it came in."),
        Field::past("reviewed_on", "Reviewed on", "When the entry was last checked against reality."),
        Field::past("returned_on", "Returned on", "The day on which it came back."),
        Field::past("disposed_on", "Disposed on", "The day on which it was destroyed or given away."),
        Field::long("disposal", "Disposal record", "How, by whom, and how data on it were erased."),
        Field::links("evidence", "Evidence", "Of return or disposal.", LinkTo::Evidence),
    ],
    stages: &[
        Stage::new("registered", "Registered", &["classified", "disposed"]),
        Stage::new("classified", "Classified", &["in_use", "disposed"]).needs(&["owner", "classification"]),
        Stage::new("in_use", "In use", &["returned", "disposed"]).needs(&["acceptable_use"]),
        Stage::new("returned", "Returned", &["in_use", "disposed"]).needs(&["returned_on"]),
        Stage::new("disposed", "Disposed", &[]).needs(&["disposed_on", "disposal"]).fixed().over(),
    ],
    due: Some(Due::after("reviewed_on", 365, "Check it against reality")),
    order: &[("acquired_on", "returned_on"), ("acquired_on", "disposed_on"), ("returned_on", "disposed_on")],
    ..Declaration::PLAIN
};

pub(super) static ACCESS_REVIEWS: Declaration = Declaration {
    prefix: "ARV",
    group: ANNEX,
    noun: "access review",
    purpose: "Whether the accounts of a system are still right: account by account, decided by somebody else, with proof of removal.",
    wants: &[
        Want { id: "A.5.18", words: "Access rights are reviewed, changed and removed by the rules." },
        Want { id: "A.8.2", words: "Privileged access is reviewed too." },
        Want { id: "CC6.2", words: "Access that is no longer authorised is removed." },
        Want { id: "CC6.3", words: "Access follows roles, least privilege and separation of duties." },
    ],
    serves: &["A.5.18", "A.8.2", "CC6.2", "CC6.3"],
    fields: &[
        Field::text("title", "Review", "Such as: production console, first quarter.").required(),
        Field::text("system", "System", "Which system.").required(),
        Field::person("owner", "Reviewer", "Who decides; never on their own access.").required(),
        Field::past("opened_on", "Opened on", "The day of the list of accounts.").required(),
        Field::day("due_on", "To be closed by", "By which day.").wanted(),
        Field::links("population", "Population", "The list of accounts as evidence, such as EV-12.", LinkTo::Evidence)
            .wanted(),
        Field::number("accounts", "Accounts in the list", "So that it shows when lines are missing.").wanted(),
        Field::links("assets", "Assets", "Assets that it is about.", LinkTo::Entry(RegisterKind::Assets)),
        Field::past("closed_on", "Closed on", "The day on which the last change was made."),
        Field::long("conclusion", "Conclusion", "What the review showed."),
    ],
    stages: &[
        Stage::new("opened", "Opened", &["reviewed"]),
        Stage::new("reviewed", "Reviewed", &["changes_made"]).needs(&["population", "accounts"]),
        Stage::new("changes_made", "Changes made", &["closed"]),
        Stage::new("closed", "Closed", &[]).needs(&["conclusion", "closed_on"]).fixed().over(),
    ],
    lines: Some(Lines {
        title: "Accounts",
        noun: "account",
        fields: &[
            Field::text("account", "Account", "As the system calls it.").required(),
            Field::anybody("person", "Person", "Whose it is."),
            Field::text("level", "Level", "Role or right that it has."),
            Field::choice(
                "decision",
                "Decision",
                "Keep, change or remove.",
                &[("keep", "Keep"), ("change", "Change"), ("remove", "Remove")],
            ),
            Field::person("decided_by", "Decided by", "The reviewer when left out."),
            Field::links("proof", "Proof", "Evidence that it was changed or removed.", LinkTo::Evidence),
            Field::text("note", "Note", "Why."),
        ],
    }),
    due: Some(Due { on: Some("due_on"), last: Some("opened_on"), ..Due::every(30, "Close it") }),
    order: &[("opened_on", "due_on"), ("opened_on", "closed_on")],
    ..Declaration::PLAIN
};
