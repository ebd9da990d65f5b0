//! Words of the commands on the public statement and on requests for documents.

use super::PlaceArgs;
use clap::{Args, Subcommand};

/// The public statement, and who is given documents.
#[derive(Clone, Debug, Args)]
pub struct PublicArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: PublicVerb,
}

/// Commands on the public statement.
#[derive(Clone, Debug, Subcommand)]
pub enum PublicVerb {
    /// What visitors see, or would see once the page is on.
    Show {
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Say what the page shows, and turn it on or off; what is not named stays.
    Set {
        /// Turn the page on or off.
        #[arg(long, value_name = "ON|OFF")]
        turn: Option<String>,
        /// A few words of the organisation about itself; empty for none.
        #[arg(long)]
        about: Option<String>,
        /// Whom to ask; empty for nobody.
        #[arg(long)]
        contact: Option<String>,
        /// Is the opinion of a report shown?
        #[arg(long, value_name = "YES|NO")]
        opinion: Option<String>,
        /// Is it said what is under way?
        #[arg(long, value_name = "YES|NO")]
        under_way: Option<String>,
        /// A document that may be asked for, in place of those before: policy:PL-1, letter:BL-1 or statement. May be
        /// repeated.
        #[arg(long = "document", value_name = "DOCUMENT", conflicts_with = "no_documents")]
        documents: Vec<String>,
        /// No document may be asked for.
        #[arg(long)]
        no_documents: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// What visitors asked for.
    Requests {
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// One request: who asks, what was decided, and when what was fetched.
    Request {
        /// Its id, such as DR-4.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Give documents to who asked, for some days; the secret of the link is shown once.
    Give {
        /// Id of the request.
        id: String,
        /// One of the documents that were asked for; all when left out. May be repeated.
        #[arg(long = "document", value_name = "DOCUMENT")]
        documents: Vec<String>,
        /// For how many days, from 1 to 90.
        #[arg(long, default_value_t = 14)]
        days: u32,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Decline a request.
    Decline {
        /// Id of the request.
        id: String,
        /// Why; it is kept beside the request and erased with it.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Take back what was given, at once.
    TakeBack {
        /// Id of the request.
        id: String,
        /// Why; it stands in the history, so name nobody from outside.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Make another link to what was given; the one before it ends.
    Link {
        /// Id of the request.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Erase a request with all that it holds of a person; what was decided stays, without a name.
    Erase {
        /// Id of the request.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
