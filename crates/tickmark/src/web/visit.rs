//! One visit of one page: who is there, which organisation, as of when; and the frame that every page shares.

use super::kept::point;
use super::me::Me;
use super::problem::Problem;
use super::reading::encode;
use super::ui::{self, AsOfBar, Crumb, EntryMark, Flash, Icon, NavItem, PageHead, Theme, Tone};
use super::visitor::visitor;
use crate::serve::Doors;
use app::ask::{Answer, At, PeopleOf, Question};
use app::{Mark, Receipt, Who};
use axum::extract::{ConnectInfo, FromRequestParts, Path, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::command::Command;
use domain::reports::programme::View;
use domain::values::Action::{
    self, AskAccess, ImportControls, ReadAudits, ReadCertification, ReadCollectors, ReadControl, ReadDoors,
    ReadEngagement, ReadEvidence, ReadGovernance, ReadHistory, ReadIsms, ReadLibrary, ReadNonconformities, ReadPeople,
    ReadPolicies, ReadProgramme, ReadReviews, ReadRisks, ReadSecurityLog, ReadStaff, ReadStatement, ReadSuppliers,
    ReadTasks,
};
use domain::values::{Categories, Mode};
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

/// Cookie that says once what the last action did.
pub(crate) const FLASH: &str = "tickmark-flash";

/// One visit, with the organisation of its path (`/o/{organisation}/...`) and the reading of its query.
pub(crate) struct Visit {
    pub(crate) doors: Arc<Doors>,
    /// Who is there.
    pub(crate) who: Who,
    /// Short name of the organisation.
    pub(crate) org: String,
    /// As of when.
    pub(crate) at: At,
    /// The query, decoded.
    pub(crate) query: BTreeMap<String, String>,
    /// The path of the page, without its query.
    pub(crate) path: String,
    theme: Theme,
    flash: Option<String>,
    /// May whoever visits see who is a member?
    sees_people: OnceLock<bool>,
    /// May whoever visits read the programme?
    sees_programme: OnceLock<bool>,
}

/// The value of a cookie.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get_all(header::COOKIE).iter().filter_map(|h| h.to_str().ok()).flat_map(|h| h.split(';')).find_map(|c| {
        let (key, value) = c.trim().split_once('=')?;
        (key == name).then(|| value.to_owned())
    })
}

/// The theme that the reader chose.
pub(crate) fn theme(headers: &HeaderMap) -> Theme {
    cookie(headers, "tickmark-theme").map_or(Theme::System, |v| Theme::parse(&v))
}

impl FromRequestParts<Arc<Doors>> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, doors: &Arc<Doors>) -> Result<Visit, Problem> {
        let who = doors.who(&parts.headers)?.ok_or_else(|| Problem::sign_in(&parts.method, &parts.uri))?;
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let who = who.from(visitor(&parts.headers, peer, &doors.reach));
        let path: Path<BTreeMap<String, String>> =
            Path::from_request_parts(parts, doors).await.map_err(|_| Problem::not_found("There is no such page."))?;
        let Query(pairs): Query<Vec<(String, String)>> =
            Query::try_from_uri(&parts.uri).map_err(|_| Problem::not_found("The address cannot be read."))?;
        let query = joined(pairs);
        let day = |name: &str| -> Result<Option<Date>, Problem> {
            match query.get(name).map(|d| d.trim()).filter(|d| !d.is_empty()) {
                None => Ok(None),
                Some(text) => text.parse().map(Some).map_err(|_| {
                    Problem::Refused(domain::refusal::Refusal::NotPossible {
                        sentence: format!("`{text}` is no date"),
                        hint: "write it like 2026-03-31".to_owned(),
                    })
                }),
            }
        };
        let visit = Visit {
            doors: doors.clone(),
            who,
            org: path.get("organisation").cloned().unwrap_or_default(),
            at: At { as_of: day("as-of")?.or(day("as_of")?), on: day("on")? },
            theme: theme(&parts.headers),
            flash: cookie(&parts.headers, FLASH).and_then(|v| unescape(&v)),
            path: shown(&parts.method, parts.uri.path()),
            query,
            sees_people: OnceLock::new(),
            sees_programme: OnceLock::new(),
        };
        visit.begins_here(parts.uri.path())?;
        Ok(visit)
    }
}

/// The path of the page that is shown: its own, or for a form that was sent the one above it. Where the form comes back
/// refused, a day that is chosen on it leads to a page that is there.
pub(super) fn shown(method: &Method, path: &str) -> String {
    let above = path.rsplit_once('/').map(|(above, _)| above).filter(|above| !method.is_safe() && !above.is_empty());
    above.unwrap_or(path).to_owned()
}

