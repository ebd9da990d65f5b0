//! Reasons that owners wrote for imported links before the auditor's next visit; until then only the file was named.

use super::controls::CRITERIA;
use super::story::Moment;
use domain::command::Command;
use domain::values::{Overlap, Target};
use jiff::civil::Date;

/// Days before today, who, own control, criterion, why it answers it.
type Reasoned = (i32, &'static str, &'static str, &'static str, &'static str);

const REASONED: &[Reasoned] = &[
    (216, "adaeze-okafor", "GV-01", "CC1.1", "What is expected of each person is written, signed and asked for again."),
    (216, "adaeze-okafor", "GV-01", "CC1.5", "A breach of the code has named consequences."),
    (
        215,
        "adaeze-okafor",
        "GV-03",
        "CC1.3",
        "Lines of report and security duties are on the chart and in descriptions.",
    ),
    (215, "adaeze-okafor", "HR-01", "CC1.4", "Nobody starts before the check is cleared."),
    (214, "noor-haddad", "GV-02", "CC1.2", "Outside directors hear of security without a filter and ask back."),
    (214, "noor-haddad", "RM-02", "CC3.1", "Each objective has a figure against which a risk can be judged."),
    (213, "noor-haddad", "RM-01", "CC3.2", "Every risk gets likelihood, impact, an owner and a response."),
    (209, "erik-lindqvist", "AC-02", "CC6.2", "No account exists without two approvals on record."),
    (209, "erik-lindqvist", "AC-03", "CC6.3", "Rights end with the job, within one business day."),
    (208, "erik-lindqvist", "AC-04", "CC6.3", "Rights that no longer fit the role are struck each quarter."),
    (208, "erik-lindqvist", "AC-05", "CC6.1", "Standing rights in production do not exist."),
    (207, "erik-lindqvist", "SD-01", "CC8.1", "No author can release alone."),
    (203, "yuki-tanabe", "NW-01", "CC6.6", "From outside, only the named gateways can be reached."),
    (203, "yuki-tanabe", "DP-01", "CC6.7", "Data on the move cannot be read on the way."),
    (202, "yuki-tanabe", "OP-01", "CC7.2", "Anomalies can be found because all sources log to one place."),
    (202, "yuki-tanabe", "OP-02", "CC7.3", "Each alert gets a verdict, with the time it took."),
    (201, "yuki-tanabe", "BC-01", "A1.2", "A copy survives the loss of the production account."),
    (194, "noor-haddad", "IR-01", "CC7.4", "Roles, containment and messages are settled before they are needed."),
    (193, "noor-haddad", "IR-02", "CC7.5", "Repairs that keep an incident from coming back are tracked to the end."),
    (192, "noor-haddad", "GV-04", "CC5.3", "Policies say what is expected and procedures who does it."),
    (
        191,
        "noor-haddad",
        "SU-01",
        "CC9.2",
        "No vendor with our data is off the list, and its tier sets how hard we look.",
    ),
    (190, "noor-haddad", "GV-08", "CC2.3", "Customers know what we promise and whom to tell when it breaks."),
];

/// All reasons written afterwards.
pub(super) fn all(today: Date) -> impl Iterator<Item = Moment> {
    REASONED.iter().map(move |(days, by, id, item, reason)| {
        let target = Target { framework: CRITERIA.to_owned(), item: (*item).to_owned() };
        let (id, reason) = ((*id).to_owned(), (*reason).to_owned());
        Moment::new(today, *days, by, Command::LinkControl { id, target, reason, extent: Overlap::Full })
    })
}
