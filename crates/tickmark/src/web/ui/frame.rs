//! The frame around every page: head, navigation, the banner of the past, and the entry that the page speaks from.

use super::account::{Eyes, Signed, account, eyes, ways};
use super::icon::{Icon, logo};
use super::navigate::{Crumb, breadcrumbs};
use super::notice::tone_icon;
use super::{Tone, record};
use maud::{DOCTYPE, Markup, html};
use std::borrow::Cow;

/// What a page says about itself. All but `title` may be left at its default.
#[derive(Default)]
pub(crate) struct PageHead<'a> {
    /// Title of the page, without the name of the product.
    pub title: &'a str,
    /// Name of the organisation; `None` when the page speaks from the library alone.
    pub organisation: Option<&'a str>,
    /// Where the logo leads.
    pub home: &'a str,
    /// The pages of the product in the order of their groups.
    pub nav: &'a [NavItem<'a>],
    /// The way here, without the page itself or with it as a crumb without address.
    pub crumbs: &'a [Crumb<'a>],
    /// Set when the page shows what had been recorded by an earlier day.
    pub as_of: Option<AsOfBar<'a>>,
    /// What the last action did, said once.
    pub flash: Option<Flash<'a>>,
    /// The ledger entry that the page speaks from, for the footer.
    pub entry: Option<EntryMark<'a>>,
    /// What the footer says where no single ledger speaks; empty: that the library alone does.
    pub foot: &'a str,
    /// The theme that the reader chose, from the cookie `tickmark-theme`.
    pub theme: Theme,
    /// Where everything is searched; `None` where no organisation speaks.
    pub search: Option<&'a str>,
    /// Who is signed in; `None` at the door.
    pub person: Option<Signed<'a>>,
    /// A line on every page for who only looks: to whom it was shown, and when.
    pub watermark: Option<&'a str>,
    /// What must be read on every page, such as rules that are waived.
    pub above: Option<Markup>,
}

/// One line of the navigation. Items of one group stand together under its name; an empty group has no name.
pub(crate) struct NavItem<'a> {
    pub href: Cow<'a, str>,
    pub label: &'a str,
    pub icon: Icon,
    pub current: bool,
    pub group: &'a str,
}

/// The banner of a page that looks at the past.
pub(crate) struct AsOfBar<'a> {
    /// The day up to which entries were read, for people: `31 March 2026`.
    pub day: &'a str,
    /// The last entry of that day.
    pub entry: u64,
    /// The same page as of today.
    pub back_href: &'a str,
}

/// What the last action did.
pub(crate) struct Flash<'a> {
    pub tone: Tone,
    pub text: &'a str,
}

/// The ledger entry that a page speaks from.
pub(crate) struct EntryMark<'a> {
    pub number: u64,
    /// Root hash in hexadecimal, whole; the footer shortens it.
    pub root: &'a str,
    /// Where the ledger can be checked.
    pub href: &'a str,
}

/// Light or dark; `System` follows the machine of the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    /// Reads the value of the cookie; anything unknown follows the system.
    pub(crate) fn parse(value: &str) -> Theme {
        match value {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::System,
        }
    }

    fn attribute(self) -> Option<&'static str> {
        match self {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }
}

/// A whole page: the frame with `body` as its main part.
pub(crate) fn page(head: &PageHead<'_>, body: Markup) -> Markup {
    document(
        head.title,
        head.theme,
        html! {
            a.skip href="#main" { "Skip to content" }
            div.frame {
                (side(head))
                (top(head))
                div.column {
                    @if let Some(person) = head.person.as_ref().filter(|p| p.eyes == Eyes::Others) { (eyes(person)) }
                    @if let Some(bar) = &head.as_of { (past(bar)) }
                    @if let Some(above) = &head.above { (above) }
                    div.strip {
                        (breadcrumbs(head.crumbs))
                        div.strip-end {
                            @if let Some(search) = head.search { (find(search)) }
                            (theme_switch())
                            @if let Some(person) = &head.person { (account(person)) }
                        }
                    }
                    main #main tabindex="-1" {
                        @if let Some(flash) = &head.flash { (say(flash)) }
                        (body)
                    }
                    (foot(head))
                }
            }
        },
    )
}

/// The page at the door: a single panel in which the token printed at start is asked for.
pub(crate) fn sign_in(title: &str, lead: &str, theme: Theme, body: Markup) -> Markup {
    document(
        title,
        theme,
        html! {
            main.door #main {
                div.door-panel {
                    p.door-brand { (logo()) span { "Tickmark" } }
                    h1 { (title) }
                    p.lead { (lead) }
                    (body)
                }
                p.door-foot { "One security programme, read as SOC 2 and as ISO/IEC 27001." }
            }
        },
    )
}

fn document(title: &str, theme: Theme, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" data-theme=[theme.attribute()] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Tickmark" }
                link rel="icon" href="/assets/favicon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/assets/tickmark.css";
                script type="module" src="/assets/tickmark.js" {}
            }
            body { (body) }
        }
    }
}

fn side(head: &PageHead<'_>) -> Markup {
    html! {
        header.side {
            (brand(head))
            (navigation(head.nav, None))
        }
    }
}

