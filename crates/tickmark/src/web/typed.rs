//! What was typed into a form. A refused form is shown again with the sentence and the hint beside it, nothing lost.

use super::problem::Problem;
use super::ui::{self, Tone};
use super::visit::Visit;
use axum::Form;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::refusal::Refusal;
use jiff::civil::Date;
use maud::{Markup, html};

/// The fields of a form, in their order; a group of boxes gives its name more than once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed(Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for Typed {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Typed, Problem> {
        let unreadable = |_| Refusal::NotPossible {
            sentence: "the form cannot be read".to_owned(),
            hint: "go back and send it again".to_owned(),
        };
        let Form(fields) = Form::from_request(request, state).await.map_err(unreadable)?;
        Ok(Typed(fields))
    }
}

impl FromIterator<(String, String)> for Typed {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(fields: I) -> Typed {
        Typed(fields.into_iter().collect())
    }
}

impl Typed {
    /// The fields of a form that is shown for the first time.
    pub(crate) fn of<const N: usize>(fields: [(&str, &str); N]) -> Typed {
        Typed(fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec())
    }

    /// One value more, as a group of boxes gives its name again.
    pub(crate) fn add(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// The same with more fields at its end.
    pub(crate) fn and(mut self, more: impl IntoIterator<Item = (String, String)>) -> Typed {
        self.0.extend(more);
        self
    }

    /// Name and value of each field, in their order.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (String, String)> {
        self.0.iter().cloned()
    }

    /// A field as typed; empty when it was not sent.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
    }

    /// Every value of a group of boxes.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The lines of a field that holds a list.
    pub(crate) fn lines(&self, name: &str) -> Vec<String> {
        self.get(name).lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect()
    }

    /// A day that has to be there.
    ///
    /// # Errors
    /// A refusal when it is empty or no date; `field` is what people call it.
    pub(crate) fn day(&self, name: &str, field: &'static str) -> Result<Date, Refusal> {
        let text = self.get(name).trim();
        if text.is_empty() {
            return Err(Refusal::Empty { field, wanted: "a day such as 2026-03-31" });
        }
        text.parse().map_err(|_| Refusal::NotPossible {
            sentence: format!("{field}: `{text}` is no date"),
            hint: "write it like 2026-03-31".to_owned(),
        })
    }
}

/// What was done; or, when the rules say no, the page again with the refusal on it.
///
/// # Errors
/// What `again` cannot show, and every problem that is no refusal.
pub(crate) fn or_again(
    done: Result<Response, Problem>,
    again: impl FnOnce(&Refusal) -> Result<Response, Problem>,
) -> Result<Response, Problem> {
    match done {
        // A fresh proof is asked for on a page of its own, which sends the same form again.
        Err(Problem::Refused(refusal @ Refusal::StepUp { .. })) => Err(refusal.into()),
        Err(Problem::Refused(refusal)) => {
            let status = match refusal {
                Refusal::NotAllowed(_) => StatusCode::FORBIDDEN,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            Ok((status, again(&refusal)?).into_response())
        }
        other => other,
    }
}

/// A form belongs to today: an earlier day can be read and not be changed.
///
/// # Errors
/// A refusal when the visit looks at an earlier day.
pub(crate) fn only_today(visit: &Visit) -> Result<(), Refusal> {
    if visit.in_the_past() {
        return Err(Refusal::NotPossible {
            sentence: "an earlier day can be read and not be changed".to_owned(),
            hint: "go back to today first".to_owned(),
        });
    }
    Ok(())
}

/// The refusal above the form that it speaks of.
pub(crate) fn refused(refusal: Option<&Refusal>) -> Markup {
    html! {
        @if let Some(refusal) = refusal {
            div role="alert" {
                (ui::notice(Tone::Danger, &sentence(&refusal.to_string()), html! { (sentence(&refusal.hint())) }))
            }
        }
    }
}

/// Words as a sentence for a page: a capital letter unless it begins with a name, quotation marks in place of the
/// terminal's backquotes, and a full stop.
pub(crate) fn sentence(words: &str) -> String {
    let first_word = words.split(' ').next().unwrap_or_default();
    let name = first_word.contains(|c: char| !c.is_alphabetic() && !matches!(c, ',' | ':' | '-' | '\''));
    let mut letters = words.chars();
    let first =
        letters.next().map(|c| if name { c.to_string() } else { c.to_uppercase().collect() }).unwrap_or_default();
    let end = if words.ends_with(['.', '?', '!']) || words.is_empty() { "" } else { "." };
    let mut quotes = ["\u{201c}", "\u{201d}"].into_iter().cycle();
    let mut text = String::new();
    for c in first.chars().chain(letters) {
        match c {
            '`' => text.push_str(quotes.next().unwrap_or("`")),
            other => text.push(other),
        }
    }
    text + end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_stands_as_a_sentence_with_its_hint() {
        let text = refused(Some(&Refusal::Empty { field: "the reason", wanted: "why" })).into_string();
        assert!(text.contains("The reason is empty.") && text.contains("Write why."), "{text}");
        assert!(refused(None).into_string().is_empty());
    }

    #[test]
    fn a_sentence_leaves_names_as_they_are_and_quotes_as_pages_do() {
        assert_eq!(sentence("nohead.csv: no column says it"), "nohead.csv: no column says it.");
        assert_eq!(sentence("`X-1` stands twice"), "\u{201c}X-1\u{201d} stands twice.");
        assert_eq!(sentence("did you mean `CC6.1`?"), "Did you mean \u{201c}CC6.1\u{201d}?");
        assert_eq!(sentence(""), "");
    }

    #[test]
    fn a_day_is_read_or_said_to_be_none() {
        let typed = Typed::of([("on", " 2026-03-31 "), ("until", "soon"), ("list", "a\n\n b \r\n")]);
        assert_eq!(typed.day("on", "the day").map(|d| d.to_string()), Ok("2026-03-31".to_owned()));
        assert!(matches!(typed.day("until", "the day"), Err(Refusal::NotPossible { .. })));
        assert!(matches!(typed.day("from", "the day"), Err(Refusal::Empty { .. })));
        assert_eq!(typed.lines("list"), ["a", "b"]);
    }
}
