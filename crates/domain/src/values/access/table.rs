//! The table of rights: role, action, state of the object, and whose it is. What no line allows is denied, and a line that
//! denies wins over every line that allows. Documentation, doors and the test matrix are made from these lines.

use super::action::Action::{self, *};
use super::duty::Duty;
use super::role::Role::{self, *};
use std::sync::OnceLock;

/// State of the object that an action is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Not there yet, or not known.
    Absent,
    /// In use.
    Live,
    /// Retired.
    Retired,
    /// A membership that is not confirmed yet.
    Invited,
    /// A membership or grant in force.
    Confirmed,
    /// A membership that is suspended.
    Suspended,
    /// A membership, grant, waiver or deed that has ended.
    Ended,
    /// A waiver or deed that waits for approval.
    Proposed,
    /// A waiver or deed that was approved.
    Approved,
}

impl State {
    /// All of them.
    pub const ALL: [State; 9] = [
        State::Absent,
        State::Live,
        State::Retired,
        State::Invited,
        State::Confirmed,
        State::Suspended,
        State::Ended,
        State::Proposed,
        State::Approved,
    ];

    /// As people say it.
    pub fn title(self) -> &'static str {
        match self {
            State::Absent => "not there yet",
            State::Live => "in use",
            State::Retired => "retired",
            State::Invited => "invited",
            State::Confirmed => "confirmed",
            State::Suspended => "suspended",
            State::Ended => "ended",
            State::Proposed => "proposed",
            State::Approved => "approved",
        }
    }
}

/// Whose the object has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Whoever's.
    Any,
    /// The asker's: their control, their membership, what they proposed.
    Own,
    /// Somebody else's.
    Others,
}

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It may be done.
    Allow,
    /// It may not, whatever else allows it.
    Deny(Duty),
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Who; empty: everybody who has any part in the organisation, invited or suspended too.
    pub roles: &'static [Role],
    /// What.
    pub actions: &'static [Action],
    /// In which states of the object; empty: in all.
    pub states: &'static [State],
    /// Whose object.
    pub whose: Whose,
    /// Allowed or denied.
    pub effect: Effect,
}

const fn allow(roles: &'static [Role], actions: &'static [Action]) -> Line {
    Line { roles, actions, states: &[], whose: Whose::Any, effect: Effect::Allow }
}

const fn deny(roles: &'static [Role], duty: Duty, actions: &'static [Action]) -> Line {
    Line { roles, actions, states: &[], whose: Whose::Any, effect: Effect::Deny(duty) }
}

impl Line {
    const fn own(self) -> Line {
        Line { whose: Whose::Own, ..self }
    }

    const fn others(self) -> Line {
        Line { whose: Whose::Others, ..self }
    }

    const fn when(self, states: &'static [State]) -> Line {
        Line { states, ..self }
    }
}

/// Everybody who has a part in the organisation, whatever it is.
const EVERYBODY: &[Role] = &[];
/// Those who see the whole programme. An external auditor does not: theirs is one engagement.
const READERS: &[Role] = &[Owner, ProgrammeManager, Management, InternalAuditor, Consultant, Operator];
/// Work on the programme.
const BUILD: &[Action] = &[
    SetScope,
    AdoptDocument,
    DecideSuggestion,
    AddControl,
    ReviseControl,
    RetireControl,
    AssignControl,
    LinkControl,
    ImportControls,
    RecordInheritance,
    AssessItem,
    RecordStep,
];

