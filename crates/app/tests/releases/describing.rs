//! The description of the system, the statements of management, the opinion and a bridge letter, in the ledger of a
//! release: each kind of event at least once.

use super::engaging::moves;
use super::{Hand, days, reason};
use crate::random::DAY_US;
use app::Who;
use domain::command::{Command, DescriptionCommand};
use domain::reports::description::{letter_text, proposals, statement_text};
use domain::values::EngagementState;
use domain::values::description::{
    Content, Opinion, OpinionKind, OwnCuec, OwnLetter, Section, Sections, StatementKind,
};

fn does(hand: &Hand<'_>, who: &Who, command: DescriptionCommand) -> String {
    hand.does(who, Command::Description(command))
}

/// From the first draft to the issued report, and the letter after it.
pub(super) fn describing(hand: &Hand<'_>, founder: &Who, engagement: &str) {
    let ana = hand.app.demo_actor("ana-lind");
    customers_have(hand, founder);
    described(hand, founder, &ana, engagement);
    moves(hand, founder, engagement, &[EngagementState::DraftReport]);
    for kind in [StatementKind::Assertion, StatementKind::Representation] {
        stated(hand, founder, &ana, (engagement, kind));
    }
    let [dated, _] = days(hand, 0);
    let opinion = Opinion {
        kind: OpinionKind::Qualified,
        dated,
        basis: "one change was released without approval \u{2013} CC7.2".into(),
        criteria: ["CC7.2".to_owned()].into(),
        report: None,
    };
    does(hand, founder, DescriptionCommand::RecordOpinion { engagement: engagement.to_owned(), opinion });
    moves(hand, founder, engagement, &[EngagementState::Issued]);
    bridged(hand, founder, &ana, engagement);
}

fn customers_have(hand: &Hand<'_>, founder: &Who) {
    let record = |text: &str, criteria: &[&str]| {
        let cuec = OwnCuec { text: text.into(), criteria: criteria.iter().map(|id| (*id).to_owned()).collect() };
        does(hand, founder, DescriptionCommand::RecordOwnCuec { id: None, cuec })
    };
    record("Customers take access from their leavers \u{2014} within a day", &["CC6.2"]);
    let id = record("Customers read our notices", &[]);
    does(hand, founder, DescriptionCommand::WithdrawOwnCuec { id, reason: reason() });
}

/// What the data propose, and a reason where they propose nothing.
fn sections(hand: &Hand<'_>, founder: &Who, engagement: &str) -> Sections {
    let registers = hand.registers(founder);
    let proposed = proposals(&registers, engagement, &registers.engagements.engagements[engagement]);
    let content = |section: &Section| match proposed.get(section) {
        Some(text) => Content::Text(text.clone()),
        None => Content::NotRelevant { reason: "There is nothing to tell.".into() },
    };
    Section::ALL.iter().map(|section| (*section, content(section))).collect()
}

fn described(hand: &Hand<'_>, founder: &Who, ana: &Who, id: &str) {
    let dov = hand.app.demo_actor("dov-katz");
    let engagement = || id.to_owned();
    let sections = sections(hand, founder, id);
    does(hand, founder, DescriptionCommand::WriteDescription { engagement: engagement(), sections });
    does(hand, founder, DescriptionCommand::SubmitDescription { engagement: engagement() });
    let sha256 = hand.registers(founder).descriptions.descriptions[id].newest().unwrap().sha256.clone();
    does(hand, ana, DescriptionCommand::ApproveDescription { engagement: engagement(), sha256: sha256.clone() });
    let text = "DC 3 could name the people of Malm\u{f6}.".to_owned();
    does(hand, &dov, DescriptionCommand::CommentDescription { engagement: engagement(), text });
    does(hand, ana, DescriptionCommand::FinaliseDescription { engagement: engagement(), sha256 });
}

fn stated(hand: &Hand<'_>, founder: &Who, ana: &Who, (id, kind): (&str, StatementKind)) {
    let registers = hand.registers(founder);
    let text = statement_text(&registers, &registers.engagements.engagements[id], kind);
    let engagement = || id.to_owned();
    does(hand, founder, DescriptionCommand::WriteStatement { engagement: engagement(), kind, text });
    let sha256 = hand.registers(founder).descriptions.statement(id, kind).unwrap().sha256.clone();
    let [on, _] = days(hand, 0);
    does(hand, ana, DescriptionCommand::SignStatement { engagement: engagement(), kind, sha256, on });
}

/// Management's letter about the days since the window.
fn bridged(hand: &Hand<'_>, founder: &Who, ana: &Who, engagement: &str) {
    hand.clock.set(hand.clock.now_us() + 2 * DAY_US);
    let [on, _] = days(hand, 0);
    let changes = "A second hall was taken into use in K\u{f6}ln.".to_owned();
    let registers = hand.registers(founder);
    let text = letter_text(&registers, &registers.engagements.engagements[engagement], on, &changes);
    let letter = OwnLetter { engagement: engagement.to_owned(), until: on, changes, text };
    let id = does(hand, founder, DescriptionCommand::WriteBridgeLetter { id: None, letter });
    let sha256 = hand.registers(founder).descriptions.letters[&id].sha256.clone();
    let [on, _] = days(hand, 0);
    does(hand, ana, DescriptionCommand::SignBridgeLetter { id: id.clone(), sha256, on });
    let [on, _] = days(hand, 0);
    does(hand, founder, DescriptionCommand::SendBridgeLetter { id, to: "\u{c5}str\u{f6}m Bank".into(), on });
}