/// The same navigation for narrow screens, folded into a menu; only one of the two is ever displayed.
fn top(head: &PageHead<'_>) -> Markup {
    html! {
        header.top {
            (brand(head))
            @if !head.nav.is_empty() {
                details.menu {
                    summary { (Icon::Menu.svg()) span { "Menu" } }
                    (navigation(head.nav, head.person.as_ref()))
                }
            }
        }
    }
}

fn brand(head: &PageHead<'_>) -> Markup {
    let home = if head.home.is_empty() { "/" } else { head.home };
    html! {
        a.brand href=(home) {
            (logo())
            span.brand-text {
                span.brand-name { "Tickmark" }
                span.brand-organisation { (head.organisation.unwrap_or("Library")) }
            }
        }
    }
}

fn navigation(items: &[NavItem<'_>], person: Option<&Signed<'_>>) -> Markup {
    html! {
        @if !items.is_empty() {
            nav aria-label="Pages" {
                @for group in items.chunk_by(|a, b| a.group == b.group) {
                    @if !group[0].group.is_empty() { p.nav-group { (group[0].group) } }
                    ul {
                        @for item in group {
                            li {
                                a href=(item.href) aria-current=[item.current.then_some("page")] {
                                    (item.icon.svg()) span { (item.label) }
                                }
                            }
                        }
                    }
                }
                @if let Some(person) = person {
                    p.nav-group { (person.name) }
                    (ways(person))
                }
            }
        }
    }
}

fn past(bar: &AsOfBar<'_>) -> Markup {
    html! {
        aside.past aria-label="As of an earlier day" {
            (Icon::History.svg())
            p {
                strong { "As of " (bar.day) "." }
                " This page shows what had been recorded by then, up to entry " (bar.entry) "."
            }
            a href=(bar.back_href) { "Back to today" }
        }
    }
}

/// The way to the search; script opens it over the page.
fn find(search: &str) -> Markup {
    html! {
        a.find href=(search) data-palette title="Search everything (Ctrl K)" {
            (Icon::Search.svg()) span { "Search" } kbd aria-hidden="true" { "Ctrl K" }
        }
    }
}

fn theme_switch() -> Markup {
    html! {
        button.theme-switch type="button" data-theme-switch hidden {
            span.theme-dark { (Icon::Moon.svg()) }
            span.theme-light { (Icon::Sun.svg()) }
            span.sr-only { "Switch between light and dark" }
        }
    }
}

fn say(flash: &Flash<'_>) -> Markup {
    let role = if flash.tone == Tone::Danger { "alert" } else { "status" };
    html! {
        div class={ "flash tone-" (flash.tone.name()) } role=(role) data-flash {
            (tone_icon(flash.tone).svg())
            p { (flash.text) }
        }
    }
}

fn foot(head: &PageHead<'_>) -> Markup {
    html! {
        footer.foot {
            @match &head.entry {
                Some(entry) => {
                    p {
                        "As of entry " a href=(entry.href) { (entry.number) } ", root "
                        (record::hash(entry.root))
                    }
                }
                None if !head.foot.is_empty() => { p { (head.foot) } }
                None if head.person.is_some() => { p { "Your own; no organisation's data is shown." } }
                None => { p { "From the library alone; no organisation's data is shown." } }
            }
            @if let Some(watermark) = head.watermark { p.watermark { (watermark) } }
            p { "Tickmark " (env!("CARGO_PKG_VERSION")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nav() -> Vec<NavItem<'static>> {
        vec![
            NavItem { href: "/a".into(), label: "Overview", icon: Icon::Overview, current: true, group: "" },
            NavItem { href: "/b".into(), label: "Gap <list>", icon: Icon::List, current: false, group: "Analysis" },
        ]
    }

    #[test]
    fn a_page_has_its_landmarks_and_escapes_what_it_is_told() {
        let nav = nav();
        let head = PageHead { title: "A & B", nav: &nav, theme: Theme::Dark, ..PageHead::default() };
        let text = page(&head, html! { p { "x" } }).into_string();
        assert!(text.starts_with("<!DOCTYPE html>"));
        assert!(text.contains("<title>A &amp; B · Tickmark</title>"));
        assert!(text.contains(r#"data-theme="dark""#));
        assert!(text.contains("Gap &lt;list&gt;") && !text.contains("Gap <list>"));
        assert_eq!(text.matches("<main").count(), 1);
        assert_eq!(text.matches(r#"aria-current="page""#).count(), 2, "once for each of the two navigations");
        assert!(text.contains(r##"href="#main""##));
    }

    #[test]
    fn nothing_inline_that_the_content_security_policy_would_refuse() {
        let nav = nav();
        let head = PageHead {
            title: "T",
            nav: &nav,
            as_of: Some(AsOfBar { day: "31 March 2026", entry: 288, back_href: "/" }),
            flash: Some(Flash { tone: Tone::Good, text: "Done" }),
            entry: Some(EntryMark { number: 412, root: "3f9a00112233445566", href: "/verify" }),
            ..PageHead::default()
        };
        let text = page(&head, html! {}).into_string();
        assert!(!text.contains("style=") && !text.contains("<style") && !text.contains(" onclick"));
        assert!(text.contains("up to entry 288") && text.contains("3f9a00112233"));
    }

    #[test]
    fn an_unknown_theme_follows_the_system() {
        assert_eq!(Theme::parse("dark"), Theme::Dark);
        assert_eq!(Theme::parse("\"><script>"), Theme::System);
    }
}
