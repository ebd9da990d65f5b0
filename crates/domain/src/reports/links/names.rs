//! Which strings something held is made of, without writing them anywhere: ids of other objects are among them.

use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct,
    SerializeTupleVariant, Serializer,
};
use std::fmt::Error;

/// Tells every string of `held`, keys of maps among them, in the order in which it is kept. What it is made of may grow:
/// a field that comes later is told of too, so no link is forgotten here.
pub(super) fn names(held: &impl Serialize, tell: &mut dyn FnMut(&str)) {
    // What is kept serialises; were it not to, it would name nothing.
    let _ = held.serialize(Names { tell });
}

/// A serialiser that keeps nothing.
struct Names<'a> {
    tell: &'a mut dyn FnMut(&str),
}

impl Names<'_> {
    fn part<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(Names { tell: &mut *self.tell })
    }
}

/// Scalars that are no strings say nothing.
macro_rules! silent {
    ($($name:ident: $kind:ty),*) => { $(fn $name(self, _: $kind) -> Result<(), Error> { Ok(()) })* };
}

type Part<'a> = Result<Names<'a>, Error>;
type Name = &'static str;

impl<'a> Serializer for Names<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Names<'a>;
    type SerializeTuple = Names<'a>;
    type SerializeTupleStruct = Names<'a>;
    type SerializeTupleVariant = Names<'a>;
    type SerializeMap = Names<'a>;
    type SerializeStruct = Names<'a>;
    type SerializeStructVariant = Names<'a>;

    silent!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32,
        serialize_f64: f64, serialize_char: char, serialize_bytes: &[u8], serialize_unit_struct: Name
    );

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        (self.tell)(text);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: Name, _: u32, _: Name) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: Name, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: Name,
        _: u32,
        _: Name,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Part<'a> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Part<'a> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: Name, _: usize) -> Part<'a> {
        Ok(self)
    }

    fn serialize_tuple_variant(self, _: Name, _: u32, _: Name, _: usize) -> Part<'a> {
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Part<'a> {
        Ok(self)
    }

    fn serialize_struct(self, _: Name, _: usize) -> Part<'a> {
        Ok(self)
    }

    fn serialize_struct_variant(self, _: Name, _: u32, _: Name, _: usize) -> Part<'a> {
        Ok(self)
    }
}

/// Compounds tell of their parts, one by one.
macro_rules! parts {
    ($($compound:ident, $part:ident);*) => { $(
        impl $compound for Names<'_> {
            type Ok = ();
            type Error = Error;

            fn $part<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.part(value)
            }

            fn end(self) -> Result<(), Error> {
                Ok(())
            }
        }
    )* };
}

/// Those whose parts have names of their own; the names of fields are ours and not looked at.
macro_rules! fields {
    ($($compound:ident),*) => { $(
        impl $compound for Names<'_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: Name, value: &T) -> Result<(), Error> {
                self.part(value)
            }

            fn end(self) -> Result<(), Error> {
                Ok(())
            }
        }
    )* };
}

parts!(
    SerializeSeq, serialize_element;
    SerializeTuple, serialize_element;
    SerializeTupleStruct, serialize_field;
    SerializeTupleVariant, serialize_field
);
fields!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Names<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.part(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.part(value)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}
