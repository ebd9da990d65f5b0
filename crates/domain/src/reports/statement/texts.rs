//! What has to be said beside a statement.

/// R104: it has no counterpart.
pub const NO_COUNTERPART: &str = "SOC 2 has no counterpart to the Statement of Applicability: it has to be written even \
     when every control runs already, and the certification body reads it first.";

/// R101: not every control has to be there.
pub const NOT_ALL: &str = "Not every control of Annex A has to be implemented. An exclusion is normal when its reason names \
     the activity, asset or risk that is missing here.";

/// The statement names controls from elsewhere too (R100).
const FROM_ELSEWHERE: &str = "Annex A is a list to compare with, not the list of what is necessary: controls that a \
     treatment needs and that Annex A does not know stand in the statement as well.";

/// A provider's part (R102, R103).
const PROVIDERS: &str = "A control that a provider answers stays applicable. It counts as inherited with a justification, \
     the provider's report in date and a review of what that report covers; A.7.7 and A.7.8 are never a provider's.";

/// The notes that stand beside a statement, in their order.
pub fn notes() -> [&'static str; 4] {
    [NO_COUNTERPART, NOT_ALL, FROM_ELSEWHERE, PROVIDERS]
}
