//! How long the window check of 150 controls over twelve months takes (aim: below 5 ms), frequencies mixed.
//!
//! `cargo bench -p domain --bench window`

#![allow(clippy::unwrap_used, reason = "a measurement that meets a surprise has failed")]

use criterion::Criterion;
use domain::reports::window::{check, earliest_clean_start};
use domain::values::{Bucket, Frequency, Holidays, Window};
use jiff::civil::{Date, date};
use std::hint::black_box;
use std::time::Duration;

const CONTROLS: usize = 150;

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(50)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
        .without_plots()
        .configure_from_args();
    let window = Window::new(date(2026, 1, 1), date(2026, 12, 31)).unwrap();
    let holidays: Holidays = (1..=12).map(|month| (date(2026, month, 6), "a holiday".to_owned())).collect();
    let controls: Vec<(Frequency, Vec<Date>)> = (0..CONTROLS).map(|n| control(n, window, &holidays)).collect();
    criterion.bench_function("window check of 150 controls", |b| {
        b.iter(|| {
            for (frequency, runs) in &controls {
                black_box(check(*frequency, window, black_box(runs), &holidays));
            }
        });
    });
    criterion.bench_function("check and clean start of 150 controls", |b| {
        b.iter(|| {
            for (frequency, runs) in &controls {
                black_box(check(*frequency, window, black_box(runs), &holidays));
                black_box(earliest_clean_start(*frequency, window, black_box(runs), &holidays));
            }
        });
    });
    criterion.final_summary();
}

/// A control that missed every ninth of its buckets; each frequency with buckets comes equally often.
fn control(n: usize, window: Window, holidays: &Holidays) -> (Frequency, Vec<Date>) {
    let frequency = Frequency::ALL[n % 7];
    let all = domain::reports::window::buckets(frequency, window, holidays);
    let held = all.iter().enumerate().filter(|(at, _)| !(at + n).is_multiple_of(9));
    (frequency, held.map(|(_, bucket): (usize, &Bucket)| bucket.until).collect())
}
