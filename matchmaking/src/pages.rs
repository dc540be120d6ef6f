//! Pages: a growing array that neither moves what it has nor keeps much room for what may come.

/// How many items a page holds.
const PAGE: usize = 64;

/// An array in pages: growing it copies nothing, so no single operation pays for a crowd, and at most a page or two
/// are empty.
pub(crate) struct Pages<T> {
    /// All but the last are full, but for one empty page that is kept for what comes next.
    pages: Vec<Vec<T>>,
    len: usize,
}

impl<T> Pages<T> {
    pub(crate) const fn new() -> Self {
        Self { pages: Vec::new(), len: 0 }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn get(&self, at: u32) -> Option<&T> {
        let at = at as usize;
        self.pages.get(at / PAGE)?.get(at % PAGE)
    }

    pub(crate) fn get_mut(&mut self, at: u32) -> Option<&mut T> {
        let at = at as usize;
        self.pages.get_mut(at / PAGE)?.get_mut(at % PAGE)
    }

    /// Adds an item at the end; returns where it stands.
    pub(crate) fn push(&mut self, item: T) -> u32 {
        if self.pages.len() * PAGE == self.len {
            self.pages.push(Vec::with_capacity(PAGE));
        }
        if let Some(page) = self.pages.get_mut(self.len / PAGE) {
            page.push(item);
        }
        self.len += 1;
        // Nothing here is ever as long as 2³²: the pool's capacity is less.
        u32::try_from(self.len - 1).unwrap_or(u32::MAX)
    }

    pub(crate) fn pop_if(&mut self, unwanted: impl FnOnce(&mut T) -> bool) -> Option<T> {
        let last = self.len.checked_sub(1)?;
        let item = self.pages.get_mut(last / PAGE)?.pop_if(unwanted)?;
        self.len = last;
        self.pages.truncate(last / PAGE + 2);
        Some(item)
    }

    pub(crate) fn shrink(&mut self) {
        self.pages.truncate(self.len.div_ceil(PAGE));
        self.pages.shrink_to_fit();
    }
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
        assert!((0..1_000).all(|at| pages.get(at) == Some(&at)) && pages.get(1_000).is_none());
        *pages.get_mut(5).unwrap() = 7;
        assert_eq!(pages.pop_if(|_| false), None);
        while pages.len() > 130 {
            let last = pages.len() as u32 - 1;
            assert_eq!(pages.pop_if(|_| true), Some(last));
            assert!(pages.pages.len() <= pages.len() / PAGE + 2);
        }
        pages.shrink();
        assert_eq!((pages.pages.len(), pages.get(5)), (3, Some(&7)));
        assert_eq!(pages.push(9), 130);
    }
}
