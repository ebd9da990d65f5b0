//! The page on rights says what the table says. `BLESS=1 cargo test -p domain --test all rights_page` writes it anew.

use crate::rights::cells;
use crate::rights::cells::{said, states};
use domain::values::access::{Cell, LINES};
use domain::values::governance::{DELAY_HOURS, MAX_WAIVER_DAYS};
use domain::values::member::{ALONE_DAYS, LOOK_BACK_DAYS, MAX_GRANT_DAYS, MAX_SUPPORT_DAYS};
use domain::values::{Action, Duty, Role, State};
use std::fmt::Write;

/// Actions under the heading that they stand under.
const PARTS: [(&str, &[Action]); 22] = [
    (
        "Reading",
        &[
            Action::ReadLibrary,
            Action::ReadProgramme,
            Action::ReadControl,
            Action::ReadPeople,
            Action::ReadGovernance,
            Action::ReadDoors,
            Action::ReadHistory,
            Action::ReadProof,
            Action::ReadSecurityLog,
            Action::ReadStaff,
            Action::ReadTasks,
            Action::ReadEvidence,
            Action::ReadEngagement,
            Action::ReadCollectors,
            Action::ReadSuppliers,
            Action::ReadRisks,
            Action::ReadStatement,
            Action::ReadNonconformities,
            Action::ReadPolicies,
            Action::ReadIsms,
            Action::ReadAudits,
            Action::ReadReviews,
            Action::ReadCertification,
        ],
    ),
    (
        "The programme",
        &[
            Action::SetScope,
            Action::AdoptDocument,
            Action::DecideSuggestion,
            Action::AddControl,
            Action::ReviseControl,
            Action::RetireControl,
            Action::AssignControl,
            Action::LinkControl,
            Action::ImportControls,
            Action::RecordInheritance,
            Action::AssessItem,
            Action::RecordStep,
            Action::AppendEvidence,
        ],
    ),
    (
        "People",
        &[
            Action::InvitePerson,
            Action::ConfirmMembership,
            Action::SetRoles,
            Action::SuspendMember,
            Action::EndMembership,
            Action::Leave,
            Action::GiveGrant,
            Action::EndGrant,
            Action::NameDeputy,
            Action::EndDeputy,
        ],
    ),
    ("Those who work here", &[Action::RecordStaff, Action::AskAccess, Action::DecideAccess, Action::CarryOutAccess]),
    (
        "Waivers and decisions of two persons",
        &[
            Action::ProposeWaiver,
            Action::ApproveWaiver,
            Action::EndWaiver,
            Action::ProposeDeed,
            Action::ApproveDeed,
            Action::WithdrawDeed,
            Action::CarryOutDeed,
        ],
    ),
    ("Doors", &[Action::SetSignOn, Action::SetDirectory, Action::IssueToken, Action::RevokeToken, Action::SetWebhook]),
    (
        "Operation and evidence",
        &[
            Action::SetOperation,
            Action::SetCalendar,
            Action::WithdrawEvidence,
            Action::JudgeEvidence,
            Action::AskEvidence,
            Action::HoldEvidence,
            Action::SetRetention,
            Action::DisposeEvidence,
        ],
    ),
    (
        "Engagements",
        &[
            Action::SetEngagement,
            Action::RecordAsked,
            Action::SetPopulation,
            Action::DrawSample,
            Action::TestControl,
            Action::ConcludeTest,
            Action::NoteException,
            Action::AnswerException,
        ],
    ),
    (
        "Description and statements",
        &[
            Action::WriteDescription,
            Action::ApproveDescription,
            Action::SignStatement,
            Action::RecordOpinion,
            Action::AskAuditee,
        ],
    ),
    (
        "The auditor's room and packages",
        &[Action::AnswerAuditor, Action::JudgeAnswer, Action::CommentRoom, Action::KeepNote, Action::BuildPackage],
    ),
    ("Collectors", &[Action::SetCollector, Action::RunCollector, Action::ApproveCollector]),
    ("Suppliers", &[Action::SetSupplier, Action::ReviewSupplier]),
    (
        "Risks",
        &[
            Action::SetRiskMethod,
            Action::ApproveRiskMethod,
            Action::RecordRisk,
            Action::RateRisk,
            Action::TreatRisk,
            Action::AcceptRisk,
            Action::CountersignRisk,
        ],
    ),
    ("The Statement of Applicability", &[Action::WriteStatement, Action::ApproveStatement]),
    ("Nonconformities", &[Action::RaiseNonconformity, Action::WorkNonconformity, Action::VerifyNonconformity]),
    ("Controlled documents", &[Action::WritePolicy, Action::ApprovePolicy, Action::AcknowledgePolicy]),
    ("Registers of the management system", &[Action::KeepIsms]),
    ("Internal audits", &[Action::PlanAudit, Action::ApproveAuditProgramme, Action::ConductAudit]),
    ("Management reviews", &[Action::PrepareReview, Action::ApproveReview]),
    ("The certification", &[Action::KeepCertification]),
    ("The planner", &[Action::AnswerPlanner]),
    ("The public statement", &[Action::PublishStatement, Action::ShareDocuments]),
];

