//! Everything that can be permitted: each command and each kind of reading is one action.

use serde::{Deserialize, Serialize};

/// One line an action: its meaning, its word in files, tokens and refusals, and how people say it.
macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $words:literal;)*) => {
        /// One thing that somebody may or may not do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Action {
            $($(#[$doc])* $name,)*
        }

        impl Action {
            /// All of them, in the order of the documentation.
            pub const ALL: [Action; [$(Action::$name),*].len()] = [$(Action::$name),*];

            /// The word in files, tokens and refusals.
            pub fn id(self) -> &'static str {
                match self {
                    $(Action::$name => $id,)*
                }
            }

            /// As people say it: `retire a control`.
            pub fn words(self) -> &'static str {
                match self {
                    $(Action::$name => $words,)*
                }
            }
        }
    };
}

actions! {
    /// Read frameworks, crosswalks and published figures.
    ReadLibrary = "read_library", "read frameworks and crosswalks";
    /// Read coverage, gap, scope, judgements, inheritance and every report on them.
    ReadProgramme = "read_programme", "read the programme";
    /// Read an own control.
    ReadControl = "read_control", "read this control";
    /// Read who is a member, with which roles, grants and deputies.
    ReadPeople = "read_people", "see who is a member";
    /// Read waivers and deeds of two persons.
    ReadGovernance = "read_governance", "see waivers and decisions of two persons";
    /// Read sign-on, directory, tokens and webhooks; never a secret.
    ReadDoors = "read_doors", "see sign-on, tokens and webhooks";
    /// Read the ledger as history.
    ReadHistory = "read_history", "read the history";
    /// Check the ledger, and take checkpoints and proofs.
    ReadProof = "read_proof", "check the ledger";
    /// Read who signed in, and what was refused.
    ReadSecurityLog = "read_security_log", "read the security log";
    /// Read the register of those who work here.
    ReadStaff = "read_staff", "see the register of those who work here";
    /// Read what is due: the calendar, and one's own tasks.
    ReadTasks = "read_tasks", "read the calendar";
    /// Read evidence: items, files, judgements, requests.
    ReadEvidence = "read_evidence", "read this evidence";
    /// Read an engagement: scope, window, tests, requests of its auditor.
    ReadEngagement = "read_engagement", "read this engagement";
    /// Read collectors, and what their runs said.
    ReadCollectors = "read_collectors", "see collectors";
    /// Read suppliers, their reports and what they ask of us.
    ReadSuppliers = "read_suppliers", "read the register of suppliers";
    /// Set scope and reading.
    SetScope = "set_scope", "set the scope";
    /// Adopt a library document.
    AdoptDocument = "adopt_document", "adopt a framework or crosswalk";
    /// Accept or reject a suggestion.
    DecideSuggestion = "decide_suggestion", "decide on a suggestion";
    /// Add an own control.
    AddControl = "add_control", "add a control";
    /// Change an own control.
    ReviseControl = "revise_control", "change this control";
    /// Retire an own control.
    RetireControl = "retire_control", "retire this control";
    /// Say which person owns a control.
    AssignControl = "assign_control", "assign a control to a person";
    /// Link a control to an item, or take the link away.
    LinkControl = "link_control", "link a control to a criterion, control or clause";
    /// Import controls.
    ImportControls = "import_controls", "import controls";
    /// Record or withdraw what a provider operates.
    RecordInheritance = "record_inheritance", "record what a provider operates";
    /// Judge how a clause or control stands.
    AssessItem = "assess_item", "judge how a clause or control stands";
    /// Record one of the three steps.
    RecordStep = "record_step", "record a step";
    /// Hand in evidence for a control.
    AppendEvidence = "append_evidence", "hand in evidence for this control";
    /// Invite a person with roles.
    InvitePerson = "invite_person", "invite a person";
    /// Accept one's own invitation.
    ConfirmMembership = "confirm_membership", "accept this invitation";
    /// Set somebody's roles.
    SetRoles = "set_roles", "set somebody's roles";
    /// Suspend a member, or end the suspension.
    SuspendMember = "suspend_member", "suspend a member";
    /// End somebody's membership.
    EndMembership = "end_membership", "end a membership";
    /// Leave.
    Leave = "leave", "leave the organisation";
    /// Give outside access.
    GiveGrant = "give_grant", "give outside access";
    /// End outside access.
    EndGrant = "end_grant", "end outside access";
    /// Name a deputy.
    NameDeputy = "name_deputy", "name a deputy";
    /// End a deputy's time.
    EndDeputy = "end_deputy", "end a deputy's time";
    /// Propose a waiver of a rule.
    ProposeWaiver = "propose_waiver", "propose a waiver";
    /// Approve a waiver.
    ApproveWaiver = "approve_waiver", "approve this waiver";
    /// End a waiver.
    EndWaiver = "end_waiver", "end this waiver";
    /// Propose what needs two persons.
    ProposeDeed = "propose_deed", "propose what needs two persons";
    /// Approve what needs two persons.
    ApproveDeed = "approve_deed", "approve this";
    /// Stop what needs two persons.
    WithdrawDeed = "withdraw_deed", "stop this";
    /// Carry out what two persons agreed.
    CarryOutDeed = "carry_out_deed", "carry this out";
    /// Set single sign-on.
    SetSignOn = "set_sign_on", "set single sign-on";
    /// Set which groups of the directory hold which roles.
    SetDirectory = "set_directory", "connect a directory";
    /// Issue a token.
    IssueToken = "issue_token", "issue a token";
    /// Revoke a token.
    RevokeToken = "revoke_token", "revoke a token";
    /// Set or remove a webhook.
    SetWebhook = "set_webhook", "set a webhook";
    /// Record who works here, what was checked, and positions.
    RecordStaff = "record_staff", "keep the register of those who work here";
    /// Ask for access to a system.
    AskAccess = "ask_access", "ask for access to a system";
    /// Decide on a request for access.
    DecideAccess = "decide_access", "decide on this request for access";
    /// Record that access was given, changed or taken.
    CarryOutAccess = "carry_out_access", "record that access was given or taken";
    /// Say how a control operates: type, key, systems, since when.
    SetOperation = "set_operation", "say how this control operates";
    /// Set holidays.
    SetCalendar = "set_calendar", "set holidays";
    /// Withdraw an item of evidence.
    WithdrawEvidence = "withdraw_evidence", "withdraw this evidence";
    /// Accept or reject evidence.
    JudgeEvidence = "judge_evidence", "accept or reject this evidence";
    /// Ask somebody for evidence, or close such a request.
    AskEvidence = "ask_evidence", "ask for evidence";
    /// Put evidence under legal hold, or release it.
    HoldEvidence = "hold_evidence", "put evidence under legal hold";
    /// Set how long evidence is kept for a framework.
    SetRetention = "set_retention", "set how long evidence is kept";
    /// Dispose of evidence whose time is over.
    DisposeEvidence = "dispose_evidence", "dispose of this evidence";
    /// Plan an engagement, set its scope, move it on.
    SetEngagement = "set_engagement", "set up this engagement";
    /// Record what customers ask for and what they were sent.
    RecordAsked = "record_asked", "record what customers ask for";
    /// Hand in and freeze a population.
    SetPopulation = "set_population", "hand in a population";
    /// Draw a sample from a frozen population.
    DrawSample = "draw_sample", "draw a sample";
    /// Plan a test of a control and record what each item showed.
    TestControl = "test_control", "test this control";
    /// Conclude a test, as an auditor of the engagement.
    ConcludeTest = "conclude_test", "conclude this test";
    /// Note an exception, accept or clear it, as an auditor of the engagement.
    NoteException = "note_exception", "note an exception";
    /// Explain an exception and respond to it.
    AnswerException = "answer_exception", "answer this exception";
    /// Write the system description and the assertion.
    WriteDescription = "write_description", "write the system description";
    /// Approve the system description, as management.
    ApproveDescription = "approve_description", "approve the system description";
    /// Sign an assertion, a representation letter or a bridge letter, as management.
    SignStatement = "sign_statement", "sign this statement";
    /// Record the opinion as it stands in the report.
    RecordOpinion = "record_opinion", "record the opinion of the report";
    /// Ask the audited for something, or comment on what they show.
    AskAuditee = "ask_auditee", "ask the audited";
    /// Answer what an external auditor asks for.
    AnswerAuditor = "answer_auditor", "answer this request of the auditor";
    /// Accept or give back what was answered, as an auditor of the engagement.
    JudgeAnswer = "judge_answer", "accept or give back this answer";
    /// Say something that both sides of the auditor's room read.
    CommentRoom = "comment_room", "comment in this auditor's room";
    /// Keep working notes that the audited do not see, as an auditor of the engagement.
    KeepNote = "keep_note", "keep notes in this auditor's room";
    /// Build a package for auditors, or take one back.
    BuildPackage = "build_package", "build an audit package";
    /// Declare a collector, let it rest, remove it, give it credentials.
    SetCollector = "set_collector", "set this collector";
    /// Run a collector.
    RunCollector = "run_collector", "run this collector";
    /// Approve what a collector runs and the rule that judges it.
    ApproveCollector = "approve_collector", "approve this collector";
    /// Keep the register of suppliers and subservice organisations.
    SetSupplier = "set_supplier", "keep the register of suppliers";
    /// Review a supplier's report, and say how its user-entity controls are met.
    ReviewSupplier = "review_supplier", "review a supplier's report";
    /// Read controlled documents.
    ReadPolicies = "read_policies", "read this document";
    /// Write a draft of a controlled document, publish, retire it.
    WritePolicy = "write_policy", "write this document";
    /// Approve a controlled document.
    ApprovePolicy = "approve_policy", "approve this document";
    /// Acknowledge a published document, for oneself.
    AcknowledgePolicy = "acknowledge_policy", "acknowledge this document";
    /// Read the registers of the management system.
    ReadIsms = "read_isms", "see this register";
    /// Add to a register of the management system, change and end what stands there.
    KeepIsms = "keep_isms", "keep this register";
    /// Read internal audits and their programme.
    ReadAudits = "read_audits", "see this internal audit";
    /// Plan the programme of internal audits and the audits in it.
    PlanAudit = "plan_audit", "plan internal audits";
    /// Approve the programme of internal audits, as management.
    ApproveAuditProgramme = "approve_audit_programme", "approve the programme of internal audits";
    /// Carry out an internal audit: work its list, record findings, report.
    ConductAudit = "conduct_audit", "carry out this internal audit";
    /// Read management reviews.
    ReadReviews = "read_reviews", "see this management review";
    /// Schedule a management review, prepare its agenda, write its minutes.
    PrepareReview = "prepare_review", "prepare this management review";
    /// Approve the minutes of a management review, as top management.
    ApproveReview = "approve_review", "approve the minutes of this management review";
    /// Read the certification: bodies, projects, visits, findings, decisions.
    ReadCertification = "read_certification", "see this certification";
    /// Keep the certification: choose a body, plan and record visits, findings and what the body decided.
    KeepCertification = "keep_certification", "keep this certification";
    /// Answer the planner's questions, and set the figures that it reads.
    AnswerPlanner = "answer_planner", "answer the planner";
    /// Say what the public statement shows, and whether it is there.
    PublishStatement = "publish_statement", "set the public statement";
    /// Read who asked for documents on the public statement, and give, decline or take back.
    ShareDocuments = "share_documents", "give documents to who asks for them";
    /// Read risks, their method and treatment.
    ReadRisks = "read_risks", "see this risk";
    /// Write the method by which risks are rated.
    SetRiskMethod = "set_risk_method", "write the risk method";
    /// Approve the method, as management.
    ApproveRiskMethod = "approve_risk_method", "approve the risk method";
    /// Record, change, reopen and close a risk, and say who owns it.
    RecordRisk = "record_risk", "record this risk";
    /// Rate a risk.
    RateRisk = "rate_risk", "rate this risk";
    /// Choose a treatment and plan its lines.
    TreatRisk = "treat_risk", "plan the treatment of this risk";
    /// Approve the treatment plan, and accept what remains, as the owner of the risk (clause 6.1.3 f).
    AcceptRisk = "accept_risk", "approve the treatment and accept what remains of this risk";
    /// Sign an acceptance above the appetite, as the next level.
    CountersignRisk = "countersign_risk", "sign the acceptance of a risk above the appetite";
    /// Read the Statement of Applicability.
    ReadStatement = "read_statement", "see the Statement of Applicability";
    /// Write a draft of the Statement of Applicability.
    WriteStatement = "write_statement", "write the Statement of Applicability";
    /// Approve the Statement of Applicability, as management.
    ApproveStatement = "approve_statement", "approve the Statement of Applicability";
    /// Read nonconformities and corrective action.
    ReadNonconformities = "read_nonconformities", "see this nonconformity";
    /// Raise a nonconformity.
    RaiseNonconformity = "raise_nonconformity", "raise a nonconformity";
    /// Correct it, find the cause, plan and carry out action.
    WorkNonconformity = "work_nonconformity", "work on this nonconformity";
    /// Judge whether the action worked, and close.
    VerifyNonconformity = "verify_nonconformity", "judge whether the action worked";
}

