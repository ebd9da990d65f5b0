//! What an external auditor reads: the engagement that the access names and what it examines, and not a word of the rest,
//! through any door.

use super::cast::{Cast, TODAY};
use super::planted::{self, Planted, does};
use super::{Asker, doors};
use app::App;
use app::ask::{At, NonconformitiesOf, ReadingsOf, StatementOf};
use domain::command::{
    CollectorCommand, Command, EngagementCommand, EvidenceCommand, NonconformityCommand, RiskCommand, RoomCommand,
    StatementCommand, SupplierCommand,
};
use domain::values::nonconformity::{Nonconformity, NonconformityClass, NonconformitySource};
use domain::values::risk::Risk;
use domain::values::statement::{Applicability, EntryChange, Implementation, InclusionReason};
use domain::values::supplier::Supplier;
use domain::values::{
    AuditRequest, Categories, Classification, Collector, Engagement, Environment, Evidence, EvidenceFile, EvidenceType,
    Examination, FileRef, Firm, Form, Grant, GrantKind, InScope, Schedule, Source, SubjectKind, Window,
};
use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet};

/// An own control that no engagement of hers examines.
const OUTSIDE: &str = "CAN-1";

/// How many words stand before those of engagements and evidence.
const PROGRAMME: usize = 48;
/// The management system, of which no auditor of an engagement reads a line: also what is about the control that is examined,
/// and the incident that the description of the engagement tells of.
const MANAGED: [&str; 9] = [
    "/policies",
    "/policies/PL-1",
    "/registers",
    "/registers/incidents",
    "/registers/incidents/INC-1",
    "/internal-audits",
    "/internal-audits/IA-1",
    "/management-reviews",
    "/management-reviews/RV-1",
];
/// How every word begins that stands where no auditor of the engagement looks.
pub(super) const REST: &str = "zqrest";

pub(super) fn word(what: &str) -> String {
    format!("{REST} {what}")
}

/// The words of the programme, of people, of doors, of staff and of the management system; a refusal may name the person
/// whom to ask, who carries the first two, and what comes between is planted in the engagement itself.
fn of_the_programme(planted: &Planted) -> Vec<&str> {
    let all = planted.words[2..PROGRAMME].iter().chain(planted.managed());
    all.map(String::as_str).chain([REST]).collect()
}

/// Around the engagement that is examined: another one with all that belongs to it, and words in every register.
fn around(cast: &Cast) {
    let app = &cast.doors.app;
    let engagement = Box::new(Engagement {
        title: word("engagement"),
        kind: Examination::Type1 { on: date(2026, 9, 30) },
        categories: Categories::SECURITY,
        services: vec![word("service")],
        systems: Vec::new(),
        locations: Vec::new(),
        firm: Firm::default(),
        letter: None,
        commitments: String::new(),
        minimum_end: None,
        subservice: Vec::new(),
        no_subservice: String::new(),
        follows: None,
    });
    let other = does(app, Command::Engagement(EngagementCommand::PlanEngagement { engagement }));
    let controls = InScope::Named([OUTSIDE.to_owned()].into());
    does(app, Command::Engagement(EngagementCommand::NameControls { id: other.clone(), controls }));
    let request = AuditRequest {
        engagement: other.clone(),
        title: word("request"),
        text: String::new(),
        subject: None,
        due: date(2026, 3, 20),
        to: String::new(),
        reference: String::new(),
    };
    does(
        app,
        Command::Room(RoomCommand::AddRequests { engagement: other, requests: vec![request], source: String::new() }),
    );
    does(app, evidence(&word("evidence"), &[OUTSIDE]));
    does(app, evidence("Shared by two controls", &["AC-2", OUTSIDE]));
    does(
        app,
        Command::Risk(RiskCommand::RecordRisk { risk: Box::new(Risk { title: word("risk"), ..Risk::default() }) }),
    );
    let supplier = Box::new(Supplier { name: word("supplier"), tier: 2, ..Supplier::default() });
    does(app, Command::Supplier(SupplierCommand::AddSupplier { supplier }));
    let collector = Box::new(Collector {
        name: word("collector"),
        check: r#"{"what":{"file_hash":{"path":"/etc/hosts"}}}"#.to_owned(),
        kind: "file_hash".to_owned(),
        controls: [OUTSIDE.to_owned()].into(),
        evidence_type: EvidenceType::SystemConfiguration,
        environment: Environment::Production,
        personal_data: false,
        schedule: Schedule::default(),
        rule: String::new(),
    });
    does(app, Command::Collector(CollectorCommand::SetCollector { id: None, collector }));
    does(app, nonconformity(&word("nonconformity"), NonconformitySource::Other, "", &[OUTSIDE]));
    let exception = &cast.ids["exception"];
    does(app, nonconformity("Of her exception", NonconformitySource::Exception, exception, &["AC-2", OUTSIDE]));
}

