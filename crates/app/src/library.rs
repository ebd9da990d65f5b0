//! Questions that need no organisation: the library alone speaks, or a list of controls read from a file.

use crate::ask::{Question, Seen};
use crate::{Failure, Fault};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::registers::{Recorded, Registers};
use domain::rules::{Stamp, decide};
use domain::stamp::Badge;
use domain::values::certification::AuditTime;
use domain::values::nearest::nearest;
use domain::values::scorecard::Scorecard;
use domain::values::sequence::{Figures, Guide};
use domain::values::{Catalogue, Claim, Control, LibraryDocument, Profile, SamplingProfile, counted};
use formats::library::{Examination, audit_time, builtin, sampling, which_first};
use jiff::civil::Date;

/// The documents that an organisation starts from.
pub const STARTING: [&str; 7] = [
    "soc2-tsc-2017",
    "iso27001-2022",
    "truvo-2026-05",
    "agency-domains",
    "truvo-domains-2026-03",
    "tickmark-suggestions",
    "published-claims",
];

/// The built-in documents with these ids.
pub fn documents<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<LibraryDocument> {
    ids.into_iter().filter_map(builtin::document).cloned().collect()
}

/// The whole built-in library.
pub fn catalogue() -> Catalogue {
    gather(builtin::ids().iter().map(|(id, _)| *id))
}

/// Just enough of the library to read one crosswalk; the whole of it when the id is not known, so that a refusal can
/// name the nearest.
pub fn catalogue_of(crosswalk: &str) -> Catalogue {
    match builtin::crosswalk(crosswalk) {
        Some(c) => gather([c.from.as_str(), c.to.as_str(), c.id.as_str()]),
        None => catalogue(),
    }
}

fn gather<'a>(ids: impl IntoIterator<Item = &'a str>) -> Catalogue {
    let mut catalogue = Catalogue::default();
    for document in documents(ids) {
        catalogue.insert(document);
    }
    catalogue
}

/// Answers a question from a catalogue alone.
///
/// # Errors
/// A [`Refusal`] when the question names something that is not known.
pub fn ask<Q: Question>(catalogue: &Catalogue, on: Date, question: &Q) -> Result<Q::Answer, Refusal> {
    question.answer(&Seen { catalogue, registers: None, on, only: None, asker: None })
}

/// The registers that an organisation with just these controls would have; kept nowhere.
///
/// # Errors
/// As an import into an organisation: all or nothing.
pub fn scratch(profile: Profile, source: &str, controls: Vec<Control>, today: Date) -> Result<Registers, Refusal> {
    let stamp = Stamp { at_us: 0, today, by: Badge::fresh("nobody"), fresh: "0".to_owned() };
    let mut registers = Registers::default();
    let mut ids = vec!["soc2-tsc-2017", "iso27001-2022"];
    ids.extend((!ids.contains(&profile.crosswalk.as_str())).then_some(profile.crosswalk.as_str()));
    let create = Command::CreateOrganisation { name: source.to_owned(), documents: documents(ids), profile };
    let import = Command::ImportControls { source: source.to_owned(), file: None, controls };
    for command in [create, import] {
        for event in decide(&registers, command, &stamp)? {
            registers.apply(Recorded { at_us: 0, by: "nobody" }, event);
        }
    }
    Ok(registers)
}

/// Answers a question from registers that are kept nowhere.
///
/// # Errors
/// A [`Refusal`] when the question names something that is not known.
pub fn ask_scratch<Q: Question>(registers: &Registers, on: Date, question: &Q) -> Result<Q::Answer, Refusal> {
    question.answer(&Seen { catalogue: &registers.catalogue, registers: Some(registers), on, only: None, asker: None })
}

/// Checks a user's own library file against the built-in library and what an organisation has adopted.
pub fn examine(bytes: &[u8], name: &str, adopted: &[LibraryDocument]) -> Examination {
    let mut known = builtin::all();
    known.retain(|k| !adopted.iter().any(|a| a.id() == k.id()));
    known.extend_from_slice(adopted);
    formats::library::examine(bytes, name, &known)
}

/// The text of a built-in document, to start an own one from.
pub fn source_text(id: &str) -> Option<(&'static str, &'static str)> {
    builtin::source(id)
}

/// The problems of an examination as a failure that names the first.
pub fn not_sound(examination: &Examination) -> Failure {
    let errors: Vec<String> = examination.problems.iter().filter(|p| p.is_error()).map(ToString::to_string).collect();
    Fault {
        sentence: errors.first().cloned().unwrap_or_else(|| "the file is not a library document".to_owned()),
        hint: format!("{} in all; see docs/formats/library.md", counted(errors.len(), "problem", "problems")),
        by_user: true,
    }
    .into()
}

/// The published audit time of a first certification audit for so many people; `None` beyond the table.
pub fn audit_time(people: u32) -> Option<AuditTime> {
    audit_time::of(people)
}

/// The built-in tables of sample sizes, in the order in which they are shown.
pub fn sampling_profiles() -> &'static [SamplingProfile] {
    sampling::profiles()
}

/// The built-in table of sample sizes with this id.
///
/// # Errors
/// [`Refusal::Unknown`] with the nearest id.
pub fn sampling_profile(id: &str) -> Result<&'static SamplingProfile, Refusal> {
    let all = sampling::profiles();
    all.iter().find(|profile| profile.id == id).ok_or_else(|| {
        let nearest = nearest(id, all.iter().map(|profile| profile.id.as_str())).map(str::to_owned);
        Refusal::Unknown { what: "sampling profile", id: id.to_owned(), nearest }
    })
}

/// The guide of the planner: rules in words, reasons, market facts, questions that people ask.
pub fn planner_guide() -> &'static Guide {
    &which_first::built_in().guide
}

/// The figures that the planner's rules read, as published.
pub fn planner_figures() -> &'static Figures {
    &which_first::built_in().figures
}

/// A published claim of the planner's collection, by id.
pub fn planner_claim(id: &str) -> Option<&'static Claim> {
    which_first::built_in().claims.claims.iter().find(|claim| claim.id == id)
}

/// The built-in readiness scorecard.
pub fn scorecard() -> &'static Scorecard {
    formats::library::scorecard::scorecard()
}

/// Reads an organisation's own scorecard, and judges that its questions hang together.
///
/// # Errors
/// A refusal that names the line, or the question and the field.
pub fn read_scorecard(bytes: &[u8], name: &str) -> Result<Scorecard, Refusal> {
    let card = formats::library::scorecard::read(bytes, name).map_err(|problem| {
        let hint = "write it like the built-in one, which `tickmark scorecard --questions` shows".to_owned();
        Refusal::NotPossible { sentence: problem.to_string(), hint }
    })?;
    domain::rules::scorecard::check_card(&card, &catalogue())?;
    Ok(card)
}
