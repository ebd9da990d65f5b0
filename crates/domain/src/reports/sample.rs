//! How many items are tested, and which: sizes from a table or from the zero-deviation formula, and draws that anybody
//! can repeat (K6). `docs/sampling.md` describes both draws for an auditor with other tools.

use crate::refusal::Refusal;
use crate::values::sampling::{MAX_POPULATION, SampleRule, SamplingFrequency, SamplingProfile, SamplingRisk};
use sha2::{Digest, Sha256};

/// A sample size and what it follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleSize {
    /// How many items to test; never more than the population.
    pub size: u32,
    /// How many items there are.
    pub population: u32,
    /// The size that the table gives for the risk; `None` where the rule reads none.
    pub table: Option<u32>,
    /// The rule that was applied.
    pub rule: SampleRule,
    /// Where the row is from.
    pub source: String,
}

/// The size for a population by a profile. `risk` may be left out where the rule reads no table.
///
/// # Errors
/// A [`Refusal`] when the profile has no row for the frequency, the table needs a risk, or the population is too large.
pub fn size(
    profile: &SamplingProfile,
    frequency: SamplingFrequency,
    population: u32,
    risk: Option<SamplingRisk>,
) -> Result<SampleSize, Refusal> {
    bounded(population as usize)?;
    let fits = |wanted: SamplingFrequency| profile.rows.iter().find(|row| row.frequency == wanted);
    let row = fits(frequency).or_else(|| fits(SamplingFrequency::Any)).ok_or_else(|| {
        let known: Vec<&str> = profile.rows.iter().map(|row| row.frequency.id()).collect();
        Refusal::NotPossible {
            sentence: format!("frequency: the profile `{}` has no row for `{}`", profile.id, frequency.id()),
            hint: format!("it knows {}", known.join(", ")),
        }
    })?;
    let table = match (row.sizes.filter(|_| row.rule.needs_sizes()), risk) {
        (None, _) => None,
        (Some([low, ..]), Some(SamplingRisk::Low)) => Some(low),
        (Some([_, moderate, _]), Some(SamplingRisk::Moderate)) => Some(moderate),
        (Some([.., high]), Some(SamplingRisk::High)) => Some(high),
        (Some(_), None) => return Err(Refusal::Empty { field: "risk", wanted: "low, moderate or high" }),
    };
    let size = by_rule(row.rule, population, table);
    Ok(SampleSize { size, population, table, rule: row.rule, source: row.source.clone() })
}

/// A rule that reads a table and finds none, which no file of profiles can bring about, tests every item.
fn by_rule(rule: SampleRule, population: u32, table: Option<u32>) -> u32 {
    let wanted = match rule {
        SampleRule::All => population,
        SampleRule::Table => table.unwrap_or(population),
        SampleRule::TableFrom { all_below } if population < all_below => population,
        SampleRule::TableFrom { .. } => table.unwrap_or(population),
        SampleRule::Share { all_below, .. } if population < all_below => population,
        SampleRule::Share { hundredths, least, most, .. } => {
            let share = (u64::from(population) * u64::from(hundredths)).div_ceil(100);
            u32::try_from(share).unwrap_or(u32::MAX).max(least).min(most)
        }
    };
    wanted.min(population)
}

