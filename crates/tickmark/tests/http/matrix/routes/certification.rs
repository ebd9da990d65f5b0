//! A line for each page of certification.

use super::Page;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const KEEP: What = Right(KeepCertification, State::Live);
const READ: What = Right(ReadCertification, State::Live);

/// Method, path, what it is about, form.
pub(crate) const PAGES: &[Page] = &[
    ("GET", "/o/{organisation}/certification", READ, ""),
    ("GET", "/o/{organisation}/certification/export.csv", READ, ""),
    ("GET", "/o/{organisation}/certification/export.xlsx", READ, ""),
    ("POST", "/o/{organisation}/certification/bodies", KEEP, "name=x&country=y&plan_days=30&close_days=90"),
    ("GET", "/o/{organisation}/certification/bodies/new", KEEP, ""),
    ("GET", "/o/{organisation}/certification/bodies/{certification_body}", READ, ""),
    (
        "POST",
        "/o/{organisation}/certification/bodies/{certification_body}",
        KEEP,
        "name=x&country=z&plan_days=30&close_days=90&reason=x",
    ),
    (
        "POST",
        "/o/{organisation}/certification/bodies/{certification_body}/checks",
        KEEP,
        "by=UKAS&number=1&standards=ISO%2FIEC+17021-1%3A2015&iso27001=yes&source=x&on=2026-03-01",
    ),
    ("POST", "/o/{organisation}/certification/projects", KEEP, "title=x&body=CB-1&scope=x"),
    ("GET", "/o/{organisation}/certification/projects/new", KEEP, ""),
    ("GET", "/o/{organisation}/certification/projects/{certification}", READ, ""),
    ("GET", "/o/{organisation}/certification/projects/{certification}/coverage", READ, ""),
    // Who may not change the plan sees why on the page; nothing of it is kept from readers.
    ("GET", "/o/{organisation}/certification/projects/{certification}/plan", KEEP, ""),
    (
        "POST",
        "/o/{organisation}/certification/projects/{certification}/plan",
        KEEP,
        "title=y&body=CB-1&scope=x&reason=x",
    ),
    ("POST", "/o/{organisation}/certification/projects/{certification}/steps", KEEP, "to=gap_done&on=2026-03-01"),
    (
        "POST",
        "/o/{organisation}/certification/projects/{certification}/certificates",
        KEEP,
        "number=x&on=2026-03-01&scope=x&statement=ST-1",
    ),
    (
        "POST",
        "/o/{organisation}/certification/projects/{certification}/visits",
        KEEP,
        "kind=special&first=2026-04-01&last=2026-04-01",
    ),
    (
        "POST",
        "/o/{organisation}/certification/projects/{certification}/visits/{number}/days",
        KEEP,
        "first=2026-04-02&last=2026-04-02&reason=x",
    ),
    ("GET", "/o/{organisation}/certification/projects/{certification}/visits/{number}/record", KEEP, ""),
    (
        "POST",
        "/o/{organisation}/certification/projects/{certification}/visits/{number}/record",
        KEEP,
        "first=2026-03-01&last=2026-03-01&auditors=x&covered=9.1&outcome=goes_on&summary=x",
    ),
    ("POST", "/o/{organisation}/certification/projects/{certification}/visits/{number}/cancellation", KEEP, "reason=x"),
    (
        "POST",
        "/o/{organisation}/certification/projects/{certification}/findings",
        KEEP,
        "visit=1&kind=opportunity&title=x&statement=x&item=9.1&on=2026-03-01",
    ),
    (
        "POST",
        "/o/{organisation}/certification/projects/{certification}/findings/{number}/answers",
        KEEP,
        "how=withdrawn&on=2026-03-01&note=x",
    ),
    (
        "POST",
        "/o/{organisation}/certification/projects/{certification}/changes",
        KEEP,
        "kind=site&what=x&on=2026-03-01",
    ),
    (
        "POST",
        "/o/{organisation}/certification/projects/{certification}/changes/{number}/report",
        KEEP,
        "on=2026-03-01&answer=x",
    ),
    ("POST", "/o/{organisation}/certification/projects/{certification}/marks", KEEP, "on=2026-03-01&note=x"),
];
