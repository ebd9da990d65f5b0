//! Controlled documents, in the ledger of a release: each kind of event at least once.

use super::{DAY_US, Hand, days, reason};
use app::Who;
use domain::command::{Command, PolicyCommand};
use domain::values::policy::{MandatoryPiece, Policy, PolicyDocument, PolicyKind, Quorum, text_sha256};
use domain::values::{Classification, Role};

const TEXT: &str = "# Access \u{2013} L\u{f6}we\n\nOwners review accounts quarterly (AC-3).\n";
const NEXT: &str = "# Access \u{2013} L\u{f6}we\n\nOwners review accounts monthly (AC-3).\n";

fn policy(hand: &Hand<'_>, who: &Who, command: PolicyCommand) -> String {
    hand.does(who, Command::Policy(command))
}

fn access() -> Policy {
    Policy {
        number: "POL-02".into(),
        title: "Access control policy \u{2013} L\u{f6}we".into(),
        kind: PolicyKind::Procedure,
        owner: None,
        classification: Classification::Confidential,
        review_months: 12,
        approval: Quorum { count: 1, people: [].into(), roles: [Role::Management].into() },
        retention_years: 3,
        distribution: [Role::ProgrammeManager, Role::Management].into(),
        controls: ["AC-3".to_owned()].into(),
        meets: ["A.5.18".to_owned()].into(),
        pieces: [MandatoryPiece::OwnDocuments].into(),
    }
}

/// `mia` runs the programme, `ida` is of the management; both are confirmed members already.
pub(super) fn policies(hand: &Hand<'_>, mia: &Who, ida: &Who) {
    let (version, sha256) = (1, text_sha256(TEXT));
    let id = policy(hand, mia, PolicyCommand::WritePolicy { policy: Box::new(access()), text: TEXT.into() });
    let revised = Box::new(Policy { owner: Some(mia.id().to_owned()), ..access() });
    policy(hand, mia, PolicyCommand::RevisePolicy { id: id.clone(), policy: revised, reason: reason() });
    let submit = || PolicyCommand::SubmitPolicy { id: id.clone(), version, sha256: sha256.clone() };
    policy(hand, mia, submit());
    policy(hand, ida, PolicyCommand::ReturnPolicy { id: id.clone(), version, reason: reason() });
    policy(hand, mia, submit());
    policy(hand, ida, PolicyCommand::ApprovePolicy { id: id.clone(), version, sha256: sha256.clone() });
    let [from, until] = days(hand, 14);
    let publish = PolicyCommand::PublishPolicy { id: id.clone(), version, sha256: sha256.clone(), from };
    policy(hand, mia, publish);
    policy(hand, mia, PolicyCommand::AskAcknowledgement { id: id.clone(), until });
    policy(hand, ida, PolicyCommand::AcknowledgePolicy { id: id.clone(), version, sha256 });
    policy(hand, mia, PolicyCommand::ReviewPolicy { id: id.clone(), version, note: reason() });
    policy(hand, mia, PolicyCommand::DraftPolicy { id: id.clone(), text: NEXT.into(), note: reason() });
    let document = |number: &str, text: &str| PolicyDocument {
        file: format!("{number}.md"),
        policy: Policy { number: number.into(), title: number.into(), ..Policy::default() },
        text: text.into(),
    };
    let documents = vec![document("POL-02", TEXT), document("POL-09", "# Backup\n")];
    policy(hand, mia, PolicyCommand::ImportPolicies { source: "documents".into(), documents });
    policy(hand, mia, PolicyCommand::RetirePolicy { id, reason: reason() });
}

/// A year after its document was retired, the text of its first version goes; `founder` is owner and programme manager.
pub(super) fn disposed(hand: &Hand<'_>, founder: &Who) {
    let registers = hand.registers(founder);
    let (id, held) = registers.policies.numbered("POL-02").map(|(id, held)| (id.clone(), held)).unwrap();
    let kept = Box::new(Policy { retention_years: 1, ..held.policy.clone() });
    policy(hand, founder, PolicyCommand::RevisePolicy { id: id.clone(), policy: kept, reason: reason() });
    hand.clock.set(hand.clock.now_us() + 367 * DAY_US);
    policy(hand, founder, PolicyCommand::DisposePolicyVersion { id, version: 1, reason: reason() });
}
