//! Reads a filter from its words; `and` binds closer than `or`, and nothing is nested deeper than a named maximum.

use super::words::{Word, unfit, words};
use super::{Filter, Operator, Target};
use crate::scim::attributes::{Attribute, Kind, Named};
use crate::scim::path::without_schema;
use crate::scim::problem::ScimError;
use serde_json::Value;

/// Deepest nesting.
const DEEPEST: usize = 20;

/// What names may stand for.
enum About<'a> {
    Resources(&'a [Kind]),
    ValuesOf(&'static Attribute),
}

pub(super) struct Reader<'a> {
    words: Vec<Word>,
    at: usize,
    deep: usize,
    about: About<'a>,
}

impl<'a> Reader<'a> {
    pub(super) fn of_resources(text: &str, kinds: &'a [Kind]) -> Result<Reader<'a>, ScimError> {
        Ok(Reader { words: words(text)?, at: 0, deep: 0, about: About::Resources(kinds) })
    }

    pub(super) fn of_values(text: &str, attribute: &'static Attribute) -> Result<Reader<'a>, ScimError> {
        Ok(Reader { words: words(text)?, at: 0, deep: 0, about: About::ValuesOf(attribute) })
    }

    /// The whole filter.
    pub(super) fn whole(mut self) -> Result<Filter, ScimError> {
        let filter = self.either()?;
        if self.at < self.words.len() {
            return Err(unfit("the filter goes on after its end"));
        }
        Ok(filter)
    }

    fn either(&mut self) -> Result<Filter, ScimError> {
        self.deep += 1;
        if self.deep > DEEPEST {
            return Err(unfit(format!("a filter is nested at most {DEEPEST} deep")));
        }
        let mut filter = self.both()?;
        while self.take_name("or") {
            filter = Filter::Or(Box::new(filter), Box::new(self.both()?));
        }
        self.deep -= 1;
        Ok(filter)
    }

    fn both(&mut self) -> Result<Filter, ScimError> {
        let mut filter = self.one()?;
        while self.take_name("and") {
            filter = Filter::And(Box::new(filter), Box::new(self.one()?));
        }
        Ok(filter)
    }

    fn one(&mut self) -> Result<Filter, ScimError> {
        if self.take_name("not") {
            return match self.take_sign('(') {
                true => Ok(Filter::Not(Box::new(self.group(')')?))),
                false => Err(unfit("`not` is followed by a filter in parentheses")),
            };
        }
        if self.take_sign('(') {
            return self.group(')');
        }
        let name = match self.words.get(self.at) {
            Some(Word::Name(name)) => name.clone(),
            _ => return Err(unfit("an attribute is missing, such as `userName eq \"barbara\"`")),
        };
        self.at += 1;
        if self.take_sign('[') {
            return self.chosen(&name);
        }
        let target = self.target(&name)?;
        self.compared(target)
    }

    fn group(&mut self, close: char) -> Result<Filter, ScimError> {
        let filter = self.either()?;
        if self.take_sign(close) { Ok(filter) } else { Err(unfit(format!("`{close}` is missing"))) }
    }

    /// `emails[type eq "work"]`, and what some add to it: `.value eq "..."`.
    fn chosen(&mut self, name: &str) -> Result<Filter, ScimError> {
        let About::Resources(kinds) = self.about else {
            return Err(unfit("values in brackets are not nested"));
        };
        let Some(attribute) = kept(kinds, name)?.filter(|attribute| attribute.is_list()) else {
            return Err(unfit(format!("`{name}` is no list")));
        };
        self.about = About::ValuesOf(attribute);
        let inner = self.group(']');
        let filter = match (inner, self.words.get(self.at)) {
            (Ok(inner), Some(Word::Name(part))) if part.starts_with('.') => {
                let part = part.trim_start_matches('.').to_owned();
                self.at += 1;
                let target = self.target(&part)?;
                Ok(Filter::And(Box::new(inner), Box::new(self.compared(target)?)))
            }
            (inner, _) => inner,
        };
        self.about = About::Resources(kinds);
        Ok(Filter::Some(attribute.name.to_owned(), Box::new(filter?)))
    }

    fn compared(&mut self, target: Target) -> Result<Filter, ScimError> {
        let word = match self.words.get(self.at) {
            Some(Word::Name(word)) => word.to_ascii_lowercase(),
            _ => return Err(unfit(format!("`{}` is followed by no operator", target.name))),
        };
        self.at += 1;
        let operator = match word.as_str() {
            "pr" => return Ok(Filter::Present(target)),
            "eq" => Operator::Equal,
            "ne" => Operator::NotEqual,
            "co" => Operator::Contains,
            "sw" => Operator::StartsWith,
            "ew" => Operator::EndsWith,
            "gt" => Operator::Greater,
            "ge" => Operator::GreaterOrEqual,
            "lt" => Operator::Less,
            "le" => Operator::LessOrEqual,
            other => return Err(unfit(format!("`{other}` is no operator"))),
        };
        match self.words.get(self.at) {
            Some(Word::Value(wanted)) => {
                let wanted: Value = wanted.clone();
                self.at += 1;
                Ok(Filter::Compare(target, operator, wanted))
            }
            _ => Err(unfit(format!("`{word}` is followed by no value; texts stand in quotes"))),
        }
    }

    fn target(&self, name: &str) -> Result<Target, ScimError> {
        let kinds = match &self.about {
            About::Resources(kinds) => *kinds,
            About::ValuesOf(attribute) => {
                let part = attribute.part(name).map(str::to_owned);
                let known = part.or_else(|| attribute.passes_over(name).then(|| name.to_owned()));
                let known = known.ok_or_else(|| unfit(format!("`{}` has no part `{name}`", attribute.name)))?;
                return Ok(Target { name: known, part: None });
            }
        };
        let bare = kinds.iter().find_map(|kind| without_schema(*kind, name));
        let Some(bare) = bare else {
            return Ok(Target { name: name.to_owned(), part: None });
        };
        let (first, part) = bare.split_once('.').map_or((bare, None), |(first, part)| (first, Some(part)));
        let Some(attribute) = kept(kinds, first)? else {
            return Ok(Target { name: first.to_owned(), part: part.map(str::to_owned) });
        };
        let part = match part {
            None => None,
            Some(part) => Some(match attribute.part(part) {
                Some(part) => part.to_owned(),
                None if attribute.passes_over(part) => part.to_owned(),
                None => return Err(unfit(format!("`{first}` has no part `{part}`"))),
            }),
        };
        Ok(Target { name: attribute.name.to_owned(), part })
    }

    fn take_name(&mut self, wanted: &str) -> bool {
        let there = matches!(self.words.get(self.at), Some(Word::Name(name)) if name.eq_ignore_ascii_case(wanted));
        self.at += usize::from(there);
        there
    }

    fn take_sign(&mut self, wanted: char) -> bool {
        let there = self.words.get(self.at) == Some(&Word::Sign(wanted));
        self.at += usize::from(there);
        there
    }
}

/// The attribute of this name; `None` for one that is known and passed over, which no resource has.
fn kept(kinds: &[Kind], name: &str) -> Result<Option<&'static Attribute>, ScimError> {
    let mut known = false;
    for kind in kinds {
        let bare = without_schema(*kind, name).unwrap_or(name);
        match kind.named(bare) {
            Named::Kept(attribute) => return Ok(Some(attribute)),
            Named::PassedOver => known = true,
            Named::Unknown => {}
        }
    }
    if known { Ok(None) } else { Err(unfit(format!("no attribute is known as `{name}`"))) }
}