/// What changes the programme, an engagement or evidence, and no auditor or operator does.
const RUN: &[Action] = &[
    AppendEvidence,
    WithdrawEvidence,
    JudgeEvidence,
    HoldEvidence,
    SetRetention,
    DisposeEvidence,
    SetOperation,
    SetCalendar,
    SetEngagement,
    RecordAsked,
    SetPopulation,
    AnswerException,
    WriteDescription,
    ApproveDescription,
    SignStatement,
    RecordOpinion,
    SetSupplier,
    ReviewSupplier,
    AnswerAuditor,
    BuildPackage,
    SetCollector,
    RunCollector,
    ApproveCollector,
    SetRiskMethod,
    ApproveRiskMethod,
    RecordRisk,
    RateRisk,
    TreatRisk,
    AcceptRisk,
    CountersignRisk,
    WriteStatement,
    ApproveStatement,
    WorkNonconformity,
    WritePolicy,
    ApprovePolicy,
    KeepIsms,
    ApproveAuditProgramme,
    PrepareReview,
    ApproveReview,
    KeepCertification,
    AnswerPlanner,
    PublishStatement,
    ShareDocuments,
];
/// An item of evidence that is not over, or a control that is in use.
const HANDED_IN: &[State] = &[State::Live, State::Proposed, State::Approved];

