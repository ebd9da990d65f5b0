//! Questions and their answers: each a pure function of the catalogue and, where there is one, of the registers.

pub mod acceptance;
pub mod accounts;
pub mod audit;
pub mod burndown;
pub mod certification;
pub mod claims;
pub mod clauses;
pub mod compare;
pub mod coverage;
pub mod description;
pub mod difference;
pub mod duplicates;
pub mod engagement;
pub mod evidence;
pub mod explain;
pub mod findings;
pub mod gap;
pub mod home;
pub mod independence;
pub mod isms;
pub mod lens;
pub mod links;
pub mod net_new;
pub mod nonconformity;
pub mod package;
pub mod plan;
pub mod planner;
pub mod policy;
pub mod posture;
pub mod privacy;
pub mod programme;
pub mod public;
pub mod questionnaire;
pub mod reuse;
pub mod reverse;
pub mod review;
pub mod risk;
pub mod sample;
pub mod scorecard;
pub mod search;
pub mod staff;
pub mod statement;
pub mod supplier;
pub mod tasks;
pub mod testing;
pub mod value;
pub mod what_if;
pub mod window;
pub mod wording;

/// The sentence that stands on every view and export of coverage (R18).
pub const COVERAGE_IS_NOT_READINESS: &str = "Coverage is not readiness: it counts controls that a mapping names, not \
     evidence that is ready. Each control still has to be reviewed against ISO/IEC 27001, decided in the Statement of \
     Applicability and confirmed with the certification body.";
