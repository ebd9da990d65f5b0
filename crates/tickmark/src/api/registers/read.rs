//! What stands in the registers.

use crate::api::call::{Answered, Call};
use crate::api::change::{Tagged, Told};
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Moment, Paging};
use crate::api::problem::{Problem, Unanswered};
use crate::words::MarkWords;
use crate::words::registers::{
    RegisterDeclaredWords, RegisterEntryWords, RegisterFigureWords, RegisterFindingWords, RegisterSummaryWords,
    register_kind,
};
use app::ask::{EntryOf, RegisterOf, RegistersOf};
use axum::Json;
use domain::refusal::Refusal;
use domain::reports::isms::EntryFilter;
use domain::values::isms::RegisterKind;
use serde::Serialize;
use utoipa::ToSchema;

/// All registers, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct RegistersWords {
    /// In the order of the clauses.
    registers: Vec<RegisterSummaryWords>,
    /// What is missing, in all of them.
    findings: Vec<RegisterFindingWords>,
    /// Suppliers, in their own register; null for who sees a part of the registers alone.
    suppliers: Option<usize>,
    /// People at work, in theirs; null for who sees a part of the registers alone.
    people_at_work: Option<usize>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the registers of the management system: what each is for, how many entries it has, what is overdue and missing.
/// Whoever sees a part alone is told of the entries that they added or answer for.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/registers",
    tag = "registers",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The registers", body = RegistersWords), Unanswered)
)]
pub(in crate::api) async fn isms_registers(call: Call) -> Answered<RegistersWords> {
    let answer = call.ask_organisation(&RegistersOf)?;
    let reports = &answer.value.registers;
    Ok(Json(RegistersWords {
        registers: reports.iter().map(RegisterSummaryWords::from).collect(),
        findings: reports.iter().flat_map(|report| &report.findings).map(RegisterFindingWords::from).collect(),
        suppliers: answer.value.suppliers,
        people_at_work: answer.value.staff,
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}

/// A page of a register.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct RegisterPageWords {
    /// The register.
    register: &'static str,
    /// What is declared of it.
    declared: RegisterDeclaredWords,
    /// Figures of all entries that are seen.
    figures: Vec<RegisterFigureWords>,
    /// What is missing.
    findings: Vec<RegisterFindingWords>,
    /// Entries of this page, by number.
    rows: Vec<RegisterEntryWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// The register that the address names.
pub(super) fn kind(call: &Call) -> Result<RegisterKind, Problem> {
    Ok(register_kind(&call.part("register"))?)
}

/// The filter that the query names.
pub(super) fn filter(call: &Call) -> Result<EntryFilter, Problem> {
    let text = |name: &str| call.field(name).map(str::to_owned);
    Ok(EntryFilter {
        state: text("state"),
        owner: text("owner"),
        overdue: call.flag("overdue")?,
        lacking: call.flag("lacking")?,
        ended: call.flag("ended")?,
        words: text("words"),
    })
}

/// Show one register: what is declared of it, its figures, what is missing, and a page of its entries.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/registers/{register}",
    tag = "registers",
    params(
        InOrganisation,
        ("register" = String, Path, description = "The register, such as `assets`"),
        ("state" = Option<String>, Query, description = "Only entries in this state"),
        ("owner" = Option<String>, Query, description = "Only of the person with this id"),
        ("overdue" = Option<bool>, Query, description = "Only those whose day is over"),
        ("lacking" = Option<bool>, Query, description = "Only those of which something is missing"),
        ("ended" = Option<bool>, Query, description = "Those that were ended, too"),
        ("words" = Option<String>, Query, description = "Only those that say these words"),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "The register", body = RegisterPageWords), Unanswered)
)]
pub(in crate::api) async fn isms_register(call: Call) -> Answered<RegisterPageWords> {
    let kind = kind(&call)?;
    let answer = call.ask_organisation(&RegisterOf { kind, filter: filter(&call)? })?;
    let report = answer.value.report;
    let (page, turn) = call.page(answer.value.rows, |held| held.id.clone())?;
    let names = call.names();
    let words = || page.iter().map(|held| RegisterEntryWords::of(&names, held, &report)).collect();
    Ok(Json(RegisterPageWords {
        register: kind.id(),
        declared: RegisterDeclaredWords::from(kind.declared()),
        figures: report.kpis.iter().map(RegisterFigureWords::from).collect(),
        findings: report.findings.iter().map(RegisterFindingWords::from).collect(),
        rows: tokio::task::block_in_place(words),
        turn,
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}

/// One entry, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneRegisterEntryWords {
    #[serde(flatten)]
    entry: RegisterEntryWords,
    /// States that can follow, each with the fields that it still needs.
    next: Vec<RegisterNextWords>,
    /// Entries of registers that link to it.
    named_by: Vec<String>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// A state that can follow.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct RegisterNextWords {
    /// The state.
    state: &'static str,
    /// Fields that it still needs.
    lacks: Vec<&'static str>,
}

/// The entry that the address names, as long as it is of the register that the address names.
pub(super) fn entry(call: &Call) -> Result<String, Problem> {
    let (kind, id) = (kind(call)?, call.part("record"));
    if RegisterKind::of_entry(&id).is_some_and(|of| of != kind) {
        return Err(Refusal::Unknown { what: "register_entry", id, nearest: None }.into());
    }
    Ok(id)
}

/// Show one entry of a register with its lines and states.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/registers/{register}/{record}",
    tag = "registers",
    params(
        InOrganisation,
        ("register" = String, Path, description = "The register, such as `assets`"),
        ("record" = String, Path, description = "Id of the entry, such as `AST-3`"),
        Moment,
    ),
    responses((status = 200, description = "The entry", body = OneRegisterEntryWords), Unanswered)
)]
pub(in crate::api) async fn register_entry(call: Call) -> Told<OneRegisterEntryWords> {
    let (kind, id) = (kind(&call)?, entry(&call)?);
    let (answer, version) = call.ask_about(&EntryOf(id.clone()), "register_entry", &id)?;
    let report = call.ask_organisation(&RegisterOf { kind, filter: EntryFilter::default() })?.value.report;
    let detail = &answer.value;
    let names = call.names();
    let entry = tokio::task::block_in_place(|| RegisterEntryWords::of(&names, &detail.held, &report));
    let next = detail.next.iter().map(|(stage, lacks)| RegisterNextWords {
        state: stage.id,
        lacks: lacks.iter().map(|field| field.id).collect(),
    });
    let words = OneRegisterEntryWords {
        entry,
        next: next.collect(),
        named_by: detail.named_by.iter().map(|(id, _)| id.clone()).collect(),
        mark: MarkWords::of(Some(&answer.mark)),
    };
    Ok(Tagged::of(version, words))
}