/// The table.
pub const LINES: &[Line] = &[
    // Reading.
    allow(
        &[
            Owner,
            ProgrammeManager,
            ControlOwner,
            Contributor,
            Management,
            InternalAuditor,
            ExternalAuditor,
            Consultant,
            Operator,
        ],
        &[ReadLibrary],
    ),
    allow(READERS, &[ReadProgramme, ReadControl]),
    // An auditor's own controls are those in the scope of the engagement that the access names.
    allow(&[ControlOwner, ExternalAuditor], &[ReadControl]).own(),
    allow(&[Owner, ProgrammeManager, Management, InternalAuditor, Consultant], &[ReadPeople, ReadGovernance]),
    allow(&[Owner, ProgrammeManager, Management, InternalAuditor, Consultant, Operator], &[ReadHistory]),
    allow(READERS, &[ReadProof]),
    allow(&[ExternalAuditor], &[ReadProof]),
    allow(&[Owner], &[ReadDoors, ReadSecurityLog]),
    allow(&[ProgrammeManager, InternalAuditor], &[ReadDoors]),
    // The programme.
    allow(&[ProgrammeManager], BUILD),
    allow(&[ControlOwner], &[ReviseControl]).own().when(&[State::Live]),
    allow(&[Collector], &[AppendEvidence]).own().when(&[State::Live]),
    // Those who work here. Whoever asks for access does not decide on it.
    allow(&[Owner, ProgrammeManager, Management, InternalAuditor], &[ReadStaff]),
    allow(&[ProgrammeManager], &[RecordStaff, CarryOutAccess]),
    allow(&[Owner, ProgrammeManager, ControlOwner, Contributor, Management], &[AskAccess]),
    allow(&[ProgrammeManager, Management], &[DecideAccess]),
    deny(EVERYBODY, Duty::AuthorApproves, &[DecideAccess]).own(),
    // How controls operate, and what is due.
    allow(
        &[Owner, ProgrammeManager, ControlOwner, Contributor, Management, InternalAuditor, Consultant, Operator],
        &[ReadTasks],
    ),
    allow(&[ExternalAuditor], &[ReadTasks]).own(),
    allow(&[ProgrammeManager], &[SetOperation]).when(&[State::Live]),
    allow(&[ControlOwner], &[SetOperation]).own().when(&[State::Live]),
    allow(&[Owner, ProgrammeManager], &[SetCalendar]),
    // Evidence. Whoever hands it in does not accept it.
    allow(&[Owner, ProgrammeManager, Management, InternalAuditor, Consultant, Operator], &[ReadEvidence]),
    allow(&[ControlOwner, Contributor, ExternalAuditor], &[ReadEvidence]).own(),
    allow(&[ProgrammeManager], &[AppendEvidence]).when(HANDED_IN),
    allow(&[ControlOwner], &[AppendEvidence]).own().when(HANDED_IN),
    allow(&[Contributor], &[AppendEvidence]).own().when(&[State::Live, State::Proposed]),
    allow(&[ProgrammeManager], &[WithdrawEvidence]).when(HANDED_IN),
    allow(&[ControlOwner, Contributor], &[WithdrawEvidence]).own().when(&[State::Live, State::Proposed]),
    allow(&[Owner, ProgrammeManager, Management], &[JudgeEvidence]).when(HANDED_IN),
    deny(EVERYBODY, Duty::CollectorAccepts, &[JudgeEvidence]).own(),
    allow(&[ProgrammeManager], &[AskEvidence]).when(&[State::Live]),
    allow(&[ControlOwner, InternalAuditor], &[AskEvidence]).own().when(&[State::Live]),
    allow(&[Owner, ProgrammeManager], &[HoldEvidence, DisposeEvidence]),
    allow(&[Owner], &[SetRetention]),
    // Engagements. What the auditor concludes is the auditor's alone; what management signs is management's.
    allow(&[Owner, ProgrammeManager, Management, InternalAuditor, Consultant, Operator], &[ReadEngagement]),
    allow(&[ExternalAuditor], &[ReadEngagement]).own(),
    allow(&[ControlOwner, Contributor], &[ReadEngagement]).own(),
    allow(&[ProgrammeManager], &[SetEngagement, RecordAsked, SetPopulation, WriteDescription]),
    // An answer to customers is kept and confirmed by its owner as well.
    allow(&[Owner, ControlOwner, Contributor, Management], &[RecordAsked]).own().when(&[State::Live]),
    allow(&[ControlOwner], &[SetPopulation, AnswerException]).own(),
    allow(&[ProgrammeManager, Management], &[AnswerException]),
    allow(&[ProgrammeManager], &[DrawSample, TestControl]),
    allow(&[InternalAuditor], &[DrawSample, TestControl]),
    allow(&[ExternalAuditor], &[DrawSample, TestControl, ConcludeTest, NoteException, AskAuditee]).own(),
    deny(
        &[Owner, ProgrammeManager, ControlOwner, Management, Consultant, InternalAuditor],
        Duty::AuditorConcludes,
        &[ConcludeTest],
    ),
    deny(
        &[Owner, ProgrammeManager, ControlOwner, Management, Consultant, InternalAuditor],
        Duty::AuditeeChangesFinding,
        &[NoteException],
    ),
    allow(&[Management], &[ApproveDescription, SignStatement]).when(&[State::Proposed]),
    deny(EVERYBODY, Duty::AuthorApproves, &[ApproveDescription]).own(),
    deny(&[Consultant], Duty::ConsultantApproves, &[ApproveDescription, SignStatement]),
    allow(&[Owner, ProgrammeManager], &[RecordOpinion]),
    // The auditor's room. Both sides see what is asked and said; the auditor's notes are the auditor's alone.
    allow(&[ExternalAuditor], &[JudgeAnswer, CommentRoom, KeepNote]).own(),
    allow(&[ProgrammeManager], &[AskAuditee]).when(&[State::Live]),
    allow(&[ProgrammeManager], &[AnswerAuditor, CommentRoom]),
    allow(&[Management], &[CommentRoom]),
    // Whoever is asked, and whoever owns what it is about, answers.
    allow(&[Owner, ControlOwner, Contributor, Management], &[AnswerAuditor, CommentRoom]).own(),
    deny(
        &[Owner, ProgrammeManager, ControlOwner, Management, Consultant, InternalAuditor],
        Duty::AuditeeChangesFinding,
        &[JudgeAnswer, KeepNote],
    ),
    // Packages.
    allow(&[Owner, ProgrammeManager], &[BuildPackage]),
    // Collectors. What a program runs is approved by somebody else than who wrote it.
    allow(&[Owner, ProgrammeManager, Management, InternalAuditor, Consultant, Operator], &[ReadCollectors]),
    allow(&[ControlOwner], &[ReadCollectors]).own(),
    allow(&[ProgrammeManager], &[SetCollector, RunCollector]),
    allow(&[Owner, ProgrammeManager, Management], &[ApproveCollector]),
    deny(EVERYBODY, Duty::AuthorApproves, &[ApproveCollector]).own(),
    // Suppliers.
    allow(&[Owner, ProgrammeManager, Management, InternalAuditor, Consultant, Operator], &[ReadSuppliers]),
    allow(&[ExternalAuditor, ControlOwner], &[ReadSuppliers]).own(),
    allow(&[ProgrammeManager], &[SetSupplier, ReviewSupplier]),
    allow(&[ControlOwner], &[ReviewSupplier]).own(),
    // Risks. Whoever rated a risk does not accept what remains of it; its owner does, at the level of management.
    allow(READERS, &[ReadRisks]),
    allow(&[ControlOwner, Contributor], &[ReadRisks]).own(),
    allow(&[ProgrammeManager], &[SetRiskMethod, RecordRisk, RateRisk, TreatRisk]),
    allow(&[Management], &[ApproveRiskMethod]).when(&[State::Proposed]),
    deny(EVERYBODY, Duty::AuthorApproves, &[ApproveRiskMethod]).own(),
    allow(&[Owner, Management, ControlOwner], &[RateRisk, TreatRisk, AcceptRisk])
        .own()
        .when(&[State::Live, State::Proposed]),
    allow(&[ProgrammeManager], &[AcceptRisk]).own().when(&[State::Live, State::Proposed]),
    allow(&[Management], &[CountersignRisk]),
    deny(&[Consultant], Duty::ConsultantApproves, &[ApproveRiskMethod, AcceptRisk, CountersignRisk]),
    // The Statement of Applicability.
    allow(READERS, &[ReadStatement]),
    allow(&[ControlOwner], &[ReadStatement]),
    // Who audits for a certification body reads the versions that were approved, and never a draft.
    allow(&[ExternalAuditor], &[ReadStatement]).own(),
    allow(&[ProgrammeManager], &[WriteStatement]),
    allow(&[Management], &[ApproveStatement]).when(&[State::Proposed]),
    deny(EVERYBODY, Duty::AuthorApproves, &[ApproveStatement]).own(),
    deny(&[Consultant], Duty::ConsultantApproves, &[ApproveStatement]),
    // Nonconformities. Whoever carried out the action does not judge whether it worked.
    allow(READERS, &[ReadNonconformities]),
    // An auditor's own are those that came from an exception of the engagement.
    allow(&[ControlOwner, Contributor, ExternalAuditor], &[ReadNonconformities]).own(),
    allow(&[Owner, ProgrammeManager, ControlOwner, Contributor, Management, InternalAuditor], &[RaiseNonconformity]),
    allow(&[ProgrammeManager], &[WorkNonconformity]).when(&[State::Live]),
    allow(&[Owner, ControlOwner, Contributor, Management], &[WorkNonconformity]).own().when(&[State::Live]),
    allow(&[Owner, ProgrammeManager, Management, InternalAuditor], &[VerifyNonconformity]).when(&[State::Live]),
    deny(EVERYBODY, Duty::ImplementerVerifies, &[VerifyNonconformity]).own(),
    // Controlled documents. Whoever wrote a version does not approve it.
    allow(READERS, &[ReadPolicies]),
    allow(&[ControlOwner, Contributor], &[ReadPolicies]),
    allow(&[ProgrammeManager], &[WritePolicy]),
    allow(&[Owner, ControlOwner, Management], &[WritePolicy]).own(),
    allow(&[Owner, ProgrammeManager, ControlOwner, Management], &[ApprovePolicy]).when(&[State::Proposed]),
    deny(EVERYBODY, Duty::AuthorApproves, &[ApprovePolicy]).own(),
    deny(&[Consultant], Duty::ConsultantApproves, &[ApprovePolicy]),
    allow(
        &[Owner, ProgrammeManager, ControlOwner, Contributor, Management, InternalAuditor, Consultant],
        &[AcknowledgePolicy],
    )
    .own(),
    // Registers of the management system: kept by the programme manager, each entry also by its owner.
    allow(READERS, &[ReadIsms]),
    allow(&[ControlOwner, Contributor], &[ReadIsms]).own(),
    allow(&[ProgrammeManager], &[KeepIsms]),
    allow(&[Owner, ControlOwner, Contributor, Management], &[KeepIsms]).own(),
    // Internal audits. Who has a part in what is audited does not audit it; that is computed from the ledger.
    allow(READERS, &[ReadAudits]),
    allow(&[ProgrammeManager, InternalAuditor], &[PlanAudit]),
    allow(&[Owner, Management], &[ApproveAuditProgramme]).when(&[State::Proposed]),
    deny(EVERYBODY, Duty::AuthorApproves, &[ApproveAuditProgramme]).own(),
    deny(&[Consultant], Duty::ConsultantApproves, &[ApproveAuditProgramme]),
    allow(&[InternalAuditor], &[ConductAudit]).own().when(&[State::Live]),
    // Management reviews. Who wrote the minutes does not approve them; an action is reported by whoever carries it out.
    allow(READERS, &[ReadReviews]),
    allow(&[ControlOwner, Contributor], &[ReadReviews]).own(),
    allow(&[ProgrammeManager], &[PrepareReview]),
    allow(&[Owner, ControlOwner, Contributor, Management], &[PrepareReview]).own(),
    allow(&[Management], &[ApproveReview]).when(&[State::Proposed]),
    deny(EVERYBODY, Duty::AuthorApproves, &[ApproveReview]).own(),
    deny(&[Consultant], Duty::ConsultantApproves, &[ApproveReview]),
    // The certification. The body decides; what it decided is written down here by who runs the programme.
    allow(READERS, &[ReadCertification]),
    allow(&[ProgrammeManager, Management], &[KeepCertification]),
    // The planner. Which framework comes first is a founder's question.
    allow(&[Owner, ProgrammeManager, Management], &[AnswerPlanner]),
    // What everybody may read, and who is given more: said by who runs the programme or answers for it.
    allow(&[ProgrammeManager, Management], &[PublishStatement, ShareDocuments]),
    deny(&[Consultant], Duty::OutsideAccess, &[PublishStatement, ShareDocuments]),
    // People.
    allow(EVERYBODY, &[ConfirmMembership]).own().when(&[State::Invited]),
    allow(EVERYBODY, &[Leave]).own().when(&[State::Invited, State::Confirmed, State::Suspended]),
    allow(&[Owner], &[InvitePerson]).when(&[State::Absent, State::Invited, State::Ended]),
    allow(&[Owner], &[SetRoles]).others().when(&[State::Invited, State::Confirmed, State::Suspended]),
    allow(&[Owner], &[SuspendMember]).others().when(&[State::Confirmed, State::Suspended]),
    allow(&[Owner], &[EndMembership]).others().when(&[State::Invited, State::Confirmed, State::Suspended]),
    deny(EVERYBODY, Duty::OwnRole, &[SetRoles, SuspendMember, EndMembership, InvitePerson]).own(),
    allow(&[Owner, ProgrammeManager], &[GiveGrant]).others(),
    allow(&[Owner, ProgrammeManager], &[EndGrant]).when(&[State::Confirmed]),
    allow(EVERYBODY, &[EndGrant]).own().when(&[State::Confirmed]),
    deny(EVERYBODY, Duty::OutsideAccess, &[GiveGrant]).own(),
    deny(&[Consultant, ExternalAuditor, Operator], Duty::OutsideAccess, &[GiveGrant, InvitePerson, SetRoles]),
    deny(&[Consultant, ExternalAuditor, Operator], Duty::OutsideAccess, &[EndGrant]).others(),
    allow(&[Owner, ProgrammeManager, ControlOwner, Contributor, Management, InternalAuditor], &[NameDeputy, EndDeputy])
        .own(),
    allow(&[Owner], &[NameDeputy, EndDeputy]),
    // Governance.
    allow(&[Owner, ProgrammeManager], &[ProposeWaiver]),
    allow(&[Management], &[ApproveWaiver]).when(&[State::Proposed]),
    deny(EVERYBODY, Duty::Waiver, &[ApproveWaiver]).own(),
    allow(&[Owner, Management], &[EndWaiver]).when(&[State::Proposed, State::Approved]),
    allow(&[ProgrammeManager], &[EndWaiver]).own().when(&[State::Proposed]),
    allow(&[Owner], &[ProposeDeed]),
    allow(&[Owner, Management], &[ApproveDeed]).when(&[State::Proposed]),
    deny(EVERYBODY, Duty::TwoPersons, &[ApproveDeed]).own(),
    allow(&[Owner], &[WithdrawDeed]).when(&[State::Proposed, State::Approved]),
    allow(&[Owner], &[CarryOutDeed]).when(&[State::Approved]),
    deny(&[Consultant, ExternalAuditor, Operator], Duty::ConsultantApproves, &[ApproveWaiver, ApproveDeed]),
    // Doors.
    allow(&[Owner], &[SetSignOn, SetDirectory, SetWebhook]),
    allow(&[Owner, ProgrammeManager], &[IssueToken]),
    allow(&[ControlOwner], &[IssueToken]).own(),
    allow(&[Owner], &[RevokeToken]).when(&[State::Live]),
    allow(EVERYBODY, &[RevokeToken]).own().when(&[State::Live]),
    // Auditors look and do not touch.
    deny(&[InternalAuditor], Duty::AuditsOwnWork, BUILD),
    deny(&[InternalAuditor], Duty::AuditsOwnWork, RUN),
    deny(&[ExternalAuditor], Duty::OutsideAccess, BUILD),
    deny(&[ExternalAuditor], Duty::OutsideAccess, RUN),
    deny(&[ExternalAuditor], Duty::OutsideAccess, &[NameDeputy, IssueToken]),
    // Only what two persons agreed lets an operator in, and only to look.
    deny(&[Operator], Duty::TwoPersons, BUILD),
    deny(&[Operator], Duty::TwoPersons, RUN),
    deny(&[Operator], Duty::TwoPersons, &[IssueToken]),
];

