//! What others say of the size of the step from a SOC 2 risk assessment to ISO/IEC 27001 (R117, R119): opinions, each with
//! its source, never a fact and never an input of a computation. And what one assessment serves in both frameworks (R118).

use crate::values::Catalogue;

/// An opinion and who holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteOnDelta {
    /// What is said, in our own words.
    pub text: &'static str,
    /// The publication, cited by name; with the day of its last review where the adopted mapping of the same source says it.
    pub source: String,
}

/// Id of the mapping that comes from the same publication or publisher, publication, opinion.
const NOTES: [(&str, &str, &str); 3] = [
    (
        "truvo-2026-05",
        "Truvo Cyber, mapping of SOC 2 criteria to ISO/IEC 27001:2022",
        "The step is smaller than it looks: a SOC 2 method and register need formal acceptance criteria and results that \
         repeat and can be compared over the whole scope. The Statement of Applicability is what is new.",
    ),
    (
        "agency-domains",
        "Agency, Extending SOC 2 to ISO 27001: A Practical Guide",
        "The step is large: a far stricter and more fully documented method, all information assets in scope, an owner and an \
         explicit decision for every risk.",
    ),
    (
        "agency-domains",
        "Agency, Extending SOC 2 to ISO 27001: A Practical Guide",
        "Of all work of the extension, most time goes into the method, since the Statement and the audit follow from it.",
    ),
];

/// The opinions; they contradict each other, and both sides are shown.
pub fn notes_on_delta(catalogue: &Catalogue) -> Vec<NoteOnDelta> {
    let reviewed = |id: &str| catalogue.crosswalks().find(|crosswalk| crosswalk.id == id)?.source.reviewed_on;
    let one = |(id, source, text): (&str, &str, &'static str)| {
        let on = reviewed(id).map_or(String::new(), |day| format!(", reviewed {day}"));
        NoteOnDelta { text, source: format!("{source}{on}") }
    };
    NOTES.into_iter().map(one).collect()
}

/// A criterion or clause that the one method and the one register answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// The framework.
    pub framework: &'static str,
    /// The criterion or clause.
    pub item: &'static str,
    /// Its short title.
    pub title: String,
    /// What of the assessment answers it.
    pub by: &'static str,
}

/// Framework, item, what answers it.
const SERVED: [(&str, &str, &str); 8] = [
    ("soc2-tsc-2017", "CC3.1", "the method: objectives, scales and appetite"),
    ("soc2-tsc-2017", "CC3.2", "the register with its ratings and treatments"),
    ("soc2-tsc-2017", "CC3.3", "the risks of the category fraud"),
    ("soc2-tsc-2017", "CC3.4", "the changes that open a risk again"),
    ("iso27001-2022", "6.1.2", "the method, the ratings and the owners"),
    ("iso27001-2022", "6.1.3", "options, plans, approvals and acceptances"),
    ("iso27001-2022", "8.2", "assessments at their interval and after changes"),
    ("iso27001-2022", "8.3", "the lines of the plans, carried out and verified"),
];

/// What the method and its outputs serve in both frameworks (R118), as far as the organisation adopted them.
pub fn served(catalogue: &Catalogue) -> Vec<Served> {
    let one = |(framework, item, by): (&'static str, &'static str, &'static str)| {
        let title = catalogue.framework(framework).ok()?.item(item)?.title.clone();
        Some(Served { framework, item, title, by })
    };
    SERVED.into_iter().filter_map(one).collect()
}
