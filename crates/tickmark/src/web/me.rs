//! Who is signed in, as the frame of every page shows it; and the frame of pages that belong to a person, not to an
//! organisation.

use super::problem::Problem;
use super::ui::{self, Crumb, Eyes, Flash, Icon, NavItem, PageHead, Signed, Tone};
use super::visit::{FLASH, cookie, escape, theme, unescape};
use crate::serve::Doors;
use app::ask::PartOf;
use app::{At, Who, clock};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::values::Role;
use maud::Markup;

/// Who is signed in.
pub(crate) struct Me {
    name: String,
    roles: Vec<Role>,
    titles: String,
    others: bool,
    eyes: Eyes,
}

impl Me {
    /// In an organisation, with the roles of today there.
    pub(crate) fn here(doors: &Doors, who: &Who, org: &str) -> Me {
        let part = doors.app.ask(org, who, At::default(), &PartOf(who.id().to_owned()));
        Me::with(doors, who, part.map(|answer| answer.value.roles.into_iter().collect()).unwrap_or_default())
    }

    fn with(doors: &Doors, who: &Who, roles: Vec<Role>) -> Me {
        let titles: Vec<&str> = roles.iter().map(|role| role.title()).collect();
        let titles = titles.join(", ");
        let eyes = match (doors.is_demonstration(), who.is_operator()) {
            (false, _) => Eyes::None,
            (true, true) => Eyes::Own,
            (true, false) => Eyes::Others,
        };
        let others = who.is_operator() || doors.app.has_parts(who, 2).unwrap_or_default();
        Me { name: doors.app.name_of(who.id()), roles, titles, others, eyes }
    }

    /// Outside an organisation.
    pub(crate) fn nowhere(doors: &Doors, who: &Who) -> Me {
        Me::with(doors, who, Vec::new())
    }

    /// For the frame.
    pub(crate) fn signed(&self) -> Signed<'_> {
        Signed { name: &self.name, roles: &self.titles, others: self.others, eyes: self.eyes }
    }

    /// The line on every page for an external auditor: whom it was shown to, and when, in microseconds since 1970.
    pub(crate) fn watermark(&self, now_us: i64) -> Option<String> {
        let minute = clock::minute_of(now_us);
        let (day, time) = minute.split_once(' ').unwrap_or((minute.as_str(), ""));
        let auditor = self.roles.contains(&Role::ExternalAuditor);
        auditor.then(|| format!("Shown to {} on {day}, {time}. Each reading is recorded.", self.name))
    }
}

/// A page that belongs to who is signed in: profile, start page. Their organisations stand beside it.
///
/// # Errors
/// A fault when the organisations cannot be read.
pub(crate) fn own_page(
    doors: &Doors,
    who: &Who,
    headers: &HeaderMap,
    title: &str,
    crumbs: &[Crumb<'_>],
    body: Markup,
) -> Result<Response, Problem> {
    let (me, list) = tokio::task::block_in_place(|| (Me::nowhere(doors, who), doors.app.organisations(who)));
    let list = list?;
    let item = |href: String, label, icon, current, group| NavItem { href: href.into(), label, icon, current, group };
    let mut nav = vec![item("/profile".to_owned(), "Your profile", Icon::People, true, "")];
    for one in &list {
        nav.push(item(format!("/o/{}/", one.slug), &one.name, Icon::Layers, false, "Organisations"));
    }
    let flash = cookie(headers, FLASH).and_then(|v| unescape(&v));
    let head = PageHead {
        title,
        organisation: Some(me.signed().name),
        home: "/",
        nav: &nav,
        crumbs,
        flash: flash.as_deref().map(|text| Flash { tone: Tone::Good, text }),
        theme: theme(headers),
        person: Some(me.signed()),
        ..PageHead::default()
    };
    let page = ui::page(&head, body);
    if flash.is_some() {
        let gone = format!("{FLASH}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
        return Ok(([(header::SET_COOKIE, gone)], page).into_response());
    }
    Ok(page.into_response())
}

/// Goes to a page of one's own and says there what was done.
pub(crate) fn went(done: &str, to: &str) -> Response {
    let cookie = format!("{FLASH}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60", escape(done));
    ([(header::SET_COOKIE, cookie)], Redirect::to(to)).into_response()
}
