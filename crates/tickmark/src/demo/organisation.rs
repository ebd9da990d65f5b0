//! Fathom Freight itself: 64 people in Gothenburg and Boston who sell software for shipping documents.

use super::story::Moment;
use domain::command::Command;
use domain::values::{Categories, Category, Hosting, Profile};
use jiff::civil::Date;

/// The name under which it trades.
pub(super) const NAME: &str = "Fathom Freight";

const SERVICES: [&str; 2] =
    ["Fathom Docs (bills of lading, customs and freight documents)", "Fathom Booking interface"];
const ADDED_SERVICE: &str = "Fathom Track (shipment status)";
const LOCATIONS: [&str; 2] = ["Gothenburg, Lindholmen", "Boston, Fort Point"];
const ISMS_SCOPE: &str = "Development, operation and support of the Fathom Freight services for shipping documents by \
     64 people in Gothenburg and Boston, run at Nimbus Cloud in the regions Stockholm and Virginia; finance and sales \
     systems are outside except where they hold customer data.";

/// The scope of the examination that lies behind it: Security and Availability.
pub(super) fn at_first() -> Profile {
    Profile {
        services: SERVICES.map(str::to_owned).to_vec(),
        categories: Categories::SECURITY.with(Category::Availability),
        hosting: Hosting::Cloud,
        locations: LOCATIONS.map(str::to_owned).to_vec(),
        ..Profile::default()
    }
}

/// How the scope grew: Confidentiality for a customer, an ISMS for the first European enterprise contract, a service.
pub(super) fn scopes(today: Date) -> [Moment; 3] {
    let confidential = Profile { categories: at_first().categories.with(Category::Confidentiality), ..at_first() };
    let managed = Profile { isms_scope: ISMS_SCOPE.to_owned(), ..confidential.clone() };
    let mut tracked = managed.clone();
    tracked.services.push(ADDED_SERVICE.to_owned());
    [
        Moment::new(today, 182, "noor-haddad", Command::SetProfile { profile: confidential }),
        Moment::new(today, 144, "noor-haddad", Command::SetProfile { profile: managed }),
        Moment::new(today, 58, "erik-lindqvist", Command::SetProfile { profile: tracked }),
    ]
}

/// The headings of its spreadsheet, kept for the next import.
pub(super) fn columns(today: Date, days: i32) -> Moment {
    let headings = [
        ("id", "No."),
        ("name", "Control"),
        ("activity", "What we do"),
        ("owner", "Responsible"),
        ("type", "Kind"),
        ("policy", "Policy"),
        ("status", "Implemented?"),
        ("frequency", "How often"),
        ("criteria", "TSC"),
    ];
    let columns = headings.into_iter().map(|(field, heading)| (field.to_owned(), heading.to_owned())).collect();
    let name = "Fathom control sheet".to_owned();
    Moment::new(today, days, "noor-haddad", Command::SaveColumns { name, columns })
}
