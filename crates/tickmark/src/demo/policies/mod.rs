//! The documents of Fathom Freight: seven in force, with gaps that a reader finds: a review that is overdue, a version that
//! waits for approval, a text that nobody filled in, two documents for one topic, people who have not read what they were asked
//! to, an old version whose retention is over, and a document that only some may read.

mod texts;

use super::people::{
    ANALYST, CHIEF_EXECUTIVE, CHIEF_TECHNOLOGY, CUSTOMERS, ENGINEERING, FINANCE, IT, LEAVER, OPERATIONS,
    PEOPLE_OPERATIONS, PLATFORM, SECURITY_LEAD, Someone,
};
use super::story::{Moment, working_day};
use domain::command::{Command, PolicyCommand};
use domain::values::policy::{MandatoryPiece, Policy, PolicyKind, Quorum, normal, text_sha256};
use domain::values::{Classification, Role};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Everything that happens with documents, each told from its beginning; they are written in the order of their ids.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let told = Told { today };
    let mut moments = told.security();
    moments.extend(told.access());
    moments.extend(told.incidents());
    moments.extend(told.backup());
    moments.extend(told.acceptable_use());
    moments.extend(told.unfinished());
    moments.extend(told.restricted());
    moments
}

struct Told {
    today: Date,
}

/// A document: number, title, kind, owner, review cycle, controls, what it serves.
struct Said<'a> {
    number: &'a str,
    title: &'a str,
    kind: PolicyKind,
    owner: Option<Someone>,
    months: u32,
    controls: &'a [&'a str],
    meets: &'a [&'a str],
}

fn ids(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|id| (*id).to_owned()).collect()
}

impl Said<'_> {
    fn policy(&self) -> Policy {
        Policy {
            number: self.number.to_owned(),
            title: self.title.to_owned(),
            kind: self.kind,
            owner: self.owner.map(|one| one.id()),
            classification: Classification::Internal,
            review_months: self.months,
            approval: Quorum { count: 1, people: BTreeSet::new(), roles: [Role::Management].into() },
            retention_years: 3,
            distribution: BTreeSet::new(),
            controls: ids(self.controls),
            meets: ids(self.meets),
            pieces: BTreeSet::new(),
        }
    }
}

impl Told {
    fn did(&self, days: i32, by: Someone, wanted: PolicyCommand) -> Moment {
        Moment::new(self.today, days, by.key, Command::Policy(wanted))
    }

    fn written(&self, days: i32, by: Someone, policy: Policy, text: &str) -> Moment {
        self.did(days, by, PolicyCommand::WritePolicy { policy: Box::new(policy), text: text.to_owned() })
    }

    fn drafted(&self, days: i32, by: Someone, id: &str, text: &str, note: &str) -> Moment {
        let (id, text, note) = (id.to_owned(), text.to_owned(), note.to_owned());
        self.did(days, by, PolicyCommand::DraftPolicy { id, text, note })
    }

    fn submitted(&self, days: i32, by: Someone, (id, version, text): (&str, u32, &str)) -> Moment {
        let (id, sha256) = (id.to_owned(), text_sha256(&normal(text)));
        self.did(days, by, PolicyCommand::SubmitPolicy { id, version, sha256 })
    }

    fn approved(&self, days: i32, by: Someone, (id, version, text): (&str, u32, &str)) -> Moment {
        let (id, sha256) = (id.to_owned(), text_sha256(&normal(text)));
        self.did(days, by, PolicyCommand::ApprovePolicy { id, version, sha256 })
    }

    /// Handed on, approved by the chief executive a day later, and in force the day after.
    fn in_force(&self, days: i32, by: Someone, which: (&str, u32, &str)) -> Vec<Moment> {
        let (id, version, text) = which;
        let from = working_day(self.today, days);
        let (id, sha256) = (id.to_owned(), text_sha256(&normal(text)));
        vec![
            self.submitted(days + 4, by, which),
            self.approved(days, CHIEF_EXECUTIVE, which),
            self.did(days, SECURITY_LEAD, PolicyCommand::PublishPolicy { id, version, sha256, from }),
        ]
    }

