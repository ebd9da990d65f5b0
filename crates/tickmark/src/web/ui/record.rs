//! The record: definitions of a thing, its history entry by entry, and the hashes that prove it.

use super::{Icon, copy};
use maud::{Markup, html};
use std::borrow::Cow;

/// Terms and what they are for one thing.
pub(crate) fn definition_list(pairs: &[(&str, Markup)]) -> Markup {
    html! {
        dl.definitions { @for (term, value) in pairs { div { dt { (term) } dd { (value) } } } }
    }
}

/// One entry of the history.
pub(crate) struct Moment<'a> {
    /// Number of the ledger entry.
    pub entry: u64,
    /// Where the entry is shown in full.
    pub href: Cow<'a, str>,
    /// Who did it.
    pub who: Cow<'a, str>,
    /// What was done, as a sentence without its subject: `accepted evidence EV-17`.
    pub what: Markup,
    /// When, for people.
    pub when: Cow<'a, str>,
    /// When, RFC 3339, for machines.
    pub instant: Cow<'a, str>,
    /// The reason that was given; empty for none.
    pub reason: Cow<'a, str>,
    /// The day that this entry opens, for people; entries of one day stand under one date.
    pub day: Cow<'a, str>,
}

/// The history, newest first as given, a heading for each day.
pub(crate) fn timeline(moments: &[Moment<'_>]) -> Markup {
    html! {
        div.timeline {
            @for day in moments.chunk_by(|a, b| a.day == b.day) {
                h3.timeline-day { (day[0].day) }
                ol {
                    @for moment in day {
                        li.moment {
                            p.moment-what { strong { (moment.who) } " " (moment.what) }
                            @if !moment.reason.is_empty() { p.moment-reason { "“" (moment.reason) "”" } }
                            p.moment-when {
                                time datetime=(moment.instant) { (moment.when) }
                                " · " a href=(moment.href) { "entry " (moment.entry) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Chooses the day as of which a page shows what had been recorded. `keep` are the other parts of the address.
pub(crate) fn as_of_picker(action: &str, day: &str, keep: &[(&str, &str)]) -> Markup {
    html! {
        form.as-of method="get" action=(action) {
            @for (name, value) in keep { input type="hidden" name=(name) value=(value); }
            label { (Icon::Calendar.svg()) span { "As of" } input type="date" name="as_of" value=(day); }
            button.button.quiet type="submit" { "Show" }
        }
    }
}

/// Chooses the two days of a page: by when something was recorded, and on which day validity is judged. `judged` is
/// empty when nobody chose one. `keep` are the other parts of the address.
pub(crate) fn day_picker(action: &str, recorded: &str, judged: &str, past: bool, keep: &[(&str, &str)]) -> Markup {
    html! {
        details.days {
            summary.button {
                (Icon::Calendar.svg())
                @if past { "As of " (recorded) } @else if judged.is_empty() { "As of today" } @else { "Judged on " (judged) }
            }
            form method="get" action=(action) {
                @for (name, value) in keep { input type="hidden" name=(name) value=(value); }
                label.field {
                    span.field-label { "Recorded by" }
                    span.hint { "What the ledger held at the end of this day; left empty, today." }
                    input type="date" name="as-of" value=(if past { recorded } else { "" });
                }
                label.field {
                    span.field-label { "Judged on" }
                    span.hint { "The day on which reports must be in date; left empty, the same day." }
                    input type="date" name="on" value=(judged);
                }
                div.actions {
                    button.button.primary type="submit" { "Show" }
                    @if past || !judged.is_empty() { a.button.quiet href=(action) { "Today" } }
                }
            }
        }
    }
}

/// A hash, shortened to twelve digits, whole in its title and for copying.
pub(crate) fn hash(hex: &str) -> Markup {
    let short = hex.get(..12).unwrap_or(hex);
    html! {
        span.hash {
            code title=(hex) { (short) @if short.len() < hex.len() { "…" } }
            (copy(hex, "hash"))
        }
    }
}

/// A command or a piece of a file, in lines, that can be copied.
pub(crate) fn code(text: &str) -> Markup {
    code_of(text, "command")
}

/// The same for what is no command: `what` is its word on the button that copies it, such as `link` or `secret`.
pub(crate) fn code_of(text: &str, what: &str) -> Markup {
    html! { div.code { pre tabindex="0" { code { (super::whole(text)) } } (copy(text, what)) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(entry: u64, day: &'static str) -> Moment<'static> {
        Moment {
            entry,
            href: format!("/history/{entry}").into(),
            who: "Ines".into(),
            what: html! { "imported 118 controls" },
            when: "09:12".into(),
            instant: "2026-11-21T09:12:00Z".into(),
            reason: "".into(),
            day: day.into(),
        }
    }

    #[test]
    fn entries_of_one_day_stand_under_one_date() {
        let text = timeline(&[moment(412, "21 Nov"), moment(411, "21 Nov"), moment(410, "20 Nov")]).into_string();
        assert_eq!(text.matches("timeline-day").count(), 2);
        assert!(text.contains("entry 412") && text.contains(r#"datetime="2026-11-21T09:12:00Z""#));
    }

    #[test]
    fn a_hash_is_shortened_for_the_eye_only() {
        let text = hash("3f9a00112233445566").into_string();
        assert!(text.contains(">3f9a00112233…</code>") && text.contains(r#"data-copy="3f9a00112233445566""#));
        assert!(!hash("ab").into_string().contains('…'));
    }
}
