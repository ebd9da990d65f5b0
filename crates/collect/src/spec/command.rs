//! A command: a program with its arguments, and never a line for a shell.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The most arguments of a command.
pub const ARGUMENTS_MAX: usize = 256;

/// The most bytes of one argument.
pub const ARGUMENT_BYTES_MAX: usize = 32 * 1024;

/// The most credentials that a command gets through its environment.
pub const ENVIRONMENT_MAX: usize = 32;

/// A program to run. Its arguments arrive as they are written: no shell reads them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommandSpec {
    /// An absolute path, or a bare name that is looked up in the system's own folders of programs.
    pub program: String,
    /// The arguments.
    #[serde(default)]
    pub arguments: Vec<String>,
    /// An absolute path; left out, an empty folder of its own that is removed afterwards.
    #[serde(default)]
    pub working_folder: Option<String>,
    /// Name of a variable to the name of the credential that it holds.
    #[serde(default)]
    pub environment: BTreeMap<String, String>,
    /// Exit codes with which the output counts; left out, 0 alone.
    #[serde(default = "zero")]
    pub exits: Vec<i32>,
    /// How standard output is read.
    #[serde(default)]
    pub read_as: ReadAs,
}

/// How the output of a command becomes JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadAs {
    /// One JSON document.
    #[default]
    Json,
    /// One JSON document a line; empty lines are left out.
    JsonLines,
    /// A list of the lines as text.
    TextLines,
}

fn zero() -> Vec<i32> {
    vec![0]
}
