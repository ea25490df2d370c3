//! A small sort. The standard library's weighed a sixth of the receiver's artifact and is made for
//! lists longer than any platform message.

/// Sorts in place by `before` ("strictly before"); elements that are equal may change places.
///
/// A dozen nearly sorted parameters are what comes: insertion is fastest there. A hostile object of a
/// hundred thousand keys still must not cost their square: a heap bounds it.
pub(crate) fn sort<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) {
    let is_sorted = items
        .windows(2)
        .all(|pair| !matches!(pair, [a, b] if before(b, a)));
    if is_sorted {
        return;
    }
    if items.len() <= 64 {
        for from in 1..items.len() {
            for at in (0..from).rev() {
                match items.get_mut(at..at + 2) {
                    Some([a, b]) if before(b, a) => std::mem::swap(a, b),
                    _ => break,
                }
            }
        }
        return;
    }
    for root in (0..items.len() / 2).rev() {
        sink(items, root, &before);
    }
    for end in (1..items.len()).rev() {
        let Some(unsorted) = items.get_mut(..=end) else {
            return;
        };
        if let [first, .., last] = unsorted {
            std::mem::swap(first, last);
        }
        if let Some(heap) = items.get_mut(..end) {
            sink(heap, 0, &before);
        }
    }
}

fn sink<T>(heap: &mut [T], mut root: usize, before: &impl Fn(&T, &T) -> bool) {
    loop {
        let left = 2 * root + 1;
        let greater = match heap.get(left..) {
            Some([a, b, ..]) if before(a, b) => left + 1,
            Some([_, ..]) => left,
            _ => return,
        };
        // `Err` cannot happen: `greater` is within the heap and is not `root`.
        let Ok([parent, child]) = heap.get_disjoint_mut([root, greater]) else {
            return;
        };
        if !before(parent, child) {
            return;
        }
        std::mem::swap(parent, child);
        root = greater;
    }
}

#[cfg(test)]
mod tests {
    use super::sort;

    #[test]
    fn agrees_with_the_standard_library_at_every_length() {
        let mut state = 7u32;
        for length in (0..200).chain([1000, 4099]) {
            for spread in [1, 3, 1 << 20] {
                let mut ours: Vec<u32> = (0..length)
                    .map(|_| {
                        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        (state >> 8) % spread
                    })
                    .collect();
                let mut theirs = ours.clone();
                theirs.sort_unstable();
                sort(&mut ours, |a, b| a < b);
                assert_eq!(ours, theirs, "{length} of {spread}");
            }
        }
    }

    #[test]
    fn a_long_list_does_not_cost_its_square() {
        let compared = std::cell::Cell::new(0u64);
        let mut items: Vec<u32> = (0..100_000).rev().collect();
        sort(&mut items, |a, b| {
            compared.set(compared.get() + 1);
            a < b
        });
        assert!(items.is_sorted());
        assert!(compared.get() < 100_000 * 60, "{}", compared.get());
    }
}