/// What the table says about one role, action, state and relation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// No line speaks: denied.
    #[default]
    Silent,
    /// Allowed.
    Allowed,
    /// Denied by a rule, whatever allows it.
    Denied(Duty),
}

const ROLES: usize = Role::ALL.len() + 1;
const ACTIONS: usize = Action::ALL.len();
const STATES: usize = State::ALL.len();
type Cells = [[[[Cell; 2]; STATES]; ACTIONS]; ROLES];

/// The cell for a role (`None`: whoever has any part in the organisation), action and state; `own` if the object is theirs.
pub fn cell(role: Option<Role>, action: Action, state: State, own: bool) -> Cell {
    static CELLS: OnceLock<Box<Cells>> = OnceLock::new();
    let cells = CELLS.get_or_init(filled);
    let role = role.map_or(ROLES - 1, |r| r as usize);
    cells[role][action as usize][state as usize][usize::from(own)]
}

fn filled() -> Box<Cells> {
    let mut cells = Box::new([[[[Cell::Silent; 2]; STATES]; ACTIONS]; ROLES]);
    for line in LINES {
        let roles: Vec<usize> = match line.roles {
            [] => vec![ROLES - 1],
            some => some.iter().map(|r| *r as usize).collect(),
        };
        let whose: &[usize] = match line.whose {
            Whose::Any => &[0, 1],
            Whose::Own => &[1],
            Whose::Others => &[0],
        };
        let states = if line.states.is_empty() { &State::ALL[..] } else { line.states };
        for role in roles {
            for action in line.actions {
                for state in states {
                    for own in whose {
                        let cell = &mut cells[role][*action as usize][*state as usize][*own];
                        match (*cell, line.effect) {
                            (Cell::Denied(_), _) => {}
                            (_, Effect::Deny(duty)) => *cell = Cell::Denied(duty),
                            (_, Effect::Allow) => *cell = Cell::Allowed,
                        }
                    }
                }
            }
        }
    }
    cells
}
