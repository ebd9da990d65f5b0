//! A line for each page of the plan.

use super::Page;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const KEEP: What = Right(AnswerPlanner, State::Live);
const READ: What = Right(ReadProgramme, State::Live);
const CHOICES: &str = "route=extension&start=2026-09-07&window=6&size=mid&basis=audit&tool=none&in-use=no&consultant=no&maturity=100&seed=1";

/// Method, path, what it is about, form.
pub(crate) const PAGES: &[Page] = &[
    ("GET", "/o/{organisation}/plan", READ, ""),
    ("POST", "/o/{organisation}/plan", KEEP, CHOICES),
    ("GET", "/o/{organisation}/plan/choices", READ, ""),
    ("GET", "/o/{organisation}/plan/cost", READ, ""),
    ("GET", "/o/{organisation}/plan/what-if", READ, ""),
    ("GET", "/o/{organisation}/plan/figures", READ, ""),
    ("POST", "/o/{organisation}/plan/figures", KEEP, "key=iso.surveillance&low=9000&high=&source=x&on=2026-03-01"),
    ("POST", "/o/{organisation}/plan/figures/removal", KEEP, "key=iso.surveillance&reason=x"),
    ("POST", "/o/{organisation}/plan/baselines", KEEP, "reason=x"),
    ("POST", "/o/{organisation}/plan/steps", KEEP, "step=extension%2Fgap_analysis&started=2026-03-01&ended="),
    ("GET", "/o/{organisation}/plan.ics", READ, ""),
];