    /// Asked so many days before today, wanted so many days before it (below zero for a day to come), given by these.
    fn read(
        &self,
        asked: i32,
        until: i32,
        (id, version, text): (&str, u32, &str),
        by: &[(i32, Someone)],
    ) -> Vec<Moment> {
        let until = self.today.saturating_sub(until.days());
        let round = PolicyCommand::AskAcknowledgement { id: id.to_owned(), until };
        let mut moments = vec![self.did(asked, SECURITY_LEAD, round)];
        for (days, person) in by {
            let (id, sha256) = (id.to_owned(), text_sha256(&normal(text)));
            moments.push(self.did(*days, *person, PolicyCommand::AcknowledgePolicy { id, version, sha256 }));
        }
        moments
    }

    /// PL-1: as it should be; everybody has read it, but for who came later. Its first text is disposed of, its second can be.
    fn security(&self) -> Vec<Moment> {
        let said = Said {
            number: "POL-01",
            title: "Information security policy",
            kind: PolicyKind::Policy,
            owner: Some(SECURITY_LEAD),
            months: 12,
            controls: &[],
            meets: &["5.2", "A.5.1", "CC1.1", "CC5.3"],
        };
        let policy = Policy { retention_years: 1, pieces: [MandatoryPiece::SecurityPolicy].into(), ..said.policy() };
        let [first, second, third] = texts::SECURITY_BEFORE;
        let which = ("PL-1", 4, texts::SECURITY);
        let mut moments = vec![self.written(486, SECURITY_LEAD, policy, first)];
        moments.extend(self.in_force(480, SECURITY_LEAD, ("PL-1", 1, first)));
        moments.push(self.drafted(438, SECURITY_LEAD, "PL-1", second, "Customers ask who is told of what"));
        moments.extend(self.in_force(430, SECURITY_LEAD, ("PL-1", 2, second)));
        moments.push(self.drafted(398, SECURITY_LEAD, "PL-1", third, "Objectives, as management decided them"));
        moments.extend(self.in_force(390, SECURITY_LEAD, ("PL-1", 3, third)));
        moments.push(self.drafted(258, SECURITY_LEAD, "PL-1", texts::SECURITY, "Laws, contracts, and a yearly review"));
        moments.extend(self.in_force(250, SECURITY_LEAD, which));
        let reason = "The retention of a year is over; agreed with the chief executive.".to_owned();
        let gone = PolicyCommand::DisposePolicyVersion { id: "PL-1".to_owned(), version: 1, reason };
        moments.push(self.did(40, SECURITY_LEAD, gone));
        let by = [CHIEF_EXECUTIVE, CHIEF_TECHNOLOGY, SECURITY_LEAD, FINANCE, ENGINEERING, PEOPLE_OPERATIONS, PLATFORM]
            .map(|one| (238, one));
        let later = [(236, IT), (235, CUSTOMERS), (233, OPERATIONS), (231, LEAVER)];
        moments.extend(self.read(240, 220, which, &[&by[..], &later[..]].concat()));
        moments
    }

    /// PL-2: its review is overdue, and it says of emergency accounts what no control does.
    fn access(&self) -> Vec<Moment> {
        let said = Said {
            number: "POL-02",
            title: "Access control policy",
            kind: PolicyKind::Policy,
            owner: Some(IT),
            months: 6,
            controls: &["AC-01", "AC-03", "AC-04"],
            meets: &["A.5.15", "A.5.18", "CC6.1", "CC6.2", "CC6.3"],
        };
        let mut moments = vec![self.written(255, SECURITY_LEAD, said.policy(), texts::ACCESS)];
        moments.extend(self.in_force(245, SECURITY_LEAD, ("PL-2", 1, texts::ACCESS)));
        moments
    }

    /// PL-3: in force, and its second version waits for approval.
    fn incidents(&self) -> Vec<Moment> {
        let said = Said {
            number: "POL-03",
            title: "Incident management policy",
            kind: PolicyKind::Policy,
            owner: Some(PLATFORM),
            months: 12,
            controls: &["IR-01", "IR-02"],
            meets: &["A.5.24", "A.5.25", "A.5.26", "CC7.3", "CC7.4"],
        };
        let mut moments = vec![self.written(230, PLATFORM, said.policy(), texts::INCIDENTS)];
        moments.extend(self.in_force(222, PLATFORM, ("PL-3", 1, texts::INCIDENTS)));
        let note = "Customers are told within 24 hours, as the new contracts want it";
        moments.push(self.drafted(12, PLATFORM, "PL-3", texts::INCIDENTS_NEXT, note));
        moments.push(self.submitted(9, PLATFORM, ("PL-3", 2, texts::INCIDENTS_NEXT)));
        moments
    }

