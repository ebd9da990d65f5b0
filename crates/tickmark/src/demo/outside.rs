//! Who looks in from outside, and what was decided about it: grants, waivers, deeds of two persons, tokens, a webhook.

use super::people::{
    CHIEF_EXECUTIVE, CHIEF_TECHNOLOGY, CONSULTANT, CPA, ENGINEERING, FINANCE, OPERATIONS, PLATFORM, SECURITY_LEAD,
    Someone,
};
use super::story::{Act, Moment, working_day};
use domain::command::Command;
use domain::values::{Action, Deed, Duty, Grant, GrantKind, TokenKind, TokenScope, Waiver, Webhook};
use jiff::ToSpan;
use jiff::civil::Date;

const NOOR: &str = SECURITY_LEAD.key;
const PRIYA: &str = FINANCE.key;

/// Everything of it, in its order.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let mut moments = grants(today);
    moments.extend(waivers(today));
    moments.extend(deeds(today));
    moments.extend(programs(today));
    moments
}

/// The consultant built for a while and reads now; the CPA firm examines.
fn grants(today: Date) -> Vec<Moment> {
    let grant = |person: Someone, kind, works, engagement: &str, [from, until]: [Date; 2], reason: &str| {
        let (engagement, reason) = (engagement.to_owned(), reason.to_owned());
        Grant { person: person.id(), kind, works, engagement, from, until, reason }
    };
    let built = grant(
        CONSULTANT,
        GrantKind::Consultant,
        true,
        "Building the ISMS",
        [working_day(today, 148), today.saturating_sub(66.days())],
        "Keller & Roth sets up the management system with us.",
    );
    let reads = grant(
        CONSULTANT,
        GrantKind::Consultant,
        false,
        "Advice until the certification audit",
        [working_day(today, 60), today.saturating_add(25.days())],
        "Questions on the way to the certification audit; reading is enough for them.",
    );
    let examines = grant(
        CPA,
        GrantKind::ExternalAuditor,
        false,
        "SOC 2 Type II examination",
        [working_day(today, 21), today.saturating_add(55.days())],
        "Whitfield & Lowe examine the window that ends with this quarter.",
    );
    let outside =
        |days, person, grant| Moment { on: working_day(today, days), by: NOOR, act: Act::Outside(person, grant) };
    let accepted = |days, person: Someone| Moment { on: working_day(today, days), by: person.key, act: Act::Accept };
    vec![
        outside(149, CONSULTANT, Box::new(built)),
        accepted(148, CONSULTANT),
        Moment::new(today, 61, NOOR, Command::GiveGrant { grant: reads }),
        outside(24, CPA, Box::new(examines)),
        accepted(23, CPA),
    ]
}

/// One that is over because it was ended, and one in force.
fn waivers(today: Date) -> Vec<Moment> {
    let proposed = |days, by, word, duty, person: Someone, until, reason: &str| {
        let (from, reason) = (working_day(today, days), reason.to_owned());
        let waiver = Waiver { duty, person: person.id(), reason, from, until };
        Moment { on: from, by, act: Act::Named(word, Box::new(Command::ProposeWaiver { waiver })) }
    };
    let upon = |days, by, word, command| Moment { on: working_day(today, days), by, act: Act::Upon(word, command) };
    vec![
        proposed(
            170,
            NOOR,
            "verify",
            Duty::ImplementerVerifies,
            OPERATIONS,
            today.saturating_add(60.days()),
            "Operations has one engineer who can test a repair; Mateus reads every such test until a second one is here.",
        ),
        upon(168, CHIEF_TECHNOLOGY.key, "verify", |id| Command::ApproveWaiver { id }),
        upon(131, CHIEF_TECHNOLOGY.key, "verify", |id| Command::EndWaiver {
            id,
            reason: "A second engineer has joined Operations.".into(),
        }),
        proposed(
            46,
            ENGINEERING.key,
            "approve",
            Duty::AuthorApproves,
            SECURITY_LEAD,
            today.saturating_add(80.days()),
            "Noor writes and approves security standards until a deputy is hired; Ingrid reads each of them within a week.",
        ),
        upon(45, CHIEF_EXECUTIVE.key, "approve", |id| Command::ApproveWaiver { id }),
    ]
}

/// One that was stopped, and one that waits.
fn deeds(today: Date) -> [Moment; 3] {
    let propose = |days, by, word, deed, reason: &str| {
        let command = Command::ProposeDeed { deed, reason: reason.to_owned() };
        Moment { on: working_day(today, days), by, act: Act::Named(word, Box::new(command)) }
    };
    let stopped =
        |id| Command::WithdrawDeed { id, reason: "The laptop was found in the office; the key never left it.".into() };
    [
        propose(76, NOOR, "key", Deed::RotateKey, "A laptop with access to the key file is missing."),
        Moment { on: working_day(today, 75), by: PRIYA, act: Act::Upon("key", stopped) },
        propose(3, NOOR, "export", Deed::FullExport, "Whitfield & Lowe keep a copy of the ledger with their papers."),
    ]
}

/// Tokens in force and a revoked one, and a webhook that is not in use.
fn programs(today: Date) -> Vec<Moment> {
    let issue =
        |days, by, word, scope| Moment { on: working_day(today, days), by, act: Act::Issue(word, Box::new(scope)) };
    let scanner = TokenScope {
        name: "Vulnerability scanner".into(),
        kind: TokenKind::Collector,
        actions: [Action::AppendEvidence].into(),
        controls: ["VM-01".to_owned()].into(),
        until: today.saturating_add(80.days()),
    };
    let figures = TokenScope {
        name: "Figures for the board".into(),
        kind: TokenKind::Api,
        actions: [Action::ReadProgramme, Action::ReadControl].into(),
        controls: Default::default(),
        until: today.saturating_add(19.days()),
    };
    let backups = TokenScope {
        name: "Backup reports".into(),
        kind: TokenKind::Collector,
        actions: [Action::AppendEvidence].into(),
        controls: ["BC-01", "BC-02"].map(str::to_owned).into(),
        until: today.saturating_add(150.days()),
    };
    let webhook =
        Webhook { url: "https://hooks.fathom.example/tickmark".into(), events: Default::default(), active: false };
    vec![
        issue(188, NOOR, "scanner", scanner),
        Moment { on: working_day(today, 140), by: NOOR, act: Act::Revoke("scanner") },
        issue(71, NOOR, "figures", figures),
        issue(64, PLATFORM.key, "backups", backups),
        Moment::new(today, 33, PRIYA, Command::SetWebhook { id: None, webhook }),
    ]
}
