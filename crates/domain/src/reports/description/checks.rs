//! The checks of a description and of the statements beside it (workflows, section 3). Each says by name what it looks at.

use super::{called, changes, incidents, supplier};
use crate::registers::Registers;
use crate::registers::engagement::HeldEngagement;
use crate::registers::engagement::scope::answered;
use crate::registers::engagement::text_names;
use crate::values::description::{Section, Sections};
use crate::values::engagement::Method;
use crate::values::supplier::SubserviceMethod;
use crate::values::{Examination, Subservice};

/// How a check stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// What it looks at agrees.
    Agrees,
    /// Something is missing or differs.
    Open,
    /// Only people can tell.
    ByPeople,
}

/// A check with what it found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its id.
    pub id: &'static str,
    /// What has to be so.
    pub title: &'static str,
    /// How it stands.
    pub standing: Standing,
    /// What is missing, each in a few words; what people have to look at.
    pub reasons: Vec<String>,
}

fn check(id: &'static str, title: &'static str, reasons: Vec<String>) -> Check {
    let standing = if reasons.is_empty() { Standing::Agrees } else { Standing::Open };
    Check { id, title, standing, reasons }
}

/// The checks of a description with these sections.
pub fn checks(registers: &Registers, id: &str, held: &HeldEngagement, sections: &Sections) -> Vec<Check> {
    let engaged = &held.engagement;
    let whole = all_words(sections);
    let type2 = matches!(engaged.kind, Examination::Type2 { .. });
    let mut all = vec![
        check("content", "Every section has a text, or a reason for having none", content(sections)),
        check(
            "criteria",
            "Every criterion in scope has a control, or stands in DC 8",
            criteria(registers, held, sections),
        ),
        check(
            "subservice",
            "Subservice organisations with what is expected of them",
            subservices(registers, held, sections),
        ),
        check("incidents", "Recorded incidents of the days stand in DC 4", untold(registers, id, held, sections)),
    ];
    if type2 {
        all.push(check(
            "changes",
            "Recorded changes of the period stand in DC 9",
            told_changes(registers, id, held, sections),
        ));
    }
    all.push(check("period", "The days are those of the engagement", text_names::days(engaged.kind, &whole)));
    all.push(check("categories", "The categories are those of the engagement", text_names::categories(held, &whole)));
    all.push(check(
        "method",
        "The method for subservice organisations is that of the engagement",
        text_names::methods(held, &whole),
    ));
    all.push(Check {
        id: "commitments",
        title: "Commitments agree with contracts and service level agreements",
        standing: Standing::ByPeople,
        reasons: vec!["hold DC 2 against the contracts with customers; no register here knows them".to_owned()],
    });
    all
}

/// The checks of a statement of management: what it says of days, categories, services and method is what the engagement
/// says, and no place in it is left to be filled.
pub fn statement_checks(held: &HeldEngagement, text: &str) -> Vec<Check> {
    vec![
        check("places", "No place is left to be filled", places(text)),
        check("period", "The days are those of the engagement", text_names::days(held.engagement.kind, text)),
        check("categories", "The categories are those of the engagement", text_names::categories(held, text)),
        check("services", "The services are those of the engagement", text_names::services(held, text)),
        check(
            "method",
            "The method for subservice organisations is that of the engagement",
            text_names::methods(held, text),
        ),
    ]
}

/// Places that are left to be filled: `[...]`.
pub fn places(text: &str) -> Vec<String> {
    let opened = text.split('[').skip(1);
    opened.filter_map(|rest| rest.split_once(']')).map(|(place, _)| format!("[{place}]")).collect()
}

fn all_words(sections: &Sections) -> String {
    sections.values().map(|content| content.words()).collect::<Vec<_>>().join("\n")
}

fn words(sections: &Sections, section: Section) -> &str {
    sections.get(&section).map(|content| content.words()).unwrap_or_default()
}

fn content(sections: &Sections) -> Vec<String> {
    let missing = Section::ALL.into_iter().filter(|section| words(sections, *section).trim().is_empty());
    missing.map(|section| format!("{}: {}", section.title(), section.asks())).collect()
}

fn criteria(registers: &Registers, held: &HeldEngagement, sections: &Sections) -> Vec<String> {
    let excused = words(sections, Section::Dc8);
    let all = answered(registers, held);
    if all.is_empty() {
        return vec!["the criteria are not adopted, so nothing can be held against them".to_owned()];
    }
    let open = all.iter().filter(|one| one.controls.is_empty() && !names(excused, &one.criterion.id));
    open.map(|one| format!("{}: no control, and not in DC 8", one.criterion.id)).collect()
}

fn subservices(registers: &Registers, held: &HeldEngagement, sections: &Sections) -> Vec<String> {
    let text = words(sections, Section::Dc7);
    held.engagement.subservice.iter().flat_map(|one| subservice(registers, one, text)).collect()
}

fn subservice(registers: &Registers, one: &Subservice, text: &str) -> Vec<String> {
    let name = called(registers, one);
    let mut open = Vec::new();
    if !text.to_lowercase().contains(&name.to_lowercase()) {
        open.push(format!("{name} is not named in DC 7"));
    }
    let Some((id, held)) = supplier(registers, one) else {
        open.push(format!("{name} is no supplier in the register"));
        return open;
    };
    let Some(described) = &held.supplier.subservice else {
        open.push(format!("{id} {name} is not described as a subservice organisation in the register of suppliers"));
        return open;
    };
    let agreed = match one.method {
        Method::CarveOut => SubserviceMethod::CarveOut,
        Method::Inclusive => SubserviceMethod::Inclusive,
    };
    if described.method != agreed {
        let (here, there) = (one.method.title().to_lowercase(), described.method.title().to_lowercase());
        open.push(format!("{id} {name}: {here} in the engagement, {there} in the register of suppliers"));
    }
    let lacks: &[(bool, &str)] = match one.method {
        Method::CarveOut => &[(described.csocs.is_empty(), "no control is expected of it")],
        Method::Inclusive => &[
            (described.tests.is_empty(), "no tests of its controls"),
            (described.assertion.is_none(), "no assertion of its own"),
        ],
    };
    let lacking = lacks.iter().filter(|(lacks, _)| *lacks);
    open.extend(lacking.map(|(_, what)| format!("{id} {name}: {what}")));
    open
}

fn untold(registers: &Registers, id: &str, held: &HeldEngagement, sections: &Sections) -> Vec<String> {
    incidents::untold(registers, id, held, words(sections, Section::Dc4))
}

fn told_changes(registers: &Registers, id: &str, held: &HeldEngagement, sections: &Sections) -> Vec<String> {
    let text = words(sections, Section::Dc9);
    let untold = changes(registers, id, held).into_iter().filter(|change| !names(text, &change.id));
    untold.map(|change| format!("{} on {}: {}", change.id, change.on, change.what)).collect()
}

/// Does a text name an id, as a word of its own?
pub(super) fn names(text: &str, id: &str) -> bool {
    text.match_indices(id).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + id.len()..].chars();
        let next = after.next();
        // CC6.1 is not CC6.10, and EN-1 is not EN-1.5; a full stop may follow.
        let longer = next.is_some_and(|c| c.is_alphanumeric() || c == '-')
            || (next == Some('.') && after.next().is_some_and(|c| c.is_ascii_digit()));
        !longer && !before.is_some_and(|c| c.is_alphanumeric() || c == '-')
    })
}
