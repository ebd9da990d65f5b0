//! What the risks could cost in a year, by playing many years through (Monte Carlo): losses that are exceeded with a given
//! chance, and what treatment is worth. It rests on estimates; the level by the method stays what decides.

use super::draw::{Dice, Year};
use crate::registers::risk::RiskRegister;
use crate::values::risk::{Estimate, Exposure, MIN_TRIALS, Quantity, Simulation};

/// Chances in thousandths, for which the loss that is exceeded with them is shown.
pub const CHANCES: [u16; 13] = [950, 900, 800, 700, 600, 500, 400, 300, 200, 100, 50, 10, 5];
/// Most risks that are played through, the first ones by number.
pub const MAX_QUANTIFIED: usize = 1_000;
/// Most draws of one simulation: above that fewer years are played, never fewer than [`MIN_TRIALS`].
const MAX_DRAWS: u64 = 200_000_000;
/// Years that are played through in one piece; the figures do not depend on who plays which piece.
const PIECE: usize = 4_000;
/// Threads that play.
const PLAYERS: usize = 2;

/// The loss that is exceeded in a year with a chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LossPoint {
    /// The chance, in thousandths.
    pub chance: u16,
    /// The loss, in whole units of the currency.
    pub loss: u64,
}

/// The losses of a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    /// The mean over all years that were played.
    pub mean: u64,
    /// The loss exceedance curve, from the likely to the rare.
    pub points: Vec<LossPoint>,
}

/// What one risk could cost in a year, exactly by its ranges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskLoss {
    /// The risk.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Expected loss as it is today.
    pub today: u64,
    /// Expected loss with the plan carried out; `None` while nobody said.
    pub treated: Option<u64>,
    /// What the treatment costs in a year.
    pub cost: u64,
    /// What the treatment is worth in a year: what it saves less what it costs.
    pub value: Option<i64>,
}

/// What all risks could cost in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantified {
    /// Seed, trials and currency as they were set.
    pub simulation: Simulation,
    /// Years that were played through.
    pub trials: u32,
    /// Risks with ranges, the costliest first.
    pub risks: Vec<RiskLoss>,
    /// Open risks without ranges: no figure here speaks of them.
    pub without: usize,
    /// As it is today.
    pub today: Losses,
    /// With all plans carried out.
    pub treated: Losses,
}

/// Plays through the open risks that have ranges and may be seen.
pub fn quantified(register: &RiskRegister, sees: impl Fn(&str) -> bool) -> Quantified {
    let open = || register.risks.iter().filter(|(id, held)| !held.closed && sees(id));
    let with = open().filter_map(|(id, held)| Some((id.as_str(), held.risk.title.as_str(), held.quantity.as_ref()?)));
    let with: Vec<(&str, &str, &Quantity)> = with.take(MAX_QUANTIFIED).collect();
    let plays: Vec<(&str, &Quantity)> = with.iter().map(|(id, _, quantity)| (*id, *quantity)).collect();
    let (trials, today, treated) = play(&plays, &register.simulation);
    let mut risks: Vec<RiskLoss> = with.iter().map(|(id, title, quantity)| expected(id, title, quantity)).collect();
    risks.sort_by(|a, b| b.today.cmp(&a.today).then_with(|| a.id.cmp(&b.id)));
    let without = open().filter(|(_, held)| held.quantity.is_none()).count();
    Quantified { simulation: register.simulation.clone(), trials, risks, without, today, treated }
}

fn expected(id: &str, title: &str, quantity: &Quantity) -> RiskLoss {
    let today = mean(&quantity.today);
    let treated = quantity.treated.as_ref().map(mean);
    let value = treated.map(|treated| {
        let saved = i128::from(today) - i128::from(treated) - i128::from(quantity.cost);
        i64::try_from(saved).unwrap_or(if saved < 0 { i64::MIN } else { i64::MAX })
    });
    RiskLoss { id: id.to_owned(), title: title.to_owned(), today, treated, cost: quantity.cost, value }
}

/// The expected loss of a year, exactly: the mean of a triangle is a third of its three values; half is rounded up.
pub fn mean(exposure: &Exposure) -> u64 {
    let sum = |range: &Estimate| u128::from(range.min) + u128::from(range.likely) + u128::from(range.max);
    let product = sum(&exposure.frequency) * sum(&exposure.loss);
    u64::try_from((product + 4_500) / 9_000).unwrap_or(u64::MAX)
}

/// Plays the years: how many, and the losses today and treated.
pub fn play(risks: &[(&str, &Quantity)], simulation: &Simulation) -> (u32, Losses, Losses) {
    if risks.is_empty() {
        return (0, Losses::default(), Losses::default());
    }
    let often = |range: &Estimate| (range.min + range.likely + range.max) / 3_000;
    let draws: u64 = risks.iter().map(|(_, quantity)| 1 + often(&quantity.today.frequency)).sum();
    let most = u32::try_from(MAX_DRAWS / draws.max(1)).unwrap_or(u32::MAX).max(MIN_TRIALS);
    let trials = simulation.trials.min(most);
    let count = usize::try_from(trials).unwrap_or(usize::MAX);
    let (mut today, mut treated) = (vec![0.0; count], vec![0.0; count]);
    let mut hands: Vec<Vec<Piece<'_>>> = (0..PLAYERS).map(|_| Vec::new()).collect();
    for (at, piece) in today.chunks_mut(PIECE).zip(treated.chunks_mut(PIECE)).enumerate() {
        if let Some(hand) = hands.get_mut(at % PLAYERS) {
            hand.push((at as u64, piece.0, piece.1));
        }
    }
    let prepared = |(id, quantity): &(&str, &Quantity)| {
        (Dice::new(simulation.seed, id), Year::new(&quantity.today), quantity.treated.as_ref().map(Year::new))
    };
    let prepared: Vec<(Dice, Year, Option<Year>)> = risks.iter().map(prepared).collect();
    let prepared = prepared.as_slice();
    std::thread::scope(|scope| {
        for hand in hands {
            scope.spawn(move || hand.into_iter().for_each(|piece| years(prepared, piece)));
        }
    });
    (trials, losses(today), losses(treated))
}

/// Number, years as they are today, years with treatment.
type Piece<'a> = (u64, &'a mut [f64], &'a mut [f64]);

/// Plays one piece. Today and treated years are drawn with the same dice, so that their difference is the treatment's.
fn years(risks: &[(Dice, Year, Option<Year>)], (at, today, treated): Piece<'_>) {
    let first = at * PIECE as u64;
    for (dice, now, then) in risks {
        for ((today, treated), year) in today.iter_mut().zip(treated.iter_mut()).zip(first..) {
            let dice = dice.of_year(year);
            let loss = now.draw(dice);
            *today += loss;
            *treated += then.as_ref().map_or(loss, |then| then.draw(dice));
        }
    }
}

/// Losses are not negative and below 2^63, so that rounding to whole units loses nothing but the rest.
fn losses(mut years: Vec<f64>) -> Losses {
    let count = years.len();
    let mean = (years.iter().sum::<f64>() / count as f64).round() as u64;
    years.sort_unstable_by(f64::total_cmp);
    let point = |chance: u16| {
        let above = count * usize::from(chance) / 1000;
        let at = count.saturating_sub(above + 1);
        LossPoint { chance, loss: years.get(at).copied().unwrap_or_default().round() as u64 }
    };
    Losses { mean, points: CHANCES.into_iter().map(point).collect() }
}
