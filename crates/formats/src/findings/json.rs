//! JSON with an end to everything: lists that stop, parts that are skipped, and errors that say where.

use super::error::FindingsError;
use super::gather::line;
use super::limits::MAX_REQUIREMENTS;
use super::outline;
use domain::values::FindingsFormat;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// Characters of what the parser says, which may quote the document.
const MAX_SAID: usize = 300;

/// Reads one document.
pub(super) fn whole<T: DeserializeOwned>(text: &str, format: FindingsFormat) -> Result<T, FindingsError> {
    outline::check(text, format)?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = one(&mut reader, format, "$", 0)?;
    reader.end().map_err(|error| broken(format, &error))?;
    Ok(value)
}

/// Reads one value after the other, as JSON lines have them; `each` gets the value with its number, counted from 1.
pub(super) fn several<T: DeserializeOwned>(
    text: &str,
    format: FindingsFormat,
    mut each: impl FnMut(usize, T) -> Result<(), FindingsError>,
) -> Result<(), FindingsError> {
    outline::check(text, format)?;
    // The parts are found first: a parser that is asked after each value whether there is more counts lines from the
    // beginning every time.
    let mut parts = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let (mut number, mut from, mut lines) = (0, 0, 0);
    while let Some(part) = parts.next() {
        part.map_err(|error| broken(format, &error))?;
        number += 1;
        let part = &text[from..parts.byte_offset()];
        from = parts.byte_offset();
        let mut reader = serde_json::Deserializer::from_str(part);
        each(number, one(&mut reader, format, &format!("object {number}"), lines)?)?;
        lines += part.bytes().filter(|byte| *byte == b'\n').count();
    }
    if number == 0 {
        let what =
            "there is nothing in the document; right would be at least one object, or an empty list `[]`".to_owned();
        return Err(FindingsError::Broken { format, place: "line 1".to_owned(), what });
    }
    Ok(())
}

fn one<T: DeserializeOwned>(
    reader: &mut serde_json::Deserializer<serde_json::de::StrRead<'_>>,
    format: FindingsFormat,
    root: &str,
    lines_before: usize,
) -> Result<T, FindingsError> {
    serde_path_to_error::deserialize(reader).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        if inner.classify() != serde_json::error::Category::Data {
            return broken(format, &inner);
        }
        let path = if path == "." { root.to_owned() } else { format!("{root}.{path}").replace(".[", "[") };
        let said = inner.to_string();
        let said = said.split(" at line ").next().unwrap_or_default();
        let (what, right) = said.split_once(", expected ").unwrap_or((said, "what the format's schema says"));
        FindingsError::Field {
            format,
            place: line(&format!("line {}, {path}", lines_before + inner.line()), MAX_SAID),
            field: line(path.rsplit('.').next().unwrap_or_default(), MAX_SAID),
            what: format!("is not as it should be ({})", line(what, MAX_SAID)),
            right: line(right, MAX_SAID),
        }
    })
}

fn broken(format: FindingsFormat, error: &serde_json::Error) -> FindingsError {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let what = if error.is_eof() {
        "the document ends here, in the middle of something".to_owned()
    } else {
        format!("this is no JSON: {}", line(said, MAX_SAID))
    };
    FindingsError::Broken { format, place: format!("line {}, column {}", error.line(), error.column()), what }
}

/// A list with at most `MAX` members; a longer one is an error.
pub(super) struct List<T, const MAX: usize>(pub(super) Vec<T>);

impl<T, const MAX: usize> Default for List<T, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>, const MAX: usize> Deserialize<'de> for List<T, MAX> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Members<T, const MAX: usize>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>, const MAX: usize> Visitor<'de> for Members<T, MAX> {
            type Value = List<T, MAX>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a list of at most {MAX} members")
            }

            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(List::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
                let mut kept = Vec::new();
                while kept.len() < MAX {
                    match members.next_element()? {
                        Some(member) => kept.push(member),
                        None => return Ok(List(kept)),
                    }
                }
                match members.next_element::<IgnoredAny>()? {
                    Some(_) => Err(Error::custom(format!("too many members, expected a list of at most {MAX}"))),
                    None => Ok(List(kept)),
                }
            }
        }
        from.deserialize_any(Members(PhantomData))
    }
}

/// The first member of a list; the others are skipped.
pub(super) struct First<T>(pub(super) Option<T>);

impl<T> Default for First<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for First<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Members<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
            type Value = First<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(First(None))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
                let first = members.next_element()?;
                while members.next_element::<IgnoredAny>()?.is_some() {}
                Ok(First(first))
            }
        }
        from.deserialize_any(Members(PhantomData))
    }
}

/// A part that a format leaves free: read if it is an object or a text that `T` takes, skipped if it is anything else.
pub(super) struct Loose<T>(pub(super) Option<T>);

impl<T> Default for Loose<T> {
    fn default() -> Self {
        Self(None)
    }
}

/// How a [`Loose`] part is built.
pub(super) trait FromLoose: Sized {
    /// From an object; one of no use is read to its end and left aside.
    fn object<'de, A: MapAccess<'de>>(object: A) -> Result<Option<Self>, A::Error> {
        IgnoredAny.visit_map(object).map(|_| None)
    }

    /// From a list; likewise.
    fn list<'de, A: SeqAccess<'de>>(list: A) -> Result<Option<Self>, A::Error> {
        IgnoredAny.visit_seq(list).map(|_| None)
    }

    /// From a text.
    fn text(_: &str) -> Option<Self> {
        None
    }
}

impl<'de, T: FromLoose> Deserialize<'de> for Loose<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any<T>(PhantomData<T>);
        impl<'de, T: FromLoose> Visitor<'de> for Any<T> {
            type Value = Loose<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("anything")
            }

            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(Loose(None))
            }

            fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
                Ok(Loose(None))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Loose(T::text(&number.to_string())))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Loose(T::text(&number.to_string())))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
                Ok(Loose(T::text(&number.to_string())))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Loose(T::text(text)))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
                T::list(list).map(Loose)
            }

            fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Self::Value, A::Error> {
                T::object(object).map(Loose)
            }
        }
        from.deserialize_any(Any(PhantomData))
    }
}

/// A text or a number.
pub(super) struct Word(pub(super) String);

impl FromLoose for Word {
    fn text(text: &str) -> Option<Self> {
        Some(Self(text.to_owned()))
    }
}

/// Texts: one alone or a list of them, of which the first [`MAX_REQUIREMENTS`] are kept.
#[derive(Default)]
pub(super) struct Words(pub(super) Vec<String>);

impl FromLoose for Words {
    fn list<'de, A: SeqAccess<'de>>(mut list: A) -> Result<Option<Self>, A::Error> {
        let mut words = Vec::new();
        while let Some(Loose(word)) = list.next_element::<Loose<Word>>()? {
            words.extend(word.map(|Word(text)| text).filter(|_| words.len() < MAX_REQUIREMENTS));
        }
        Ok(Some(Self(words)))
    }

    fn text(text: &str) -> Option<Self> {
        Some(Self(vec![text.to_owned()]))
    }
}

/// An object that is read as `T`, for a [`Loose`] part.
pub(super) fn object<'de, T: Deserialize<'de>, A: MapAccess<'de>>(object: A) -> Result<T, A::Error> {
    T::deserialize(MapAccessDeserializer::new(object))
}

/// The text of an optional field; empty where it is absent.
pub(super) fn words(text: Option<String>) -> String {
    text.unwrap_or_default()
}
