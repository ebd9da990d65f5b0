//! The words of the trade as types: what was typed is parsed into these once, at the edge.

pub mod access;
pub mod assessment;
pub mod audit;
pub mod catalogue;
pub mod category;
pub mod certification;
pub mod claim;
pub mod collector;
pub mod control;
pub mod counted;
pub mod crosswalk;
pub mod description;
pub mod document;
pub mod doors;
pub mod engagement;
pub mod evidence;
pub mod expanded;
pub mod findings;
pub mod framework;
pub mod governance;
pub mod inheritance;
pub mod isms;
pub mod listed_account;
pub mod lookup;
pub mod member;
pub mod nearest;
pub mod nonconformity;
pub mod operation;
pub mod overlap;
pub mod package;
pub mod percent;
pub mod plan;
pub mod policy;
pub mod privacy;
pub mod profile;
pub mod provenance;
pub mod public;
pub mod questionnaire;
pub mod reference;
pub mod review;
pub mod risk;
pub mod room;
pub mod sampling;
pub mod scorecard;
pub mod sequence;
pub mod staff;
pub mod statement;
pub mod supplier;
pub mod testing;
pub mod window;

pub use access::{Action, ActionSet, Duty, Role, State};
pub use assessment::{Assessment, Decision, Practice, Step, StepTaken};
pub use catalogue::Catalogue;
pub use category::{Categories, Category};
pub use claim::{Claim, ClaimScope, Claims, Derivation, Published, Unit};
pub use collector::{Collector, CollectorRun, Rhythm, RunOutcome, Schedule};
pub use control::{Control, Frequency, Link, Status, Target};
pub use counted::{counted, every_one, grouped, within_sentence};
pub use crosswalk::{Crosswalk, Grain, Row};
pub use document::{FileRef, LibraryDocument};
pub use doors::{Directory, SignOn, TokenKind, TokenScope, Webhook};
pub use engagement::{
    Artefact, Asked, Engagement, EngagementState, Examination, Firm, InScope, Method, ServiceFacts, Subservice,
};
pub use evidence::{
    Classification, Environment, Evidence, EvidenceFile, EvidenceRequest, EvidenceState, EvidenceType, Form, Shown,
    Source, hint_title,
};
pub use expanded::{Expanded, Naming};
pub use findings::{Finding, FindingResult, Findings, FindingsFormat, NamedRequirement, ResultCounts, SaidMoment};
pub use framework::{Attributes, DocumentedInformation, Framework, Group, Item, ItemKind, Outcome};
pub use governance::{Deed, Restored, Stage, Waiver, backup_digest};
pub use inheritance::{Hosting, Inheritance};
pub use listed_account::{AccountState, LastSignIn, Listed, ListedAccount};
pub use member::{Deputy, Grant, GrantKind, Membership};
pub use operation::{ControlVersion, Execution, Holidays, Life, LifeStep, Nature, Operation};
pub use overlap::{Mode, Overlap};
pub use package::{Audience, Lack, Package, PackageSpec};
pub use percent::Percent;
pub use profile::Profile;
pub use provenance::Provenance;
pub use reference::Reference;
pub use room::{AuditRequest, Reading, RequestAnswer, RequestState, Subject, SubjectKind};
pub use sampling::{SampleRule, SamplingFrequency, SamplingProfile, SamplingRisk, SamplingRow};
pub use staff::{AccessRequest, CheckDone, Position, Staff, StaffCheck, StaffRow};
pub use window::{Bucket, NoWindow, Window};