/// The fields of a query by name; a name that occurs again, as boxes and choices do, adds to its list.
fn joined(pairs: Vec<(String, String)>) -> BTreeMap<String, String> {
    let mut query: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in pairs {
        let held = query.entry(name).or_default();
        if !held.is_empty() && !value.is_empty() {
            held.push(',');
        }
        held.push_str(&value);
    }
    query
}

impl Visit {
    /// The name by which a person is shown in this organisation.
    pub(crate) fn name_of(&self, person: &str) -> String {
        self.doors.app.name_in(&self.org, person)
    }

    /// Name and address of a member of this organisation, to fill in a form; of nobody else.
    pub(crate) fn member(&self, person: &str) -> Result<Option<(String, String)>, Problem> {
        let people = self.ask(&PeopleOf)?.value;
        let known = people.members.contains_key(person);
        Ok(known.then(|| (self.name_of(person), self.doors.app.email_of(person))))
    }

    /// May whoever visits see who is a member? Judged once for all names of a page.
    pub(crate) fn sees_people(&self) -> bool {
        *self.sees_people.get_or_init(|| self.doors.app.may(&self.org, &self.who, ReadPeople, None))
    }

    /// May whoever visits read the programme? Judged once for all links of a page.
    pub(crate) fn sees_programme(&self) -> bool {
        *self.sees_programme.get_or_init(|| self.doors.app.may(&self.org, &self.who, ReadProgramme, None))
    }

    /// The overview is not for everybody: who may not read it begins at the first page that they may, an external auditor
    /// in the own room.
    fn begins_here(&self, path: &str) -> Result<(), Problem> {
        if self.org.is_empty() || path.trim_end_matches('/') != format!("/o/{}", self.org) {
            return Ok(());
        }
        if self.doors.app.is_watched(&self.org, &self.who) {
            let certifies = self.doors.app.may(&self.org, &self.who, ReadStatement, None);
            return Err(Problem::Elsewhere(self.href(if certifies { "/statement" } else { "/room" })));
        }
        if self.offers("/", ReadProgramme) {
            return Ok(());
        }
        match NAV.iter().find(|(_, path, .., action)| self.offers(path, *action)) {
            Some((_, path, ..)) => Err(Problem::Elsewhere(self.href(path))),
            None => Ok(()),
        }
    }

    /// Does a line of the navigation lead to something for this person?
    fn offers(&self, path: &str, action: Action) -> bool {
        let may = self.doors.app.may(&self.org, &self.who, action, None);
        // Who does not read the programme has a first page too, of what is asked of them; an auditor's is the own room.
        if path == "/" && !may && !self.doors.app.is_watched(&self.org, &self.who) {
            return self.doors.app.may(&self.org, &self.who, ReadTasks, None);
        }
        // Controls are listed for who may read all of them and for who has some of their own.
        let listed = || self.doors.app.may_own(&self.org, &self.who, ReadControl);
        // Of suppliers and the like, a part is listed for those who own some.
        let cut = path == "/room"
            || matches!(
                action,
                ReadRisks
                    | ReadSuppliers
                    | ReadEvidence
                    | ReadCollectors
                    | ReadNonconformities
                    | ReadIsms
                    | ReadReviews
            );
        // Packages are built for engagements, and of those only an auditor has some of their own.
        let theirs = path == "/packages" && self.doors.app.is_watched(&self.org, &self.who);
        let part = || (cut || theirs) && self.doors.app.may_own(&self.org, &self.who, action);
        (may && (path != "/controls" || listed())) || part()
    }

    /// The lines of the navigation that are offered. They rest on nothing but the ledger, the day and who reads: judged once.
    fn offered(&self) -> Arc<[bool]> {
        let judge = || NAV.iter().map(|(_, path, .., action)| self.offers(path, *action)).collect();
        let app = &self.doors.app;
        let Some(root) = app.enters(&self.org, &self.who) else { return judge() };
        let (kept, whose) = (&self.doors.kept.offered, format!("{} {}", self.org, self.who.id()));
        let point = (root, app.clock().today());
        if let Some(known) = kept.get(&whose, &point) {
            return known;
        }
        let judged: Arc<[bool]> = judge();
        kept.put(&whose, point, judged.clone());
        judged
    }

