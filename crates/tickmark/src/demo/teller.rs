//! Lets the moments of a story happen, one after the other, as the people in it.

use super::evidence::Handed;
use super::people;
use super::story::{Act, Moment, OPERATOR};
use app::ask::{CollectorOf, CollectorsOf, ControlOf, Controls, EvidenceOf, PeopleOf, PlanOf, ReviewOf, StatementOf};
use app::collectors::Declared;
use app::evidence::{NewEvidence, NewVersion};
use app::exchange::{FormOptions, QuestionnaireSaid, read_questionnaire};
use app::{App, AskedDocuments, At, Clock, Failure, Fault, Visitor, Who};
use domain::command::{CollectorCommand, Command, EvidenceCommand, ReviewCommand, RoomCommand, StatementCommand};
use domain::values::evidence::FollowUp;
use domain::values::{Control, EvidenceState, Membership, Reading, RunOutcome, SubjectKind};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The first entry of a day is written at 08:40 UTC.
const FIRST_MINUTE: i32 = 8 * 60 + 40;
/// Microseconds of a minute.
const MINUTE_US: i64 = 60_000_000;
/// Minutes between two entries of one day.
const BETWEEN: i32 = 13;
/// The last entries of a very full day share the evening.
const LAST_MINUTE: i32 = 10 * 60;

