//! The usual headings of control lists, best first. Compared without case, punctuation, years and filler words.

use super::columns::Field;

/// For each field the headings that mean it, separated by semicolons; an earlier one wins over a later one when a list
/// has both.
pub(super) const SYNONYMS: &[(Field, &str)] = &[
    (
        Field::Id,
        "control id; control identifier; control number; control no; control nr; control ref; control \
         reference; control code; unique id; id; identifier; ref; reference; ref id; key; code; number; no; \
         nr; #",
    ),
    (
        Field::Name,
        "control name; control title; control short name; name; title; short name; control; control summary; \
         control objective; summary",
    ),
    (
        Field::Activity,
        "control activity; control activities; control description; control statement; control text; control \
         wording; activity; activities; control specification; control detail; control details; description; \
         statement; implementation description; implementation; details; detail",
    ),
    (
        Field::Owner,
        "control owner; owner; control owners; owners; owner name; responsible; responsible person; \
         responsible party; responsibility; accountable; accountable person; process owner; assignee; \
         assigned to; owned by; control operator; responsible team; owner team; team",
    ),
    (
        Field::Type,
        "control type; type; nature; control nature; nature of control; type of control; control category; \
         preventive detective; preventive or detective; manual automated; manual or automated; control class",
    ),
    (
        Field::Status,
        "in place; control in place; implementation status; control status; status; implemented; control \
         implemented; is implemented; implementation state; state; in operation; operating; current status; \
         current state",
    ),
    (
        Field::Frequency,
        "control frequency; frequency; cadence; control cadence; frequency of control; operating frequency; \
         performed; how often; periodicity; recurrence; interval",
    ),
    (
        Field::Criteria,
        "soc 2 criteria; soc2 criteria; trust services criteria; trust service criteria; soc 2 trust services \
         criteria; soc 2 trust service criteria; soc2 trust services criteria; tsc; soc 2 tsc; soc2 tsc; tsc \
         criteria; trust services criterion; soc 2 criterion; soc2 criterion; common criteria; soc 2 common \
         criteria; criteria; criterion; soc 2; soc2; soc 2 controls; soc 2 requirements; soc 2 requirement; \
         coso; coso principle; coso principles",
    ),
    (
        Field::AnnexA,
        "annex a; annex a control; annex a controls; iso annex a; iso annex a controls; iso 27001 annex a; \
         iso iec 27001 annex a; iso 27001 annex a control; iso 27001 annex a controls; iso27001 annex a; iso \
         iec 27001 annex a controls; iso 27002; iso iec 27002; iso27002; iso 27002 control; iso 27002 \
         controls; iso 27001 controls; iso 27001 control; iso iec 27001 controls; iso27001 controls; iso \
         controls; iso control; iso 27001; iso iec 27001; iso27001; iso",
    ),
    (
        Field::Clauses,
        "iso 27001 clauses; iso 27001 clause; iso iec 27001 clauses; iso iec 27001 clause; iso27001 clause; \
         iso27001 clauses; iso clauses; iso clause; clauses; clause; isms clauses; isms clause; management \
         system clauses; management system clause; isms requirements",
    ),
    (
        Field::Policy,
        "policy; policies; related policy; related policies; policy name; policy document; policy reference; \
         policy ref; governing policy; associated policy; associated policies; policy procedure; policies and \
         procedures; policy area",
    ),
];

/// Words that change nothing about what a heading means.
const FILLER: &[&str] = &[
    "2013",
    "2017",
    "2022",
    "aicpa",
    "the",
    "of",
    "mapping",
    "mappings",
    "mapped",
    "map",
    "related",
    "relevant",
    "applicable",
    "associated",
    "ref",
    "refs",
    "reference",
    "references",
    "s",
];

/// Lower case words, one blank between them: `Control-ID:` and `control id` become the same. A sign `#` alone stays.
pub(super) fn plain(heading: &str) -> String {
    let lower = heading.to_lowercase();
    if lower.trim() == "#" {
        return "#".to_owned();
    }
    lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The plain words of a heading without filler; empty when nothing else is left.
pub(super) fn core(plain: &str) -> String {
    plain.split(' ').filter(|w| !FILLER.contains(w)).collect::<Vec<_>>().join(" ")
}

/// The field that a heading means and how well it does: smaller is better. Exact spellings come before those that agree
/// only once filler words are left out.
pub(super) fn meaning(heading: &str) -> Option<(Field, usize)> {
    let plain = plain(heading);
    if plain.is_empty() {
        return None;
    }
    let core = core(&plain);
    let search = |wanted: &str| {
        SYNONYMS.iter().find_map(|(field, names)| {
            names.split(';').position(|name| name.trim() == wanted).map(|rank| (*field, rank))
        })
    };
    // Only references are so often dressed up; `Control mapping` is no name of a control.
    let referring = |field| matches!(field, Field::Criteria | Field::AnnexA | Field::Clauses);
    let close = || search(&core).filter(|(field, _)| referring(*field));
    search(&plain).or_else(|| close().map(|(field, rank)| (field, rank + 1_000)))
}
