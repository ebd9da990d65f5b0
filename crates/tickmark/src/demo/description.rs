//! What Fathom Freight writes beside its examinations: the opinion on the Type I, the description of the Type II before
//! review, the assertion and a bridge letter as drafts, and what is expected of customers.

use super::people::SECURITY_LEAD;
use super::story::{Moment, working_day};
use domain::command::{Command, DescriptionCommand};
use domain::values::description::{
    Content, Opinion, OpinionKind, OwnCuec, OwnLetter, Section, Sections, StatementKind,
};
use jiff::civil::Date;

const NOOR: &str = SECURITY_LEAD.key;
/// The Type I, whose report is being written.
const TYPE1: &str = "EN-1";
/// The Type II, whose window is open.
const TYPE2: &str = "EN-2";
/// Days before today of the report on the Type I.
const REPORTED: i32 = 205;

/// Everything of it, in its order.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let say = |days, command| Moment::new(today, days, NOOR, Command::Description(command));
    let opinion = Opinion {
        kind: OpinionKind::Qualified,
        dated: working_day(today, REPORTED),
        basis: "Access of leavers was not designed to end with the contract at the booking interface.".to_owned(),
        criteria: ["CC6.2".to_owned()].into(),
        report: None,
    };
    let expects = |text: &str, criterion: &str| {
        let cuec = OwnCuec { text: text.to_owned(), criteria: [criterion.to_owned()].into() };
        DescriptionCommand::RecordOwnCuec { id: None, cuec }
    };
    let until = working_day(today, 31);
    let letter =
        OwnLetter { engagement: TYPE1.to_owned(), until, changes: String::new(), text: format!("{LETTER}\n\n{until}") };
    vec![
        say(REPORTED, DescriptionCommand::RecordOpinion { engagement: TYPE1.to_owned(), opinion }),
        say(198, expects("Remove the access of leavers within one working day.", "CC6.2")),
        say(198, expects("Keep the keys of the booking interface out of source code.", "CC6.1")),
        say(60, DescriptionCommand::WriteDescription { engagement: TYPE2.to_owned(), sections: sections() }),
        say(55, DescriptionCommand::SubmitDescription { engagement: TYPE2.to_owned() }),
        say(
            50,
            DescriptionCommand::WriteStatement {
                engagement: TYPE2.to_owned(),
                kind: StatementKind::Assertion,
                text: ASSERTION.to_owned(),
            },
        ),
        say(30, DescriptionCommand::WriteBridgeLetter { id: None, letter }),
    ]
}

const ASSERTION: &str = "# Assertion of management\n\nWe have prepared the description of the system for Fathom Docs and \
     the Fathom Booking interface, from [first day] to [last day], in the categories Security and Availability. Nimbus Cloud \
     is left out by the carve-out method.\n\nThe controls were suitably designed and operated effectively throughout that \
     period.";

const LETTER: &str = "# Bridge letter\n\nSince the last report there was no material change of the system or of its \
     controls, and we are not aware of any other matter. This letter is written by management, gives no assurance, and is no \
     substitute for the report. It speaks of the time until this day:";

fn sections() -> Sections {
    let text = |words: &str| Content::Text(words.to_owned());
    [
        (
            Section::Dc1,
            text("Fathom Docs keeps documents of shipments; the booking interface takes bookings of carriers."),
        ),
        (Section::Dc2, text("99.9 percent of each month; documents of a shipment kept for seven years.")),
        (
            Section::Dc3,
            text("Nimbus Cloud production account, GitHub, the identity provider; people in Gothenburg and Boston."),
        ),
        (Section::Dc4, text("No incident broke a commitment so far.")),
        (
            Section::Dc5,
            text("The criteria of Security and Availability, each with the controls that are linked to it."),
        ),
        (Section::Dc6, text("CUEC-1 and CUEC-2: customers remove their leavers and keep their keys secret.")),
        (Section::Dc7, text("Nimbus Cloud, by the carve-out method: it keeps its halls locked and its power on.")),
        (Section::Dc8, Content::NotRelevant { reason: "All criteria of both categories apply.".to_owned() }),
        (Section::Dc9, text("Told at the end of the window.")),
    ]
    .into()
}
