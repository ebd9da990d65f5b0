//! What a provider answers for, asked by external auditors: it is of the programme, whatever an engagement examines.

use super::Asker;
use super::cast::{Cast, HOLDERS};
use super::examined::{REST, told, with_access, word};
use super::planted::{self, Planted, does};
use crate::matrix::expected::{What, may, refusals};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, header};
use domain::command::Command;
use domain::values::inheritance::{CoverageReview, ProviderReport};
use domain::values::{Action, Inheritance, Overlap, State, Target, TokenKind, TokenScope};
use jiff::civil::date;
use tower::ServiceExt;

/// A control of Annex A that an examined control answers, and one that none does: of both a provider's part is on file.
const WITHIN: &str = "A.7.11";
const WITHOUT: &str = "A.7.12";

/// What both are about, for the table of rights.
const ABOUT: What = What::Right(Action::ReadProgramme, State::Live);

fn on_file(cast: &Cast) {
    let app = &cast.doors.app;
    for control in [WITHIN, WITHOUT] {
        let record = Inheritance {
            provider: word("provider"),
            justification: word("justification"),
            report: Some(ProviderReport { reference: word("r"), from: date(2026, 1, 1), until: date(2026, 12, 31) }),
            review: Some(CoverageReview { by: word("by"), on: date(2026, 2, 1), finding: word("finding") }),
        };
        does(app, Command::RecordInheritance { control: control.to_owned(), record });
    }
    let target = Target { framework: "iso27001-2022".to_owned(), item: WITHIN.to_owned() };
    let reason = "It keeps the supply right".to_owned();
    does(app, Command::LinkControl { id: "AC-2".to_owned(), target, reason, extent: Overlap::Full });
}

fn api(control: &str) -> String {
    format!("/api/v1/o/alpha/inheritance/{control}")
}

/// Status, head and body of what a secret is answered with.
async fn read(cast: &Cast, secret: &str, path: &str) -> (u16, HeaderMap, String) {
    let request =
        Request::get(path).header(header::HOST, "localhost").header(header::AUTHORIZATION, format!("Bearer {secret}"));
    let answer = cast.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (status, head) = (answer.status().as_u16(), answer.headers().clone());
    let body = to_bytes(answer.into_body(), 32 * 1024 * 1024).await.unwrap();
    (status, head, String::from_utf8_lossy(&body).into_owned())
}

/// Everybody whose session belongs to an external auditor: of the engagement that examines the control, of a
/// certification, and of nothing that is kept here.
fn auditors(cast: &Cast) -> [Asker; 3] {
    [
        planted::session(cast, "eve-external"),
        with_access(cast, "cara-body", "ISO/IEC 27001 stage 2"),
        with_access(cast, "liv-lost", "Type II 2062"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_provider_answers_for_is_read_by_no_external_auditor_whatever_is_in_scope() {
    let cast = Cast::gathered();
    on_file(&cast);
    let eve = HOLDERS.iter().find(|held| held.name == "eve-external").unwrap();
    assert!(!may(eve, ABOUT), "the table of rights says otherwise now: so must this test");
    let (all, paul) = (auditors(&cast), planted::session(&cast, "paul-programme"));
    let control = "/api/v1/o/alpha/controls/AC-2";
    let (_, _, linked) = read(&cast, &paul.secret, control).await;
    let (status, _, text) = read(&cast, &all[0].secret, control).await;
    assert!(status == 200 && linked.contains(WITHIN), "what answers it is in the scope: {status} {text} {linked}");
    for control in [WITHIN, WITHOUT] {
        let (status, head, text) = read(&cast, &paul.secret, &api(control)).await;
        assert!(status == 200 && text.contains(REST) && head.contains_key(header::ETAG), "{control}: {status} {text}");
        for auditor in &all {
            for path in [api(control), "/api/v1/o/alpha/inheritance".to_owned()] {
                let (status, head, text) = read(&cast, &auditor.secret, &path).await;
                assert!(refusals(eve).contains(&status), "{path} as {}: {status} {text}", auditor.name);
                // Nor is it told in which version it stands.
                assert!(!text.contains(REST) && !head.contains_key(header::ETAG), "{path} as {}: {text}", auditor.name);
            }
        }
    }
    // In scope or not, and by whomever it is examined, it is answered alike.
    let mut answers = Vec::new();
    for auditor in &all {
        for control in [WITHIN, WITHOUT] {
            let (status, _, text) = read(&cast, &auditor.secret, &api(control)).await;
            let told: serde_json::Value = serde_json::from_str(&text).unwrap();
            answers.push((status, told["code"].clone()));
        }
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
}

/// Nor through any other door, where the control that answers it is examined.
#[tokio::test(flavor = "multi_thread")]
async fn no_door_tells_an_external_auditor_what_a_provider_answers_for() {
    let cast = Cast::gathered();
    let planted = Planted::in_alpha(&cast);
    on_file(&cast);
    for auditor in &auditors(&cast)[..2] {
        let wrong = told(&cast, &planted, auditor, &[REST]).await;
        assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_reads_what_a_provider_answers_for_with_the_right_to_the_programme_alone() {
    let cast = Cast::gathered();
    on_file(&cast);
    let app = &cast.doors.app;
    let scope = |kind, actions: &[Action]| TokenScope {
        name: "asks".to_owned(),
        kind,
        actions: actions.iter().copied().collect(),
        controls: Default::default(),
        until: date(2026, 4, 1),
    };
    let reads = scope(TokenKind::Api, &[Action::ReadProgramme]);
    assert!(app.issue_token("alpha", &app.demo_actor("eve-external"), None, reads.clone()).is_err(), "none is issued");
    for (scope, expected) in [
        (reads, 200),
        (scope(TokenKind::Api, &[Action::ReadControl, Action::ReadEngagement, Action::RecordInheritance]), 403),
        (TokenScope { controls: ["AC-2".to_owned()].into(), ..scope(TokenKind::Collector, &[]) }, 403),
    ] {
        let said = format!("{scope:?}");
        let issued = app.issue_token("alpha", &app.demo_actor("paul-programme"), None, scope).unwrap();
        for control in [WITHIN, WITHOUT] {
            let (status, _, text) = read(&cast, &issued.secret, &api(control)).await;
            assert!(status == expected && text.contains(REST) == (expected == 200), "{said}: {status} {text}");
        }
    }
}
