//! JSON in which no name occurs twice: two readers of one token must not see two different claims (RFC 8725, 2.4).

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::problem::clip;

/// How the complaint about a repeated name ends.
pub(super) const TWICE: &str = "occurs twice";

/// Reads one object, and nothing after it. The error is the end of a sentence.
pub(super) fn object(bytes: &[u8]) -> Result<Map<String, Value>, String> {
    match serde_json::from_slice::<Strict>(bytes) {
        Ok(Strict(Value::Object(object))) => Ok(object),
        Ok(_) => Err("it is no JSON object".to_owned()),
        Err(problem) => Err(problem.to_string()),
    }
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Strict, D::Error> {
        from.deserialize_any(Reader).map(Strict)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("a number is out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Strict(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = items.next_key::<String>()? {
            let Strict(value) = items.next_value()?;
            if object.contains_key(&name) {
                return Err(A::Error::custom(format!("the name `{}` {TWICE}", clip(&name))));
            }
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::{TWICE, object};

    #[test]
    fn a_name_that_occurs_twice_is_refused_at_any_depth() {
        assert_eq!(object(br#"{"a":1,"b":[{"c":-2.5,"d":"x"}],"e":null}"#).unwrap().len(), 3);
        for twice in [r#"{"a":1,"a":1}"#, r#"{"b":[{"c":1,"c":2}]}"#, r#"{"a":1,"\u0061":2}"#] {
            assert!(object(twice.as_bytes()).unwrap_err().contains(TWICE), "{twice}");
        }
        assert!(object(b"[1]").is_err());
        assert!(object(b"{} {}").is_err());
        assert!(object("[".repeat(100_000).as_bytes()).is_err());
    }
}