pub(crate) fn evidence(title: &str, controls: &[&str]) -> Command {
    let evidence = Evidence {
        title: title.to_owned(),
        kind: EvidenceType::AccessReview,
        form: Form::Document,
        period: Window { from: date(2026, 1, 1), until: date(2026, 2, 28) },
        captured: None,
        collected: None,
        source: Source {
            system: "Wiki".to_owned(),
            environment: Environment::Production,
            query: String::new(),
            rows: None,
            completeness: String::new(),
            accuracy: String::new(),
        },
        shows: [].into(),
        collector: None,
        classification: Classification::Internal,
        personal_data: false,
        note: String::new(),
    };
    let controls = controls.iter().map(|id| ((*id).to_owned(), date(2026, 2, 20))).collect();
    let file = EvidenceFile {
        name: "shown.csv".to_owned(),
        file: FileRef { sha256: "cd".repeat(32), size: 900 },
        media: "text/csv".to_owned(),
        disagrees: None,
        hints: [].into(),
    };
    Command::Evidence(EvidenceCommand::AddEvidence { evidence, files: vec![file], controls, answers: None })
}

pub(crate) fn nonconformity(title: &str, source: NonconformitySource, reference: &str, controls: &[&str]) -> Command {
    let nonconformity = Box::new(Nonconformity {
        title: title.to_owned(),
        description: "It was seen in a walk-through.".to_owned(),
        source,
        reference: reference.to_owned(),
        class: NonconformityClass::Minor,
        against: [].into(),
        controls: controls.iter().map(|id| (*id).to_owned()).collect(),
        owner: None,
        found: date(2026, 3, 1),
        agreed: None,
    });
    Command::Nonconformity(NonconformityCommand::RaiseNonconformity { nonconformity })
}

/// A version of the statement in force, and a draft with a word after it.
fn stated(app: &App) {
    let statement = |command| does(app, Command::Statement(command));
    let founder = app.local_operator("cli").unwrap();
    let of = |theme: usize, count: usize| (1..=count).map(move |n| format!("A.{theme}.{n}"));
    let controls: BTreeSet<String> = of(5, 37).chain(of(6, 8)).chain(of(7, 14)).chain(of(8, 34)).collect();
    let change = EntryChange {
        decision: Some(Applicability::Applicable),
        reasons: Some(BTreeMap::from([(InclusionReason::Law, "GDPR".to_owned())])),
        status: Some(Implementation::Planned),
        ..EntryChange::default()
    };
    let id = "ST-1".to_owned();
    statement(StatementCommand::SetStatementEntries { id: id.clone(), controls, change: Box::new(change) });
    let held = app.ask("alpha", &founder, At::default(), &StatementOf { id: Some(id.clone()) }).unwrap().value.held;
    statement(StatementCommand::ReviewStatement { id: id.clone(), sha256: held.sha256.clone() });
    let approve = StatementCommand::ApproveStatement { id: id.clone(), sha256: held.sha256 };
    app.change("alpha", &app.demo_actor("mark-management"), None, Command::Statement(approve)).unwrap();
    statement(StatementCommand::EnforceStatement { id, from: TODAY });
    let draft = statement(StatementCommand::BeginStatement);
    let change = Box::new(EntryChange { note: Some(word("draft")), ..EntryChange::default() });
    statement(StatementCommand::SetStatementEntry { id: draft, control: "A.5.1".to_owned(), change });
}

