//! Models as bytes.

use std::hash::Hasher;

use siphasher::sip::SipHasher24;

use super::{Head, Model};
use crate::Emotion;
use crate::emotion::EmotionError;

const MAGIC: &[u8] = b"dbem";
const HEAD_BYTES: usize = 12;
const CLASS_BYTES: usize = 8;
const OPINION_BYTES: usize = 4 * Emotion::COUNT;
const KEY_BYTES: usize = 3;
const SUM_BYTES: usize = 8;

/// How many bytes the head of a class has.
const fn class_bytes(on_builtin: bool) -> usize {
    if on_builtin { CLASS_BYTES + OPINION_BYTES } else { CLASS_BYTES }
}

/// How long a file of so many classes and pieces is.
const fn length(classes: usize, on_builtin: bool, pieces: usize) -> usize {
    HEAD_BYTES + classes * class_bytes(on_builtin) + pieces * (KEY_BYTES + classes) + SUM_BYTES
}

/// How many pieces fit into a file of a given length.
pub(crate) const fn most_pieces(classes: usize, on_builtin: bool, bytes: usize) -> usize {
    bytes.saturating_sub(length(classes, on_builtin, 0)) / (KEY_BYTES + classes)
}

impl Model {
    /// The file of this model.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(length(self.classes.len(), self.on_builtin, self.pieces()));
        let mask = self.classes().fold(0_u8, |mask, class| mask | 1 << class.index());
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&[Self::VERSION, mask, u8::from(self.on_builtin), 0]);
        bytes.extend_from_slice(&u32::try_from(self.pieces()).unwrap_or(u32::MAX).to_le_bytes());
        for head in &self.classes {
            bytes.extend_from_slice(&head.scale.to_le_bytes());
            bytes.extend_from_slice(&head.bias.to_le_bytes());
            let by_opinion = head.by_opinion.iter().filter(|_| self.on_builtin);
            bytes.extend(by_opinion.flat_map(|weight| weight.to_le_bytes()));
        }
        for (key, weights) in self.table.iter() {
            bytes.extend(key.to_le_bytes().into_iter().take(KEY_BYTES));
            bytes.extend(weights.iter().take(self.classes.len()).map(|&weight| weight as u8));
        }
        let sum = checksum(&bytes);
        bytes.extend_from_slice(&sum);
        bytes
    }

    /// Reads a file. What it takes is at most a few times the file's length.
    ///
    /// # Errors
    ///
    /// [`EmotionError::NoModel`], [`EmotionError::Version`], [`EmotionError::Length`], [`EmotionError::Checksum`] or
    /// [`EmotionError::Field`].
    pub fn read(file: &[u8]) -> Result<Self, EmotionError> {
        let rest = file.strip_prefix(MAGIC).ok_or(EmotionError::NoModel)?;
        let cut_off = EmotionError::Length { bytes: file.len(), expected: length(1, false, 0) };
        let (&[version, mask, on_builtin, zero], rest) = rest.split_first_chunk().ok_or(cut_off.clone())?;
        if version != Self::VERSION {
            return Err(EmotionError::Version { version });
        }
        let (count, rest) = rest.split_first_chunk().ok_or(cut_off)?;
        let classes: Vec<_> =
            Emotion::ALL.into_iter().filter(|class| mask >> class.index() & 1 == 1).collect();
        let pieces = u32::from_le_bytes(*count) as usize;
        if pieces > 1 << 24 {
            return Err(EmotionError::Field { field: "number of pieces" });
        }
        if on_builtin > 1 || zero != 0 {
            return Err(EmotionError::Field { field: "flag" });
        }
        let on_builtin = on_builtin == 1;
        let expected = length(classes.len(), on_builtin, pieces);
        if file.len() != expected {
            return Err(EmotionError::Length { bytes: file.len(), expected });
        }
        let (body, sum) = file.split_at_checked(expected - SUM_BYTES).ok_or(EmotionError::Checksum)?;
        if checksum(body) != sum {
            return Err(EmotionError::Checksum);
        }
        if classes.len() < 2 {
            return Err(EmotionError::Field { field: "set of classes" });
        }
        let (heads, rest) =
            rest.split_at_checked(classes.len() * class_bytes(on_builtin)).unwrap_or_default();
        let (rows, _) = rest.split_at_checked(pieces * (KEY_BYTES + classes.len())).unwrap_or_default();
        let heads = classes.iter().zip(heads.chunks_exact(class_bytes(on_builtin)));
        let heads = heads.map(|(&class, bytes)| head(class, bytes)).collect::<Result<Vec<_>, _>>()?;
        let rows = || rows.chunks_exact(KEY_BYTES + classes.len()).map(row);
        if !rows().is_sorted_by(|(one, _), (other, _)| one < other) {
            return Err(EmotionError::Field { field: "order of pieces" });
        }
        Ok(Self::of(heads, on_builtin, rows()))
    }
}

fn head(class: Emotion, bytes: &[u8]) -> Result<Head, EmotionError> {
    let (own, opinion) = bytes.split_at_checked(CLASS_BYTES).unwrap_or_default();
    let &[scale, bias] = numbers(own, "scale or bias")?.as_slice() else {
        return Err(EmotionError::Field { field: "scale or bias" });
    };
    let mut by_opinion = [0.0; Emotion::COUNT];
    let weights = numbers(opinion, "weight of an opinion")?;
    by_opinion.iter_mut().zip(weights).for_each(|(slot, weight)| *slot = weight);
    Ok(Head { class, scale, bias, by_opinion })
}

