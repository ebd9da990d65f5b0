//! The description: written by some, approved by management that wrote none of it, bound to its hash (SoD-1, SoD-11, SoD-15).

use super::{Judged, LONGEST_PAPER, agreed, current, event, refused, same, unknown};
use crate::event::DescriptionEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::description::{DescriptionVersion, HeldDescription};
use crate::reports::description::checks;
use crate::rules::engagement::auditors;
use crate::rules::wording::worded;
use crate::rules::{LONG_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::Duty;
use crate::values::description::{Content, DescriptionState, Section, Sections, description_sha256};

/// Most versions of one description.
const MAX_VERSIONS: usize = 1_000;

pub(super) fn write(registers: &Registers, engagement: String, sections: Sections) -> Judged {
    current(registers, &engagement)?;
    let held = registers.descriptions.descriptions.get(&engagement);
    if held.is_some_and(|held| held.versions.len() >= MAX_VERSIONS) {
        return Err(Refusal::TooMany { what: "versions of a description", max: MAX_VERSIONS });
    }
    let sections: Sections = sections
        .into_iter()
        .map(|(section, content)| Ok((section, checked(section, content)?)))
        .collect::<Result<_, Refusal>>()?;
    // An empty text says that the section is not written.
    let sections: Sections = sections.into_iter().filter(|(_, content)| !content.words().is_empty()).collect();
    if sections.is_empty() {
        return Err(Refusal::Empty { field: "the description", wanted: "the text of a section at least" });
    }
    if held.and_then(HeldDescription::newest).is_some_and(|newest| newest.sections == sections) {
        return Err(Refusal::NothingToChange { what: format!("the description of {engagement}") });
    }
    let sha256 = description_sha256(&engagement, &sections);
    Ok(event(DescriptionEvent::DescriptionWritten { engagement, sections, sha256 }))
}

fn checked(section: Section, content: Content) -> Result<Content, Refusal> {
    worded(section.title(), content.words())?;
    Ok(match content {
        Content::Text(text) => Content::Text(optional(&text, section.title(), LONGEST_PAPER)?),
        Content::NotRelevant { reason } => {
            let reason = required(&reason, "the reason", "why the section has nothing to tell", LONG_TEXT)?;
            Content::NotRelevant { reason }
        }
    })
}

fn newest<'a>(
    registers: &'a Registers,
    engagement: &str,
) -> Result<(&'a HeldDescription, &'a DescriptionVersion), Refusal> {
    let held = registers.descriptions.descriptions.get(engagement);
    held.and_then(|held| Some((held, held.newest()?))).ok_or_else(|| unknown("description", engagement))
}

fn stands(held: &HeldDescription, engagement: &str, wanted: &str) -> Refusal {
    let sentence =
        format!("the description of {engagement} is not {wanted}: it is {}", held.state.title().to_lowercase());
    let hint = match held.state {
        DescriptionState::Draft => "hand it to review first",
        DescriptionState::OwnerReview => "management approves it first",
        DescriptionState::ManagementApproved | DescriptionState::AuditorCommented => "management makes it final",
        DescriptionState::Final => "write a new version, which begins as a draft",
    };
    refused(sentence, hint)
}

pub(super) fn submit(registers: &Registers, engagement: String) -> Judged {
    let engaged = current(registers, &engagement)?;
    let (held, version) = newest(registers, &engagement)?;
    if held.state != DescriptionState::Draft {
        return Err(stands(held, &engagement, "a draft"));
    }
    let all = checks(registers, &engagement, engaged, &version.sections);
    agreed("the description", all.into_iter().filter(|check| check.id == "content").collect())?;
    Ok(event(DescriptionEvent::DescriptionSubmitted { engagement, sha256: version.sha256.clone() }))
}

pub(super) fn approve(registers: &Registers, engagement: String, sha256: &str) -> Judged {
    let engaged = current(registers, &engagement)?;
    let (held, version) = newest(registers, &engagement)?;
    if held.state != DescriptionState::OwnerReview {
        return Err(stands(held, &engagement, "before review"));
    }
    same("description of", &engagement, sha256, &version.sha256)?;
    agreed("the description", checks(registers, &engagement, engaged, &version.sections))?;
    Ok(event(DescriptionEvent::DescriptionApproved { engagement, sha256: version.sha256.clone() }))
}

fn is_approved(state: DescriptionState) -> bool {
    matches!(state, DescriptionState::ManagementApproved | DescriptionState::AuditorCommented)
}

pub(super) fn comment(registers: &Registers, engagement: String, text: &str, stamp: &Stamp) -> Judged {
    current(registers, &engagement)?;
    let (held, version) = newest(registers, &engagement)?;
    if !auditors(registers, &engagement, stamp.today).contains(&stamp.by.person) {
        return Err(Refusal::KeptApart {
            duty: Duty::AuditorConcludes,
            sentence: format!("you are not an external auditor of {engagement} today"),
            hint: "ask an owner of the organisation for access to this engagement".to_owned(),
        });
    }
    if !is_approved(held.state) {
        return Err(stands(held, &engagement, "approved by management"));
    }
    let text = required(text, "the comment", "what management should look at", LONG_TEXT)?;
    Ok(event(DescriptionEvent::DescriptionCommented { engagement, sha256: version.sha256.clone(), text }))
}

/// What changed since the approval is looked at again: a change of the last days would be missing in DC 9.
pub(super) fn finalise(registers: &Registers, engagement: String, sha256: &str) -> Judged {
    let engaged = current(registers, &engagement)?;
    let (held, version) = newest(registers, &engagement)?;
    if !is_approved(held.state) {
        return Err(stands(held, &engagement, "approved by management"));
    }
    same("description of", &engagement, sha256, &version.sha256)?;
    agreed("the description", checks(registers, &engagement, engaged, &version.sections))?;
    Ok(event(DescriptionEvent::DescriptionFinalised { engagement, sha256: version.sha256.clone() }))
}
