//! A firm with nonconformities, and the commands about them.

use crate::evidence::{accept, add, file, review};
use crate::library::Organisation;
use domain::command::{Command, NonconformityCommand};
use domain::registers::nonconformity::HeldNonconformity;
use domain::reports::nonconformity::{Line, one};
use domain::values::nonconformity::{
    CorrectiveAction, Effectiveness, Nonconformity, NonconformityClass, NonconformitySource, NonconformityState,
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A minor one that `carl` answers for, found today.
pub(crate) fn found(today: Date) -> Nonconformity {
    Nonconformity {
        title: "Leavers keep their access".into(),
        description: "Access ends within a day; four of ten leavers kept it for a week.".into(),
        source: NonconformitySource::Other,
        reference: String::new(),
        class: NonconformityClass::Minor,
        against: ids("A.5.18, CC6.2"),
        controls: ids("AC-1"),
        owner: Some("carl".into()),
        found: today,
        agreed: None,
    }
}

pub(crate) fn ids(words: &str) -> BTreeSet<String> {
    words.split(',').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect()
}

pub(crate) fn cmd(wanted: NonconformityCommand) -> Command {
    Command::Nonconformity(wanted)
}

pub(crate) fn raise(nonconformity: Nonconformity) -> Command {
    cmd(NonconformityCommand::RaiseNonconformity { nonconformity: Box::new(nonconformity) })
}

pub(crate) fn revise(id: &str, nonconformity: Nonconformity) -> Command {
    let (nonconformity, reason) = (Box::new(nonconformity), "seen again with the auditor".into());
    cmd(NonconformityCommand::ReviseNonconformity { id: id.into(), nonconformity, reason })
}

pub(crate) fn correct(id: &str, on: Date, evidence: &str) -> Command {
    let correction = "The access of the four was ended".into();
    cmd(NonconformityCommand::CorrectNonconformity { id: id.into(), correction, on, evidence: ids(evidence) })
}

pub(crate) fn cause(id: &str) -> Command {
    let (cause, method) = ("Nobody tells IT when a contractor leaves".into(), "five whys".into());
    cmd(NonconformityCommand::FindNonconformityCause { id: id.into(), cause, method })
}

pub(crate) fn similar(id: &str) -> Command {
    cmd(NonconformityCommand::SeekSimilarNonconformities { id: id.into(), similar: "All leavers of 2025: none".into() })
}

pub(crate) fn plan(id: &str, owner: &str, due: Date) -> Command {
    let action =
        CorrectiveAction { what: "End access from the list of leavers each night".into(), owner: owner.into(), due };
    cmd(NonconformityCommand::PlanNonconformityAction { id: id.into(), action })
}

pub(crate) fn finish(id: &str, number: u32, on: Date, evidence: &str) -> Command {
    let (id, note, evidence) = (id.into(), "The job runs".into(), ids(evidence));
    cmd(NonconformityCommand::FinishNonconformityAction { id, number, on, note, evidence })
}

pub(crate) fn drop_line(id: &str, number: u32) -> Command {
    cmd(NonconformityCommand::DropNonconformityAction { id: id.into(), number, reason: "the system goes".into() })
}

pub(crate) fn no_action(id: &str) -> Command {
    cmd(NonconformityCommand::NeedNoNonconformityAction {
        id: id.into(),
        reason: "a single mistake, trained since".into(),
    })
}

pub(crate) fn cite(id: &str, evidence: &str) -> Command {
    cmd(NonconformityCommand::CiteNonconformityEvidence { id: id.into(), evidence: ids(evidence) })
}

pub(crate) fn judge(id: &str, result: Effectiveness, on: Date, evidence: &str) -> Command {
    let (id, note, evidence) = (id.into(), "Ten leavers of this month".into(), ids(evidence));
    cmd(NonconformityCommand::JudgeNonconformityEffectiveness { id, result, on, note, evidence })
}

pub(crate) fn close(id: &str) -> Command {
    cmd(NonconformityCommand::CloseNonconformity { id: id.into(), note: "seen by management".into() })
}

pub(crate) fn reject(id: &str) -> Command {
    cmd(NonconformityCommand::RejectNonconformity { id: id.into(), reason: "the four were not leavers".into() })
}

impl Organisation {
    /// So many days from today.
    pub(crate) fn nc(&self, id: &str) -> &HeldNonconformity {
        &self.registers.nonconformities.nonconformities[id]
    }

    pub(crate) fn stands(&self, id: &str) -> NonconformityState {
        self.nc(id).state()
    }

    pub(crate) fn line(&self, id: &str) -> Line {
        one(&self.registers, id, self.nc(id), self.today())
    }

    /// An accepted item of evidence for AC-1.
    pub(crate) fn proof(&mut self) -> String {
        let number = u8::try_from(self.registers.evidence.items.len() + 1).unwrap();
        let on = review().period.until;
        let id = self.new_by("carl", add(review(), &[file("list.pdf", number)], &[("AC-1", on)]));
        self.by("mark", accept(&id, 1));
        id
    }

    /// Raised by `paul`, corrected and its cause found by `carl`.
    pub(crate) fn caused(&mut self) -> String {
        let id = self.new_by("paul", raise(found(self.today())));
        let today = self.today();
        self.by("carl", correct(&id, today, ""));
        self.by("carl", cause(&id));
        id
    }

    /// One whose action `tina` has carried out today.
    pub(crate) fn acted(&mut self) -> String {
        let id = self.caused();
        let (today, due) = (self.today(), self.in_days(20));
        self.by("carl", similar(&id));
        self.by("carl", plan(&id, "tina", due));
        self.by("tina", finish(&id, 1, today, ""));
        id
    }
}
