//! A programme of internal audits.

use super::AuditSaidWords;
use crate::words::NamedWords;
use app::Within;
use domain::registers::audit::HeldProgramme;
use domain::reports::audit::ProgrammeLine;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A programme: what its newest version says, and where that stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditProgrammeWords {
    /// Id.
    pub id: String,
    /// `draft`, `proposed`, `approved`, `active` or `closed`.
    pub state: &'static str,
    /// Number of the newest version: what an approval names, with the hash.
    pub version: u32,
    /// Hash of the newest version.
    pub sha256: String,
    /// An older version is approved, and stays in force until this one is.
    pub older_in_force: bool,
    /// What it is called.
    pub title: String,
    /// First day of the cycle.
    pub from: String,
    /// Last day of the cycle.
    pub until: String,
    /// Years of the cycle.
    pub years: u8,
    /// How often is audited.
    pub frequency: String,
    /// By which methods.
    pub methods: String,
    /// Who is responsible for what.
    pub responsibilities: String,
    /// What planning an audit has to consider.
    pub planning: String,
    /// To whom is reported, and how.
    pub reporting: String,
    /// The procedure.
    pub procedure: String,
    /// Items that are audited every year, with the reason.
    pub important: BTreeMap<String, String>,
    /// Days of look-back for parts of an auditor in what is audited.
    pub look_back_days: u32,
    /// Fewest weeks that the first audit is expected to take.
    pub weeks_least: u32,
    /// Most weeks that it is expected to take.
    pub weeks_most: u32,
    /// Who wrote the newest version.
    pub written_by: NamedWords,
    /// That it was laid before management.
    pub proposed: Option<AuditSaidWords>,
    /// That management approved it.
    pub approved: Option<AuditSaidWords>,
    /// That it was closed.
    pub closed: Option<AuditSaidWords>,
}

impl AuditProgrammeWords {
    /// The words of a programme.
    pub fn of(app: &Within<'_>, held: &HeldProgramme, line: &ProgrammeLine) -> AuditProgrammeWords {
        let (version, newest) = held.newest();
        let says = newest.programme.clone();
        let cycle = says.cycle();
        AuditProgrammeWords {
            id: line.id.clone(),
            state: line.state.id(),
            version,
            sha256: newest.sha256.clone(),
            older_in_force: line.older_in_force,
            title: says.title,
            from: cycle.from.to_string(),
            until: cycle.until.to_string(),
            years: says.years,
            frequency: says.frequency,
            methods: says.methods,
            responsibilities: says.responsibilities,
            planning: says.planning,
            reporting: says.reporting,
            procedure: says.procedure,
            important: says.important,
            look_back_days: says.look_back_days,
            weeks_least: says.weeks_least,
            weeks_most: says.weeks_most,
            written_by: NamedWords::of(app, &newest.by),
            proposed: newest.proposed.as_ref().map(|said| AuditSaidWords::said(app, said)),
            approved: newest.approved.as_ref().map(|said| AuditSaidWords::said(app, said)),
            closed: held.closed.as_ref().map(|said| AuditSaidWords::said(app, said)),
        }
    }
}
