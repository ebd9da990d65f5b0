//! Pictures: each says its figures in words, is drawn the same for pages and papers, and is printed without a letter lost.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domain::reports::burndown::{Piece, burndown as burned};
use domain::reports::certification::{Basis, Certainty, Happens, Lane as LaneOf, Timeline};
use domain::reports::engagement::{Cell, CellState, Heat, HeatRow};
use domain::reports::risk::MonthOfRisk;
use domain::values::Bucket;
use formats::papers::Face;
use formats::pictures::{
    CONTROLS_A_PICTURE, CONTROLS_AT_FIRST, Fill, Lane, Slice, Stretch, bar, burndown, calendar, heat, lanes, letter,
    stacked, trend, window,
};
use jiff::civil::date;
use press::{Block, Chart, Fonts};

fn printed(charts: Vec<Chart>) {
    let face = Face {
        organisation: "Larkspur & Co".to_owned(),
        classification: "Internal".to_owned(),
        as_of: date(2026, 3, 31),
        on: date(2026, 3, 31),
        entry: 12,
        root: "ab".repeat(32),
        waivers: Vec::new(),
    };
    for chart in charts {
        assert!(chart.svg.contains("role=\"img\" aria-label=\""), "{}", chart.svg);
        let paper = face.paper("A", "", vec![Block::Chart(chart)]);
        assert_eq!(press::pdf(&paper, Fonts::embedded()).unwrap().warnings, Vec::<String>::new());
        assert!(press::docx(&paper).is_ok());
    }
}

#[test]
fn parts_of_a_whole_say_their_figures_in_words() {
    let slices = [Slice::new("there <b>", 61, Fill::Full), Slice::new("missing", 32, Fill::Inherited)];
    let chart = stacked("Controls", &slices);
    assert_eq!(chart.alt, "Controls: of 93, 61 there <b>, 32 missing.");
    assert!(chart.svg.contains("there &lt;b&gt;: 61 of 93") && chart.svg.contains("picture-stripe"));
    let page = bar("Controls", &slices);
    assert!(page.svg.contains("aria-label=\"Controls: 61 there &lt;b&gt;, 32 missing\""), "{}", page.svg);
    // The same shares, whatever is drawn around them.
    assert!(page.svg.contains("class=\"fill-full\" x=\"0\" width=\"655\""), "{}", page.svg);
    let empty = stacked("Nothing", &[Slice::new("none", 0, Fill::None)]);
    assert_eq!(empty.alt, "Nothing: of 0, 0 none.");
    printed(vec![chart, empty]);
}

/// How light a colour is in greyscale, of 255.
fn light(colour: &str) -> u32 {
    let part = |at: usize| u32::from_str_radix(&colour[at..at + 2], 16).unwrap();
    (part(1) * 299 + part(3) * 587 + part(5) * 114) / 1_000
}

#[test]
fn what_a_colour_says_stripes_or_lightness_say_in_greyscale() {
    let parts = |fill| stacked("All", &[Slice::new("a", 1, fill)]).svg;
    let colour =
        |svg: &str| svg.split("fill-").nth(1).and_then(|rest| rest.split("fill=\"").nth(1)).unwrap()[..7].to_owned();
    let mut seen: Vec<(u32, bool)> = Vec::new();
    for fill in [Fill::Full, Fill::Partial, Fill::Inherited, Fill::None] {
        let svg = parts(fill);
        seen.push((light(&colour(&svg)), svg.contains("picture-stripe")));
    }
    for (at, one) in seen.iter().enumerate() {
        for other in &seen[at + 1..] {
            assert!(one.1 != other.1 || one.0.abs_diff(other.0) > 25, "{one:?} and {other:?} of {seen:?}");
        }
    }
}

#[test]
fn a_matrix_counts_by_likelihood_and_impact() {
    let grades = ["Low".to_owned(), "High".to_owned()];
    let levels = ["Low", "Moderate", "High & up"].map(str::to_owned);
    let map = heat("Risks", &grades, &grades, &levels, &[vec![(0, 1), (2, 2)], vec![(1, 2), (0, 3)]]);
    assert_eq!(map.alt, "Risks: 1 at likelihood High and impact Low; 2 at likelihood Low and impact High.");
    for level in [">Low<", ">Moderate<", ">High &amp; up<"] {
        assert!(map.svg.contains(level), "a legend names each level: {}", map.svg);
    }
    printed(vec![map, heat("Risks", &[], &[], &[], &[])]);
}

