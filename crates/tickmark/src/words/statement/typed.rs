//! What is set of an entry, as it is typed and as it is shown.

use crate::words::unknown_word;
use domain::refusal::Refusal;
use domain::values::reference::canonical;
use domain::values::statement::{
    Applicability, EntryChange, Implementation, InclusionReason, ReferenceKind, SoaReference,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// A reference of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SoaReferenceWords {
    /// `control`, `evidence`, or `text` for a policy or anything else that is named.
    pub kind: String,
    /// Its id; the name of what lies elsewhere.
    pub to: String,
}

impl From<&SoaReference> for SoaReferenceWords {
    fn from(one: &SoaReference) -> SoaReferenceWords {
        SoaReferenceWords { kind: one.kind.id().to_owned(), to: one.to.clone() }
    }
}

/// What is set of an entry: the fields that are given are set, the others stay.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "decision": "applicable", "reasons": { "contract": "customers ask for it" }, "status": "partial",
    "how": "Rules of access, reviewed every quarter."
}))]
pub struct SoaChange {
    /// `undecided`, `applicable` or `excluded`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// All reasons for its inclusion, each with its words: `risk`, `law`, `contract`, `business_need`, `baseline`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons: Option<BTreeMap<String, String>>,
    /// Why it is excluded: the activity, asset or risk that is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclusion: Option<String>,
    /// `not_started`, `planned`, `partial`, `implemented` or `inherited`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// How it is implemented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    /// All references to controls, evidence, policies by name, and what lies elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub references: Option<Vec<SoaReferenceWords>>,
    /// Id of the member who answers for it; empty for nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// A note for those who work on it; it is no part of what is approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl From<&EntryChange> for SoaChange {
    fn from(change: &EntryChange) -> SoaChange {
        let reasons = |all: &BTreeMap<InclusionReason, String>| {
            all.iter().map(|(reason, text)| (reason.id().to_owned(), text.clone())).collect()
        };
        SoaChange {
            decision: change.decision.map(|one| one.id().to_owned()),
            reasons: change.reasons.as_ref().map(reasons),
            exclusion: change.exclusion.clone(),
            status: change.status.map(|one| one.id().to_owned()),
            how: change.how.clone(),
            references: change.references.as_ref().map(|all| all.iter().map(SoaReferenceWords::from).collect()),
            owner: change.owner.clone(),
            note: change.note.clone(),
        }
    }
}

impl SoaChange {
    /// What is meant by it.
    ///
    /// # Errors
    /// A word that is none of a short list, with the nearest one.
    pub fn meant(self) -> Result<EntryChange, Refusal> {
        let decision = |typed: String| {
            Applicability::parse(&typed)
                .ok_or_else(|| unknown_word("decision", &typed, &Applicability::ALL.map(Applicability::id)))
        };
        let status = |typed: String| {
            Implementation::parse(&typed)
                .ok_or_else(|| unknown_word("status", &typed, &Implementation::ALL.map(Implementation::id)))
        };
        Ok(EntryChange {
            decision: self.decision.map(decision).transpose()?,
            reasons: self.reasons.map(reasons).transpose()?,
            exclusion: self.exclusion,
            status: self.status.map(status).transpose()?,
            how: self.how,
            references: self.references.map(references).transpose()?,
            owner: self.owner,
            note: self.note,
        })
    }
}

/// Controls as typed, and as they are written: a preview looks for both.
pub(crate) fn spelled(typed: impl IntoIterator<Item = String>) -> BTreeSet<String> {
    typed.into_iter().flat_map(|one| [canonical(&one), one]).collect()
}

fn reasons(typed: BTreeMap<String, String>) -> Result<BTreeMap<InclusionReason, String>, Refusal> {
    let known = |typed: &str| {
        InclusionReason::parse(typed)
            .ok_or_else(|| unknown_word("reason", typed, &InclusionReason::ALL.map(InclusionReason::id)))
    };
    typed.into_iter().map(|(reason, text)| Ok((known(&reason)?, text))).collect()
}

fn references(typed: Vec<SoaReferenceWords>) -> Result<BTreeSet<SoaReference>, Refusal> {
    let known = |typed: &str| {
        ReferenceKind::parse(typed)
            .ok_or_else(|| unknown_word("kind of reference", typed, &ReferenceKind::ALL.map(ReferenceKind::id)))
    };
    typed.into_iter().map(|one| Ok(SoaReference { kind: known(&one.kind)?, to: one.to })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_means_what_it_shows_and_an_unknown_word_is_named() {
        let typed = r#"{"decision":"applicable","reasons":{"law":"GDPR"},"status":"partial","how":"h",
            "references":[{"kind":"text","to":"Rules"}],"owner":"","note":"n"}"#;
        let change: SoaChange = serde_json::from_str(typed).unwrap();
        let meant = change.meant().unwrap();
        let again = SoaChange::from(&meant).meant().unwrap();
        assert_eq!(meant, again);
        assert_eq!(meant.fields().len(), 7);
        for (wrong, said) in [
            (r#"{"decision":"aplicable"}"#, "decision"),
            (r#"{"status":"implmented"}"#, "status"),
            (r#"{"reasons":{"wish":""}}"#, "reason"),
            (r#"{"references":[{"kind":"paper","to":"x"}]}"#, "kind of reference"),
        ] {
            let change: SoaChange = serde_json::from_str(wrong).unwrap();
            let refusal = change.meant().unwrap_err();
            assert!(refusal.to_string().contains(said), "{wrong}: {refusal}");
        }
    }
}
