//! The examinations of Fathom Freight: a Type I whose report is being written, and a Type II whose window is open; and what
//! customers ask for.

use super::people::SECURITY_LEAD;
use super::story::{Moment, working_day};
use domain::command::{Command, EngagementCommand};
use domain::values::{
    Artefact, Asked, Categories, Category, Engagement, EngagementState, Examination, Firm, Method, ServiceFacts,
    Subservice, Window,
};
use jiff::civil::{Date, date};

const NOOR: &str = SECURITY_LEAD.key;
/// Days before today on which the design is looked at.
const DESIGN: i32 = 236;
/// Days before today on which the window opens.
const OPENS: i32 = 210;
/// Its id: it is planned first.
const TYPE1: &str = "EN-1";
/// Its id: it is planned second.
const TYPE2: &str = "EN-2";

/// Everything of it, in its order.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let say = |days, command| Moment::new(today, days, NOOR, Command::Engagement(command));
    let facts = ServiceFacts { sla: true, confidential_business_data: true, personal_data: true, transactions: false };
    let mut moments = vec![
        say(263, EngagementCommand::SetServiceFacts { facts }),
        say(262, EngagementCommand::PlanEngagement { engagement: Box::new(type1(today)) }),
        say(232, EngagementCommand::PlanEngagement { engagement: Box::new(type2(today)) }),
    ];
    moments.extend(STEPS.iter().map(|(days, id, to, note)| {
        say(*days, EngagementCommand::MoveEngagement { id: (*id).to_owned(), to: *to, note: (*note).to_owned() })
    }));
    moments.extend(asked(today));
    moments
}

/// Days before today, the engagement, the step, a note.
const STEPS: &[(i32, &str, EngagementState, &str)] = &[
    (260, TYPE1, EngagementState::Scoping, "Whitfield & Lowe chosen among three."),
    (256, TYPE1, EngagementState::Readiness, "Scope agreed in the call of this week."),
    (253, TYPE1, EngagementState::Remediation, "The gap list goes to the owners."),
    (DESIGN, TYPE1, EngagementState::Type1Fieldwork, ""),
    (214, TYPE1, EngagementState::DraftReport, "Walk-throughs are done."),
    (230, TYPE2, EngagementState::Scoping, ""),
    (228, TYPE2, EngagementState::Readiness, "The same scope as the Type I."),
    (225, TYPE2, EngagementState::Remediation, ""),
    (OPENS, TYPE2, EngagementState::WindowOpen, "From today on, what is not recorded is missing."),
];

fn type1(today: Date) -> Engagement {
    Engagement {
        title: "SOC 2 Type I examination".to_owned(),
        kind: Examination::Type1 { on: working_day(today, DESIGN) },
        letter: Some(working_day(today, 259)),
        minimum_end: None,
        follows: None,
        ..type2(today)
    }
}

/// The window opens and ends with the quarter that today lies in.
fn type2(today: Date) -> Engagement {
    let until = date(today.year(), (today.month() + 2) / 3 * 3, 1).last_of_month();
    let list = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
    Engagement {
        // As the outside access of the auditor names it.
        title: "SOC 2 Type II examination".to_owned(),
        kind: Examination::Type2 { window: Window { from: working_day(today, OPENS), until } },
        categories: Categories::SECURITY.with(Category::Availability),
        services: list(&["Fathom Docs", "Fathom Booking interface"]),
        systems: list(&["Nimbus Cloud production account", "GitHub", "Identity provider"]),
        locations: list(&["Gothenburg", "Boston"]),
        firm: Firm {
            name: "Whitfield & Lowe".to_owned(),
            licence: "CPA firm, Massachusetts 11842".to_owned(),
            independence: "Declared in the engagement letter; no other work for us.".to_owned(),
        },
        letter: Some(working_day(today, 231)),
        commitments: "99.9 percent of each month; documents of a shipment kept for seven years.".to_owned(),
        minimum_end: Some(until),
        subservice: vec![Subservice { who: "Nimbus Cloud".to_owned(), method: Method::CarveOut }],
        no_subservice: String::new(),
        follows: Some(TYPE1.to_owned()),
    }
}

fn asked(today: Date) -> Vec<Moment> {
    let ask = |days, customer: &str, wants, categories, due: Option<i32>| {
        let asked = Asked {
            customer: customer.to_owned(),
            wants,
            categories,
            on: working_day(today, days),
            due: due.map(|days| today.saturating_add(jiff::ToSpan::days(days))),
        };
        Moment::new(today, days, NOOR, Command::Engagement(EngagementCommand::RecordAsked { asked }))
    };
    let both = Categories::SECURITY.with(Category::Availability);
    let closed = EngagementCommand::CloseAsked {
        id: "AS-1".to_owned(),
        reason: "They signed with the letter of the auditor that the examination is under way.".to_owned(),
    };
    vec![
        ask(240, "Harbour Line Shipping", Artefact::Soc2Type1, Categories::SECURITY, None),
        ask(201, "Kestrel Forwarding", Artefact::Soc2Type2, both, Some(120)),
        ask(144, "Baltic Grain Union", Artefact::IsoCertificate, Categories::NONE, Some(200)),
        Moment::new(today, 190, NOOR, Command::Engagement(closed)),
    ]
}