/// Somebody with access for an audit that is not kept here.
pub(super) fn with_access(cast: &Cast, name: &'static str, engagement: &str) -> Asker {
    let app = &cast.doors.app;
    let grant = Grant {
        person: format!("demo-{name}"),
        kind: GrantKind::ExternalAuditor,
        works: false,
        engagement: engagement.to_owned(),
        from: TODAY,
        until: date(2026, 5, 1),
        reason: "engaged".to_owned(),
    };
    does(app, Command::GiveGrant { grant });
    app.change("alpha", &app.demo_actor(name), None, Command::ConfirmMembership).unwrap();
    planted::session(cast, name)
}

/// Everything that may be opened: each door with what carries words, and with what is examined.
pub(super) async fn told(cast: &Cast, planted: &Planted, asker: &Asker, never: &[&str]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut asked = BTreeSet::new();
    for (_, pattern, _) in doors().iter().filter(|(method, ..)| method == "GET") {
        for path in [planted.path(cast, pattern), cast.path(pattern)] {
            if !asked.insert(path.clone()) {
                continue;
            }
            let answer = asker.ask(cast, "GET", &path, "").await;
            // What was typed comes back in an error, and tells nothing.
            let typed = path.contains(OUTSIDE);
            for word in never.iter().filter(|word| !(typed && **word == OUTSIDE)) {
                if let Some(at) = answer.text.find(word) {
                    let from = answer.text.floor_char_boundary(at.saturating_sub(80));
                    let near: String = answer.text[from..].chars().take(140).collect();
                    wrong.push(format!("{path} as {}: {} tells `{near}`", asker.name, answer.status));
                }
            }
            // A file that was never kept is missed; the cast keeps none.
            if answer.status >= 500 && !path.contains("/evidence/") {
                wrong.push(format!("{path} as {}: {}", asker.name, answer.status));
            }
        }
    }
    assert!(asked.len() > 200, "only {} addresses", asked.len());
    wrong
}

/// The text of a page that opens.
async fn opened(cast: &Cast, asker: &Asker, path: &str) -> String {
    let answer = asker.ask(cast, "GET", &format!("/o/alpha{path}"), "").await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    answer.text
}

