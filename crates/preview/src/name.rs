//! The name that a sender gives a file is a claim; this is what of it can be shown and offered for saving.

/// Longest name in bytes of UTF-8; every file system in use takes that much.
pub const NAME_MAX: usize = 150;

/// Names that a Windows machine takes for a device, whatever their ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// A name without folders, control characters, characters that turn the reading direction, and characters that a file
/// system takes amiss; at most [`NAME_MAX`] bytes, with its ending kept; `file` if nothing is left. It is fit to be shown
/// and to be offered as the name of a download; it is never fit to be a path here.
pub fn safe_name(claimed: &str) -> String {
    let last = claimed.rsplit(['/', '\\']).find(|part| !part.trim_matches(['.', ' ']).is_empty()).unwrap_or_default();
    let clean: String = last.chars().filter(|c| !is_hidden(*c)).map(plain).collect();
    let clean = clean.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let mut name = match clean {
        "" => "file".to_owned(),
        clean if is_device(clean) => format!("_{clean}"),
        clean => clean.to_owned(),
    };
    if name.len() > NAME_MAX {
        name = shortened(&name);
    }
    name
}

/// Characters that cannot be seen, or change how what follows is read (Unicode TR 36, 3.3).
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
        || matches!(c, '\u{E0000}'..='\u{E007F}')
}

/// The ending of a name in lower case, without its point; empty if there is none.
pub(crate) fn ending(name: &str) -> String {
    let name = safe_name(name);
    name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase())
}

fn plain(c: char) -> char {
    if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '%' | ';') { '_' } else { c }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let (word, digit) = stem.split_at_checked(3).unwrap_or((&stem, ""));
    let numbered = matches!(word, "com" | "lpt");
    let one_digit = digit.chars().count() == 1 && digit.chars().all(|c| c.is_ascii_digit() || "¹²³".contains(c));
    DEVICES.contains(&word) && (if numbered { one_digit } else { digit.is_empty() })
}

/// Cuts the middle out, so that the ending is still there.
fn shortened(name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').filter(|(_, ending)| ending.len() <= 16).unwrap_or((name, ""));
    let point = if ending.is_empty() { "" } else { "." };
    let room = NAME_MAX - ending.len() - point.len();
    let stem = &stem[..stem.floor_char_boundary(room)];
    format!("{}{point}{ending}", stem.trim_end())
}
