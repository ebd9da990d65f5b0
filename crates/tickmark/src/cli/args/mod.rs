//! The words of the command line. Each doc comment is the help text.

mod audit;
mod calc;
mod certification;
mod clauses;
mod collect;
mod collector;
mod control;
mod description;
mod doors;
mod engagement;
mod evidence;
mod evidence_said;
mod governance;
mod grant;
mod home;
mod ledger;
mod library;
mod mail;
mod nonconformity;
mod organisation;
mod package;
mod paper;
mod person;
mod place;
mod plan;
mod planner;
mod policy;
mod public;
mod questionnaire;
mod reading;
mod record;
mod registers;
mod review;
mod rights;
mod risk;
mod room;
mod scorecard;
mod search;
mod serve;
mod soa;
mod staff;
mod supplier;
mod tasks;
mod testing;

pub use audit::{
    AuditArgs, AuditFindingFields, AuditPlanFields, AuditProgrammeArgs, AuditProgrammeFields, AuditProgrammeVerb,
    AuditVerb,
};
pub use calc::{CalcArgs, CalcVerb};
pub use certification::{CertificationArgs, CertificationPlanArgs, CertificationVerb, CertificationVisitVerb};
pub use clauses::{ClausesArgs, ReadinessArgs};
pub use collect::{CollectArgs, CollectVerb, ImportFindingsArgs};
pub use collector::{CollectorArgs, CollectorVerb, CredentialArgs, CredentialVerb, HandsArgs, ReachArgs};
pub use control::{ControlArgs, ControlFields, ControlVerb};
pub use description::{
    BridgeLetterArgs, BridgeLetterVerb, DescriptionArgs, DescriptionVerb, StatementArgs, StatementVerb, TextArgs,
};
pub use doors::{
    DirectoryArgs, DirectoryVerb, InsideArgs, SignOnArgs, SignOnVerb, TokenArgs, TokenVerb, WebhookArgs, WebhookVerb,
};
pub use engagement::{AskedArgs, AskedVerb, EngagementArgs, EngagementFields, EngagementVerb, ShowEngagementArgs};
pub use evidence::{EvidenceArgs, EvidenceReasonArgs, EvidenceVerb, FollowUpArgs};
pub use evidence_said::{AddEvidenceArgs, ElsewhereArgs, EvidenceSaidArgs, ReviseEvidenceArgs};
pub use governance::{DeedArgs, DeedVerb, WaiverArgs, WaiverVerb};
pub use grant::{DeputyArgs, DeputyVerb, GiveArgs, GrantArgs, GrantVerb};
pub use home::{CertificationCalendarArgs, LinksArgs, NextArgs};
pub use ledger::{ExportArgs, HistoryArgs, RestoreArgs, VerifyArgs};
pub use library::{LibraryArgs, LibraryVerb};
pub use mail::{MailArgs, MailVerb, RelayArgs};
pub use nonconformity::{NonconformityArgs, NonconformityFields, NonconformityFilter, NonconformityVerb, StepFields};
pub use organisation::{ImportArgs, InitArgs, ScopeArgs};
pub use package::{BuildPackageArgs, PackageArgs, PackageAskArgs, PackageVerb};
pub use paper::PaperArgs;
pub use person::{AddressArgs, PersonArgs, PersonVerb};
pub use place::{OutFile, PlaceArgs, ReadArgs};
pub use plan::{PlanArgs, PlanChoicesArgs, PlanFigureVerb, PlanVerb};
pub use planner::{DemandArgs, DemandVerb, PlannerAnswerArgs, PlannerArgs, PlannerVerb};
pub use policy::{PolicyArgs, PolicyFields, PolicyFilterArgs, PolicyStepArgs, PolicyVerb};
pub use public::{PublicArgs, PublicVerb};
pub use questionnaire::{AnswersArgs, AnswersVerb, ImportQuestionnaireArgs, QuestionnaireArgs, QuestionnaireVerb};
pub use reading::{ClaimsArgs, CompareArgs, CoverageArgs, ExplainArgs, GapArgs};
pub use record::{
    AssessArgs, DecideArgs, InheritanceArgs, InheritanceVerb, RecordArgs, StepArgs, SuggestionArgs, SuggestionVerb,
};
pub use registers::{EntryChoice, RegisterArgs, RegisterVerb};
pub use review::{ReviewArgs, ReviewVerb};
pub use rights::{RightsArgs, SecurityLogArgs};
pub use risk::{RiskArgs, RiskFields, RiskMethodArgs, RiskMethodVerb, RiskQuantifyArgs, RiskTreatArgs, RiskVerb};
pub use room::{NoteVerb, RequestArgs, RequestVerb, RoomArgs, RoomVerb, WantedArgs};
pub use scorecard::ScorecardArgs;
pub use search::SearchArgs;
pub use serve::{DemoArgs, ServeArgs};
pub use soa::{SoaArgs, SoaPlaceArgs, SoaSetArgs, SoaVerb};
pub use staff::{AccessArgs, AccessVerb, RecordStaffArgs, StaffArgs, StaffVerb};
pub use supplier::{
    RecordReportArgs, SupplierArgs, SupplierFields, SupplierReportArgs, SupplierReportVerb, SupplierVerb,
};
pub use tasks::{CalendarArgs, HolidaysArgs, HolidaysVerb, LifeArgs, OccurrencesArgs, OperationArgs, TasksArgs};