/// Behind the exception that it came from.
async fn the_nonconformity_that_was_read_is_noted(cast: &Cast, eve: &Asker) {
    let app = &cast.doors.app;
    let founder = app.local_operator("cli").unwrap();
    let all = app.ask("alpha", &founder, At::default(), &NonconformitiesOf::default()).unwrap().value.rows;
    let hers = &all.iter().find(|(held, _)| held.nonconformity.title == "Of her exception").unwrap().1.id;
    let wanted = format!("{}/{hers}", cast.ids["exception"]);
    let noted = || {
        app.flush_readings().unwrap();
        let question = ReadingsOf { engagement: "EN-1".to_owned(), ..ReadingsOf::default() };
        let lines = app.ask("alpha", &founder, At::default(), &question).unwrap().value.lines;
        let things = lines.iter().flat_map(|line| &line.held.readings);
        let hers = things.filter(|one| one.kind == SubjectKind::Exception && one.id == wanted);
        hers.map(|one| one.times).sum::<u32>()
    };
    let before = noted();
    opened(cast, eve, &format!("/nonconformities/{hers}")).await;
    assert!(noted() > before, "{wanted}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_of_one_engagement_reads_no_word_of_the_rest() {
    let cast = Cast::gathered();
    let planted = Planted::in_alpha(&cast);
    around(&cast);
    stated(&cast.doors.app);
    let eve = planted::session(&cast, "eve-external");
    let wrong = told(&cast, &planted, &eve, &[&of_the_programme(&planted)[..], &[OUTSIDE]].concat()).await;
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    for path in ["/room/EN-1", "/engagements/EN-1", "/packages", "/controls/AC-2", "/frameworks/soc2-tsc-2017"] {
        opened(&cast, &eve, path).await;
    }
    let controls = opened(&cast, &eve, "/controls").await;
    assert!(controls.contains("AC-2") && !controls.contains("AC-1"), "{controls}");
    let items = opened(&cast, &eve, "/evidence").await;
    assert!(items.contains("Shared by two controls") && items.contains("Access review"), "{items}");
    assert!(opened(&cast, &eve, "/nonconformities").await.contains("Of her exception"));
    the_nonconformity_that_was_read_is_noted(&cast, &eve).await;
    for path in
        ["", "/gap", "/coverage", "/what-if", "/scope", "/risks", "/statement", "/controls/AC-1", "/evidence/reuse"]
    {
        let answer = eve.ask(&cast, "GET", &format!("/o/alpha{path}"), "").await;
        assert!([303, 403, 404].contains(&answer.status), "{path}: {}", answer.status);
    }
    for path in MANAGED {
        for root in ["/o/alpha", "/api/v1/o/alpha"] {
            let answer = eve.ask(&cast, "GET", &format!("{root}{path}"), "").await;
            assert!([403, 404].contains(&answer.status), "{root}{path}: {}", answer.status);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_audits_for_a_certification_body_reads_what_was_approved_and_never_a_draft() {
    let cast = Cast::gathered();
    let planted = Planted::in_alpha(&cast);
    around(&cast);
    let body = with_access(&cast, "cara-body", "ISO/IEC 27001 stage 2");
    let before = body.ask(&cast, "GET", "/o/alpha/statement/ST-1", "").await;
    assert_eq!(before.status, 404, "a draft: {}", before.text);
    stated(&cast.doors.app);
    let wrong = told(&cast, &planted, &body, &[&of_the_programme(&planted)[..], &[OUTSIDE, "AC-2"]].concat()).await;
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    let approved = body.ask(&cast, "GET", "/o/alpha/statement", "").await;
    assert!(
        approved.status == 200 && approved.text.contains("GDPR") && approved.text.contains("ST-1"),
        "{}",
        approved.text
    );
    assert_eq!(body.ask(&cast, "GET", "/o/alpha/statement/ST-2", "").await.status, 404);
    // Whose access names neither an engagement nor the standard reads neither.
    let lost = with_access(&cast, "liv-lost", "Type II 2062");
    let wrong = told(&cast, &planted, &lost, &[&of_the_programme(&planted)[..], &[OUTSIDE, "AC-2"]].concat()).await;
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(lost.ask(&cast, "GET", "/o/alpha/statement", "").await.status, 403);
}

/// No page leads an auditor to where they are refused.
#[tokio::test(flavor = "multi_thread")]
async fn every_link_of_an_auditors_pages_opens() {
    let cast = Cast::gathered();
    around_without_words(&cast);
    let eve = planted::session(&cast, "eve-external");
    let mut links: BTreeMap<String, String> = BTreeMap::new();
    for (_, pattern, _) in doors().iter().filter(|(method, path, _)| method == "GET" && path.starts_with("/o/")) {
        let path = cast.path(pattern);
        let answer = eve.ask(&cast, "GET", &path, "").await;
        if answer.status != 200 {
            continue;
        }
        for link in answer.text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let link = link.split('#').next().unwrap_or_default().replace("&amp;", "&");
            if link.starts_with("/o/alpha") {
                links.entry(link).or_insert_with(|| path.clone());
            }
        }
    }
    assert!(links.len() > 60, "only {} links", links.len());
    let mut wrong = Vec::new();
    // The number of the entry stands on every page, and leads to the history for who may read it.
    links.remove("/o/alpha/history");
    for (link, from) in links {
        let status = eve.ask(&cast, "GET", &link, "").await.status;
        if ![200, 303].contains(&status) {
            wrong.push(format!("{from} leads to {link}: {status}"));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// A control that is linked to a criterion and examined, with evidence, so that pages have something to lead to.
fn around_without_words(cast: &Cast) {
    let target = domain::values::Target { framework: "soc2-tsc-2017".to_owned(), item: "CC6.1".to_owned() };
    let link = Command::LinkControl {
        id: "AC-2".to_owned(),
        target,
        reason: "It keeps access right".to_owned(),
        extent: domain::values::Overlap::Full,
    };
    does(&cast.doors.app, link);
    does(&cast.doors.app, evidence("Shown once more", &["AC-2"]));
}
