//! The weights by key: two looks for one piece.

use crate::Emotion;

/// How many buckets there are: one for each value of the upper two bytes of a key.
const BUCKETS: usize = 1 << 16;

/// Rows of weights, found by a key of three bytes.
#[derive(Clone, PartialEq)]
pub(super) struct Table {
    /// Where each bucket begins, and after the last where it ends.
    begins: Vec<u32>,
    /// The lowest byte of each row's key.
    low: Vec<u8>,
    rows: Vec<[i8; Emotion::COUNT]>,
}

impl Table {
    /// A table of rows whose keys ascend.
    pub(super) fn of(sorted: impl Iterator<Item = (u32, [i8; Emotion::COUNT])>) -> Self {
        let mut table = Self { begins: Vec::with_capacity(BUCKETS + 1), low: Vec::new(), rows: Vec::new() };
        for (key, weights) in sorted {
            table.begin_up_to((key >> 8) as usize + 1);
            table.low.push(key as u8);
            table.rows.push(weights);
        }
        table.begin_up_to(BUCKETS + 1);
        table
    }

    fn begin_up_to(&mut self, buckets: usize) {
        let here = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        if self.begins.len() < buckets {
            self.begins.resize(buckets, here);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn memory_bytes(&self) -> usize {
        self.begins.capacity() * 4 + self.low.capacity() + self.rows.capacity() * Emotion::COUNT
    }

    /// The row of a key.
    pub(super) fn find(&self, key: u32) -> Option<u32> {
        let bucket = (key >> 8) as usize;
        let &[begin, end] = self.begins.get(bucket..bucket + 2)? else { return None };
        let low = self.low.get(begin as usize..end as usize)?;
        let place = low.iter().position(|&low| low == key as u8)?;
        Some(begin + place as u32)
    }

    pub(super) fn weights(&self, row: u32) -> Option<[i8; Emotion::COUNT]> {
        self.rows.get(row as usize).copied()
    }

    /// All rows with their keys, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, [i8; Emotion::COUNT])> + '_ {
        let mut bucket = 0_usize;
        self.low.iter().zip(&self.rows).enumerate().map(move |(row, (&low, &weights))| {
            while self.begins.get(bucket + 1).is_some_and(|&end| end as usize <= row) {
                bucket += 1;
            }
            ((bucket as u32) << 8 | u32::from(low), weights)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_and_no_other() {
        let keys = [0, 1, 255, 256, 0x00_ff_ff, 0x12_34_56, 0x12_34_57, 0xff_ff_00, 0xff_ff_ff];
        let table = Table::of((0..).zip(keys).map(|(number, key)| (key, [number; 8])));
        for (number, key) in (0..).zip(keys) {
            assert_eq!(table.find(key).and_then(|row| table.weights(row)), Some([number; 8]), "{key:x}");
        }
        assert!(
            [2, 254, 0x12_34_55, 0xff_ff_fe, 1 << 24, u32::MAX].iter().all(|&key| table.find(key).is_none())
        );
        assert_eq!(table.iter().map(|(key, _)| key).collect::<Vec<_>>(), keys);
        assert_eq!(Table::of(std::iter::empty()).find(0), None);
    }
}