/// The states in which a role may do it to its own and to somebody else's.
fn may(role: Option<Role>, action: Action) -> [Vec<State>; 2] {
    [true, false].map(|own| {
        let allowed = said(role, action, own).into_iter().find(|(cell, _)| *cell == Cell::Allowed);
        // What everybody is denied about their own is denied to every role.
        let denied: Vec<State> = said(None, action, own)
            .into_iter()
            .filter(|(cell, _)| matches!(cell, Cell::Denied(_)))
            .flat_map(|(_, states)| states)
            .collect();
        allowed.map(|(_, states)| states).unwrap_or_default().into_iter().filter(|s| !denied.contains(s)).collect()
    })
}

fn row(action: Action) -> String {
    let mut who: Vec<String> = Vec::new();
    let mut when: Vec<(String, String)> = Vec::new();
    for role in [None].into_iter().chain(Role::ALL.map(Some)) {
        let [own, others] = may(role, action);
        let name = role.map_or("everybody with a part in it", Role::title).to_lowercase();
        let whose = match (own.is_empty(), others.is_empty()) {
            (true, true) => continue,
            (false, true) => " (own)",
            (true, false) => " (others')",
            (false, false) => "",
        };
        assert!(own == others || own.is_empty() || others.is_empty(), "the page has no words for this yet");
        who.push(format!("{name}{whose}"));
        when.push((name, states(if own.is_empty() { &others } else { &own })));
    }
    let same = when.iter().all(|(_, states)| *states == when[0].1);
    let in_states: Vec<String> = match &when[0].1 {
        states if same && states == "any" => Vec::new(),
        states if same => vec![states.clone()],
        _ => when.iter().map(|(name, states)| format!("{name}: {states}")).collect(),
    };
    let marks = [(action.step_up(), "second factor"), (!action.reads() && !action.in_tokens(), "never by token")];
    let marks: Vec<&str> = marks.into_iter().filter(|(yes, _)| *yes).map(|(_, mark)| mark).collect();
    let mut denials: Vec<Duty> = LINES
        .iter()
        .filter(|line| line.actions.contains(&action))
        .filter_map(|line| match line.effect {
            domain::values::access::Effect::Deny(duty) => Some(duty),
            domain::values::access::Effect::Allow => None,
        })
        .collect();
    denials.sort_unstable();
    denials.dedup();
    let denials: Vec<String> = denials.into_iter().map(Duty::id).collect();
    let cells = [who.join(", "), in_states.join("; "), marks.join(", "), denials.join(", ")];
    format!("| {} | {} |", action.words(), cells.join(" | "))
}

