//! Cutting a text into words.

use super::Dictionary;

/// Cuts a text into words.
///
/// ```
/// use matchmaking::keywords::{Dictionary, Segmenter};
///
/// /// Whatever stands between white space.
/// struct Spaces;
///
/// impl Segmenter for Spaces {
///     fn segment<'t>(&self, text: &'t str, _: &Dictionary, found: &mut dyn FnMut(&'t str)) {
///         text.split_whitespace().for_each(found);
///     }
/// }
/// ```
pub trait Segmenter {
    /// Hands every word of `text`, which is in its normal form, to `found`, in order. The words of `whole` are to be
    /// found whole where they occur. Words without a letter, digit or emoji need not be handed over.
    fn segment<'t>(&self, text: &'t str, whole: &Dictionary, found: &mut dyn FnMut(&'t str));
}

impl<S: Segmenter + ?Sized> Segmenter for Box<S> {
    fn segment<'t>(&self, text: &'t str, whole: &Dictionary, found: &mut dyn FnMut(&'t str)) {
        (**self).segment(text, whole, found);
    }
}
