//! One way to ask: a question is answered from the registers of one organisation, or from the library alone.

mod audit;
mod certification;
mod clauses;
mod collector;
mod description;
mod engagement;
pub(crate) mod evidence;
mod home;
mod isms;
mod links;
mod mark;
mod nonconformity;
mod organisation;
mod package;
mod people;
mod plan;
mod planner;
mod policy;
mod posture;
mod public;
mod questionnaire;
mod reading;
mod ready;
mod reminders;
mod review;
mod risk;
mod room;
mod scorecard;
mod staff;
mod statement;
mod supplier;
mod tasks;
mod testing;
mod value;

pub use audit::{AuditDetail, AuditOf, AuditProgrammeOf, AuditScopeOf, AuditsAnswer, AuditsOf};
pub use certification::{
    CertificationBodyDetail, CertificationBodyOf, CertificationDetail, CertificationLine, CertificationOf,
    CertificationsAnswer, CertificationsOf,
};
pub use clauses::{ClauseOf, ClausesOf, ReadinessOf};
pub use collector::{CollectorLine, CollectorOf, CollectorStanding, CollectorsOf};
pub use description::{
    BridgeLetters, DescriptionAnswer, DescriptionOf, LetterLine, LettersAnswer, OwnCuecs, ProposedLetter,
    StatementDetail,
};
pub use engagement::{
    AskedAnswer, AskedOf, EngagementDetail, EngagementLine, EngagementOf, Engagements, EngagementsAnswer, OtherWindow,
    WindowAnswer, WindowOf,
};
pub use evidence::{
    EvidenceDetail, EvidenceLine, EvidenceList, EvidenceNames, EvidenceOf, EvidencePage, EvidencePlanOf,
    EvidenceRequests, FollowedEvidence, FollowedItem, MAX_PAGE, RequestLine, ReuseRatioAnswer, ReuseRatioOf,
    WrongEvidence, WrongEvidenceAnswer,
};
pub use home::{NextOf, TimelineOf};
pub use isms::{
    EntriesNaming, EntryDetail, EntryNames, EntryOf, EntryPersons, NamedHere, PreviewEntries, RegisterAnswer,
    RegisterOf, RegistersAnswer, RegistersOf, due_of,
};
pub use links::reading;
pub use mark::{Mark, Waived};
pub use nonconformity::{
    NonconformitiesAbout, NonconformitiesAnswer, NonconformitiesOf, NonconformityDetail, NonconformityOf,
    PreviewNonconformities,
};
pub use organisation::{
    AssessmentOf, Assessments, ControlDetail, ControlOf, ControlOwners, Controls, ControlsAnswer, CriteriaStanding,
    DuplicatePairs, InheritanceAnswer, InheritanceRecords, Overview, OverviewAnswer, PreviewImport, ProfileOf,
    Suggestion, Suggestions,
};
pub use package::{PackageIndex, PackageIndexOf, PackageLine, PackageOf, Packages};
pub use people::{
    Governance, GovernanceAnswer, Part, PartOf, PeopleAnswer, PeopleOf, TheDoors, TheDoorsAnswer, VersionOf,
};
pub use plan::{PlanAlternativesOf, PlanAnswer, PlanFigureLine, PlanFiguresOf, PlanOf, PlanStepNames};
pub use planner::{CourseOf, PlannerAnswer, PlannerOf};
pub use policy::{
    PoliciesAnswer, PoliciesOf, PolicyChecksOf, PolicyDetail, PolicyDifference, PolicyDifferenceOf, PolicyOf,
    PreviewPolicies, text_of,
};
pub use posture::PostureOf;
pub use public::{PublicStatementAnswer, PublicStatementOf};
pub use questionnaire::{
    AnswerOf, AnswerPackOf, AnswersOf, QuestionnaireDetail, QuestionnaireListed, QuestionnaireOf, QuestionnairesOf,
    SuggestionsAnswer, SuggestionsFor, SuggestionsOn,
};
pub use reading::{
    ClaimsAnswer, ClaimsOf, CompareOf, CoverageAnswer, CoverageOf, DEFAULT_CROSSWALK, Document, Documents,
    ExplainAnswer, ExplainOf, GapAnswer, GapOf, PrivacyAnswer, PrivacyOf, Read, ReuseAnswer, ReuseOf, ReverseAnswer,
    ReverseOf, WhatIfAnswer, WhatIfOf,
};
pub use reminders::{Reminder, ReminderOf};
pub use review::{GateOf, ReviewActionLine, ReviewDetail, ReviewOf, ReviewsAnswer, ReviewsOf};
pub use risk::{
    PreviewRisks, RiskBurndown, RiskChain, RiskDetail, RiskExposure, RiskHeat, RiskMethodAnswer, RiskMethodOf, RiskOf,
    RiskTrend, RisksAnswer, RisksOf, WrongRisks,
};
pub use room::{
    AuditRequestDetail, AuditRequestLine, AuditRequestOf, AuditRequestProblems, AuditRequests, AuditRequestsAnswer,
    CommentLine, CommentsOf, NamedItem, NoteLine, NotesOf, ReadingLine, ReadingsAnswer, ReadingsOf, RoomAnswer,
    RoomControl, RoomCriterion, RoomLine, RoomOf, Rooms,
};
pub use scorecard::{ScorecardDetail, ScorecardOf, ScorecardResultOf, ScorecardsAnswer, ScorecardsOf};
pub use staff::{KnownHere, OwnStaff, OwnStaffAnswer, PreviewStaff, StaffAnswer, StaffKnown, StaffOf, Versions};
pub use statement::{
    StatementAnswer, StatementChains, StatementDifference, StatementDifferenceAnswer, StatementLine, StatementNames,
    StatementOf, StatementPreview, StatementPreviewAnswer, StatementProposals, Statements, StatementsAnswer,
};
pub use supplier::{PreviewSuppliers, ProvidersOf, SupplierOf, SuppliersAnswer, SuppliersOf};
pub use tasks::{CalendarAnswer, CalendarOf, HolidaysOf, OperationAnswer, OperationOf, TasksAnswer, TasksOf};
pub use testing::{
    ExceptionLine, ExceptionOf, PopulationAnswer, PopulationLine, PopulationOf, ProfileLine, SampleAnswer, SampleOf,
    SamplingChoice, SamplingChoicesOf, SamplingProfilesOf, TestAnswer, TestLine, TestOf, TestingAnswer, TestingOf,
};
pub use value::{ValueAnswer, ValueOf};

