//! A firm whose description is written and approved, with management, a second writer and an auditor.

use crate::engagement::{WHOLE, WINDOW, firm, shows, to, type2, unexercised};
use crate::library::Organisation;
use domain::command::{Command, DescriptionCommand, SupplierCommand};
use domain::reports::description::{Check, Standing, checks, statement_text};
use domain::values::description::{
    Content, Opinion, OpinionKind, OwnCuec, OwnLetter, Section, Sections, StatementKind,
};
use domain::values::supplier::{Csoc, Subservice, SubserviceMethod, Supplier};
use domain::values::{Engagement, EngagementState as State, Grant, GrantKind, Role};
use jiff::civil::{Date, date};

pub(crate) const EN: &str = "EN-1";

/// With `mark` as management and `paula` as a second programme manager; the carved-out supplier stands in the register.
pub(crate) fn staffed() -> Organisation {
    let mut firm = firm();
    firm.joins("mark", &[Role::Management]);
    firm.joins("paula", &[Role::ProgrammeManager]);
    firm.joins("mia", &[Role::Management, Role::ProgrammeManager]);
    let supplier = Supplier { name: "Nimbus Cloud".into(), tier: 1, ..Supplier::default() };
    firm.does(Command::Supplier(SupplierCommand::AddSupplier { supplier: Box::new(nimbus(supplier)) }));
    firm
}

fn nimbus(supplier: Supplier) -> Supplier {
    let csoc =
        Csoc { id: "CSOC-1".into(), text: "Keeps its halls locked.".into(), criteria: ["CC6.4".to_owned()].into() };
    let subservice =
        Subservice { method: SubserviceMethod::CarveOut, csocs: vec![csoc], tests: String::new(), assertion: None };
    Supplier { services: "Runs servers.".into(), needed: Some(true), subservice: Some(subservice), ..supplier }
}

/// An engagement at a state, and everybody in.
pub(crate) fn at(engagement: Engagement, state: State) -> Organisation {
    let mut firm = staffed();
    firm.engaged(engagement, state);
    firm
}

/// Outside access of `eve` to the engagement, accepted.
pub(crate) fn auditor(firm: &mut Organisation, engagement: &str) {
    let access = firm.access("eve", GrantKind::ExternalAuditor, 90);
    firm.does(Command::GiveGrant { grant: Grant { engagement: engagement.into(), ..access } });
    firm.by("eve", Command::ConfirmMembership);
}

fn text(words: &str) -> Content {
    Content::Text(words.into())
}

/// Nine sections that agree with the engagement of [`type2`].
pub(crate) fn whole() -> Sections {
    let none = |reason: &str| Content::NotRelevant { reason: reason.into() };
    [
        (Section::Dc1, text("Docs, from 1 January 2026 to June 30, 2026, for Security.")),
        (Section::Dc2, text("99.9 percent uptime.")),
        (Section::Dc3, text("Production.")),
        (Section::Dc4, none("There were none.")),
        (Section::Dc5, text("GV-1 answers all.")),
        (Section::Dc6, text("Customers remove their leavers.")),
        (Section::Dc7, text("Nimbus Cloud, by the carve-out method.")),
        (Section::Dc8, none("All of them apply.")),
        (Section::Dc9, none("Nothing changed.")),
    ]
    .into()
}

pub(crate) fn with(section: Section, content: Content) -> Sections {
    let mut sections = whole();
    sections.insert(section, content);
    sections
}

pub(crate) fn write(sections: Sections) -> Command {
    Command::Description(DescriptionCommand::WriteDescription { engagement: EN.into(), sections })
}

pub(crate) fn submit() -> Command {
    Command::Description(DescriptionCommand::SubmitDescription { engagement: EN.into() })
}

pub(crate) fn approve(sha256: &str) -> Command {
    let (engagement, sha256) = (EN.to_owned(), sha256.to_owned());
    Command::Description(DescriptionCommand::ApproveDescription { engagement, sha256 })
}

pub(crate) fn comment(text: &str) -> Command {
    Command::Description(DescriptionCommand::CommentDescription { engagement: EN.into(), text: text.into() })
}

pub(crate) fn finalise(sha256: &str) -> Command {
    let (engagement, sha256) = (EN.to_owned(), sha256.to_owned());
    Command::Description(DescriptionCommand::FinaliseDescription { engagement, sha256 })
}

pub(crate) fn state_it(kind: StatementKind, text: &str) -> Command {
    let (engagement, text) = (EN.to_owned(), text.to_owned());
    Command::Description(DescriptionCommand::WriteStatement { engagement, kind, text })
}

