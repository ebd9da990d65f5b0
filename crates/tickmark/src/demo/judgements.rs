//! What people judged: how clauses and controls stand, and which curated suggestions fit.

use super::story::Moment;
use domain::command::Command;
use domain::values::{Assessment, Practice};
use jiff::civil::Date;

/// Days before today, who, clause or control, how it stands, the three answers, and why.
type Judged = (i32, &'static str, &'static str, Practice, Answers, &'static str);
/// Is it working, is it managed, is it kept working?
type Answers = [Option<bool>; 3];

const YES: Option<bool> = Some(true);
const NO: Option<bool> = Some(false);
const OPEN: Option<bool> = None;

use Practice::{Documented, Informal, NotStarted, Running};

const JUDGED: &[Judged] = &[
    (148, "noor-haddad", "4.1", Informal, [OPEN, OPEN, OPEN], "Talked about in the board round; written down nowhere."),
    (
        148,
        "noor-haddad",
        "4.2",
        Informal,
        [OPEN, OPEN, OPEN],
        "Customers, authorities and the provider are known; their demands are in heads and contracts.",
    ),
    (
        147,
        "noor-haddad",
        "4.3",
        Informal,
        [OPEN, OPEN, OPEN],
        "The scope of the SOC 2 report is written; the scope of the management system is another one.",
    ),
    (
        147,
        "noor-haddad",
        "6.1.2",
        Running,
        [YES, YES, YES],
        "Method, criteria and results of the yearly workshop are kept in the register.",
    ),
    (
        146,
        "noor-haddad",
        "9.2.2",
        NotStarted,
        [NO, NO, NO],
        "No internal audit of a management system has ever been planned.",
    ),
    (
        146,
        "noor-haddad",
        "9.3.2",
        Informal,
        [YES, NO, NO],
        "Management talks about most inputs monthly, without agenda or record of all of them.",
    ),
    (
        145,
        "noor-haddad",
        "10.2",
        Informal,
        [YES, NO, OPEN],
        "Findings are mended; causes and effect of the repair are not recorded.",
    ),
    (
        139,
        "noor-haddad",
        "4.3",
        Documented,
        [OPEN, YES, OPEN],
        "Scope sentence approved, with interfaces to finance and sales.",
    ),
    (
        131,
        "noor-haddad",
        "5.2",
        Documented,
        [OPEN, YES, NO],
        "The policy exists; the commitment to keep improving was added and not yet told to staff.",
    ),
    (122, "noor-haddad", "5.3", Running, [YES, YES, YES], "Roles are named in job descriptions and held by people."),
    (
        120,
        "noor-haddad",
        "6.1.3",
        Documented,
        [OPEN, YES, NO],
        "Treatment plan written; Statement of Applicability in draft.",
    ),
    (
        114,
        "adaeze-okafor",
        "7.2",
        Running,
        [YES, YES, YES],
        "Needed skills, courses and proof are in the people system.",
    ),
    (
        114,
        "adaeze-okafor",
        "7.3",
        Informal,
        [YES, NO, NO],
        "Staff know the rules; the policy and their own part in it are not in the course.",
    ),
    (
        105,
        "noor-haddad",
        "6.2",
        Documented,
        [OPEN, YES, NO],
        "Objectives have figures and owners since January; nobody has measured them yet.",
    ),
    (
        91,
        "noor-haddad",
        "7.5.3",
        Running,
        [YES, YES, YES],
        "Versions, approval and access of documents are kept by the policy tool.",
    ),
    (
        83,
        "yuki-tanabe",
        "A.8.9",
        Running,
        [YES, YES, YES],
        "Configuration is code, watched daily and reviewed with each change.",
    ),
    (
        82,
        "yuki-tanabe",
        "A.8.13",
        Documented,
        [YES, NO, NO],
        "Backups run every night; restoring is tried by whoever has time.",
    ),
    (76, "adaeze-okafor", "A.6.3", Running, [YES, YES, YES], "Course, reminders and yearly renewal run by themselves."),
    (
        75,
        "erik-lindqvist",
        "A.5.15",
        Running,
        [YES, YES, NO],
        "Access rules work; nobody owns reading them again when systems change.",
    ),
    (
        64,
        "adaeze-okafor",
        "A.7.7",
        Informal,
        [OPEN, NO, NO],
        "Most people lock their screens; nobody has looked after hours.",
    ),
    (
        53,
        "noor-haddad",
        "9.1",
        Documented,
        [OPEN, YES, NO],
        "Eight figures are defined; the first sheet is due at the end of the quarter.",
    ),
    (46, "noor-haddad", "9.2.2", NotStarted, [NO, NO, NO], "Plan drafted with an outside auditor; not approved."),
    (
        29,
        "noor-haddad",
        "8.1",
        Informal,
        [YES, NO, OPEN],
        "Work follows the policies; changes of the system itself are not planned.",
    ),
    (
        14,
        "noor-haddad",
        "10.2",
        Documented,
        [YES, YES, NO],
        "The deficiency log now asks for cause and for a check that the repair worked.",
    ),
];

const LAYER: &str = "tickmark-suggestions";

/// Days before today, who, row, accepted or rejected, why.
const DECIDED: &[(i32, &str, &str, bool, &str)] = &[
    (
        119,
        "noor-haddad",
        "s-a-5-9",
        true,
        "Our inventory under CC6.1 lists information stores as well, so it carries over with owners added.",
    ),
    (
        105,
        "noor-haddad",
        "s-a-7-6",
        false,
        "We have no secure area: server halls are the provider's and the offices hold no such room.",
    ),
    (
        101,
        "noor-haddad",
        "s-a-8-4",
        true,
        "Rights on repositories are part of the access review the SOC 2 auditor has sampled.",
    ),
    (
        95,
        "noor-haddad",
        "s-a-6-8",
        true,
        "The reporting channel was shown as evidence for CC2.2 in the last examination.",
    ),
    (
        61,
        "erik-lindqvist",
        "s-a-8-30",
        false,
        "Nothing is developed outside the company; contractors work in our teams and tools.",
    ),
    (
        52,
        "adaeze-okafor",
        "s-a-7-10",
        true,
        "Wiping records cover every drive we own, and removable media are switched off.",
    ),
    (
        23,
        "adaeze-okafor",
        "s-a-6-7",
        true,
        "Remote access and laptops were tested under CC6.6 and CC6.7; the written rules came on top.",
    ),
];

/// All judgements and decisions.
pub(super) fn all(today: Date) -> impl Iterator<Item = Moment> {
    let judged = JUDGED.iter().map(move |(days, by, item, practice, [working, managed, kept], note)| {
        let (working, managed, kept, note) = (*working, *managed, *kept, (*note).to_owned());
        let assessment = Assessment { practice: *practice, working, managed, kept, note };
        Moment::new(today, *days, by, Command::AssessItem { item: (*item).to_owned(), assessment })
    });
    let decided = DECIDED.iter().map(move |(days, by, row, accepted, reason)| {
        let (layer, row, reason) = (LAYER.to_owned(), (*row).to_owned(), (*reason).to_owned());
        Moment::new(today, *days, by, Command::DecideSuggestion { layer, row, accepted: *accepted, reason })
    });
    judged.chain(decided)
}
