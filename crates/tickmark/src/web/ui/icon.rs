//! Our own small set of pictures, drawn as strokes on a 20 by 20 field and hidden from screen readers.

use maud::{Markup, html};

/// One picture of the set; the word beside it carries the meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    Overview,
    Map,
    Layers,
    Crosswalk,
    Scale,
    List,
    Control,
    Import,
    Export,
    Download,
    History,
    Check,
    Alert,
    Info,
    Search,
    Sun,
    Moon,
    External,
    Question,
    Calendar,
    Copy,
    Close,
    Menu,
    Arrow,
    Upload,
    People,
    Key,
}

impl Icon {
    /// The picture as inline SVG, sized by the text around it.
    pub(crate) fn svg(self) -> Markup {
        html! {
            svg.icon viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.5"
                stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false" {
                path d=(self.path()) {}
            }
        }
    }

    fn path(self) -> &'static str {
        match self {
            Icon::Overview => "M3 10.5 10 4l7 6.5M5 9v7.5h10V9M8.5 16.5v-4h3v4",
            Icon::Map => "M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h5v5h-5z",
            Icon::Layers => "M10 3 3 6.8l7 3.8 7-3.8zM3 10.2l7 3.8 7-3.8M3 13.6l7 3.8 7-3.8",
            Icon::Crosswalk => "M3 6.5h13M12.5 3 16 6.5 12.5 10M17 13.5H4M7.5 10 4 13.5 7.5 17",
            Icon::Scale => {
                "M10 3v14M6.5 17h7M3.5 5.5h13M5 5.5l-2.3 6a2.6 2.6 0 0 0 4.6 0zM15 5.5l-2.3 6a2.6 2.6 0 0 0 4.6 0z"
            }
            Icon::List => "M7.5 5h9M7.5 10h9M7.5 15h9M3.5 5h.01M3.5 10h.01M3.5 15h.01",
            Icon::Control => "M10 2.8 16.2 5v4.6c0 3.6-2.5 6.3-6.2 7.6-3.7-1.3-6.2-4-6.2-7.6V5zM7.3 9.9l2 2 3.6-3.8",
            Icon::Import => "M10 3v9M6.5 8.8 10 12.3l3.5-3.5M3.5 13.5v3h13v-3",
            Icon::Download => "M10 4v8.5M6.5 9.2 10 12.7l3.5-3.5M4.5 16.5h11",
            Icon::Export => "M10 12.3v-9M6.5 6.8 10 3.3l3.5 3.5M3.5 13.5v3h13v-3",
            Icon::History => "M3.6 8A6.8 6.8 0 1 1 3.3 11.2M3.3 4.2V8h3.8M10 6.5V10l2.6 1.8",
            Icon::Check => "M3.5 10.8 7.8 15 16.5 5",
            Icon::Alert => "M10 3.2 17.5 16.3h-15zM10 8.2v3.6M10 14h.01",
            Icon::Info => "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 9.2v4.3M10 6.5h.01",
            Icon::Search => "M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13 13l3.8 3.8",
            Icon::Sun => {
                "M10 6.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4zM10 2.5v1.3M10 16.2v1.3M2.5 10h1.3M16.2 10h1.3\
                 M4.7 4.7l.9.9M14.4 14.4l.9.9M4.7 15.3l.9-.9M14.4 5.6l.9-.9"
            }
            Icon::Moon => "M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3z",
            Icon::External => "M11.5 3.5h5v5M16.5 3.5 9 11M14 11.5v5H3.5V6H8.5",
            Icon::Question => {
                "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM8 8.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3M10 13.8h.01"
            }
            Icon::Calendar => "M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3.2v3M13 3.2v3",
            Icon::Copy => "M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4",
            Icon::Close => "M5 5l10 10M15 5 5 15",
            Icon::Menu => "M3.5 6h13M3.5 10h13M3.5 14h13",
            Icon::Arrow => "M4 10h12M11.5 5.5 16 10l-4.5 4.5",
            Icon::People => {
                "M7.5 4a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM2.5 16.5a5 5 0 0 1 10 0M13 4.4a2.8 2.8 0 0 1 0 5M14.6 12.2a5 5 0 0 1 2.9 4.3"
            }
            Icon::Key => "M6.8 9a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM9.7 10.2 16.5 3.5M13.2 6.8l2.3 2.3",
            Icon::Upload => "M10 13.5v-8M6.5 8.8 10 5.3l3.5 3.5M4.5 16.5h11",
        }
    }
}

/// The tick mark of the house: the sign beside a figure that was traced to its evidence, with the auditor's crossing.
pub(crate) fn logo() -> Markup {
    html! {
        svg.logo viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false" {
            rect.logo-field width="32" height="32" rx="8" {}
            path.logo-tick d="M7.5 17.2 13 23 24.5 8.5M16.8 11.2l6.4 5.2" fill="none" stroke-width="3"
                stroke-linecap="round" stroke-linejoin="round" {}
        }
    }
}
