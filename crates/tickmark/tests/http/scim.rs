//! The directory (SCIM 2.0) as an identity provider uses it: in process for each rule, and the program itself against a
//! compliance tester that others wrote.

mod entrance;
mod groups;
mod joining;
mod leaving;
mod lists;
mod server;
mod spellings;
mod tester;
mod together;
