//! What was not as it has to be at Fathom Freight: nine nonconformities at every step, with gaps that a reader finds: one whose
//! action did not work, one that is overdue, one that nobody answers for, one that waits for a judgement.

use super::people::{
    AUDITOR, CHIEF_EXECUTIVE, CHIEF_TECHNOLOGY, ENGINEERING, IT, OPERATIONS, PLATFORM, SECURITY_LEAD, Someone,
};
use super::story::{Act, Moment, working_day};
use domain::command::{Command, NonconformityCommand};
use domain::values::nonconformity::{
    CorrectiveAction, Effectiveness, Nonconformity, NonconformityClass as Class, NonconformitySource as Source,
};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Everything that happens with nonconformities, each told from its beginning.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let told = Told { today };
    let mut moments = told.restore();
    moments.extend(told.plan_of_incidents());
    moments.extend(told.labels());
    moments.extend(told.of_the_audit());
    moments.extend(told.of_tests());
    moments
}

struct Told {
    today: Date,
}

/// What was found: days before today, title, description, where, reference, class, against, controls, owner.
struct Found<'a> {
    days: i32,
    title: &'a str,
    text: &'a str,
    source: (Source, &'a str),
    class: Class,
    against: &'a [&'a str],
    controls: &'a [&'a str],
    owner: Option<Someone>,
}

fn ids(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|id| (*id).to_owned()).collect()
}

impl Told {
    fn did(&self, days: i32, by: Someone, wanted: NonconformityCommand) -> Moment {
        Moment::new(self.today, days, by.key, Command::Nonconformity(wanted))
    }

    fn raised(&self, raised: i32, by: Someone, found: &Found<'_>) -> Moment {
        let nonconformity = Box::new(Nonconformity {
            title: found.title.to_owned(),
            description: found.text.to_owned(),
            source: found.source.0,
            reference: found.source.1.to_owned(),
            class: found.class,
            against: ids(found.against),
            controls: ids(found.controls),
            owner: found.owner.map(|one| one.id()),
            found: working_day(self.today, found.days),
            agreed: None,
        });
        self.did(raised, by, NonconformityCommand::RaiseNonconformity { nonconformity })
    }

    fn corrected(&self, days: i32, by: Someone, id: &str, text: &str) -> Moment {
        let (id, correction, on) = (id.to_owned(), text.to_owned(), working_day(self.today, days));
        self.did(days, by, NonconformityCommand::CorrectNonconformity { id, correction, on, evidence: BTreeSet::new() })
    }

    fn caused(&self, days: i32, by: Someone, id: &str, text: &str, method: &str) -> Moment {
        let (id, cause, method) = (id.to_owned(), text.to_owned(), method.to_owned());
        self.did(days, by, NonconformityCommand::FindNonconformityCause { id, cause, method })
    }

    fn similar(&self, days: i32, by: Someone, id: &str, text: &str) -> Moment {
        let (id, similar) = (id.to_owned(), text.to_owned());
        self.did(days, by, NonconformityCommand::SeekSimilarNonconformities { id, similar })
    }

    /// A line of action, due so many days before today; below zero for a day to come.
    fn planned(&self, days: i32, by: Someone, id: &str, what: &str, (owner, due): (Someone, i32)) -> Moment {
        let due = if due < 0 { self.today.saturating_sub(due.days()) } else { working_day(self.today, due) };
        let action = CorrectiveAction { what: what.to_owned(), owner: owner.id(), due };
        self.did(days, by, NonconformityCommand::PlanNonconformityAction { id: id.to_owned(), action })
    }

    fn finished(&self, days: i32, by: Someone, id: &str, number: u32, note: &str) -> Moment {
        let (id, note, on) = (id.to_owned(), note.to_owned(), working_day(self.today, days));
        self.did(
            days,
            by,
            NonconformityCommand::FinishNonconformityAction { id, number, on, note, evidence: BTreeSet::new() },
        )
    }

    fn judged(&self, days: i32, by: Someone, id: &str, result: Effectiveness, note: &str) -> Moment {
        let (id, note, on) = (id.to_owned(), note.to_owned(), working_day(self.today, days));
        let evidence = BTreeSet::new();
        self.did(days, by, NonconformityCommand::JudgeNonconformityEffectiveness { id, result, on, note, evidence })
    }

    fn cited(&self, days: i32, by: Someone, word: &'static str, wanted: fn(String) -> Box<Command>) -> Moment {
        Moment { on: working_day(self.today, days), by: by.key, act: Act::UponEvidence(word, wanted) }
    }

