//! Pages: a growing array that neither moves what it has nor keeps much room for what may come.

/// How many items a page holds.
const PAGE: usize = 64;

/// What stands where nothing has been put.
pub(crate) trait Vacant {
    fn vacant() -> Self;
}

impl Vacant for u32 {
    fn vacant() -> Self {
        Self::MAX
    }
}

/// An array in pages: growing it copies nothing, so no single operation pays for a crowd, and at most a page or two
/// are empty.
///
/// Pages are arrays, so finding an item is one comparison and one look into the list of pages.
pub(crate) struct Pages<T> {
    /// All but the last are full, but for one empty page that is kept for what comes next.
    pages: Vec<Box<[T; PAGE]>>,
    len: usize,
}

impl<T: Vacant> Pages<T> {
    pub(crate) const fn new() -> Self {
        Self { pages: Vec::new(), len: 0 }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The item at a place; where there is none perhaps a vacant one.
    #[inline]
    pub(crate) fn get(&self, at: u32) -> Option<&T> {
        self.pages.get(at as usize / PAGE)?.get(at as usize % PAGE)
    }

    /// The item at a place; where there is none perhaps a vacant one.
    #[inline]
    pub(crate) fn get_mut(&mut self, at: u32) -> Option<&mut T> {
        self.pages.get_mut(at as usize / PAGE)?.get_mut(at as usize % PAGE)
    }

    /// Adds an item at the end; returns where it stands.
    pub(crate) fn push(&mut self, item: T) -> u32 {
        if self.pages.len() * PAGE == self.len {
            self.pages.push(page());
        }
        // Nothing here is ever as long as 2³²: the pool's capacity is less.
        let at = u32::try_from(self.len).unwrap_or(u32::MAX);
        if let Some(place) = self.get_mut(at) {
            *place = item;
        }
        self.len += 1;
        at
    }

    pub(crate) fn pop_if(&mut self, unwanted: impl FnOnce(&mut T) -> bool) -> Option<T> {
        let last = self.len.checked_sub(1)?;
        let item = self.get_mut(u32::try_from(last).ok()?)?;
        if !unwanted(item) {
            return None;
        }
        let item = std::mem::replace(item, T::vacant());
        self.len = last;
        self.pages.truncate(last / PAGE + 2);
        Some(item)
    }

    pub(crate) fn shrink(&mut self) {
        self.pages.truncate(self.len.div_ceil(PAGE));
        self.pages.shrink_to_fit();
    }
}

fn page<T: Vacant>() -> Box<[T; PAGE]> {
    // By way of a vector, since an array would be made on the stack and copied.
    let page: Box<[T]> = std::iter::repeat_with(T::vacant).take(PAGE).collect();
    page.try_into().unwrap_or_else(|_| Box::new(std::array::from_fn(|_| T::vacant())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pushed_stays_where_it_is_and_empty_pages_go() {
        let mut pages = Pages::new();
        for number in 0..1_000_u32 {
            assert_eq!(pages.push(number), number);
        }
        assert!((0..1_000).all(|at| pages.get(at) == Some(&at)));
        assert!(pages.get(1_000) == Some(&u32::MAX) && pages.get(1_024).is_none());
        *pages.get_mut(5).unwrap() = 7;
        assert_eq!(pages.pop_if(|_| false), None);
        while pages.len() > 130 {
            let last = pages.len() as u32 - 1;
            assert_eq!(pages.pop_if(|_| true), Some(last));
            assert!(pages.pages.len() <= pages.len() / PAGE + 2);
        }
        pages.shrink();
        assert_eq!((pages.pages.len(), pages.get(5), pages.get(130)), (3, Some(&7), Some(&u32::MAX)));
        assert_eq!(pages.push(9), 130);
    }
}
