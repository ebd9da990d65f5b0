//! Rules about people: each command accepted, each reason to refuse it, when rights begin and end.

mod deputies;
mod independence;
mod members;
mod outside;
mod owners;