    /// NC-1: action that did not work, and another that is late.
    fn restore(&self) -> Vec<Moment> {
        let id = "NC-1";
        let found = Found {
            days: 202,
            title: "Restores were not tried for a year",
            text: "A restore is tried every half year. The last record is thirteen months old.",
            source: (Source::Other, ""),
            class: Class::Minor,
            against: &["A.8.13", "A1.3"],
            controls: &["BC-02"],
            owner: Some(OPERATIONS),
        };
        let again = "The restore needs a free machine of the size of production, and nobody may order one.";
        vec![
            self.raised(200, SECURITY_LEAD, &found),
            self.corrected(198, OPERATIONS, id, "One restore of the shipment database was tried, and worked."),
            self.caused(195, OPERATIONS, id, "Nobody was reminded of it.", ""),
            self.planned(195, OPERATIONS, id, "A reminder each half year for operations", (OPERATIONS, 180)),
            self.similar(190, OPERATIONS, id, "All controls that run less often than monthly: BC-03 is late as well."),
            self.finished(182, OPERATIONS, id, 1, "The reminder came for the first time."),
            self.judged(
                148,
                ENGINEERING,
                id,
                Effectiveness::Ineffective,
                "The reminder came in spring, and no restore was tried.",
            ),
            self.caused(140, OPERATIONS, id, again, "five whys"),
            self.planned(
                138,
                SECURITY_LEAD,
                id,
                "A machine for restores, ordered by the platform team",
                (PLATFORM, -12),
            ),
        ]
    }

    /// NC-2: closed, with everything.
    fn plan_of_incidents(&self) -> Vec<Moment> {
        let id = "NC-2";
        let found = Found {
            days: 126,
            title: "The incident plan called people who had left",
            text: "The plan has to name who is on call. In the exercise two of the five numbers belonged to leavers.",
            source: (Source::Other, "Incident exercise"),
            class: Class::Minor,
            against: &["A.5.24", "CC7.4"],
            controls: &["IR-01"],
            owner: Some(SECURITY_LEAD),
        };
        let cite = |id: String| -> Box<Command> {
            let evidence = [id].into();
            Box::new(Command::Nonconformity(NonconformityCommand::CiteNonconformityEvidence {
                id: "NC-2".to_owned(),
                evidence,
            }))
        };
        let seen = "Version 3 was called through number by number: everybody answered, and everybody is on call.";
        let close =
            NonconformityCommand::CloseNonconformity { id: id.to_owned(), note: "Seen by management.".to_owned() };
        vec![
            self.raised(124, ENGINEERING, &found),
            self.corrected(123, SECURITY_LEAD, id, "The two numbers were changed on the same day."),
            self.caused(121, SECURITY_LEAD, id, "Names stood in the plan, and not roles.", "five whys"),
            self.similar(
                120,
                SECURITY_LEAD,
                id,
                "All plans and procedures: the continuity plan named one leaver; mended.",
            ),
            self.planned(
                120,
                SECURITY_LEAD,
                id,
                "Roles instead of names, numbers from the directory",
                (SECURITY_LEAD, 115),
            ),
            self.finished(117, SECURITY_LEAD, id, 1, "Version 3 is approved."),
            self.cited(110, SECURITY_LEAD, "Incident response plan, version 3", cite),
            self.judged(72, ENGINEERING, id, Effectiveness::Effective, seen),
            self.did(70, CHIEF_EXECUTIVE, close),
        ]
    }

    /// NC-3: carried out and waiting for somebody to judge it; NC-4: none after all.
    fn labels(&self) -> Vec<Moment> {
        let id = "NC-3";
        let found = Found {
            days: 76,
            title: "Labels of one customer were printed by another",
            text: "Each customer sees their own parcels alone. For three days two customers shared a print queue.",
            source: (Source::Incident, "Parcel labels"),
            class: Class::Minor,
            against: &["A.5.15", "CC6.1"],
            controls: &["IR-02"],
            owner: Some(PLATFORM),
        };
        let cite = |id: String| -> Box<Command> {
            let evidence = [id].into();
            Box::new(Command::Nonconformity(NonconformityCommand::CiteNonconformityEvidence {
                id: "NC-3".to_owned(),
                evidence,
            }))
        };
        let none = Found {
            days: 71,
            title: "A laptop without encryption",
            text: "All laptops are encrypted. The register shows one that is not.",
            source: (Source::Other, ""),
            class: Class::Minor,
            against: &["A.8.1"],
            controls: &[],
            owner: None,
        };
        let reason = "The laptop was scrapped in January and is still in the register by mistake.".to_owned();
        vec![
            self.raised(75, PLATFORM, &found),
            self.corrected(75, PLATFORM, id, "The queues were set apart, and both customers were told."),
            self.raised(70, IT, &none),
            self.caused(69, PLATFORM, id, "A queue is named by hand, and two had one name.", "timeline"),
            self.did(68, SECURITY_LEAD, NonconformityCommand::RejectNonconformity { id: "NC-4".to_owned(), reason }),
            self.similar(67, PLATFORM, id, "All 212 queues: no other name twice."),
            self.planned(67, PLATFORM, id, "Names of queues come from the customer's number", (OPERATIONS, 44)),
            self.finished(46, OPERATIONS, id, 1, "Released; a name that is taken is refused."),
            self.cited(45, PLATFORM, "labels", cite),
        ]
    }