use crate::access::Who;
use crate::{App, Failure};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::engagement::scope::controls_in_scope;
use domain::rules::engagement::examined_by;
use domain::rules::policy::kept_from;
use domain::rules::room::watched;
use domain::values::{Action, Catalogue, SubjectKind};
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Something that can be asked.
pub trait Question {
    /// What comes back.
    type Answer;

    /// The right that it takes.
    fn needs(&self) -> Action {
        Action::ReadProgramme
    }

    /// All rights that it takes, for a question made of several.
    fn rights(&self) -> Vec<Action> {
        vec![self.needs()]
    }

    /// The control that it is about, when it is about one.
    fn control(&self) -> Option<&str> {
        None
    }

    /// The person that it is about, with the right that it takes of everybody but that person.
    fn of_person(&self) -> Option<(&str, Action)> {
        None
    }

    /// The one thing that is read when it is answered from these registers, for what is noted of external auditors.
    fn reads(&self, registers: &Registers) -> Option<(SubjectKind, String)> {
        let _ = registers;
        None
    }

    /// Is it a list that can be cut to what is the asker's own?
    fn lists_own(&self) -> bool {
        false
    }

    /// What belongs to these persons today, by the names that [`Question::answer`] meets in [`Seen::only`]; the persons
    /// themselves unless a question says otherwise. It is asked of the registers of today, since rights are those of today.
    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        let _ = (registers, today);
        selves.to_vec()
    }

    /// Answers from what is seen; pure.
    ///
    /// # Errors
    /// A [`Refusal`] when the question names something that is not known.
    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal>;
}

/// What an engagement is called among what may be seen by who examines it.
pub(crate) const AUDITS: &str = "audit/";

/// What an own control is called among what may be seen by who examines it.
const EXAMINED: &str = "examined/";

/// What belongs to these persons today: their own, the engagements that they audit, and the controls examined there.
pub(crate) fn own_and_examined(registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
    let audits = examined_by(registers, selves, today);
    let held = audits.iter().filter_map(|id| registers.engagements.engagements.get(*id));
    let controls: BTreeSet<&str> =
        held.flat_map(|held| controls_in_scope(registers, held)).map(|own| own.control.id.as_str()).collect();
    let mut own = selves.to_vec();
    // Who examines nothing that is here comes from outside all the same.
    own.extend(selves.iter().any(|person| watched(registers, person, today)).then(|| AUDITS.to_owned()));
    own.extend(audits.into_iter().map(|id| format!("{AUDITS}{id}")));
    // In order and at the end, as `examines` wants them.
    own.extend(controls.into_iter().map(|id| format!("{EXAMINED}{id}")));
    own
}

