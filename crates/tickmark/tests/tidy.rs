//! The rules of the house, held by the house: every check reads the tree as text and names each offender.
//!
//! A failure lists `file:line: what is wrong; what to do`. Exceptions are named in tables with their reason; an
//! exception that is no longer needed is an offender too.

mod tidy {
    mod commands;
    mod offences;
    mod papers;
    mod requirements;
    mod schemas;
    mod shown_by;
    mod sizes;
    mod source;
    mod spelling;
    mod tree;
    mod walls;
}