    /// NC-5: major, with a line that is late; NC-6: an opportunity.
    fn of_the_audit(&self) -> Vec<Moment> {
        let id = "NC-5";
        let found = Found {
            days: 50,
            title: "The programme of internal audits ends after a year",
            text: "Clause 9.2.2 asks for a programme over the cycle. Ours covers one year, and most clauses are in no plan.",
            source: (Source::Audit, "Rehearsal of Stage 1, point 1"),
            class: Class::Major,
            against: &["9.2.2"],
            controls: &[],
            owner: Some(SECURITY_LEAD),
        };
        let better = Found {
            days: 50,
            title: "One list for accounts of people and of machines",
            text: "Both lists are kept with care; one list would show an account without an owner at once.",
            source: (Source::Audit, "IA-2"),
            class: Class::Opportunity,
            against: &["A.5.16"],
            controls: &["AC-04"],
            owner: Some(IT),
        };
        let first = "Programme over three years, by clause and control";
        vec![
            self.raised(50, AUDITOR, &found),
            self.raised(49, AUDITOR, &better),
            self.corrected(47, SECURITY_LEAD, id, "The next audit was put on the calendar, with its scope."),
            self.caused(44, SECURITY_LEAD, id, "We came from SOC 2, which asks for none; nobody owned the clause.", ""),
            self.planned(43, SECURITY_LEAD, id, first, (SECURITY_LEAD, 28)),
            self.planned(43, SECURITY_LEAD, id, "Approval of the programme by management", (CHIEF_EXECUTIVE, 6)),
            self.finished(30, SECURITY_LEAD, id, 1, "Written; it goes to management next."),
        ]
    }

    /// NC-7 from a collector, NC-8 from the auditor's exception, NC-9 from a supplier, of which nobody takes care yet.
    fn of_tests(&self) -> Vec<Moment> {
        let port = Found {
            days: 26,
            title: "A port of the edge firewall was opened by hand",
            text: "Rules change by request alone. The check found a port that no request names.",
            source: (Source::Collector, "CO-1"),
            class: Class::Minor,
            against: &["A.8.9", "CC6.6"],
            controls: &["NW-01"],
            owner: Some(PLATFORM),
        };
        let change = Found {
            days: 6,
            title: "A change was applied before it was approved",
            text: "Changes are approved before they are applied. The auditor found one that was approved a day later.",
            source: (Source::Exception, "EX-1"),
            class: Class::Minor,
            against: &["A.8.32", "CC8.1"],
            controls: &["CH-01"],
            owner: Some(CHIEF_TECHNOLOGY),
        };
        let mail = Found {
            days: 3,
            title: "The contract with the mail service asks for no notice of breaches",
            text: "Contracts with whoever holds personal data ask for it. This one is older than the rule.",
            source: (Source::Supplier, "SU-5"),
            class: Class::Minor,
            against: &["A.5.20"],
            controls: &[],
            owner: None,
        };
        let review = "Rules are compared each night, and a difference closes itself";
        vec![
            self.raised(24, SECURITY_LEAD, &port),
            self.corrected(24, PLATFORM, "NC-7", "The port was closed when the check said so."),
            self.caused(22, PLATFORM, "NC-7", "Whoever is on call may change rules, and forgot to write it down.", ""),
            self.similar(22, PLATFORM, "NC-7", "All 41 changes of this quarter: each has its request."),
            self.planned(22, PLATFORM, "NC-7", review, (PLATFORM, 15)),
            self.finished(16, PLATFORM, "NC-7", 1, "Runs since the weekend."),
            self.raised(5, SECURITY_LEAD, &change),
            self.corrected(5, CHIEF_TECHNOLOGY, "NC-8", "The change was read afterwards and stands."),
            self.caused(
                4,
                CHIEF_TECHNOLOGY,
                "NC-8",
                "In an emergency there was no way to ask for approval.",
                "five whys",
            ),
            self.planned(
                3,
                CHIEF_TECHNOLOGY,
                "NC-8",
                "Approval by telephone, written down at once",
                (ENGINEERING, -25),
            ),
            self.raised(2, SECURITY_LEAD, &mail),
        ]
    }
}