    /// A part of a page of today that rests on nothing but the ledger, the day and who reads: drawn once, until something is
    /// recorded, a name changes or the day is over. Not for what depends on the query or on the hour.
    ///
    /// # Errors
    /// As `draw`.
    pub(crate) fn once(&self, part: &str, draw: impl FnOnce() -> Result<Markup, Problem>) -> Result<Markup, Problem> {
        let today = self.at == At::default();
        let Some(point) = today.then(|| point(&self.doors, &self.org, &self.who)).flatten() else {
            return draw();
        };
        self.doors.kept.part(&format!("{part} {point}"), || draw().map(|drawn| (drawn, true)))
    }

    /// Asks a question about the organisation as of the day of the visit.
    pub(crate) fn ask<Q: Question>(&self, question: &Q) -> Result<Answer<Q::Answer>, Problem> {
        let ask = || self.doors.app.ask(&self.org, &self.who, self.at, question);
        // Today is answered from memory; an earlier day reads the disk.
        let answer = if self.at.as_of.is_some() { tokio::task::block_in_place(ask) } else { ask() }?;
        crate::request::rests_on(&answer.mark);
        Ok(answer)
    }

    /// Makes a change, and goes to `path` (inside the organisation), where it is said what was done.
    pub(crate) fn change(&self, done: &str, path: &str, command: Command) -> Result<Response, Problem> {
        let receipt = tokio::task::block_in_place(|| {
            self.doors.app.change(&self.org, &self.who, self.field("request").as_deref(), command)
        })?;
        Ok(self.went(done, path, &receipt))
    }

    /// Goes to `path` (inside the organisation) and says there what was done.
    pub(crate) fn went(&self, done: &str, path: &str, receipt: &Receipt) -> Response {
        let entries = if receipt.first == receipt.last {
            format!("entry {}", receipt.first)
        } else {
            format!("entries {} to {}", receipt.first, receipt.last)
        };
        let cookie = format!(
            "{FLASH}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60",
            escape(&format!("{done} Recorded as {entries}."))
        );
        let to = format!("/o/{}{path}", self.org);
        ([(header::SET_COOKIE, cookie)], Redirect::to(&to)).into_response()
    }

    /// A field of the query, if it is there and not empty.
    pub(crate) fn field(&self, name: &str) -> Option<String> {
        self.query.get(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty())
    }

    /// How many lines of a list come before the page that the query asks for; a number beyond any list is none.
    pub(crate) fn skip(&self) -> usize {
        let from = self.field("from").and_then(|from| from.parse::<u32>().ok());
        from.and_then(|from| usize::try_from(from).ok()).unwrap_or(0)
    }

    /// How the query wants a crosswalk read; what it leaves out comes from the organisation's scope.
    pub(crate) fn view(&self) -> Result<View, Problem> {
        let unknown = |what: &'static str, id: String| domain::refusal::Refusal::Unknown { what, id, nearest: None };
        Ok(View {
            crosswalk: self.field("crosswalk"),
            categories: match self.field("categories") {
                Some(text) => Some(Categories::parse(&text).map_err(|word| unknown("category", word))?),
                None => None,
            },
            mode: match self.field("mode") {
                Some(text) => Some(Mode::parse(&text).ok_or_else(|| unknown("mode", text))?),
                None => None,
            },
            ..View::default()
        })
    }

    /// The address of a page of this organisation, keeping the day of the visit.
    pub(crate) fn href(&self, path: &str) -> String {
        let mut href = format!("/o/{}{path}", self.org);
        let keep = [("as-of", self.at.as_of), ("on", self.at.on)];
        for (name, day) in keep.into_iter().filter_map(|(n, d)| Some((n, d?))) {
            href.push(if href.contains('?') { '&' } else { '?' });
            href.push_str(&format!("{name}={day}"));
        }
        href
    }

