//! The public statement of Fathom Freight: written, looked at and turned on; a customer who was given documents, and one who
//! waits.

use super::people::{CHIEF_EXECUTIVE, SECURITY_LEAD};
use super::story::{Act, Moment, working_day};
use app::AskedDocuments;
use domain::command::{Command, PublicCommand};
use domain::values::public::{PublicDocument, PublicDocumentKind, PublicStatement, USUAL_DAYS};
use jiff::civil::Date;

const ABOUT: &str = "Fathom Freight keeps the documents of shipments. Here is what is held, from our registers as they stand \
     today, and which documents we give to customers who assess us.";
/// Days before today on which a customer asks who is given what they asked for.
const ASKED: i32 = 12;
/// The first request that came in.
const FIRST: &str = "DR-1";

/// Everything of it, in its order.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let set = |days, on, by| {
        let command = PublicCommand::SetPublicStatement { statement: Box::new(statement(on)) };
        Moment::new(today, days, by, Command::Public(command))
    };
    let act = |days, by, act| Moment { on: working_day(today, days), by, act };
    let kestrel =
        asked("Rosa Lindgren", "Kestrel Outdoor", "rosa.lindgren@kestrel.example", &[policy("PL-1"), summary()]);
    let tern = asked("Jonas Weber", "Tern Logistik", "jonas.weber@tern.example", &[policy("PL-3")]);
    vec![
        set(34, false, SECURITY_LEAD.key),
        set(31, true, CHIEF_EXECUTIVE.key),
        act(ASKED, SECURITY_LEAD.key, Act::AskDocuments(Box::new(kestrel))),
        act(ASKED - 2, SECURITY_LEAD.key, Act::GiveDocuments(FIRST, USUAL_DAYS)),
        act(2, SECURITY_LEAD.key, Act::AskDocuments(Box::new(tern))),
    ]
}

fn policy(id: &str) -> PublicDocument {
    PublicDocument::new(PublicDocumentKind::Policy, id)
}

fn summary() -> PublicDocument {
    PublicDocument::new(PublicDocumentKind::Statement, "")
}

fn statement(on: bool) -> PublicStatement {
    PublicStatement {
        on,
        about: ABOUT.to_owned(),
        contact: "security@fathom.example".to_owned(),
        opinion: false,
        under_way: true,
        documents: vec![summary(), policy("PL-1"), policy("PL-3"), policy("PL-4")],
    }
}

fn asked(name: &str, company: &str, email: &str, documents: &[PublicDocument]) -> AskedDocuments {
    AskedDocuments {
        name: name.to_owned(),
        company: company.to_owned(),
        email: email.to_owned(),
        purpose: "The yearly look at our suppliers.".to_owned(),
        documents: documents.to_vec(),
        accepted: true,
    }
}
