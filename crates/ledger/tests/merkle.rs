//! The tree against the reference vectors of RFC 6962's implementation, and its proofs for every size up to 70.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use ledger::{Hash, leaf_hash, tree};
use proptest::prelude::*;

/// The eight leaves of the Certificate Transparency reference tests.
fn reference_leaves() -> Vec<Hash> {
    let leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    leaves.iter().map(|leaf| leaf_hash(&hex::decode(leaf).unwrap())).collect()
}

const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const NODE_0: &str = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
const NODE_1: &str = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
const NODE_2_3: &str = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const NODE_4: &str = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
const NODE_4_5: &str = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
const NODE_4_7: &str = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
const NODE_6_7: &str = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";

fn texts(proof: Option<Vec<Hash>>) -> Vec<String> {
    proof.unwrap().iter().map(Hash::to_string).collect()
}

#[test]
fn roots_are_those_of_the_reference() {
    let leaves = reference_leaves();
    for (size, expected) in ROOTS.iter().enumerate() {
        assert_eq!(tree::root(&leaves[..size]).to_string(), *expected, "size {size}");
    }
}

#[test]
fn proofs_are_those_of_the_reference() {
    let leaves = reference_leaves();
    assert_eq!(texts(tree::inclusion_proof(&leaves, 0)), [NODE_1, NODE_2_3, NODE_4_7]);
    assert_eq!(texts(tree::inclusion_proof(&leaves, 5)), [NODE_4, NODE_6_7, ROOTS[4]]);
    assert_eq!(texts(tree::inclusion_proof(&leaves[..3], 2)), [ROOTS[2]]);
    assert_eq!(texts(tree::inclusion_proof(&leaves[..5], 1)), [NODE_0, NODE_2_3, NODE_4]);
    assert_eq!(texts(tree::consistency_proof(&leaves, 1)), [NODE_1, NODE_2_3, NODE_4_7]);
    assert_eq!(texts(tree::consistency_proof(&leaves, 6)), [NODE_4_5, NODE_6_7, ROOTS[4]]);
    assert_eq!(texts(tree::consistency_proof(&leaves[..5], 2)), [NODE_2_3, NODE_4]);
}

fn leaves(size: u8) -> Vec<Hash> {
    (0..size).map(|leaf| leaf_hash(&[leaf])).collect()
}

#[test]
fn every_leaf_of_every_size_up_to_70_is_proven_and_no_other() {
    let all = leaves(70);
    for size in 1..=70 {
        let root = tree::root(&all[..size]);
        for index in 0..size {
            let proof = tree::inclusion_proof(&all[..size], index).unwrap();
            let holds = |leaf: usize, at: usize, size: usize| {
                tree::verify_inclusion(&all[leaf], at as u64, size as u64, &proof, &root)
            };
            assert!(holds(index, index, size));
            assert!(!holds((index + 1) % 70, index, size), "another leaf");
            assert!(size == 1 || !holds(index, (index + 1) % size, size), "another place");
            assert!(!tree::verify_inclusion(&all[index], index as u64, size as u64, &proof, &Hash::ZERO));
        }
        assert_eq!(tree::inclusion_proof(&all[..size], size), None);
    }
}

#[test]
fn every_prefix_of_every_size_up_to_70_is_proven_and_no_other() {
    let all = leaves(70);
    for new in 0..=70 {
        let new_root = tree::root(&all[..new]);
        for old in 0..=new {
            let old_root = tree::root(&all[..old]);
            let proof = tree::consistency_proof(&all[..new], old).unwrap();
            assert!(tree::verify_consistency(old as u64, &old_root, new as u64, &new_root, &proof), "{old} to {new}");
            assert!(!tree::verify_consistency(old as u64, &Hash::ZERO, new as u64, &new_root, &proof));
            if old > 0 {
                assert!(!tree::verify_consistency(old as u64, &old_root, new as u64, &Hash::ZERO, &proof));
            }
        }
        assert_eq!(tree::consistency_proof(&all[..new], new + 1), None);
    }
}

proptest! {
    #[test]
    fn a_spoilt_proof_proves_nothing(
        new in 2_u8..70, old in any::<prop::sample::Index>(), step in any::<prop::sample::Index>(), bit in 0_usize..256,
    ) {
        let all = leaves(new);
        let old = old.index(usize::from(new) - 1) + 1;
        let (old_root, new_root) = (tree::root(&all[..old]), tree::root(&all));
        let spoil = |mut proof: Vec<Hash>| {
            let at = step.index(proof.len());
            proof[at].0[bit / 8] ^= 1 << (bit % 8);
            proof
        };
        if old < usize::from(new) {
            let proof = spoil(tree::consistency_proof(&all, old).unwrap());
            prop_assert!(!tree::verify_consistency(old as u64, &old_root, u64::from(new), &new_root, &proof));
            prop_assert!(!tree::verify_consistency(old as u64, &old_root, u64::from(new), &new_root, &proof[1..]));
        }
        let proof = spoil(tree::inclusion_proof(&all, old - 1).unwrap());
        prop_assert!(!tree::verify_inclusion(&all[old - 1], old as u64 - 1, u64::from(new), &proof, &new_root));
        let longer = [tree::inclusion_proof(&all, old - 1).unwrap(), vec![Hash::ZERO]].concat();
        prop_assert!(!tree::verify_inclusion(&all[old - 1], old as u64 - 1, u64::from(new), &longer, &new_root));
    }
}