/// Tells the story of one organisation.
pub(super) struct Teller<'a> {
    app: &'a App,
    slug: &'static str,
    founder: &'a Who,
    clock: &'a Clock,
    /// Ids of what was made, by the word that the story has for it.
    made: BTreeMap<&'static str, String>,
    /// Ids and newest versions of evidence, by the word that the story has for it.
    handed: BTreeMap<String, (String, u32)>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(app: &'a App, slug: &'static str, founder: &'a Who, clock: &'a Clock) -> Teller<'a> {
        Teller { app, slug, founder, clock, made: BTreeMap::new(), handed: BTreeMap::new() }
    }

    /// Lets everything happen, in the order in which it is given.
    pub(super) fn tell(mut self, moments: Vec<Moment>) -> Result<(), Failure> {
        let (mut day, mut nth) = (Date::MIN, 0);
        for Moment { on, by, act } in moments {
            nth = if on == day { nth + 1 } else { 0 };
            day = on;
            let minute = FIRST_MINUTE + (nth * BETWEEN).min(LAST_MINUTE);
            self.clock.set(moment(on, minute / 60, minute % 60)?);
            let who = if by == OPERATOR { self.founder.clone() } else { self.app.demo_actor(by) };
            self.perform(&who, act)?;
        }
        Ok(())
    }

    fn perform(&mut self, who: &Who, act: Act) -> Result<(), Failure> {
        match act {
            Act::Command(command) => self.change(who, *command).map(drop),
            Act::Revise(id, revise) => {
                let control = self.revised(who, id, revise)?;
                self.change(who, Command::ReviseControl { control }).map(drop)
            }
            Act::Invite(person, roles) => {
                let roles = roles.iter().copied().collect();
                self.app.invite(self.slug, who, None, person.name, person.email, roles).map(drop)
            }
            Act::Outside(person, grant) => {
                self.app.invite_outsider(self.slug, who, None, person.name, person.email, *grant).map(drop)
            }
            Act::Accept => self.app.accept_as(who, self.slug).map(drop),
            Act::AssignOwners => self.assign_owners(who),
            Act::Named(word, command) => {
                let id = self.change(who, *command)?;
                self.made.insert(word, id);
                Ok(())
            }
            Act::AskOperator(word, command) => {
                let id = self.change(who, to_operator(*command, self.founder))?;
                self.made.insert(word, id);
                Ok(())
            }
            Act::Upon(word, command) => self.change(who, command(self.id_of(word)?)).map(drop),
            Act::Decide(word, approved, reason) => {
                let (id, reason) = (self.id_of(word)?, reason.to_owned());
                self.change(who, Command::DecideAccess { id, approved, reason }).map(drop)
            }
            Act::CarryOut(word) => {
                let (id, on) = (self.id_of(word)?, self.clock.today());
                self.change(who, Command::CarryOutAccess { id, on }).map(drop)
            }
            Act::Issue(word, scope) => {
                let id = self.app.issue_token(self.slug, who, None, *scope)?.id;
                self.made.insert(word, id);
                Ok(())
            }
            Act::Collector(word, declared) => self.collector(who, word, declared),
            Act::ApproveCollector(word) => self.approve_collector(who, word),
            Act::Turn => self.turn(),
            Act::AcceptCollected(note) => self.accept_collected(who, note),
            Act::Watch(change) => match self.watched() {
                Some(folder) => change(&folder, self.clock.today()),
                None => Ok(()),
            },
            Act::Statement(id, command) => self.statement(who, id, command),
            Act::ApproveMinutes(id) => self.approve_minutes(who, id),
            Act::HandIn(handed) => self.hand_in(who, *handed),
            Act::HandInAgain(handed) => self.hand_in_again(who, *handed),
            Act::JudgeEvidence { word, accepted, note } => self.judge(who, &word, accepted, note),
            Act::FollowUp(word, what) => self.follow_up(who, word, what),
            Act::UponEvidence(word, command) => self.change(who, *command(self.handed_in(word)?)).map(drop),
            Act::KeepBaseline(reason) => self.keep_baseline(who, reason),
            Act::Questionnaire(word, customer, name, text) => self.questionnaire(who, word, customer, (name, text)),
            Act::AskDocuments(asked) => self.ask_documents(&asked),
            Act::GiveDocuments(id, days) => self.give_documents(who, id, days),
            Act::Package(ask) => {
                let go_on = &mut |_| ControlFlow::Continue(());
                self.app.build_package(self.slug, who, &ask, go_on).map(drop)
            }
            Act::KeepNote(engagement, subject, text) => {
                self.app.keep_note(self.slug, who, None, engagement, subject, text).map(drop)
            }
            Act::Read(engagement, things, evidence) => self.read(who, engagement, things, evidence),
            Act::Revoke(word) => self.app.revoke_token(self.slug, who, None, &self.id_of(word)?).map(drop),
        }
    }

    /// Says what came of the results of an item, as done today.
    fn follow_up(&self, who: &Who, word: &str, what: &str) -> Result<(), Failure> {
        let (nonconformities, evidence) = (BTreeSet::new(), BTreeSet::new());
        let (what, on) = (what.to_owned(), self.clock.today());
        let follow_up = FollowUp { acted: true, what, on, nonconformities, evidence };
        let id = self.handed_in(word)?;
        self.change(who, Command::Evidence(EvidenceCommand::FollowUpEvidence { id, follow_up })).map(drop)
    }

    fn ask_documents(&self, asked: &AskedDocuments) -> Result<(), Failure> {
        let visitor = Visitor { address: "192.0.2.7".to_owned(), agent: String::new(), device: None };
        self.app.ask_documents(self.slug, asked, &visitor).map(drop)
    }

    fn give_documents(&self, who: &Who, id: &str, days: u32) -> Result<(), Failure> {
        self.app.give_documents(self.slug, who, None, id, None, Some(days)).map(drop)
    }

    /// A step of a version, which names what it is bound to.
    fn statement(&self, who: &Who, id: &str, command: fn(String, String) -> StatementCommand) -> Result<(), Failure> {
        let held = self.app.ask(self.slug, who, At::default(), &StatementOf { id: Some(id.to_owned()) })?.value.held;
        self.change(who, Command::Statement(command(id.to_owned(), held.sha256))).map(drop)
    }

    /// The approval of minutes names what it is bound to.
    fn approve_minutes(&self, who: &Who, id: &str) -> Result<(), Failure> {
        let sha256 = self.app.ask(self.slug, who, At::default(), &ReviewOf(id.to_owned()))?.value.held.sha256;
        let approve = ReviewCommand::ApproveReviewMinutes { id: id.to_owned(), sha256 };
        self.change(who, Command::Review(approve)).map(drop)
    }

    fn turn(&self) -> Result<(), Failure> {
        for key in self.app.collectors_due()? {
            self.app.run_due_collector(&key)?;
        }
        Ok(())
    }

    fn keep_baseline(&self, who: &Who, reason: &str) -> Result<(), Failure> {
        let plan = self.app.ask(self.slug, who, At::default(), &PlanOf::default())?.value;
        self.change(who, crate::words::plan::keep(&plan, reason)).map(drop)
    }

    fn questionnaire(
        &mut self,
        who: &Who,
        word: &'static str,
        customer: &str,
        (name, text): (&str, &str),
    ) -> Result<(), Failure> {
        let form = read_questionnaire(text.as_bytes(), name, &FormOptions::default())?;
        let today = self.clock.today();
        let said = QuestionnaireSaid {
            title: format!("Security questions of {customer}"),
            customer: customer.to_owned(),
            received: Some(today),
            due: today.checked_add(21.days()).ok(),
        };
        let receipt = self.app.import_questionnaire(self.slug, who, None, said, (form, name, text.as_bytes()))?;
        self.made.insert(word, receipt.object);
        Ok(())
    }

    /// The folder that collectors may read, if the demonstration was given one.
    fn watched(&self) -> Option<PathBuf> {
        self.app.collectors_allowed().folders.first().map(PathBuf::from)
    }

    fn collector(
        &mut self,
        who: &Who,
        word: &'static str,
        declared: fn(Option<&Path>) -> Declared,
    ) -> Result<(), Failure> {
        let (id, said) = (self.made.get(word).cloned(), declared(self.watched().as_deref()));
        let receipt = self.app.set_collector(self.slug, who, None, None, id.as_deref(), said)?;
        self.made.insert(word, receipt.object);
        Ok(())
    }

    fn accept_collected(&self, who: &Who, note: &str) -> Result<(), Failure> {
        for line in self.app.ask(self.slug, who, At::default(), &CollectorsOf::default())?.value {
            let passed = line.held.runs.iter().filter(|held| held.run.outcome == RunOutcome::Pass);
            for id in passed.filter_map(|held| held.run.evidence.clone()) {
                let question = EvidenceOf { id: id.clone(), files: BTreeMap::new() };
                let item = self.app.ask(self.slug, who, At::default(), &question)?.value.held;
                if item.state == EvidenceState::Collected {
                    let (version, note) = (item.version(), note.to_owned());
                    self.change(who, Command::Evidence(EvidenceCommand::AcceptEvidence { id, version, note }))?;
                }
            }
        }
        Ok(())
    }

    fn approve_collector(&self, who: &Who, word: &str) -> Result<(), Failure> {
        let id = self.id_of(word)?;
        let declaration = self.app.ask(self.slug, who, At::default(), &CollectorOf(id.clone()))?.value.held.declaration;
        let approve = CollectorCommand::ApproveCollector { id, declaration };
        self.change(who, Command::Collector(approve)).map(drop)
    }

    /// Receives the files and hands them in.
    fn hand_in(&mut self, who: &Who, handed: Handed) -> Result<(), Failure> {
        let Handed { word, evidence, files, controls, answers } = handed;
        let uploads = self.receive(who, &files)?;
        let answers = answers.map(|word| self.id_of(word)).transpose()?;
        let controls = controls.into_iter().map(|(control, ran)| (control.to_owned(), ran)).collect();
        let receipt =
            self.app.add_evidence(self.slug, who, None, NewEvidence { evidence, uploads, controls, answers })?;
        self.handed.insert(word, (receipt.object, 1));
        Ok(())
    }

    fn hand_in_again(&mut self, who: &Who, handed: Handed) -> Result<(), Failure> {
        let Handed { word, evidence, files, .. } = handed;
        let (uploads, id) = (self.receive(who, &files)?, self.handed_in(&word)?);
        let new = NewVersion { evidence, keep: BTreeSet::new(), uploads };
        self.app.revise_evidence(self.slug, who, None, None, &id, new)?;
        if let Some((_, version)) = self.handed.get_mut(&word) {
            *version += 1;
        }
        Ok(())
    }

    fn receive(&self, who: &Who, files: &[(String, Vec<u8>)]) -> Result<Vec<String>, Failure> {
        let receive = |(name, bytes): &(String, Vec<u8>)| {
            self.app.receive(self.slug, who, name, "", &mut bytes.as_slice()).map(|received| received.id)
        };
        Ok(files.iter().map(receive).collect::<Result<_, _>>()?)
    }

    fn judge(&self, who: &Who, word: &str, accepted: bool, note: String) -> Result<(), Failure> {
        let id = self.handed_in(word)?;
        let version = self.handed.get(word).map_or(1, |(_, version)| *version);
        let command = match accepted {
            true => EvidenceCommand::AcceptEvidence { id, version, note },
            false => EvidenceCommand::RejectEvidence { id, version, reason: note },
        };
        self.change(who, Command::Evidence(command)).map(drop)
    }

    /// Reads within the minute that the clock shows, as an external auditor's visit is written down.
    fn read(
        &self,
        who: &Who,
        engagement: &str,
        things: &[(SubjectKind, &str)],
        evidence: &[&str],
    ) -> Result<(), Failure> {
        let reading = |kind, id: &str| Reading { kind, id: id.to_owned(), times: 1 };
        let mut readings: Vec<Reading> = things.iter().map(|(kind, id)| reading(*kind, id)).collect();
        for word in evidence {
            readings.push(reading(SubjectKind::Evidence, &self.handed_in(word)?));
        }
        let (engagement, until_us) = (engagement.to_owned(), self.clock.now_us());
        let note = RoomCommand::NoteReadings { engagement, from_us: until_us - MINUTE_US, until_us, readings, more: 0 };
        self.change(who, Command::Room(note)).map(drop)
    }

    /// The id of the evidence that the story calls so.
    fn handed_in(&self, word: &str) -> Result<String, Failure> {
        let missing = || Fault::new(format!("the demonstration speaks of `{word}` before it is there"), "report this");
        Ok(self.handed.get(word).map(|(id, _)| id.clone()).ok_or_else(missing)?)
    }

    /// Makes a change; answers the id of what it is about.
    fn change(&self, who: &Who, command: Command) -> Result<String, Failure> {
        Ok(self.app.change(self.slug, who, None, command)?.object)
    }

    fn id_of(&self, word: &str) -> Result<String, Failure> {
        let missing = || Fault::new(format!("the demonstration speaks of `{word}` before it is there"), "report this");
        Ok(self.made.get(word).cloned().ok_or_else(missing)?)
    }

    /// A control as it stands, with one thing about it changed: what a person does on its page.
    fn revised(&self, who: &Who, id: &str, revise: fn(&mut Control)) -> Result<Control, Failure> {
        let mut control = self.app.ask(self.slug, who, At::default(), &ControlOf(id.to_owned()))?.value.held.control;
        revise(&mut control);
        Ok(control)
    }

    /// Whose name stands on a control becomes its owner, if they are a member and are not the owner already.
    fn assign_owners(&self, who: &Who) -> Result<(), Failure> {
        let people = self.app.ask(self.slug, who, At::default(), &PeopleOf)?.value;
        let controls = self.app.ask(self.slug, who, At::default(), &Controls::default())?.value.controls;
        for control in controls.into_iter().map(|held| held.control) {
            let Some(person) = people::named(&control.owner).map(people::Someone::id) else {
                continue;
            };
            let member = people.members.get(&person).is_some_and(|m| m.state == Membership::Confirmed);
            let owned = people.controls.get(&person).is_some_and(|own| own.contains(&control.id));
            if member && !owned {
                self.change(who, Command::AssignControl { id: control.id, person: Some(person) })?;
            }
        }
        Ok(())
    }
}

/// A request for evidence, with the person that the story cannot name.
fn to_operator(command: Command, operator: &Who) -> Command {
    match command {
        Command::Evidence(EvidenceCommand::AskEvidence { mut request }) => {
            operator.id().clone_into(&mut request.person);
            Command::Evidence(EvidenceCommand::AskEvidence { request })
        }
        other => other,
    }
}

/// Microseconds since 1970 of an hour and minute in UTC.
pub(super) fn moment(day: Date, hour: i32, minute: i32) -> Result<i64, Failure> {
    let (hour, minute) = (i8::try_from(hour).unwrap_or(i8::MAX), i8::try_from(minute).unwrap_or(i8::MAX));
    jiff::civil::Time::new(hour, minute, 0, 0)
        .and_then(|time| day.to_datetime(time).to_zoned(TimeZone::UTC))
        .map(|zoned| zoned.timestamp().as_microsecond())
        .map_err(|e| Fault::new(format!("the demonstration cannot reach {day}: {e}"), "set the clock right").into())
}