fn roles(page: &mut String) {
    page.push_str("## Roles\n\n| role | how one gets it | is for | may never |\n| --- | --- | --- | --- |\n");
    for role in Role::ALL {
        let by = match role {
            Role::Operator => "support grant of two persons",
            Role::ExternalAuditor | Role::Consultant => "dated grant",
            Role::Collector => "token",
            Role::Visitor => "nothing: sees what is published",
            _ => "membership",
        };
        writeln!(page, "| {} | {by} | {} | {} |", role.title(), role.meaning(), role.never()).unwrap();
    }
}

fn table(page: &mut String) {
    page.push_str(
        "\n## Who may do what\n\n\
         What no row allows is denied. *Own* is what belongs to whoever asks: their control, membership, proposal, grant or\n\
         token, and that of a person whom they represent. A rule in the last column denies it in some cases, and a denial\n\
         wins over every role that allows it.\n\n\
         Of an entry of a register, to read it is of everybody who has a part in it (who added it, answers for it or is named\n\
         in it), to keep it of its owner. An entry that is new is of the owner that it names; an incident is of whoever\n\
         reports it, so that every member but an internal auditor can.\n",
    );
    for (title, actions) in PARTS {
        let heads = "| to | may | when it is | needs | rules |\n| --- | --- | --- | --- | --- |";
        writeln!(page, "\n### {title}\n\n{heads}").unwrap();
        for action in actions {
            writeln!(page, "{}", row(*action)).unwrap();
        }
    }
    page.push_str(
        "\n*Second factor*: proved again within the last five minutes; a token's owner proved it when the token was issued.\n",
    );
}

fn limits(page: &mut String) {
    writeln!(
        page,
        "\n## Figures\n\n\
         | what | how long |\n| --- | --- |\n\
         | outside access, and the time of a deputy | at most {MAX_GRANT_DAYS} days; longer is a new decision |\n\
         | support access for the operator | at most {MAX_SUPPORT_DAYS} days |\n\
         | a waiver | at most {MAX_WAIVER_DAYS} days |\n\
         | from the approval of a deed to the first moment at which it is carried out | {DELAY_HOURS} hours |\n\
         | earlier work that bars from auditing | {LOOK_BACK_DAYS} days |\n\
         | after the last other member left, until whoever stays counts as alone | {ALONE_DAYS} days |\n\n\
         Whoever is alone in an organisation approves their own deeds and waivers, at once; both stay marked as approved\n\
         alone. In an organisation of one the owner is top management too."
    )
    .unwrap();
}

fn rules(page: &mut String) {
    page.push_str(
        "\n## The eighteen rules\n\n\
         A refusal names the rule that it rests on. *Waivable* rules can be set aside for one person, for a time, by\n\
         management (SoD-18); the others protect the record itself.\n",
    );
    for duty in Duty::ALL {
        let waivable = if duty.waivable() { " *Waivable.*" } else { "" };
        let mut sentence = duty.sentence().to_owned();
        sentence[..1].make_ascii_uppercase();
        writeln!(page, "\n**{}** {sentence}.{waivable}\\\nHere: {}.", duty.id(), duty.enforced()).unwrap();
    }
}

#[test]
fn every_action_has_one_row() {
    let mut rows: Vec<Action> = PARTS.into_iter().flat_map(|(_, actions)| actions.iter().copied()).collect();
    rows.sort_unstable();
    assert_eq!(rows, Action::ALL);
}

#[test]
fn the_page_on_rights_is_what_the_table_says() {
    let mut page = String::from(
        "# Who may do what\n\n\
         Rights are one table in `crates/domain/src/values/access/table.rs`, judged in one place before every change and every\n\
         question. This page is written from it by a test, so that it cannot say anything else. Rights begin when an\n\
         invitation is accepted and end at once.\n\n",
    );
    for part in [roles, table, limits, rules] {
        part(&mut page);
    }
    cells::kept("docs/rights.md", &page);
}
