//! Sign-on, directory, webhooks and tokens, and the second factor for what weighs most.

mod second_factor;
mod settings;
mod tokens;
