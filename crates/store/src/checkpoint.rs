//! The rule by which checkpoints are kept: never two of one size, never a shorter one after a longer.

use ledger::Hash;

use crate::StoreError;

/// Whether a checkpoint is to be kept (`true`), is there already (`false`), or must be refused. `kept` is the last one
/// kept; `seen` is the size of the last one that the caller knew.
pub(crate) fn judge(kept: Option<(u64, Hash)>, seen: Option<u64>, size: u64, root: Hash) -> Result<bool, StoreError> {
    match kept {
        Some(last) if last == (size, root) => Ok(false),
        Some((last, _)) if size <= last => Err(StoreError::Contradicts { size, kept: last }),
        Some((last, _)) if seen != Some(last) => Err(StoreError::Stale { expected: seen.unwrap_or(0), actual: last }),
        None if seen.is_some() => Err(StoreError::Stale { expected: seen.unwrap_or(0), actual: 0 }),
        _ => Ok(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Hash = Hash([1; 32]);
    const B: Hash = Hash([2; 32]);

    #[test]
    fn one_root_for_one_size_and_never_shorter() {
        let stale = |expected, actual| Err(StoreError::Stale { expected, actual });
        let contradicts = |size, kept| Err(StoreError::Contradicts { size, kept });
        let cases = [
            (None, None, 3, A, Ok(true)),
            (None, Some(2), 3, A, stale(2, 0)),
            (Some((3, A)), Some(3), 5, B, Ok(true)),
            (Some((3, A)), Some(3), 3, A, Ok(false)),
            (Some((3, A)), Some(3), 3, B, contradicts(3, 3)),
            (Some((3, A)), Some(3), 2, A, contradicts(2, 3)),
            (Some((3, A)), None, 5, B, stale(0, 3)),
            (Some((3, A)), Some(2), 5, B, stale(2, 3)),
        ];
        for (kept, seen, size, root, answer) in cases {
            assert_eq!(judge(kept, seen, size, root), answer, "kept {kept:?}, seen {seen:?}, {size} {root:?}");
        }
    }
}
