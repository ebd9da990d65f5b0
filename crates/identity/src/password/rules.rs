//! What a password has to be: long, and neither common nor guessable from who chose it. No rules of composition, no expiry.

use super::normalised;

/// Fewest characters of a password that is used beside a second factor. NIST SP 800-63B asks for 15 where the password is
/// the only factor; the page that asks for one recommends them.
pub const MIN_CHARACTERS: usize = 12;

/// Most characters of a password.
pub const MAX_CHARACTERS: usize = 256;

/// Most bytes of a password, as typed.
pub const MAX_BYTES: usize = 1024;

/// Fewest guesses that somebody needs who tries common passwords, words, names, dates, keyboard runs and their usual
/// disguises first. Beside the throttle this is out of reach; 12 random characters stand at about 10^12.
pub const MIN_GUESSES: u64 = 1_000_000_000;

/// Fewest characters of a word from [`Context`] that a password may not contain; shorter ones turn up by chance.
const WORD: usize = 4;

/// What others know of the person who chooses a password.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The person's name.
    pub name: &'a str,
    /// The person's e-mail address.
    pub email: &'a str,
    /// The organisation's name.
    pub organisation: &'a str,
}

/// Why a password was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    /// Fewer than [`MIN_CHARACTERS`].
    #[error("The password has {0} characters; it needs at least {MIN_CHARACTERS}.")]
    TooShort(usize),
    /// More than [`MAX_CHARACTERS`] or [`MAX_BYTES`].
    #[error("The password is longer than {MAX_CHARACTERS} characters or {MAX_BYTES} bytes.")]
    TooLong,
    /// One character or a short piece again and again, or characters in a row.
    #[error("The password is one run, such as aaaa, abcabc or 123456.")]
    Run,
    /// It contains the person's name.
    #[error("The password contains your name.")]
    Name,
    /// It contains a word of the e-mail address, or all of it.
    #[error("The password contains a part of your e-mail address.")]
    Email,
    /// It contains a word of the organisation's name.
    #[error("The password contains the name of your organisation.")]
    Organisation,
    /// It contains the name of this product.
    #[error("The password contains the name of this product.")]
    Product,
    /// It is among the passwords that are tried first, see [`MIN_GUESSES`].
    #[error("The password is among those that are tried first: a common one, or common words with digits or signs.")]
    Common,
}

impl PasswordProblem {
    /// What to do instead, in one sentence.
    pub fn hint(self) -> &'static str {
        match self {
            Self::TooLong => "A sentence of four or five words is enough.",
            _ => "Let a password manager make one, or take four or five words that do not belong together.",
        }
    }
}

/// Judges a new password (NIST SP 800-63B, section on password verifiers): length, runs, words that others know of the
/// person, and the list of common passwords with their usual disguises. Any character may be used, spaces included.
pub fn check(password: &str, context: &Context<'_>) -> Result<(), PasswordProblem> {
    if password.len() > MAX_BYTES {
        return Err(PasswordProblem::TooLong);
    }
    let normal = normalised(password);
    let characters = normal.chars().count();
    if characters < MIN_CHARACTERS {
        return Err(PasswordProblem::TooShort(characters));
    }
    if characters > MAX_CHARACTERS {
        return Err(PasswordProblem::TooLong);
    }
    let folded = normal.to_lowercase();
    if is_run(&folded) {
        return Err(PasswordProblem::Run);
    }
    let (local, domain) = context.email.split_once('@').unwrap_or((context.email, ""));
    let known = [
        ("tickmark", PasswordProblem::Product),
        (context.name, PasswordProblem::Name),
        (local, PasswordProblem::Email),
        // The last part of the domain is everybody's.
        (domain.rsplit_once('.').map_or(domain, |(own, _)| own), PasswordProblem::Email),
        (context.organisation, PasswordProblem::Organisation),
    ];
    if context.email.contains('@') && folded.contains(&context.email.to_lowercase()) {
        return Err(PasswordProblem::Email);
    }
    if let Some((_, problem)) = known.iter().find(|(text, _)| contains_word(&folded, text)) {
        return Err(*problem);
    }
    let inputs: Vec<String> = known.iter().flat_map(|(text, _)| words(text, 1)).collect();
    let inputs: Vec<&str> = inputs.iter().map(String::as_str).collect();
    if zxcvbn::zxcvbn(&normal, &inputs).guesses() < MIN_GUESSES {
        return Err(PasswordProblem::Common);
    }
    Ok(())
}

/// Whether the password has a word of `text`, or all of it without its gaps, in it.
fn contains_word(folded: &str, text: &str) -> bool {
    let whole = words(text, 1).concat();
    let mut pieces = words(text, WORD);
    if whole.chars().count() >= WORD {
        pieces.push(whole);
    }
    pieces.iter().any(|piece| folded.contains(piece.as_str()))
}

fn words(text: &str, least: usize) -> Vec<String> {
    let folded = normalised(text).to_lowercase();
    let pieces = folded.split(|c: char| !c.is_alphanumeric());
    pieces.filter(|piece| piece.chars().count() >= least).map(str::to_owned).collect()
}

/// Whether the text is a piece of at most four characters again and again, or one row up or down (12345, fedcba).
fn is_run(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let repeated = (1..=4).any(|unit| chars.len() >= 2 * unit && chars[unit..].iter().eq(&chars[..chars.len() - unit]));
    let steps = |up: bool| {
        chars.windows(2).all(|pair| {
            let (from, to) = if up { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
            u32::from(from) + 1 == u32::from(to) || (from, to) == ('9', '0') || (from, to) == ('z', 'a')
        })
    };
    repeated || steps(true) || steps(false)
}