/// Numbers of a size that can be reckoned with.
fn numbers(bytes: &[u8], field: &'static str) -> Result<Vec<f32>, EmotionError> {
    let (numbers, _) = bytes.as_chunks();
    let numbers = numbers.iter().map(|&four| f32::from_le_bytes(four));
    let sound = |number: f32| number.is_finite() && number.abs() < 1e6;
    numbers
        .map(|number| if sound(number) { Ok(number) } else { Err(EmotionError::Field { field }) })
        .collect()
}

fn row(bytes: &[u8]) -> (u32, [i8; Emotion::COUNT]) {
    let (key, weights) = bytes.split_at_checked(KEY_BYTES).unwrap_or_default();
    let key = key.iter().rev().fold(0, |key, &byte| key << 8 | u32::from(byte));
    let mut row = [0; Emotion::COUNT];
    row.iter_mut().zip(weights).for_each(|(slot, &weight)| *slot = weight as i8);
    (key, row)
}

fn checksum(bytes: &[u8]) -> [u8; SUM_BYTES] {
    let mut hasher = SipHasher24::new_with_keys(0, 0);
    hasher.write(bytes);
    hasher.finish().to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(on_builtin: bool) -> Model {
        let by_opinion = if on_builtin { [0.0, 0.1, 0.2, 0.3, -0.4, 0.5, -0.6, 0.7] } else { [0.0; 8] };
        let head = |class, scale| Head { class, scale, bias: -0.5, by_opinion };
        let heads = vec![head(Emotion::Calm, 0.1), head(Emotion::Fear, 0.2)];
        Model::of(heads, on_builtin, [(3, [1; 8]), (0xab_cd_ef, [-128; 8])].into_iter())
    }

    /// A file with some bytes replaced and its checksum set right.
    fn altered(at: usize, with: &[u8]) -> Vec<u8> {
        resealed(small(false), at, with)
    }

    fn resealed(model: Model, at: usize, with: &[u8]) -> Vec<u8> {
        let mut file = model.write();
        file[at..at + with.len()].copy_from_slice(with);
        let body = file.len() - SUM_BYTES;
        let sum = checksum(&file[..body]);
        file[body..].copy_from_slice(&sum);
        file
    }

    #[test]
    fn a_file_is_read_as_it_was_written() {
        for on_builtin in [false, true] {
            let model = small(on_builtin);
            let file = model.write();
            assert_eq!(file.len(), length(2, on_builtin, 2));
            let read = Model::read(&file).unwrap();
            assert_eq!((read.write(), read.stands_on_builtin()), (file.clone(), on_builtin));
            assert_eq!(most_pieces(2, on_builtin, file.len()), 2);
            assert_eq!(most_pieces(2, on_builtin, file.len() - 1), 1);
        }
    }

    #[test]
    fn a_hostile_file_is_refused_with_what_is_wrong() {
        let file = small(false).write();
        let field = |field| Err(EmotionError::Field { field });
        assert_eq!(Model::read(b""), Err(EmotionError::NoModel));
        assert_eq!(Model::read(b"PK\x03\x04"), Err(EmotionError::NoModel));
        assert_eq!(Model::read(b"dbem"), Err(EmotionError::Length { bytes: 4, expected: 28 }));
        for version in [1, 9] {
            assert_eq!(Model::read(&altered(4, &[version])), Err(EmotionError::Version { version }));
        }
        for len in 4..file.len() {
            assert!(matches!(Model::read(&file[..len]), Err(EmotionError::Length { .. })), "{len}");
        }
        let longer = [file.as_slice(), b"x"].concat();
        assert!(matches!(Model::read(&longer), Err(EmotionError::Length { .. })));
        let mut damaged = file.clone();
        damaged[30] ^= 1;
        assert_eq!(Model::read(&damaged), Err(EmotionError::Checksum));
        assert_eq!(Model::read(&altered(8, &[0xff; 4])), field("number of pieces"));
        let one = Head { class: Emotion::Fear, scale: 0.1, bias: 0.0, by_opinion: [0.0; 8] };
        let one = Model::of(vec![one], false, [(3, [1; 8])].into_iter());
        assert_eq!(Model::read(&one.write()), field("set of classes"));
        assert_eq!(Model::read(&altered(6, &[2])), field("flag"));
        assert_eq!(Model::read(&altered(7, &[1])), field("flag"));
        assert!(matches!(Model::read(&altered(6, &[1])), Err(EmotionError::Length { .. })));
        assert_eq!(Model::read(&altered(12, &f32::NAN.to_le_bytes())), field("scale or bias"));
        assert_eq!(Model::read(&altered(16, &f32::INFINITY.to_le_bytes())), field("scale or bias"));
        assert_eq!(Model::read(&altered(28, &[0xff, 0xff, 0xff])), field("order of pieces"));
        for at in [20, 48, 88] {
            let huge = resealed(small(true), at, &1e7_f32.to_le_bytes());
            assert_eq!(Model::read(&huge), field("weight of an opinion"), "{at}");
        }
    }
}
