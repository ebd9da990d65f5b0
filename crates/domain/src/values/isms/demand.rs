//! Demand: what customers ask for, as evidence for the order of the frameworks (R312, R315, R316, R321).

use super::declared::{Declaration, Due, Field, Stage, Want};

pub(super) static DEMAND: Declaration = Declaration {
    prefix: "DMD",
    group: "Planning what to show",
    noun: "request of a customer",
    purpose: "Which customers ask for a SOC 2 report or an ISO/IEC 27001 certificate, by when, and what it cost to have neither.",
    wants: &[Want {
        id: "CC2.3",
        words: "What outside parties expect, and what they are told of commitments, is known.",
    }],
    serves: &["CC2.3"],
    fields: &[
        Field::text("title", "Request", "The deal or request in a few words, as the list of sales calls it.")
            .required(),
        Field::text("customer", "Customer", "Who asks.").required(),
        Field::choice(
            "market",
            "Market",
            "Where the customer is.",
            &[
                ("us_ca", "United States and Canada"),
                ("europe", "Europe"),
                ("asia_pacific", "Asia-Pacific"),
                ("middle_east", "Middle East"),
                ("latin_america", "Latin America"),
                ("global", "Global or Fortune 500"),
            ],
        )
        .required(),
        Field::choice(
            "asks",
            "Asks for",
            "What the customer named.",
            &[
                ("soc2", "SOC 2 report"),
                ("iso", "ISO/IEC 27001 certificate"),
                ("both", "Both"),
                ("questionnaire", "A questionnaire that names neither"),
            ],
        )
        .required(),
        Field::past("asked_on", "Asked on", "The day of the request.").required(),
        Field::day("needed_by", "Needed by", "By which day; empty when none was named."),
        Field::long("words", "In their words", "What was asked, as it was written or said."),
        Field::yes_no("required", "Required by name", "Does a contract or a regulator require it by name?").wanted(),
        Field::text("required_by", "Contract or regulator", "Its name, and where it says so.")
            .wanted()
            .when("required", "yes"),
        Field::number("revenue", "Revenue a year (USD)", "What is at stake, in whole US dollars a year.").wanted(),
        Field::yes_no("asks_availability", "Availability asked", "Is this category asked for?"),
        Field::yes_no("asks_confidentiality", "Confidentiality asked", "Is this category asked for?"),
        Field::yes_no("asks_processing_integrity", "Processing Integrity asked", "Is this category asked for?"),
        Field::yes_no("asks_privacy", "Privacy asked", "Is this category asked for?"),
        Field::long("category_why", "Why these categories", "What the customer cares about, behind each of them."),
        Field::text("source", "Source", "Mail, call, contract, entry of the sales list.").wanted(),
        Field::person("owner", "Owner", "Who answers the customer.").wanted(),
        Field::number("slowed_weeks", "Weeks of delay", "How many weeks the deal was slowed."),
        Field::yes_no(
            "for_want",
            "For want of a report",
            "Was it lost or slowed because there was no report and no certificate?",
        ),
    ],
    stages: &[
        Stage::new("open", "Open", &["answered", "slowed", "won", "lost"]),
        Stage::new("slowed", "Slowed", &["open", "answered", "won", "lost"]).needs(&["slowed_weeks", "for_want"]),
        Stage::new("answered", "Answered", &["open", "slowed", "won", "lost"]).over(),
        Stage::new("won", "Won", &["open"]).over(),
        Stage::new("lost", "Lost", &["open"]).needs(&["for_want"]).over(),
    ],
    due: Some(Due { on: Some("needed_by"), last: Some("asked_on"), ..Due::every(30, "Answer the customer") }),
    order: &[("asked_on", "needed_by")],
    ..Declaration::PLAIN
};
