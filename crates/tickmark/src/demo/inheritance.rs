//! What Nimbus Cloud answers for Fathom Freight: complete, incomplete, and about to expire.

use super::people::NOOR;
use super::story::{Moment, working_day};
use domain::command::Command;
use domain::values::Inheritance;
use domain::values::inheritance::{CoverageReview, ProviderReport};
use jiff::ToSpan;
use jiff::civil::Date;

const PROVIDER: &str = "Nimbus Cloud";

/// One of the provider's two papers.
#[derive(Clone, Copy)]
enum Paper {
    Report,
    Certificate,
}

/// Days before today, who, control, why the provider meets it, its paper, and what the review of the paper found.
type Recorded = (i32, &'static str, &'static str, &'static str, Paper, Option<&'static str>);

/// The record of A.7.5 was begun without a review, which came later; that of A.7.12 still waits for one.
const RECORDED: &[Recorded] = &[
    (138, "yuki-tanabe", "A.7.5", THREATS, Paper::Report, None),
    (112, "noor-haddad", "A.7.5", THREATS, Paper::Report, Some(THREATS_FOUND)),
    (106, "noor-haddad", "A.7.11", UTILITIES, Paper::Report, Some(UTILITIES_FOUND)),
    (74, "yuki-tanabe", "A.7.12", CABLING, Paper::Report, None),
    (65, "noor-haddad", "A.7.13", UPKEEP, Paper::Certificate, Some(UPKEEP_FOUND)),
];

const THREATS: &str = "No server of ours stands outside the provider's halls; fire, flood and break-in are its duty.";
const THREATS_FOUND: &str = "Sections on site protection cover both regions without exception; our offices stay our \
     own matter.";
const UTILITIES: &str = "Power and cooling of the halls are the provider's duty; we spread services over two zones.";
const UTILITIES_FOUND: &str = "Power and cooling tests are in the report; one generator test came late and was \
     repeated. Spreading services over zones stays our choice.";
const CABLING: &str = "Cables inside and between the halls belong to the provider.";
const UPKEEP: &str = "Servers and their upkeep belong to the provider; we own no equipment in the halls.";
const UPKEEP_FOUND: &str = "The certificate's scope names both regions and equipment upkeep; laptops are ours.";

/// The records in their order.
pub(super) fn records(today: Date) -> impl Iterator<Item = Moment> {
    RECORDED.iter().map(move |(days, by, control, justification, paper, finding)| {
        let review = finding.map(|finding| CoverageReview {
            by: NOOR.to_owned(),
            on: working_day(today, *days),
            finding: finding.to_owned(),
        });
        let record = Inheritance {
            provider: PROVIDER.to_owned(),
            justification: (*justification).to_owned(),
            report: Some(paper.on_file(today)),
            review,
        };
        Moment::new(today, *days, by, Command::RecordInheritance { control: (*control).to_owned(), record })
    })
}

impl Paper {
    /// The paper as it is on file: the report has months to go, the certificate runs out in weeks.
    fn on_file(self, today: Date) -> ProviderReport {
        match self {
            Paper::Report => ProviderReport {
                reference: format!("Nimbus Cloud SOC 2 Type 2 report {}", today.saturating_sub(200.days()).year()),
                from: today.saturating_sub(290.days()),
                until: today.saturating_add(165.days()),
            },
            Paper::Certificate => ProviderReport {
                reference: "Nimbus Cloud ISO/IEC 27001 certificate NC-4471".to_owned(),
                from: today.saturating_add(33.days()).saturating_sub(3.years()),
                until: today.saturating_add(33.days()),
            },
        }
    }
}