    /// PL-4: evidence shows fewer restores than the text asks for.
    fn backup(&self) -> Vec<Moment> {
        let said = Said {
            number: "POL-05",
            title: "Backup policy",
            kind: PolicyKind::Policy,
            owner: Some(OPERATIONS),
            months: 12,
            controls: &["BC-01", "BC-02"],
            meets: &["A.8.13", "A1.2", "A1.3"],
        };
        let mut moments = vec![self.written(180, OPERATIONS, said.policy(), texts::BACKUP)];
        moments.extend(self.in_force(171, OPERATIONS, ("PL-4", 1, texts::BACKUP)));
        moments
    }

    /// PL-5: the day is over, and some have not read it.
    fn acceptable_use(&self) -> Vec<Moment> {
        let said = Said {
            number: "POL-06",
            title: "Acceptable use policy",
            kind: PolicyKind::Policy,
            owner: Some(PEOPLE_OPERATIONS),
            months: 12,
            controls: &[],
            meets: &["A.5.10", "A.6.2", "A.7.7", "CC2.2"],
        };
        let which = ("PL-5", 1, texts::ACCEPTABLE_USE);
        let mut moments = vec![self.written(60, PEOPLE_OPERATIONS, said.policy(), texts::ACCEPTABLE_USE)];
        moments.extend(self.in_force(49, PEOPLE_OPERATIONS, which));
        let by = [(44, SECURITY_LEAD), (44, PEOPLE_OPERATIONS), (43, IT), (41, ANALYST), (38, FINANCE), (36, PLATFORM)];
        moments.extend(self.read(46, 16, which, &by));
        moments
    }

    /// PL-6 and PL-7: begun and left; PL-8: somebody else's, identified and controlled.
    fn unfinished(&self) -> Vec<Moment> {
        let said = Said {
            number: "POL-04",
            title: "Supplier security policy",
            kind: PolicyKind::Policy,
            owner: None,
            months: 12,
            controls: &[],
            meets: &["A.5.19", "A.5.20", "CC9.2"],
        };
        let standard = Said {
            number: "IT-STD-7",
            title: "Access control standard",
            owner: Some(IT),
            months: 0,
            controls: &["AC-05"],
            meets: &[],
            ..said
        };
        let clauses = Said {
            number: "EXT-01",
            title: "Standard contractual clauses",
            kind: PolicyKind::External,
            owner: Some(FINANCE),
            months: 24,
            controls: &[],
            meets: &["A.5.31", "A.5.34"],
        };
        let mut moments = vec![
            self.written(33, FINANCE, Policy { owner: Some(FINANCE.id()), ..said.policy() }, texts::SUPPLIERS),
            self.written(28, IT, standard.policy(), texts::STANDARD),
            self.written(26, FINANCE, clauses.policy(), texts::CLAUSES),
        ];
        moments.extend(self.in_force(20, FINANCE, ("PL-8", 1, texts::CLAUSES)));
        moments
    }

    /// PL-9: for management alone; one of two has acknowledged it.
    fn restricted(&self) -> Vec<Moment> {
        let said = Said {
            number: "PRO-02",
            title: "Extortion and crisis procedure",
            kind: PolicyKind::Procedure,
            owner: Some(CHIEF_EXECUTIVE),
            months: 12,
            controls: &["IR-01"],
            meets: &["A.5.26", "A.5.29", "CC7.4"],
        };
        let policy = Policy {
            classification: Classification::Restricted,
            distribution: [Role::Management].into(),
            retention_years: 5,
            ..said.policy()
        };
        let which = ("PL-9", 1, texts::CRISIS);
        let mut moments = vec![self.written(25, SECURITY_LEAD, policy, texts::CRISIS)];
        moments.extend(self.in_force(19, SECURITY_LEAD, which));
        moments.extend(self.read(17, -10, which, &[(15, CHIEF_EXECUTIVE)]));
        moments
    }
}
