//! What is claimed of a company in other words than certified: attested, approved, guaranteed, certified by the AICPA.

use super::patterns::{Found, REACH, TYPE, certified, past, soc2};
use super::words::Word;
use super::{ATTESTED, GUARANTEES};

const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being", "become", "became", "m", "re", "get", "got"];
const MORE: &[&str] = &["fully", "now", "officially", "independently", "already", "also", "newly", "recently"];
/// Whom such a claim is made of, or what it is joined with.
const WHOM: &[&str] = &[
    "and",
    "or",
    "business",
    "cloud",
    "company",
    "firm",
    "organisation",
    "organization",
    "partner",
    "platform",
    "product",
    "provider",
    "service",
    "services",
    "software",
    "supplier",
    "system",
    "vendor",
];
const NO: &[&str] = &["not", "no", "never", "nothing", "neither", "nor", "cannot", "without"];
const GUARANTEE: &[&str] = &["guarantee", "guarantees", "guaranteed", "guaranteeing"];
const REPORT: &[&str] =
    &["type", "i", "ii", "1", "2", "report", "reports", "examination", "audit", "compliance", "opinion", "always"];
const BY: &[&str] = &["by", "through", "with", "in", "our", "the", "a", "its", "their"];

/// `We are SOC 2 attested`, `a SOC 2 Type II approved vendor`; a report that a firm attested to, and a firm that attested to
/// something, are none.
pub(super) fn attested(words: &[Word], at: usize) -> Found {
    let behind = soc2(words, at)?;
    let end = past(words, behind, TYPE)?;
    let (first, last) = (&words[at], &words[end]);
    if last.comma || !matches!(last.text.as_str(), "attested" | "approved") {
        return None;
    }
    let before = words[..at].iter().rev().find(|word| !MORE.contains(&word.text.as_str()));
    let before = before.filter(|_| !first.sentence).map_or("", |word| word.text.as_str());
    let alone = words.get(end + 1).is_none_or(|next| {
        // `Approved: 2026-07-14` on a line of its own, and a point of a list, say nothing of the line before.
        if last.line > first.line && (next.colon || next.line > last.line) {
            return false;
        }
        let on = matches!(next.text.as_str(), "to" | "that" | "by" | "the" | "a" | "our" | "in");
        next.sentence || next.comma || (next.parted && !on) || WHOM.contains(&next.text.as_str())
    });
    let begins = at == 0 || first.sentence || first.parted;
    let named = begins || matches!(before, "a" | "an" | "your" | "our");
    (BE.contains(&before) || (alone && named)).then_some((ATTESTED, end))
}

/// `SOC 2 guarantees ...`, `guaranteed by our SOC 2 report`; what it does not guarantee may be said.
pub(super) fn guaranteed(words: &[Word], at: usize) -> Found {
    if denied(words, at) {
        return None;
    }
    if let Some(behind) = soc2(words, at) {
        let end = past(words, behind, REPORT)?;
        let said = GUARANTEE.contains(&words[end].text.as_str()) && !words[end].comma;
        let none = words.get(end + 1).is_some_and(|next| matches!(next.text.as_str(), "nothing" | "neither" | "not"));
        return (said && !none).then_some((GUARANTEES, end));
    }
    if words.get(at)?.text != "guaranteed" {
        return None;
    }
    let behind = soc2(words, past(words, at + 1, BY).filter(|soc| *soc > at + 1)?)?;
    Some((GUARANTEES, behind - 1))
}

/// Does one of the words before it, in the same part of the sentence, say that it is not so?
fn denied(words: &[Word], at: usize) -> bool {
    let end = words.len().min(at + 1);
    let begins = (0..end).rev().find(|place| words[*place].sentence || words[*place].comma).unwrap_or_default();
    let from = begins.max(at.saturating_sub(REACH));
    words[from.min(end)..end].iter().any(|word| NO.contains(&word.text.as_str()))
}

/// `AICPA SOC certified`, `SOC certified by the AICPA`: the institute certifies no company.
pub(super) fn of_aicpa(words: &[Word], at: usize) -> Found {
    let [first, next] = words.get(at..at + 2)? else { return None };
    if next.sentence || next.comma {
        return None;
    }
    if first.text == "aicpa" {
        let soc = past(words, at + 1, &["s"]).filter(|soc| words[*soc].text == "soc")?;
        let end = past(words, soc + 1, TYPE)?;
        return certified(&words[end].text).map(|wording| (wording, end));
    }
    let wording = certified(&next.text).filter(|_| first.text == "soc")?;
    let end = past(words, at + 2, &["by", "from", "of", "the"]).filter(|end| words[*end].text == "aicpa")?;
    Some((wording, end))
}
