//! The Merkle tree over the leaves, and its proofs: RFC 9162, section 2.1 (the tree of RFC 6962).

use crate::{Hash, Head, hash::node_hash};

impl Head {
    /// The head of a log that has no entry yet.
    #[must_use]
    pub fn empty(log: impl Into<String>) -> Head {
        Head { log: log.into(), size: 0, last: Hash::ZERO, frontier: Vec::new() }
    }

    /// Root of the tree over all entries; of an empty log, the hash of nothing.
    #[must_use]
    pub fn root(&self) -> Hash {
        fold(&self.frontier)
    }
}

/// A tree that only grows: keeps the roots of its complete subtrees, at most 64 hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The tree of that head; `None` when the number of hashes does not fit the size.
    #[must_use]
    pub fn of(head: &Head) -> Option<Frontier> {
        (head.size.count_ones() as usize == head.frontier.len())
            .then(|| Frontier { size: head.size, peaks: head.frontier.clone() })
    }

    /// Adds the next leaf hash.
    pub fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        // Each trailing one bit of the size is a complete subtree that now finds its equal.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                node = node_hash(&left, &node);
            }
        }
        self.peaks.push(node);
        self.size += 1;
    }

    /// Number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Root over all leaves so far.
    #[must_use]
    pub fn root(&self) -> Hash {
        fold(&self.peaks)
    }

    /// Roots of the complete subtrees, largest first.
    #[must_use]
    pub fn into_peaks(self) -> Vec<Hash> {
        self.peaks
    }
}

fn fold(peaks: &[Hash]) -> Hash {
    let smallest_first = peaks.iter().rev().copied();
    smallest_first.reduce(|right, left| node_hash(&left, &right)).unwrap_or_else(|| Hash::of(b""))
}

/// Root over these leaf hashes.
#[must_use]
pub fn root(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    for leaf in leaves {
        frontier.push(*leaf);
    }
    frontier.root()
}

/// The hashes that lead from one leaf to the root (RFC 9162, 2.1.3.1), nearest first; `None` beyond the end.
#[must_use]
pub fn inclusion_proof(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let (mut proof, mut leaves, mut index) = (Vec::new(), leaves, index);
    while leaves.len() > 1 {
        let (left, right) = leaves.split_at(largest_power_below(leaves.len()));
        if index < left.len() {
            proof.push(root(right));
            leaves = left;
        } else {
            proof.push(root(left));
            index -= left.len();
            leaves = right;
        }
    }
    proof.reverse();
    Some(proof)
}

/// Whether the proof leads from the leaf hash at `index` to the root of the tree of that size (RFC 9162, 2.1.3.2).
#[must_use]
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut node, mut at, mut last) = (*leaf, index, size - 1);
    for step in proof {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            node = node_hash(step, &node);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            node = node_hash(&node, step);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && node == *root
}

/// The hashes that show the first `old_size` leaves to be a prefix of all (RFC 9162, 2.1.4.1).
/// Empty for an empty or an equal tree; `None` when `old_size` is beyond the end.
#[must_use]
pub fn consistency_proof(leaves: &[Hash], old_size: usize) -> Option<Vec<Hash>> {
    if old_size > leaves.len() {
        return None;
    }
    if old_size == 0 {
        return Some(Vec::new());
    }
    let (mut proof, mut leaves, mut old, mut whole) = (Vec::new(), leaves, old_size, true);
    while old < leaves.len() {
        let (left, right) = leaves.split_at(largest_power_below(leaves.len()));
        if old <= left.len() {
            proof.push(root(right));
            leaves = left;
        } else {
            proof.push(root(left));
            old -= left.len();
            leaves = right;
            whole = false;
        }
    }
    // The old tree's own root is known to the asker, so it is sent only when it is not a subtree of the new one.
    if !whole {
        proof.push(root(leaves));
    }
    proof.reverse();
    Some(proof)
}

/// Whether the proof shows that the tree of `new_size` only added to that of `old_size` (RFC 9162, 2.1.4.2).
#[must_use]
pub fn verify_consistency(old_size: u64, old: &Hash, new_size: u64, new: &Hash, proof: &[Hash]) -> bool {
    if old_size == 0 {
        return proof.is_empty() && *old == Hash::of(b"");
    }
    if old_size == new_size {
        return proof.is_empty() && old == new;
    }
    if old_size > new_size {
        return false;
    }
    let (mut at, mut last) = (old_size - 1, new_size - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let (start, steps) = match proof.split_first() {
        _ if old_size.is_power_of_two() => (*old, proof),
        Some((first, rest)) => (*first, rest),
        None => return false,
    };
    let (mut old_node, mut new_node) = (start, start);
    for step in steps {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            old_node = node_hash(step, &old_node);
            new_node = node_hash(step, &new_node);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            new_node = node_hash(&new_node, step);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && old_node == *old && new_node == *new
}

/// The largest power of two smaller than `n`, for `n` of at least two: where RFC 9162 splits a tree.
fn largest_power_below(n: usize) -> usize {
    1 << (n - 1).ilog2()
}
