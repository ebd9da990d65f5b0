//! What Nimbus Cloud answers for Fathom Freight: complete, incomplete, and about to expire.

use super::story::{Moment, working_day};
use domain::command::Command;
use domain::values::Inheritance;
use domain::values::inheritance::{CoverageReview, ProviderReport};
use jiff::ToSpan;
use jiff::civil::Date;

const PROVIDER: &str = "Nimbus Cloud";

/// The records in their order; the first was begun without a review, which came later.
pub(super) fn records(today: Date) -> [Moment; 5] {
    let soc2 = ProviderReport {
        reference: format!(
            "Nimbus Cloud SOC 2 Type 2 report {}",
            today.saturating_sub(200.days()).year()
        ),
        from: today.saturating_sub(290.days()),
        until: today.saturating_add(165.days()),
    };
    let certificate = ProviderReport {
        reference: "Nimbus Cloud ISO/IEC 27001 certificate NC-4471, Stockholm and Virginia regions".to_owned(),
        from: today.saturating_add(33.days()).saturating_sub(3.years()),
        until: today.saturating_add(33.days()),
    };
    let record = |justification: &str, report: &ProviderReport, review: Option<CoverageReview>| Inheritance {
        provider: PROVIDER.to_owned(),
        justification: justification.to_owned(),
        report: Some(report.clone()),
        review,
    };
    let review = |days: i32, finding: &str| {
        Some(CoverageReview {
            by: "Noor Haddad".to_owned(),
            on: working_day(today, days),
            finding: finding.to_owned(),
        })
    };
    let threats = "No server of ours stands outside the provider's halls; fire, flood and break-in there are its duty.";
    let utilities = "Power and cooling of the halls are the provider's duty; we spread services over two zones.";
    let cabling = "Cables inside and between the halls belong to the provider.";
    let upkeep = "Servers and their upkeep belong to the provider; we own no equipment in the halls.";
    let recorded = |days: i32, by: &'static str, control: &str, record: Inheritance| {
        Moment::new(
            today,
            days,
            by,
            Command::RecordInheritance {
                control: control.to_owned(),
                record,
            },
        )
    };
    [
        recorded(138, "yuki-tanabe", "A.7.5", record(threats, &soc2, None)),
        recorded(
            112,
            "noor-haddad",
            "A.7.5",
            record(
                threats,
                &soc2,
                review(
                    112,
                    "Sections on site protection cover both regions without exception; our offices stay our own \
                        matter.",
                ),
            ),
        ),
        recorded(
            106,
            "noor-haddad",
            "A.7.11",
            record(
                utilities,
                &soc2,
                review(
                    106,
                    "Power and cooling tests are in the report; one generator test came late and was repeated. Zones \
                        are ours to choose.",
                ),
            ),
        ),
        recorded(74, "yuki-tanabe", "A.7.12", record(cabling, &soc2, None)),
        recorded(
            65,
            "noor-haddad",
            "A.7.13",
            record(
                upkeep,
                &certificate,
                review(
                    65,
                    "The certificate's scope names both regions and equipment upkeep; laptops are ours.",
                ),
            ),
        ),
    ]
}