/// What a question is answered from.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The documents it may speak of.
    pub catalogue: &'a Catalogue,
    /// The organisation; `None` when the library alone speaks.
    pub registers: Option<&'a Registers>,
    /// The day on which validity is judged.
    pub on: Date,
    /// Only what belongs to these persons may be seen; `None` for everything.
    pub only: Option<&'a [String]>,
    /// Who asks, for what is kept from some; `None` when the library or registers that are kept nowhere speak.
    pub asker: Option<Asker<'a>>,
}

/// Who asks, and the organisation as it is today: rights are those of now, whatever day is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Asker<'a> {
    /// The person.
    pub person: &'a str,
    /// The registers of today.
    pub registers: &'a Registers,
    /// Today.
    pub today: Date,
}

impl<'a> Seen<'a> {
    /// Does who asks read this document (R160)? Judged by what is said of it today, also when an earlier day is asked about.
    pub fn reads_document(&self, id: &str) -> bool {
        self.asker.is_none_or(|asker| !kept_from(asker.registers, id, asker.person, asker.today))
    }

    /// The organisation with every document, where those that are kept from who asks have an id and no name (R160): figures of
    /// the whole programme count them, and tell nobody what they are.
    ///
    /// # Errors
    /// [`Refusal::NoOrganisation`].
    pub fn unnamed(&self) -> Result<Cow<'a, Registers>, Refusal> {
        let registers = self.organisation()?;
        let all = registers.policies.policies.keys();
        let hidden: Vec<&String> = all.filter(|id| !self.reads_document(id)).collect();
        if hidden.is_empty() {
            return Ok(Cow::Borrowed(registers));
        }
        let mut unnamed = registers.clone();
        for id in hidden {
            if let Some(held) = unnamed.policies.policies.get_mut(id) {
                held.policy.title = "a document for others".to_owned();
                held.policy.number.clone_from(id);
            }
        }
        Ok(Cow::Owned(unnamed))
    }

    /// May this control be seen: by its owner, and by who examines it?
    pub fn sees(&self, registers: &Registers, control: &str) -> bool {
        self.only.is_none_or(|own| {
            registers.people.controls.get(control).is_some_and(|owner| own.contains(owner)) || examines(own, control)
        })
    }

    /// The engagements that who asks examines from outside, where the question is cut to these.
    pub fn audits(&self) -> impl Iterator<Item = &'a str> {
        self.only.into_iter().flatten().filter_map(|own| own.strip_prefix(AUDITS))
    }

    /// Does the answer go to somebody who examines from outside, and to nobody of the organisation?
    pub fn from_outside(&self) -> bool {
        self.audits().next().is_some()
    }

    /// The organisation, for questions that need one.
    ///
    /// # Errors
    /// [`Refusal::NoOrganisation`].
    pub fn organisation(&self) -> Result<&'a Registers, Refusal> {
        self.registers.ok_or(Refusal::NoOrganisation)
    }
}

/// Is a control among those that are examined, which [`own_and_examined`] lists in order at the end?
fn examines(own: &[String], control: &str) -> bool {
    let first = own.iter().position(|one| one.starts_with(EXAMINED)).unwrap_or(own.len());
    let named = |one: &String| one.strip_prefix(EXAMINED).unwrap_or_default().cmp(control);
    own[first..].binary_search_by(named).is_ok()
}

/// As of when: two different questions that auditors ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// What had been *recorded* by the end of this day; `None` for now.
    pub as_of: Option<Date>,
    /// The day on which validity is *judged*; `None` for the day of `as_of`, or today.
    pub on: Option<Date>,
}

/// An answer and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<T> {
    /// The answer.
    pub value: T,
    /// What it rests on.
    pub mark: Mark,
}

impl App {
    /// Answers a question from one organisation's registers.
    ///
    /// # Errors
    /// [`Failure`] when the question names something unknown or the ledger cannot be read.
    pub fn ask<Q: Question>(&self, slug: &str, who: &Who, at: At, question: &Q) -> Result<Answer<Q::Answer>, Failure> {
        let ready = self.ready(slug, who, at, question)?;
        let value = question.answer(&ready.seen(who))?;
        // Noted by the rights of today, before anything is shown.
        let mark = self.noted(ready, who, question)?;
        Ok(Answer { value, mark })
    }
}