/// The zero-deviation size: the smallest n of which no deviation at all shows, with the confidence given, that the rate of
/// deviation is below the tolerable one; n = ceil(ln(1 - confidence) / ln(1 - tolerable rate)), never more than there are.
/// Both figures are fractions: 0.95, 0.05.
///
/// The one place with floats, since the formula has logarithms. A figure such as 0.999999999 is held by a float to a part
/// in 2^53 of one, which is a part in ten million of what it leaves to one; so a quotient that lies no further from a
/// whole number than that uncertainty is the whole number, and rounding error adds no item.
///
/// # Errors
/// A [`Refusal`] when a figure does not lie between 0 and 1, both excluded, or the population is too large.
pub fn statistical(confidence: f64, tolerable_rate: f64, population: u32) -> Result<u32, Refusal> {
    bounded(population as usize)?;
    for (field, figure, example) in [("confidence", confidence, "0.95"), ("tolerable_rate", tolerable_rate, "0.05")] {
        // A NaN lies in no range.
        if !(figure > 0.0 && figure < 1.0) {
            return Err(Refusal::NotPossible {
                sentence: format!("{field}: {figure} does not lie between 0 and 1"),
                hint: format!("write a fraction such as {example}"),
            });
        }
    }
    let (above, below) = ((-confidence).ln_1p(), (-tolerable_rate).ln_1p());
    let wanted = above / below;
    let doubt = |figure: f64, ln: f64| f64::EPSILON * (figure / (1.0 - figure) / ln.abs() + 2.0);
    let near = (wanted * (doubt(confidence, above) + doubt(tolerable_rate, below))).min(MOST_DOUBT);
    let whole = if (wanted - wanted.round()).abs() <= near { wanted.round() } else { wanted.ceil() };
    if whole >= f64::from(population) {
        return Ok(population);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, at least 1, below a u32")]
    let size = whole.max(1.0) as u32;
    Ok(size.min(population))
}

/// Further from a whole number than this, a quotient is rounded up whatever its uncertainty is.
const MOST_DOUBT: f64 = 1e-3;

/// Draws `n` of the items by hash: those whose SHA-256 of seed, a zero byte and id are smallest, in the order of the
/// population. All of them when `n` is not smaller than the population.
///
/// # Errors
/// A [`Refusal`] when the seed is empty, an id occurs twice, or there are too many.
pub fn draw(seed: &str, ids: &[String], n: usize) -> Result<Vec<String>, Refusal> {
    sound(seed, ids)?;
    let hash = |id: &str| Sha256::new().chain_update(seed).chain_update([0]).chain_update(id).finalize();
    let mut ranked: Vec<([u8; 32], usize)> = ids.iter().enumerate().map(|(at, id)| (hash(id).into(), at)).collect();
    ranked.sort_unstable_by(|(a, i), (b, j)| a.cmp(b).then_with(|| ids[*i].cmp(&ids[*j])));
    let mut drawn: Vec<usize> = ranked.into_iter().take(n).map(|(_, at)| at).collect();
    drawn.sort_unstable();
    Ok(drawn.into_iter().map(|at| ids[at].clone()).collect())
}

/// Draws `n` of the N items at even distances: items floor((start + i * N) / n) for i = 0 .. n - 1, counted from 0, where
/// start is the number in the first eight bytes of the seed's SHA-256, modulo N. Where n divides N that is every k-th item,
/// k = N / n; elsewhere distances differ by one, so that every item is as likely as any other.
///
/// # Errors
/// A [`Refusal`] when the seed is empty, an id occurs twice, or there are too many.
pub fn systematic(seed: &str, ids: &[String], n: usize) -> Result<Vec<String>, Refusal> {
    sound(seed, ids)?;
    let n = n.min(ids.len());
    if n == 0 {
        return Ok(Vec::new());
    }
    let head = Sha256::digest(seed).iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    // A population is far below 2^32, so that neither the product nor the sum leaves 64 bits.
    let (all, wanted) = (ids.len() as u64, n as u64);
    let start = head % all;
    let at = |i: u64| usize::try_from((start + i * all) / wanted).unwrap_or(usize::MAX);
    Ok((0..wanted).filter_map(|i| ids.get(at(i)).cloned()).collect())
}

/// What both draws need: a seed, and a population in which each item occurs once.
fn sound(seed: &str, ids: &[String]) -> Result<(), Refusal> {
    bounded(ids.len())?;
    if seed.is_empty() {
        return Err(Refusal::Empty { field: "seed", wanted: "words that are agreed before the draw" });
    }
    let mut sorted: Vec<&String> = ids.iter().collect();
    sorted.sort_unstable();
    match sorted.windows(2).find(|pair| pair[0] == pair[1]) {
        None => Ok(()),
        Some(twice) => Err(Refusal::NotPossible {
            sentence: format!("the population has `{}` twice", twice[0]),
            hint: "give each item an id of its own; a repeated row is a fault of the list".to_owned(),
        }),
    }
}

fn bounded(population: usize) -> Result<(), Refusal> {
    if population > MAX_POPULATION as usize {
        return Err(Refusal::TooMany { what: "items in a population", max: MAX_POPULATION as usize });
    }
    Ok(())
}