pub use testing::{
    ExceptionArgs, ExceptionVerb, PopulationArgs, PopulationFields, PopulationVerb, SampleArgs, SampleVerb, TestArgs,
    TestVerb,
};

use clap::{Parser, Subcommand};

/// One security programme that serves a SOC 2 examination and ISO/IEC 27001 certification from the same controls.
#[derive(Debug, Parser)]
#[command(name = "tickmark", version, arg_required_else_help = true, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Begin an organisation with its own ledger.
    Init(InitArgs),
    /// List the organisations in the data folder.
    Organisations(PlaceArgs),
    /// Show or set scope: services, categories, hosting, locations, crosswalk.
    Scope(ScopeArgs),
    /// Annex A coverage of a scope; --reverse for the direction ISO to SOC 2.
    Coverage(CoverageArgs),
    /// What each category would add or take away.
    WhatIf(ReadArgs),
    /// Gap analysis: what carries over, what is partial, what is net-new, and why.
    ///
    /// Of an organisation with --org, of a list of controls with --controls; with neither of the crosswalk alone, as if every
    /// criterion in scope were met.
    Gap(GapArgs),
    /// Published figures held against the rows of a crosswalk.
    Claims(ClaimsArgs),
    /// Everything that bears on one control, criterion or clause.
    Explain(ExplainArgs),
    /// Crosswalks side by side.
    Compare(CompareArgs),
    /// Kinds of evidence and the audit packages in which each may be used.
    Reuse(ReadArgs),
    /// The Privacy category by topic: what Annex A answers, what it leaves to ISO/IEC 27701.
    Privacy(ReadArgs),
    /// Findings, risks and failures of controls month by month.
    Posture(PlaceArgs),
    /// What the programme is worth, counted: markets, questionnaires, governance, trust; and what each framework expects on paper.
    Value(PlaceArgs),
    /// Time and cost of the way to a report or a certificate: roadmap, cost, alternatives, own figures, baselines.
    Plan(PlanArgs),
    /// Which framework first: answer the questions, see the rule, the reasons and what would change it.
    Planner(PlannerArgs),
    /// What customers ask for: who, by when, for how much revenue, and what it cost to have neither.
    Demand(DemandArgs),
    /// Ask one rule: JSON on standard input, JSON on standard output; windows, samples, dates, checks, cost, wording.
    Calc(CalcArgs),
    /// Frameworks, crosswalks and claims: list, show, check, diff, adopt.
    Library(LibraryArgs),
    /// Import own controls from XLSX or CSV: a preview first, then all or nothing.
    Import(ImportArgs),
    /// The organisation's own controls.
    Control(ControlArgs),
    /// Provider inheritance of the four data-centre controls.
    Inheritance(InheritanceArgs),
    /// Curated suggestions: list, accept, reject.
    Suggestion(SuggestionArgs),
    /// Search everything: controls, evidence, risks, criteria, suppliers, people.
    Search(SearchArgs),
    /// Judge how a clause or control stands.
    Assess(AssessArgs),
    /// Record one of the three steps that a covered control still needs.
    Step(StepArgs),
    /// Members: list, invite, roles, suspend, resume, end.
    Person(PersonArgs),
    /// Outside access of consultants and external auditors.
    Grant(GrantArgs),
    /// Who stands in for whom.
    Deputy(DeputyArgs),
    /// Those who work here: checks, positions, access requests, remote-working policy.
    Staff(StaffArgs),
    /// Evidence that controls ran: hand in, check, judge, ask for, keep, dispose of.
    Evidence(EvidenceArgs),
    /// Evidence out of what other tools wrote: import the findings of a scanner, a linter, a benchmark.
    Collect(CollectArgs),
    /// Internal audits: the programme, an audit from its plan to its end, what was covered in the cycle.
    Audit(AuditArgs),
    /// Registers of the management system: assets, incidents, objectives, obligations, access reviews and others.
    Register(RegisterArgs),
    /// Controlled documents: write, approve, publish, acknowledge, review; import a folder of Markdown.
    Policy(PolicyArgs),
    /// Nonconformities and corrective action: raise, correct, find the cause, act, judge, close.
    Nonconformity(NonconformityArgs),
    /// Management reviews: schedule, agenda, hold, decide, approve, act, close.
    Review(ReviewArgs),
    /// Certification: bodies and their accreditation, projects, visits, findings, certificates.
    Certification(CertificationArgs),
    /// Clauses 4 to 10: what is asked, what exists, who answers, what comes next; two marks each.
    Clauses(ClausesArgs),
    /// What is missing before Stage 1 and Stage 2 of a certification audit.
    Readiness(ReadinessArgs),
    /// Collectors: what runs by hand or by schedule and hands in what it found as evidence.
    Collector(CollectorArgs),
    /// SOC 2 engagements: plan, window, what customers ask for.
    Engagement(Box<EngagementArgs>),
    /// The description of the system (DC 1 to DC 9): write, check, approve; what we expect of customers.
    Description(DescriptionArgs),
    /// Management's assertion and representation letter, and the opinion of the report.
    Statement(StatementArgs),
    /// The Statement of Applicability (ISO/IEC 27001, 6.1.3 d): draft, decide, check, approve.
    Soa(SoaArgs),
    /// Our bridge letters: write, sign, send.
    BridgeLetter(BridgeLetterArgs),
    /// Populations of an engagement: hand in, check, freeze.
    Population(PopulationArgs),
    /// Samples: draw from a frozen population, draw again, tables of sizes.
    Sample(SampleArgs),
    /// Tests of controls: plan, record item by attribute, conclude.
    Test(TestArgs),
    /// Exceptions of the auditor, and what management says to them.
    Exception(ExceptionArgs),
    /// Audit packages: plan, build, list, save, take back.
    Package(PackageArgs),
    /// Papers as PDF, Word or Excel: statement, gap analysis, risks, minutes, documents and others.
    Paper(PaperArgs),
    /// What external auditors ask for: list, answer, give back, accept.
    Request(Box<RequestArgs>),
    /// The auditor's room of an engagement: what is seen, said, noted and read there.
    Room(RoomArgs),
    /// Risks: the method, ratings, treatment, signatures, and what is wrong.
    Risk(RiskArgs),
    /// Suppliers: the register, their reports and reviews, what those ask of us.
    Supplier(SupplierArgs),
    /// The readiness scorecard: twenty questions, a score for each framework apart, the steps that are worth most.
    Scorecard(ScorecardArgs),
    /// The public statement: what everybody may read, and who is given documents.
    Public(Box<PublicArgs>),
    /// Security questionnaires of customers: import, suggest, answer, export into the same spreadsheet.
    Questionnaire(Box<QuestionnaireArgs>),
    /// The library of answers to customers, and which report or certificate answers which request.
    Answers(AnswersArgs),
    /// What to do next: at most five lines, the most pressing first.
    Next(NextArgs),
    /// What one object leads to, and what leads to it.
    Links(LinksArgs),
    /// What is to be done by when: runs of controls, evidence asked for, evidence to judge.
    Tasks(TasksArgs),
    /// A month: what is due on which day, and holidays.
    Calendar(CalendarArgs),
    /// Days without business, on which no business-day control is expected to run.
    Holidays(HolidaysArgs),
    /// Letters: test the mail relay, see what a reminder would say, how reminders stand.
    Mail(MailArgs),
    /// Waivers of a rule of separation of duty.
    Waiver(WaiverArgs),
    /// What needs two persons and a day's delay.
    Deed(DeedArgs),
    /// Who may do what: the table of rights, or what one person may.
    Rights(RightsArgs),
    /// Tokens of programs.
    Token(TokenArgs),
    /// Single sign-on by OpenID Connect.
    SignOn(SignOnArgs),
    /// Which groups of the directory (SCIM) hold which roles.
    Directory(DirectoryArgs),
    /// Where news of the organisation is sent.
    Webhook(WebhookArgs),
    /// Who signed in, what failed and what was refused, newest first.
    SecurityLog(SecurityLogArgs),
    /// Who changed what, newest first.
    History(HistoryArgs),
    /// Check entries, tree, signatures and files, or an audit package; names what is bad.
    Verify(VerifyArgs),
    /// Sign the present end of the ledger, to be kept elsewhere.
    Checkpoint(PlaceArgs),
    /// Write the whole ledger as a bundle that can be checked without the program.
    Export(ExportArgs),
    /// Put a bundle in place of a ledger, once two persons agreed; what was here is moved aside and stays readable.
    Restore(RestoreArgs),
    /// Serve the web pages and the HTTP API on this machine.
    Serve(ServeArgs),
    /// Judge a rule of a collector in the folder where it is started; the runner of collectors starts it.
    #[command(name = "judge-rule", hide = true)]
    JudgeRule,
    /// Open a living demo organisation in the browser.
    Demo(DemoArgs),
}
