//! What one password costs: the time of one Argon2id hash with the product's parameters, and of one look at the rules.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use identity::password::{self, Context};

const SALT: [u8; 16] = [7; 16];

fn costs(c: &mut Criterion) {
    let stored = password::hash("correct horse battery staple", SALT);
    let mut group = c.benchmark_group("password");
    group.sample_size(20);
    group.bench_function("hash", |b| b.iter(|| password::hash(black_box("correct horse battery staple"), SALT)));
    group.bench_function("verify", |b| b.iter(|| password::verify(black_box("wrong horse battery staple"), &stored)));
    let context = Context { name: "Ada Byron", email: "ada@example.org", organisation: "Analytical Engines" };
    group.bench_function("rules", |b| b.iter(|| password::check(black_box("wrong horse battery staple"), &context)));
    group.finish();
}

criterion_group!(benches, costs);
criterion_main!(benches);
