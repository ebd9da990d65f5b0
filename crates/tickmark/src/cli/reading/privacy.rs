//! The Privacy category topic by topic, and what Annex A leaves to ISO/IEC 27701.

use super::super::Done;
use super::super::args::ReadArgs;
use super::super::out::{Shown, show, table};
use super::super::place::{answer, view};
use super::{crosswalk_of, head, list};
use crate::words::Echo;
use crate::words::privacy::PrivacyWords;
use app::ask::PrivacyOf;
use app::tables::SheetOut;
use domain::reports::COVERAGE_IS_NOT_READINESS;
use domain::reports::privacy::Privacy;
use serde::Serialize;

#[derive(Serialize)]
struct Words {
    #[serde(flatten)]
    privacy: PrivacyWords,
    #[serde(flatten)]
    echo: Echo,
}

pub(crate) fn privacy(args: &ReadArgs) -> Done {
    let (value, mark) = answer(&args.place, crosswalk_of(args), &PrivacyOf { view: view(args)? })?;
    let words = PrivacyWords::of(&value.privacy);
    let mut lines = head("Privacy criteria and what Annex A answers of them", &value.read, mark.as_ref());
    lines.push(format!(
        "{} criteria in {} topics: {} full, {} partial, {} by clauses alone, {} without a counterpart",
        words.criteria,
        words.topics.len(),
        words.full,
        words.partial,
        words.clause_only,
        words.none
    ));
    let mut tail: Vec<String> = words.notes.iter().map(|note| (*note).to_owned()).collect();
    tail.push(COVERAGE_IS_NOT_READINESS.to_owned());
    let shown = Shown { head: lines, tables: tables(&value.privacy, &words), tail };
    show(&args.place, &shown, &Words { privacy: words.clone(), echo: Echo::of(&value.read, mark.as_ref()) })
}

fn tables(privacy: &Privacy, words: &PrivacyWords) -> Vec<SheetOut> {
    let criteria = privacy.topics.iter().flat_map(|topic| topic.criteria.iter().map(move |one| (topic, one)));
    let rows = criteria.map(|(topic, one)| {
        vec![
            format!("{} {}", topic.id, topic.title),
            one.id.clone(),
            one.title.clone(),
            one.counterpart.title().to_owned(),
            one.annex_a.join(", "),
            one.met.map_or("-", |met| if met { "yes" } else { "no" }).to_owned(),
            one.hook.map(|hook| hook.iso27701.join(", ")).unwrap_or_default(),
            one.hook.map(|hook| hook.gdpr.to_owned()).unwrap_or_default(),
        ]
    });
    let matters = words.matters.iter().map(|matter| {
        vec![
            matter.title.to_owned(),
            matter.criteria.join(", "),
            list(&matter.without_annex_a),
            matter.iso27701.join(", "),
            matter.gdpr.to_owned(),
        ]
    });
    vec![
        table(
            "",
            &["Topic", "Criterion", "Title", "Annex A", "Controls", "In place", "ISO/IEC 27701:2019", "GDPR"],
            rows,
        ),
        table(
            "What ISO/IEC 27001 leaves to ISO/IEC 27701",
            &["Matter", "Criteria", "Without Annex A", "ISO/IEC 27701:2019", "GDPR"],
            matters,
        ),
    ]
}
