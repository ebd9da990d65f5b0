//! Requests that leave this machine: one client, with the rules for where it may go.
//!
//! A request that somebody else can aim is a way into the network of the machine that sends it. So the target is read
//! once and strictly; its name is looked up once; every address is held against the ranges that no request goes to; the
//! connection is made to a checked address, and its other end is compared. Nothing is followed, unpacked or sent
//! through a proxy, and an exchange has one deadline and one size. Targets inside the owner's network are for those on
//! an allow-list of host and port.

mod channel;
mod client;
mod deadline;
mod disbelief;
mod gate;
mod line;
mod mail;
mod message;
mod names;
mod presented;
mod ranges;
mod refused;
mod rules;
mod target;
mod trust;

pub use client::{HEAD_MAX, LINES_MAX, Outgoing};
pub use mail::{
    LINK_MAX, Letter, MAIL_PORTS, MailTls, NotSent, Password, Relay, SECRET_MAX, SUBJECT_MAX, Step, TEXT_MAX, Taken,
};
pub use message::{HEADERS_MAX, Method, REQUEST_BODY_MAX, Request, Response};
pub use names::{Names, SystemNames};
pub use presented::{CHAIN_MAX, Presented};
pub use refused::Refused;
pub use rules::{BadRules, INTERNAL_MAX, PUBLIC_PORTS, Rules};
pub use target::{HostPort, URL_MAX};
