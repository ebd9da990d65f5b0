//! Evidence as JSON: items with versions, files, judgements, checks and uses; requests; what is wrong; reuse.

mod checks;
mod findings;
mod followed;
mod item;
mod lists;
mod plan;
mod said;
mod serves;

pub use checks::{EvidenceCheckWords, EvidenceMarksWords, LateWords};
pub use findings::{
    FINDINGS_LISTED, FindingWords, FindingsImportWords, FindingsWords, NamedRequirementWords, RESULTS,
    ResultCountsWords, SeverityWords, count_of, result_title,
};
pub use followed::{EvidenceFollowUpWords, FollowedEvidenceWords};
pub use item::{EvidenceJudgementWords, EvidenceVersionWords, EvidenceWords, ShowsWords};
pub use lists::{
    BrokenWords, EvidenceLineWords, EvidenceRequestWords, MissingEvidenceWords, ReuseRatioWords, TwiceWords,
};
pub use plan::{EvidencePackWords, ExpectedTypeWords, ExpectedWords, PackPartWords, PlannedWords};
pub use said::{EvidenceFileWords, EvidenceSaidWords, PeriodWords, SourceWords, UploadWords};
pub use serves::{EvidenceServesWords, IsoUseWords};

/// A day as text, if there is one.
fn text_of(day: Option<jiff::civil::Date>) -> Option<String> {
    day.map(|day| day.to_string())
}