#[test]
fn a_window_has_a_letter_in_each_cell_that_says_something_and_goes_on_in_further_pictures() {
    let column =
        |name: &str| Bucket { from: date(2026, 1, 1), until: date(2026, 1, 31), name: name.to_owned(), full: true };
    let cell = |state| Cell { state, why: String::new(), evidence: Vec::new() };
    let row = |at: usize| HeatRow {
        control: format!("AC-{at:03} with a long name"),
        cells: CellState::ALL.into_iter().map(cell).collect(),
    };
    let columns = (1..=10).map(|month| column(&format!("2026-{month:02}"))).collect();
    let heat = Heat { columns, rows: (0..=CONTROLS_AT_FIRST + CONTROLS_A_PICTURE).map(row).collect() };
    let charts = window("The window", &heat);
    assert_eq!(charts.len(), 3);
    assert!(charts[0].alt.contains("part 1 of 3") && charts[0].alt.contains("20 missing"), "{}", charts[0].alt);
    assert!(charts[1].alt.contains("part 2 of 3") && charts[1].alt.contains("44 missing"), "{}", charts[1].alt);
    assert!(charts[2].alt.contains("1 control by 10 columns") && charts[2].alt.contains("1 ran, came late"));
    let few = Heat { rows: heat.rows[..CONTROLS_AT_FIRST].to_vec(), ..heat.clone() };
    let whole = window("The window", &few);
    assert!(whole.len() == 1 && whole[0].alt.starts_with("The window: 20 controls"), "{}", whole[0].alt);
    for state in CellState::ALL.into_iter().filter(|state| !letter(*state).is_empty()) {
        assert!(charts[0].svg.contains(&format!(">{}</text>", letter(state))), "{}", state.id());
        assert!(charts[0].svg.contains(state.title()), "{}", state.id());
    }
    assert!(charts[0].svg.contains(">AC-000 with a long name</text>"), "an id stands whole: {}", charts[0].svg);
    let endless = "AC-".repeat(20);
    let long = Heat { rows: vec![HeatRow { control: endless.clone(), cells: Vec::new() }], ..heat.clone() };
    let cut = window("The window", &long).remove(0);
    assert!(
        cut.svg.contains("\u{2026}</text>") && cut.svg.contains(&format!("<title>{endless}</title>")),
        "{}",
        cut.svg
    );
    printed(vec![cut]);
    printed(charts);
    assert!(window("Nothing", &Heat { columns: Vec::new(), rows: Vec::new() }).is_empty());
}

#[test]
fn a_trend_shows_the_newest_months_by_level() {
    let month = |on, open, unrated| MonthOfRisk {
        on,
        open,
        unrated,
        above: 1,
        levels: vec![(1, "Low".to_owned(), 2), (4, "High & up".to_owned(), open - unrated - 2)],
    };
    let months = [month(date(2026, 1, 31), 5, 1), month(date(2026, 2, 28), 8, 0)];
    let chart = trend(&months).unwrap();
    assert!(chart.alt.contains("2026-01-31 1 of 5 (2 High & up, 2 Low, 1 not rated)"), "{}", chart.alt);
    assert!(chart.svg.contains("High &amp; up") && chart.svg.contains("2026-02-28: 6 High &amp; up"), "{}", chart.svg);
    assert!(trend(&[]).is_none());
    let many: Vec<MonthOfRisk> = (0..40).map(|at| month(date(2026, 1, 31), 3 + at, 0)).collect();
    assert_eq!(trend(&many).unwrap().alt.matches("2026-01-31").count(), 24);
    printed(vec![chart]);
}

#[test]
fn a_burn_down_has_two_lines_and_both_in_words() {
    let piece = |due, done| Piece { due: Some(due), done };
    let pieces = [piece(date(2026, 1, 31), Some(date(2026, 2, 3))), piece(date(2026, 4, 30), None)];
    let found = burned(&pieces, date(2026, 1, 1), date(2026, 2, 10)).unwrap();
    let chart = burndown("Steps", &found);
    assert!(chart.alt.starts_with("Steps, of 2: 2026-01-01: 2 left, 2 planned;"), "{}", chart.alt);
    assert!(chart.alt.ends_with("2026-04-30: 0 planned."), "{}", chart.alt);
    assert!(chart.svg.contains("class=\"burn-plan\"") && chart.svg.contains("class=\"burn-left\""));
    printed(vec![chart]);
}

#[test]
fn years_lie_in_lanes_and_short_ones_become_points() {
    let one = |lane, from, until, certainty| Happens {
        from,
        until,
        lane,
        short: "in force".to_owned(),
        what: "Certificate".to_owned(),
        certainty,
        about: domain::reports::certification::About::Certification,
    };
    let mut found = Timeline {
        basis: Basis::None,
        cycle: None,
        stopped: None,
        years: (2026, 2028),
        happenings: vec![
            one(LaneOf::Certificate, date(2026, 2, 1), date(2028, 1, 31), Certainty::Planned),
            one(LaneOf::Visits, date(2027, 1, 10), date(2027, 1, 11), Certainty::Done),
        ],
        left_out: 0,
    };
    let chart = calendar("Both audits", &found, date(2026, 6, 1)).unwrap();
    let said =
        "Certificate: Certificate, from 2026-02-01 to 2028-01-31. Visits: Certificate, 2027-01-10 to 2027-01-11.";
    assert_eq!(chart.alt, format!("Both audits. {said}"));
    assert!(chart.svg.contains("fill-unrated") && chart.svg.contains("lane-done") && chart.svg.contains(">today<"));
    printed(vec![chart]);
    found.happenings.clear();
    assert!(calendar("Both audits", &found, date(2026, 6, 1)).is_none());
}

#[test]
fn what_nobody_planned_is_an_outline() {
    let bar = |assumed| Stretch {
        from: date(2026, 1, 1),
        until: date(2026, 12, 31),
        fill: Fill::Full,
        assumed,
        short: String::new(),
        said: "a year".to_owned(),
    };
    let drawn = |assumed| {
        let lane = Lane { title: "Period".to_owned(), bars: vec![bar(assumed)], points: Vec::new() };
        lanes("Years", (2026, 2026), None, &[lane]).svg
    };
    assert!(drawn(true).contains("lane-assumed") && !drawn(true).contains("fill-full"));
    assert!(!drawn(false).contains("lane-assumed") && drawn(false).contains("fill-full"));
}