    /// The same page with other fields in its query: `set` replaces what is there, an empty value takes it away. The
    /// days of the visit are kept.
    pub(crate) fn with(&self, path: &str, set: &[(&str, &str)]) -> String {
        let kept = self.query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let kept = kept.filter(|(name, _)| !DAYS.contains(name) && !set.iter().any(|(n, _)| n == name));
        let fields: Vec<String> = kept
            .chain(set.iter().copied())
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        let query = fields.join("&");
        self.href(&if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") })
    }

    /// Whether the visit looks at an earlier day, when nothing can be changed.
    pub(crate) fn in_the_past(&self) -> bool {
        self.at.as_of.is_some()
    }

    /// The whole page around a body. `place` is the first part of its path, such as `/gap`.
    pub(crate) fn page(&self, mark: &Mark, title: &str, place: &str, crumbs: &[Crumb<'_>], body: Markup) -> Response {
        let offered = self.offered();
        let nav: Vec<NavItem<'_>> = NAV
            .iter()
            .zip(offered.iter())
            .filter(|(_, offered)| **offered)
            .map(|((group, path, label, icon, _), _)| NavItem {
                href: self.href(path).into(),
                label,
                icon: *icon,
                current: *path == place,
                group,
            })
            .collect();
        let me = Me::here(&self.doors, &self.who, &self.org);
        let watermark = me.watermark(self.doors.app.clock().now_us());
        let decisions = self.href("/decisions");
        let reads_decisions = self.doors.app.may(&self.org, &self.who, ReadGovernance, None);
        let day = mark.as_of.to_string();
        let search = self.href("/search");
        let (home, history, back) = (self.href("/"), self.href("/history"), self.path.clone());
        let head = PageHead {
            title,
            organisation: Some(&mark.name),
            home: &home,
            nav: &nav,
            crumbs,
            as_of: mark.past.then_some(AsOfBar { day: &day, entry: mark.entry(), back_href: &back }),
            flash: self.flash.as_deref().map(|text| Flash { tone: Tone::Good, text }),
            entry: Some(EntryMark { number: mark.entry(), root: &mark.root, href: &history }),
            foot: "",
            theme: self.theme,
            search: Some(&search),
            person: Some(me.signed()),
            watermark: watermark.as_deref(),
            above: waived(mark, reads_decisions.then_some(decisions.as_str())),
        };
        let page = ui::page(&head, body);
        if self.flash.is_some() {
            let gone = format!("{FLASH}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
            return ([(header::SET_COOKIE, gone)], page).into_response();
        }
        page.into_response()
    }
}

/// Rules that are set aside on the day judged, on every page as long as they are (SoD-18); with the way to the decision for
/// who may read it.
fn waived(mark: &Mark, decisions: Option<&str>) -> Option<Markup> {
    let lines = html! {
        aside.past.waived aria-label="Rules that are waived" {
            (Icon::Alert.svg())
            ul {
                @for one in &mark.waivers {
                    li { strong { (one.duty.id()) " is waived for " (one.person) " until " (one.until) "." } " The rule: " (one.duty.sentence()) "." }
                }
            }
            @if let Some(href) = decisions { a href=(href) { "Who decided it, and why" } }
        }
    };
    (!mark.waivers.is_empty()).then_some(lines)
}

/// Group, path inside the organisation, label, icon, and the right without which the line is not offered.
const NAV: &[(&str, &str, &str, Icon, Action)] = &[
    ("", "/", "Overview", Icon::Overview, ReadProgramme),
    ("", "/tasks", "Tasks", Icon::Check, ReadTasks),
    ("", "/calendar", "Calendar", Icon::Calendar, ReadTasks),
    ("", "/certification/calendar", "Audits over the years", Icon::Map, ReadCertification),
    ("Planning", "/planner", "Which framework first", Icon::Question, ReadProgramme),
    ("Planning", "/plan", "Time and cost", Icon::Calendar, ReadProgramme),
    ("Planning", "/scorecard", "Scorecard", Icon::Scale, ReadProgramme),
    ("SOC 2 to ISO/IEC 27001", "/coverage", "Coverage", Icon::Map, ReadProgramme),
    ("SOC 2 to ISO/IEC 27001", "/gap", "Gap analysis", Icon::List, ReadProgramme),
    ("SOC 2 to ISO/IEC 27001", "/what-if", "What-if", Icon::Question, ReadProgramme),
    ("SOC 2 to ISO/IEC 27001", "/evidence-kinds", "Evidence reuse", Icon::Copy, ReadProgramme),
    ("SOC 2 to ISO/IEC 27001", "/privacy", "Privacy", Icon::Question, ReadProgramme),
    ("Programme", "/controls", "Controls", Icon::Control, ReadLibrary),
    ("Programme", "/import", "Import", Icon::Import, ImportControls),
    ("Programme", "/assessments", "Clauses and steps", Icon::Check, ReadProgramme),
    ("Programme", "/inheritance", "Inheritance", Icon::Layers, ReadProgramme),
    ("Programme", "/suppliers", "Suppliers", Icon::Layers, ReadSuppliers),
    ("Management system", "/clauses", "Clauses 4 to 10", Icon::Layers, ReadProgramme),
    ("Management system", "/certification", "Certification", Icon::Check, ReadCertification),
    ("Management system", "/certification/readiness", "Stage 1 and Stage 2", Icon::Check, ReadCertification),
    ("Management system", "/risks", "Risks", Icon::Scale, ReadRisks),
    ("Management system", "/statement", "Statement of Applicability", Icon::List, ReadStatement),
    ("Management system", "/internal-audits", "Internal audits", Icon::Check, ReadAudits),
    ("Management system", "/registers", "Registers", Icon::List, ReadIsms),
    ("Management system", "/policies", "Policies", Icon::Copy, ReadPolicies),
    ("Management system", "/nonconformities", "Nonconformities", Icon::Alert, ReadNonconformities),
    ("Management system", "/management-reviews", "Management reviews", Icon::People, ReadReviews),
    ("Management system", "/posture", "Posture over time", Icon::Scale, ReadProgramme),
    ("Management system", "/value", "What it is worth", Icon::Scale, ReadProgramme),
    ("Examination", "/engagements", "Engagements", Icon::Calendar, ReadLibrary),
    ("Examination", "/room", "Auditor's room", Icon::People, ReadEngagement),
    ("Examination", "/asked", "Asked by customers", Icon::Question, ReadEngagement),
    ("Examination", "/questionnaires", "Questionnaires", Icon::List, ReadEngagement),
    ("Examination", "/bridge-letters", "Bridge letters", Icon::Export, ReadEngagement),
    ("Examination", "/customer-controls", "Customers' controls", Icon::People, ReadEngagement),
    ("Examination", "/packages", "Packages", Icon::Export, ReadEngagement),
    ("Examination", "/papers", "Papers", Icon::Export, ReadLibrary),
    ("Examination", "/public-statement", "Public statement", Icon::External, ReadProgramme),
    ("Evidence", "/evidence", "Evidence", Icon::Copy, ReadEvidence),
    ("Evidence", "/evidence/requests", "Asked for", Icon::Question, ReadEvidence),
    ("Evidence", "/collectors", "Collectors", Icon::Import, ReadCollectors),
    ("Library", "/frameworks", "Frameworks", Icon::Search, ReadLibrary),
    ("Library", "/crosswalks", "Crosswalks", Icon::Crosswalk, ReadLibrary),
    ("Library", "/suggestions", "Suggestions", Icon::Alert, ReadProgramme),
    ("Library", "/claims", "Published claims", Icon::Scale, ReadProgramme),
    ("Tools", "/tools/window", "Window check", Icon::Calendar, ReadLibrary),
    ("Tools", "/tools/sample", "Sample size", Icon::Scale, ReadLibrary),
    ("Tools", "/tools/certification", "Certification dates", Icon::Calendar, ReadLibrary),
    ("Tools", "/tools/statement", "Statement check", Icon::List, ReadLibrary),
    ("Tools", "/tools/review", "Review check", Icon::People, ReadLibrary),
    ("Tools", "/tools/nonconformity", "Nonconformity check", Icon::Alert, ReadLibrary),
    ("Tools", "/tools/independence", "Independence check", Icon::Check, ReadLibrary),
    ("Tools", "/tools/acceptance", "Acceptance check", Icon::Question, ReadLibrary),
    ("People", "/people", "People", Icon::People, ReadPeople),
    ("People", "/roles", "Roles and rights", Icon::Check, ReadLibrary),
    ("People", "/decisions", "Waivers and decisions", Icon::Scale, ReadGovernance),
    ("People", "/staff", "People at work", Icon::People, ReadStaff),
    ("People", "/staff/own", "Your record", Icon::List, AskAccess),
    ("Doors", "/sign-on", "Single sign-on", Icon::Key, ReadDoors),
    ("Doors", "/tokens", "Tokens", Icon::Key, ReadLibrary),
    ("Doors", "/webhooks", "Webhooks", Icon::Export, ReadDoors),
    ("Doors", "/reminders", "Reminders", Icon::Calendar, ReadDoors),
    ("Record", "/history", "History", Icon::History, ReadHistory),
    ("Record", "/security-log", "Security log", Icon::Alert, ReadSecurityLog),
    ("Record", "/scope", "Scope", Icon::Overview, ReadProgramme),
];

/// The fields of a query that say as of when.
const DAYS: [&str; 3] = ["as-of", "as_of", "on"];

/// Makes a sentence fit for a cookie.
pub(crate) fn escape(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

pub(crate) fn unescape(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        if *first == b'%' {
            let hex = tail.get(..2).and_then(|h| std::str::from_utf8(h).ok())?;
            bytes.push(u8::from_str_radix(hex, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok().filter(|t| !t.is_empty())
}
