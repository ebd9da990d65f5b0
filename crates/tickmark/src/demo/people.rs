//! The invented people: those of Fathom Freight and Halyard Legal, and those who come from outside.

use app::{App, Failure};

/// Somebody invented, as `first-last`, with the name and address that they write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Someone {
    pub(super) key: &'static str,
    pub(super) name: &'static str,
    pub(super) email: &'static str,
}

impl Someone {
    /// The id under which they act, as [`App::demo_actor`] makes it.
    pub(super) fn id(self) -> String {
        format!("demo-{}", self.key)
    }
}

const fn someone(key: &'static str, name: &'static str, email: &'static str) -> Someone {
    Someone { key, name, email }
}

// Controls name their owner as people write it.
pub(super) const NOOR: &str = "Noor Haddad";
pub(super) const ERIK: &str = "Erik Lindqvist";
pub(super) const ADAEZE: &str = "Adaeze Okafor";
pub(super) const MATEUS: &str = "Mateus Ribeiro";
pub(super) const INGRID: &str = "Ingrid Solheim";
pub(super) const PRIYA: &str = "Priya Raman";
pub(super) const YUKI: &str = "Yuki Tanabe";
pub(super) const DANIEL: &str = "Daniel Weiss";
pub(super) const SAMIRA: &str = "Samira El Amin";
pub(super) const TOMAS: &str = "Tomas Vrba";

/// Security lead; runs the programme.
pub(super) const SECURITY_LEAD: Someone = someone("noor-haddad", NOOR, "noor.haddad@fathom.example");
/// Engineering lead.
pub(super) const ENGINEERING: Someone = someone("erik-lindqvist", ERIK, "erik.lindqvist@fathom.example");
/// People Operations and offices.
pub(super) const PEOPLE_OPERATIONS: Someone = someone("adaeze-okafor", ADAEZE, "adaeze.okafor@fathom.example");
/// Platform team.
pub(super) const PLATFORM: Someone = someone("yuki-tanabe", YUKI, "yuki.tanabe@fathom.example");
/// Chief executive.
pub(super) const CHIEF_EXECUTIVE: Someone = someone("ingrid-solheim", INGRID, "ingrid.solheim@fathom.example");
/// Chief technology officer.
pub(super) const CHIEF_TECHNOLOGY: Someone = someone("mateus-ribeiro", MATEUS, "mateus.ribeiro@fathom.example");
/// Finance; the second owner.
pub(super) const FINANCE: Someone = someone("priya-raman", PRIYA, "priya.raman@fathom.example");
/// IT.
pub(super) const IT: Someone = someone("daniel-weiss", DANIEL, "daniel.weiss@fathom.example");
/// Customers and suppliers.
pub(super) const CUSTOMERS: Someone = someone("samira-el-amin", SAMIRA, "samira.el-amin@fathom.example");
/// Operations.
pub(super) const OPERATIONS: Someone = someone("tomas-vrba", TOMAS, "tomas.vrba@fathom.example");
/// Works there and answers what is asked.
pub(super) const ANALYST: Someone = someone("lena-fischer", "Lena Fischer", "lena.fischer@fathom.example");
/// On leave.
pub(super) const ON_LEAVE: Someone = someone("oskar-nyman", "Oskar Nyman", "oskar.nyman@fathom.example");
/// Has left.
pub(super) const LEAVER: Someone = someone("petra-vogel", "Petra Vogel", "petra.vogel@fathom.example");
/// Has left, and nobody confirmed that access was removed.
pub(super) const FORMER: Someone = someone("ramon-ortega", "Ramon Ortega", "ramon.ortega@fathom.example");
/// Begins next month.
pub(super) const NEWCOMER: Someone = someone("wei-chen", "Wei Chen", "wei.chen@fathom.example");
/// Audits from inside; came when everything was built.
pub(super) const AUDITOR: Someone = someone("hanna-virtanen", "Hanna Virtanen", "hanna.virtanen@fathom.example");
/// Of the CPA firm.
pub(super) const CPA: Someone = someone("caroline-mbeki", "Caroline Mbeki", "caroline.mbeki@whitfield-lowe.example");
/// Works for several clients.
pub(super) const CONSULTANT: Someone = someone("jonas-keller", "Jonas Keller", "jonas.keller@keller-roth.example");
/// Managing partner of Halyard Legal.
pub(super) const PARTNER: Someone = someone("beatrix-thorne", "Beatrix Thorne", "beatrix.thorne@halyard.example");
/// Runs what Halyard Legal has of IT.
pub(super) const OFFICE: Someone = someone("callum-reid", "Callum Reid", "callum.reid@halyard.example");

const EVERYBODY: [Someone; 20] = [
    SECURITY_LEAD,
    ENGINEERING,
    PEOPLE_OPERATIONS,
    PLATFORM,
    CHIEF_EXECUTIVE,
    CHIEF_TECHNOLOGY,
    FINANCE,
    IT,
    CUSTOMERS,
    OPERATIONS,
    ANALYST,
    ON_LEAVE,
    LEAVER,
    FORMER,
    NEWCOMER,
    AUDITOR,
    CPA,
    CONSULTANT,
    PARTNER,
    OFFICE,
];

/// Keeps names and addresses of all of them.
pub(super) fn keep(app: &App) -> Result<(), Failure> {
    EVERYBODY.iter().try_for_each(|person| app.put_demo_person(&person.id(), person.name, person.email))
}

/// Whose name this is.
pub(super) fn named(name: &str) -> Option<Someone> {
    EVERYBODY.into_iter().find(|person| person.name == name)
}
