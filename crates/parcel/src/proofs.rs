//! Many inclusion proofs over one log: the tree is hashed once, then a proof is a walk of its height.

use ledger::{Hash, tree};
use sha2::{Digest, Sha256};

/// The complete subtrees of a log, level by level; 64 bytes for each entry.
#[derive(Clone, Debug)]
pub struct ProofTree {
    /// Level 0 are the leaf hashes; a node of level n spans 2^n leaves, complete ones only.
    levels: Vec<Vec<Hash>>,
}

impl ProofTree {
    /// The tree over the leaf hashes of the entries of a log, from the first.
    #[must_use]
    pub fn of(leaves: Vec<Hash>) -> ProofTree {
        let mut levels = vec![leaves];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let above = below.chunks_exact(2).map(|pair| node(&pair[0], &pair[1])).collect();
            levels.push(above);
        }
        ProofTree { levels }
    }

    /// The hashes that lead from an entry to the root (RFC 9162, section 2.1.3.1), nearest first; `None` beyond the end.
    #[must_use]
    pub fn proof(&self, seq: u64) -> Option<Vec<Hash>> {
        let leaves = self.levels.first()?.len();
        let index = usize::try_from(seq).ok().filter(|index| *index < leaves)?;
        let (mut proof, mut from, mut to) = (Vec::new(), 0, leaves);
        while to - from > 1 {
            // RFC 9162 splits at the largest power of two below the length.
            let middle = from + (1 << (to - from - 1).ilog2());
            if index < middle {
                proof.push(self.root(middle, to));
                to = middle;
            } else {
                proof.push(self.root(from, middle));
                from = middle;
            }
        }
        proof.reverse();
        Some(proof)
    }

    /// Root over leaves `from..to`, where `from` is a multiple of the largest power of two in the length.
    fn root(&self, from: usize, to: usize) -> Hash {
        let length = to - from;
        if length == 0 {
            return tree::root(&[]);
        }
        if length.is_power_of_two() {
            let level = length.ilog2() as usize;
            return self.levels[level][from >> level];
        }
        let middle = from + (1 << (length - 1).ilog2());
        node(&self.root(from, middle), &self.root(middle, to))
    }
}

/// Hash of an inner node (RFC 9162, section 2.1.1).
fn node(left: &Hash, right: &Hash) -> Hash {
    Hash(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}
