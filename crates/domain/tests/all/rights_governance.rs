//! Waivers that management approves (SoD-18), and deeds that two persons agree on (SoD-8).

mod deeds;
mod waivers;
