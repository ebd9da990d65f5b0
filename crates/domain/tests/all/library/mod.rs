//! The built-in library as the reports and rules see it, and an organisation that starts from it.

use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::registers::{Recorded, Registers};
use domain::reports::coverage::{Coverage, coverage};
use domain::reports::lens::Lens;
use domain::rules::decide;
use domain::stamp::{Badge, Stamp};
use domain::values::{
    Catalogue, Categories, Control, Crosswalk, Framework, LibraryDocument, Link, Mode, Overlap, Profile, Status, Target,
};
use jiff::civil::{Date, date};
use jiff::{Timestamp, tz::TimeZone};

/// The mapping that the worked examples are about.
pub(crate) const TRUVO: &str = "truvo-2026-05";
/// The day on which the tests take place.
pub(crate) const TODAY: Date = date(2026, 11, 21);

/// Noon of [`TODAY`], microseconds since 1970.
pub(crate) const NOON_US: i64 = 1_795_262_400_000_000;
/// Who begins every organisation: its first owner and programme manager.
pub(crate) const FIRST: &str = "person-1";

/// The whole built-in library.
pub(crate) fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for document in formats::library::builtin::all() {
        catalogue.insert(document);
    }
    catalogue
}

/// A set of categories from its ids.
pub(crate) fn scope(ids: &str) -> Categories {
    Categories::parse(ids).unwrap()
}

/// Coverage of a scope through a crosswalk.
pub(crate) fn covered(catalogue: &Catalogue, crosswalk: &str, categories: &str, mode: Mode) -> Coverage {
    coverage(&Lens::new(catalogue.reading(crosswalk).unwrap(), scope(categories), mode))
}

/// The literal lens on the mapping of the worked examples.
pub(crate) fn truvo<'a>(catalogue: &'a Catalogue, categories: &str) -> Lens<'a> {
    Lens::new(catalogue.reading(TRUVO).unwrap(), scope(categories), Mode::Literal)
}

/// Words separated by blanks, as a list of ids.
pub(crate) fn ids(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

/// One organisation over the built-in library, changed by commands as `app` would.
#[derive(Clone)]
pub(crate) struct Organisation {
    /// What is so.
    pub(crate) registers: Registers,
    /// The time of the next command, microseconds since 1970; at first the noon of [`TODAY`].
    pub(crate) clock_us: i64,
}

impl Organisation {
    /// Begun with the default profile by [`FIRST`].
    pub(crate) fn begun() -> Organisation {
        Organisation::with(Profile::default())
    }

    /// Begun with a profile.
    pub(crate) fn with(profile: Profile) -> Organisation {
        let mut organisation = Organisation { registers: Registers::default(), clock_us: NOON_US };
        let documents = formats::library::builtin::all();
        organisation.does(Command::CreateOrganisation { name: "Acme Cloud".into(), documents, profile });
        organisation
    }

    /// Judges a command and touches nothing.
    pub(crate) fn decides(&self, command: Command) -> Result<Vec<Event>, Refusal> {
        self.judges(&Badge::fresh(FIRST), command)
    }

    /// Judges a command, expects a refusal, and checks that judging touched nothing.
    pub(crate) fn refuses(&self, command: Command) -> Refusal {
        self.refuses_to(&Badge::fresh(FIRST), command)
    }

    /// Judges a command, expects events, folds them in and returns them.
    pub(crate) fn does(&mut self, command: Command) -> Vec<Event> {
        self.does_as(&Badge::fresh(FIRST), command)
    }

    /// Judges a command of whoever shows that badge.
    pub(crate) fn judges(&self, badge: &Badge, command: Command) -> Result<Vec<Event>, Refusal> {
        let today = day_of(self.clock_us);
        let fresh = format!("{:08x}", self.registers.entries);
        decide(&self.registers, command, &Stamp { at_us: self.clock_us, today, by: badge.clone(), fresh })
    }

    /// As [`Organisation::refuses`], for whoever shows that badge.
    pub(crate) fn refuses_to(&self, badge: &Badge, command: Command) -> Refusal {
        let before = self.registers.clone();
        let refusal = self.judges(badge, command).expect_err("the rules refuse this");
        assert_eq!(self.registers, before, "a refusal touches nothing");
        assert!(!refusal.to_string().is_empty() && !refusal.hint().is_empty(), "{refusal:?} says why and what to do");
        refusal
    }

    /// As [`Organisation::does`], for whoever shows that badge.
    pub(crate) fn does_as(&mut self, badge: &Badge, command: Command) -> Vec<Event> {
        let told = format!("{} by {}", command.verb(), badge.person);
        let events = self.judges(badge, command).unwrap_or_else(|refusal| panic!("{told}: {refusal}"));
        assert!(!events.is_empty(), "a change that happened left an event");
        self.clock_us += 1_000_000;
        for event in &events {
            self.registers.apply(Recorded { at_us: self.clock_us, by: &badge.person }, event.clone());
        }
        events
    }
}

/// The day of a moment, in UTC.
pub(crate) fn day_of(at_us: i64) -> Date {
    Timestamp::from_microsecond(at_us).unwrap().to_zoned(TimeZone::UTC).date()
}

/// Who asks, and when, for judging without an organisation.
pub(crate) fn stamp(at_us: i64) -> Stamp {
    Stamp { at_us, today: TODAY, by: Badge::fresh(FIRST), fresh: "0a".into() }
}

/// A control in place that is linked to items, written `CC6.1` or `A.5.7` or `clause 9.3.2`.
pub(crate) fn control(id: &str, items: &str) -> Control {
    let links = items.split(',').map(str::trim).filter(|i| !i.is_empty()).map(|item| {
        let framework = if item.starts_with("A.") || item.starts_with("A ") || item.starts_with("clause") {
            "iso27001-2022"
        } else {
            "soc2-tsc-2017"
        };
        let item = item.trim_start_matches("clause ").to_owned();
        (Target { framework: framework.into(), item }.key(), link(Overlap::Full))
    });
    let name = format!("Control {id}");
    Control { id: id.into(), name, status: Status::InPlace, links: links.collect(), ..Control::default() }
}

/// A link with a reason.
pub(crate) fn link(extent: Overlap) -> Link {
    Link { reason: "the control does what the item asks".into(), extent }
}

/// A link target on the ISO side.
pub(crate) fn iso(item: &str) -> Target {
    Target { framework: "iso27001-2022".into(), item: item.into() }
}

/// A link target on the SOC 2 side.
pub(crate) fn soc2(item: &str) -> Target {
    Target { framework: "soc2-tsc-2017".into(), item: item.into() }
}

/// The built-in mapping of the worked examples, copied, to be changed.
pub(crate) fn truvo_document() -> Crosswalk {
    formats::library::builtin::crosswalk(TRUVO).unwrap().clone()
}

/// The built-in ISO/IEC 27001:2022, copied, to be changed.
pub(crate) fn iso_document() -> Framework {
    formats::library::builtin::framework("iso27001-2022").unwrap().clone()
}

/// The command that adopts a crosswalk.
pub(crate) fn adopt(crosswalk: Crosswalk) -> Command {
    Command::AdoptDocument { document: Box::new(LibraryDocument::Crosswalk(crosswalk)) }
}
