//! Calculations from what a call carries alone: no organisation is asked, nothing is kept.

use super::call::{Answered, Call, unread_body};
use super::problem::{Problem, Refused};
use crate::serve::Doors;
use crate::words::calc::{
    AcceptanceAnswerWords, AcceptanceFactsAsk, CertificationAsk, CertificationWords, CheckErrorsWords, ClosingAsk,
    ClosingWords, CostSumAsk, CostSumWords, IndependenceAsk, IndependenceWords, MAX_BYTES, ManagementReviewAsk,
    Misread, PlanTimelineAsk, PlanTimelineWords, PlannerAnswersAsk, SampleAsk, SampleWords, StatementFactsAsk,
    WindowAsk, WindowWords, WordingAsk, WordingWords, acceptance, certification, cost, decision, independence,
    nonconformity, review, sample, statement, timeline, window, wording,
};
use crate::words::planner::CourseWords;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::routing::post;
use axum::{Json, Router};
use std::sync::Arc;
use tokio::task::block_in_place;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/calc/window", post(calc_window))
        .route("/api/v1/calc/sample", post(calc_sample))
        .route("/api/v1/calc/certification", post(calc_certification))
        .route("/api/v1/calc/statement", post(calc_statement))
        .route("/api/v1/calc/review", post(calc_review))
        .route("/api/v1/calc/nonconformity", post(calc_nonconformity))
        .route("/api/v1/calc/independence", post(calc_independence))
        .route("/api/v1/calc/acceptance", post(calc_acceptance))
        .route("/api/v1/calc/timeline", post(calc_timeline))
        .route("/api/v1/calc/cost", post(calc_cost))
        .route("/api/v1/calc/decision", post(calc_decision))
        .route("/api/v1/calc/wording", post(calc_wording))
        .layer(DefaultBodyLimit::max(MAX_BYTES))
}

/// A body in JSON, read by the reader that the command line has too.
#[derive(Debug)]
pub(super) struct Sent(Bytes);

impl FromRequest<Arc<Doors>> for Sent {
    type Rejection = Problem;

    async fn from_request(request: Request, doors: &Arc<Doors>) -> Result<Sent, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|h| h.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if kind != "application/json" && !(kind.starts_with("application/") && kind.ends_with("+json")) {
            let (what, hint) = ("the body is not declared as JSON", "send `Content-Type: application/json`");
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json", what, hint));
        }
        let body = Bytes::from_request(request, doors).await;
        body.map(Sent).map_err(|e| unread_body(e.status(), &e.body_text()))
    }
}

impl From<Misread> for Problem {
    fn from(misread: Misread) -> Problem {
        match misread {
            Misread::Unreadable { sentence, hint } => Problem::unreadable(sentence, hint),
            Misread::Unlisted { sentence, hint } => {
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "unknown", sentence, hint)
            }
            Misread::Refused(refusal) => Problem::from(refusal).of_the_body(),
        }
    }
}

/// Declares a calculation: its words for the document, what it is asked and what it answers, and the reader that the command
/// line has too.
macro_rules! operation {
    ($(#[doc = $doc:tt])* $name:ident($ask:ident) at $path:tt = $calculate:ident, $answer:ident: $said:tt) => {
        $(#[doc = $doc])*
        #[utoipa::path(
            post,
            path = $path,
            tag = "calc",
            request_body(content = $ask),
            responses((status = 200, description = $said, body = $answer), Refused)
        )]
        pub(super) async fn $name(_call: Call, sent: Sent) -> Answered<$answer> {
            Ok(Json(block_in_place(|| $calculate(&sent.0))?))
        }
    };
}

operation! {
    /// Hold the runs of a control against a window, or a population of events against its limit.
    calc_window(WindowAsk) at "/api/v1/calc/window" = window,
    WindowWords: "What the runs or the population show"
}

operation! {
    /// How many items of a population to test: by a table of sample sizes, or by confidence and tolerable rate.
    calc_sample(SampleAsk) at "/api/v1/calc/sample" = sample,
    SampleWords: "The sample size"
}

operation! {
    /// The dates of a certification: cycle and surveillance, a major of Stage 2, recertification, or an edition.
    calc_certification(CertificationAsk) at "/api/v1/calc/certification" = certification,
    CertificationWords: "The dates"
}

operation! {
    /// What is wrong with a Statement of Applicability: SOA-01 to SOA-12.
    calc_statement(StatementFactsAsk) at "/api/v1/calc/statement" = statement,
    CheckErrorsWords: "What is wrong"
}

operation! {
    /// What stands between a management review and its minutes: MR-01 to MR-06.
    calc_review(ManagementReviewAsk) at "/api/v1/calc/review" = review,
    CheckErrorsWords: "What is wrong"
}

operation! {
    /// Whether a nonconformity can be closed, and what is missing.
    calc_nonconformity(ClosingAsk) at "/api/v1/calc/nonconformity" = nonconformity,
    ClosingWords: "The answer and the state that it enters next"
}

operation! {
    /// The parts that an auditor has in what is audited.
    calc_independence(IndependenceAsk) at "/api/v1/calc/independence" = independence,
    IndependenceWords: "The parts; none when the auditor is independent"
}

operation! {
    /// Whether a decision on a risk stands, and what it needs.
    calc_acceptance(AcceptanceFactsAsk) at "/api/v1/calc/acceptance" = acceptance,
    AcceptanceAnswerWords: "The answer with what it needs and what contradicts it"
}

operation! {
    /// When the phases of a plan fall, how long parts take one after the other, or when a Type II report is there.
    calc_timeline(PlanTimelineAsk) at "/api/v1/calc/timeline" = timeline,
    PlanTimelineWords: "The days"
}

operation! {
    /// What items cost together, as a range with the source of each; what one price contains already is not counted twice.
    calc_cost(CostSumAsk) at "/api/v1/calc/cost" = cost,
    CostSumWords: "The sum"
}

operation! {
    /// Which framework first: the rule that decides, the reasons with their sources, and what would change it.
    calc_decision(PlannerAnswersAsk) at "/api/v1/calc/decision" = decision,
    CourseWords: "The result"
}

operation! {
    /// Whether a text says what no text that leaves the house may say.
    calc_wording(WordingAsk) at "/api/v1/calc/wording" = wording,
    WordingWords: "What is found"
}