pub(crate) fn sign(kind: StatementKind, sha256: &str, on: Date) -> Command {
    let (engagement, sha256) = (EN.to_owned(), sha256.to_owned());
    Command::Description(DescriptionCommand::SignStatement { engagement, kind, sha256, on })
}

pub(crate) fn opinion(kind: OpinionKind, dated: Date) -> Opinion {
    let basis = "as the report gives it".to_owned();
    Opinion { kind, dated, basis, criteria: Default::default(), report: None }
}

pub(crate) fn record(opinion: Opinion) -> Command {
    Command::Description(DescriptionCommand::RecordOpinion { engagement: EN.into(), opinion })
}

pub(crate) fn letter(id: Option<&str>, letter: OwnLetter) -> Command {
    Command::Description(DescriptionCommand::WriteBridgeLetter { id: id.map(str::to_owned), letter })
}

pub(crate) fn sign_letter(id: &str, sha256: &str, on: Date) -> Command {
    Command::Description(DescriptionCommand::SignBridgeLetter { id: id.into(), sha256: sha256.into(), on })
}

pub(crate) fn send_letter(id: &str, to: &str, on: Date) -> Command {
    Command::Description(DescriptionCommand::SendBridgeLetter { id: id.into(), to: to.into(), on })
}

pub(crate) fn cuec(id: Option<&str>, text: &str, criteria: &[&str]) -> Command {
    let cuec = OwnCuec { text: text.into(), criteria: criteria.iter().map(|id| (*id).to_owned()).collect() };
    Command::Description(DescriptionCommand::RecordOwnCuec { id: id.map(str::to_owned), cuec })
}

pub(crate) fn withdraw_cuec(id: &str, reason: &str) -> Command {
    Command::Description(DescriptionCommand::WithdrawOwnCuec { id: id.into(), reason: reason.into() })
}

/// The reasons of one check that is open.
pub(crate) fn open<'a>(all: &'a [Check], id: &str) -> &'a [String] {
    let check = all.iter().find(|check| check.id == id).unwrap();
    assert_eq!(check.standing == Standing::Open, !check.reasons.is_empty(), "{check:?}");
    &check.reasons
}

impl Organisation {
    /// The hash of the newest version of the description.
    pub(crate) fn described(&self) -> String {
        self.registers.descriptions.descriptions[EN].newest().unwrap().sha256.clone()
    }

    /// The hash of a statement.
    pub(crate) fn stated(&self, kind: StatementKind) -> String {
        self.registers.descriptions.statement(EN, kind).unwrap().sha256.clone()
    }

    pub(crate) fn checked(&self, sections: &Sections) -> Vec<Check> {
        checks(&self.registers, EN, &self.registers.engagements.engagements[EN], sections)
    }

    pub(crate) fn proposed(&self, kind: StatementKind) -> String {
        statement_text(&self.registers, &self.registers.engagements.engagements[EN], kind)
    }

    /// Written, reviewed and approved by `mark`.
    pub(crate) fn approves(&mut self) {
        self.does(write(whole()));
        self.does(submit());
        self.by("mark", approve(&self.described()));
    }

    /// Writes a statement as it is proposed, and lets `mark` sign it today.
    pub(crate) fn signs(&mut self, kind: StatementKind) {
        self.does(state_it(kind, &self.proposed(kind)));
        let today = self.today();
        self.by("mark", sign(kind, &self.stated(kind), today));
    }
}

/// A Type II whose report is issued with an unmodified opinion, two weeks after its window.
pub(crate) fn issued() -> Organisation {
    issued_with(OpinionKind::Unmodified)
}

/// The same with another opinion.
pub(crate) fn issued_with(kind: OpinionKind) -> Organisation {
    let mut firm = reported(kind);
    firm.does(to(EN, State::Issued, ""));
    firm
}

/// The same with nothing left to do but the step to the issued report.
pub(crate) fn reported(kind: OpinionKind) -> Organisation {
    let mut firm = at(type2(), State::WindowClosed);
    firm.does(shows(WHOLE, WINDOW.until, WINDOW));
    firm.does(unexercised(EN, WHOLE, "EV-1"));
    firm.does(to(EN, State::Fieldwork, ""));
    firm.does(to(EN, State::DraftReport, ""));
    firm.on(date(2026, 7, 14));
    firm.approves();
    firm.signs(StatementKind::Assertion);
    firm.signs(StatementKind::Representation);
    firm.does(record(opinion(kind, date(2026, 7, 14))));
    firm
}
