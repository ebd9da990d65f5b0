//! The headings that providers write, as they are compared: in small letters, without what stands in brackets, without
//! anything but letters and digits. They are facts of the exports; of several in one list the first of a table counts.

use super::columns::Kind;

/// The name under which an account signs in.
pub(super) const ACCOUNTS: &[(&str, Kind)] = &[
    ("userprincipalname", Kind::Plain),
    ("primaryemail", Kind::Plain),
    ("emailaddress", Kind::Plain),
    ("login", Kind::Plain),
    ("username", Kind::Plain),
    ("useremail", Kind::Plain),
    ("email", Kind::Plain),
    ("account", Kind::Plain),
    ("accountname", Kind::Plain),
    ("user", Kind::Plain),
];

/// Whether the account can be used.
pub(super) const STATES: &[(&str, Kind)] = &[
    ("status", Kind::Plain),
    ("accountstatus", Kind::Plain),
    ("useraccountstatus", Kind::Plain),
    ("userstatus", Kind::Plain),
    ("accountenabled", Kind::Plain),
    ("active", Kind::Plain),
    ("isactive", Kind::Plain),
    ("enabled", Kind::Plain),
    ("state", Kind::Plain),
    ("suspended", Kind::Reversed),
    ("issuspended", Kind::Reversed),
    ("disabled", Kind::Reversed),
    ("blockcredential", Kind::Reversed),
    ("signinblocked", Kind::Reversed),
];

/// Whether a second factor is enrolled, or which ones. What a policy demands is another thing.
pub(super) const FACTORS: &[(&str, Kind)] = &[
    ("2svenrolled", Kind::Plain),
    ("isenrolledin2sv", Kind::Plain),
    ("2stepverificationenrollment", Kind::Plain),
    ("ismfaregistered", Kind::Plain),
    ("mfaregistered", Kind::Plain),
    ("multifactorauthenticationregistered", Kind::Plain),
    ("mfaenrolled", Kind::Plain),
    ("mfa", Kind::Plain),
    ("secondfactor", Kind::Plain),
    ("2fa", Kind::Plain),
    ("twofactor", Kind::Plain),
    ("2faenrolled", Kind::Plain),
    ("factors", Kind::Several),
    ("enrolledfactors", Kind::Several),
    ("factorsenrolled", Kind::Several),
    ("mfafactors", Kind::Several),
    ("factortypes", Kind::Several),
    ("authenticators", Kind::Several),
    ("enrolledauthenticators", Kind::Several),
];

/// Whether a second factor is demanded.
pub(super) const DEMANDED: &[(&str, Kind)] = &[
    ("2svenforced", Kind::Plain),
    ("isenforcedin2sv", Kind::Plain),
    ("2stepverificationenforcement", Kind::Plain),
    ("mfaenforced", Kind::Plain),
    ("mfarequired", Kind::Plain),
];

/// Whether the account administers the provider.
pub(super) const ADMINISTRATORS: &[(&str, Kind)] = &[
    ("issuperadmin", Kind::Plain),
    ("superadmin", Kind::Plain),
    ("isadmin", Kind::Plain),
    ("adminstatus", Kind::Plain),
    ("admin", Kind::Plain),
    ("administrator", Kind::Plain),
    ("isadministrator", Kind::Plain),
];

/// The last sign-in.
pub(super) const SIGN_INS: &[(&str, Kind)] = &[
    ("lastsignin", Kind::Plain),
    ("lastsignindatetime", Kind::Plain),
    ("signinactivitylastsignindatetime", Kind::Plain),
    ("lastsignindate", Kind::Plain),
    ("lastlogin", Kind::Plain),
    ("lastlogintime", Kind::Plain),
    ("lastlogindate", Kind::Plain),
];

/// Headings that only Google Workspace writes.
pub(super) const GOOGLE: [&str; 5] =
    ["2svenrolled", "2svenforced", "isenrolledin2sv", "isenforcedin2sv", "2stepverificationenrollment"];

/// The heading that only Microsoft Entra ID writes.
pub(super) const ENTRA: &str = "userprincipalname";

/// The heading of Okta for the name, and those of which one stands beside it.
pub(super) const OKTA: (&str, [&str; 5]) =
    ("login", ["factors", "enrolledfactors", "factorsenrolled", "lastlogin", "enrolledauthenticators"]);

/// A heading as it is compared.
pub(super) fn comparable(heading: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for sign in heading.chars() {
        match sign {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && sign.is_alphanumeric() => kept.extend(sign.to_lowercase()),
            _ => {}
        }
    }
    kept
}