impl Action {
    /// The action called so.
    pub fn parse(id: &str) -> Option<Action> {
        let id = id.trim().to_lowercase().replace('-', "_");
        Action::ALL.into_iter().find(|a| a.id() == id)
    }

    /// As people say it of all there is: `see risks`, where [`Action::words`] speaks of one.
    pub fn words_of_many(self) -> &'static str {
        match self {
            Action::ReadControl => "read controls",
            Action::ReadEvidence => "read evidence",
            Action::ReadEngagement => "read engagements",
            Action::ReadPolicies => "read documents",
            Action::ReadIsms => "see the registers of the management system",
            Action::ReadAudits => "see internal audits",
            Action::ReadReviews => "see management reviews",
            Action::ReadCertification => "see the certification",
            Action::ReadRisks => "see risks",
            Action::ReadNonconformities => "see nonconformities",
            one => one.words(),
        }
    }

    /// Does it only read?
    pub fn reads(self) -> bool {
        self.id().starts_with("read_")
    }

    /// Must who asks have proved who they are, with a second factor, in the last five minutes?
    pub fn step_up(self) -> bool {
        matches!(
            self,
            Action::InvitePerson
                | Action::SetRoles
                | Action::GiveGrant
                | Action::ProposeDeed
                | Action::ApproveDeed
                | Action::CarryOutDeed
                | Action::ApproveWaiver
                | Action::SetSignOn
                | Action::SetDirectory
                | Action::IssueToken
                | Action::HoldEvidence
                | Action::SetRetention
                | Action::DisposeEvidence
                | Action::SignStatement
                | Action::ApproveCollector
                | Action::ApproveRiskMethod
                | Action::AcceptRisk
                | Action::CountersignRisk
                | Action::ApproveStatement
                | Action::ApprovePolicy
                | Action::ApproveAuditProgramme
                | Action::ApproveReview
        )
    }

    /// May a token carry it? What only a person can mean, no token can.
    pub fn in_tokens(self) -> bool {
        !matches!(
            self,
            Action::InvitePerson
                | Action::SetRoles
                | Action::GiveGrant
                | Action::ConfirmMembership
                | Action::Leave
                | Action::NameDeputy
                | Action::ProposeWaiver
                | Action::ApproveWaiver
                | Action::ProposeDeed
                | Action::ApproveDeed
                | Action::WithdrawDeed
                | Action::CarryOutDeed
                | Action::SetSignOn
                | Action::SetDirectory
                | Action::IssueToken
                | Action::JudgeEvidence
                | Action::HoldEvidence
                | Action::SetRetention
                | Action::DisposeEvidence
                | Action::ConcludeTest
                | Action::NoteException
                | Action::ApproveDescription
                | Action::SignStatement
                | Action::RecordOpinion
                | Action::JudgeAnswer
                | Action::KeepNote
                | Action::ApproveCollector
                | Action::ApproveRiskMethod
                | Action::AcceptRisk
                | Action::CountersignRisk
                | Action::ApproveStatement
                | Action::VerifyNonconformity
                | Action::ApprovePolicy
                | Action::AcknowledgePolicy
                | Action::ApproveAuditProgramme
                | Action::ApproveReview
        )
    }

    /// Does the directory do it: joiners, movers and leavers?
    pub fn by_directory(self) -> bool {
        matches!(
            self,
            Action::ReadPeople
                | Action::InvitePerson
                | Action::SetRoles
                | Action::SuspendMember
                | Action::EndMembership
        )
    }

    /// Is it work on the programme, after which one does not audit it (SoD-3)?
    pub fn builds(self) -> bool {
        matches!(
            self,
            Action::SetScope
                | Action::AdoptDocument
                | Action::DecideSuggestion
                | Action::AddControl
                | Action::ReviseControl
                | Action::RetireControl
                | Action::LinkControl
                | Action::ImportControls
                | Action::RecordInheritance
                | Action::AssessItem
                | Action::RecordStep
                | Action::SetOperation
                | Action::WriteDescription
                | Action::SetRiskMethod
                | Action::RecordRisk
                | Action::RateRisk
                | Action::TreatRisk
                | Action::WriteStatement
                | Action::WorkNonconformity
                | Action::WritePolicy
                | Action::KeepIsms
                | Action::PrepareReview
                | Action::KeepCertification
                | Action::AnswerPlanner
        )
    }
}

/// A set of actions, as a token carries it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActionSet(u128);

impl ActionSet {
    /// Is this action in it?
    pub fn contains(self, action: Action) -> bool {
        self.0 & (1u128 << action as u32) != 0
    }
}

impl FromIterator<Action> for ActionSet {
    fn from_iter<T: IntoIterator<Item = Action>>(actions: T) -> ActionSet {
        ActionSet(actions.into_iter().fold(0, |set, action| set | (1u128 << action as u32)))
    }
}
