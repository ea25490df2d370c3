//! A small sort of an object's members. The standard library's weighed a sixth of the receiver's
//! artifact and is made for lists longer than any platform message.

use crate::json::Member;

/// The places of `members` in the bytewise order of their keys; nothing where two keys are the same.
///
/// A dozen nearly sorted parameters are what comes: insertion is fastest there. A hostile object of a
/// hundred thousand keys still must not cost their square: a heap bounds it.
pub(crate) fn ordered(members: &[Member<'_>]) -> Option<Vec<usize>> {
    let key = |at: usize| members[at].key.as_bytes();
    let mut order: Vec<usize> = (0..members.len()).collect();
    if order.len() <= 64 {
        for from in 1..order.len() {
            let mut at = from;
            while at > 0 && key(order[at]) < key(order[at - 1]) {
                order.swap(at, at - 1);
                at -= 1;
            }
        }
    } else {
        for root in (0..order.len() / 2).rev() {
            sink(&mut order, root, members);
        }
        for end in (1..order.len()).rev() {
            order.swap(0, end);
            sink(&mut order[..end], 0, members);
        }
    }
    let twice = order.windows(2).any(|pair| key(pair[0]) == key(pair[1]));
    (!twice).then_some(order)
}

fn sink(heap: &mut [usize], mut root: usize, members: &[Member<'_>]) {
    let key = |at: usize| members[at].key.as_bytes();
    loop {
        let mut greater = 2 * root + 1;
        if greater >= heap.len() {
            return;
        }
        if greater + 1 < heap.len() && key(heap[greater]) < key(heap[greater + 1]) {
            greater += 1;
        }
        if key(heap[root]) >= key(heap[greater]) {
            return;
        }
        heap.swap(root, greater);
        root = greater;
    }
}

#[cfg(test)]
mod tests {
    use super::ordered;
    use crate::json::{Member, document};

    fn members(keys: &[String]) -> Vec<Member<'_>> {
        let value = document("0").unwrap();
        let member = |key: &'_ String| Member {
            key: key.clone().into(),
            value,
            content: "0".into(),
        };
        keys.iter().map(member).collect()
    }

    #[test]
    fn agrees_with_the_standard_library_at_every_length() {
        let mut state = 7u32;
        for length in (0..200).chain([1000, 4099]) {
            let mut keys: Vec<String> = (0..length)
                .map(|at| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    format!("{}.{at}", state >> 24)
                })
                .collect();
            let order = ordered(&members(&keys)).unwrap();
            let ours: Vec<String> = order.iter().map(|at| keys[*at].clone()).collect();
            keys.sort_unstable();
            assert_eq!(ours, keys, "{length}");
        }
    }

    #[test]
    fn a_key_that_comes_twice_is_noticed_wherever_it_stands() {
        for length in [2, 7, 64, 65, 500] {
            for (one, other) in [(0, length - 1), (length / 2, length - 1), (0, 1)] {
                let mut keys: Vec<String> = (0..length).map(|at| format!("k{at}")).collect();
                keys[one] = keys[other].clone();
                assert_eq!(ordered(&members(&keys)).is_none(), one != other, "{length}");
            }
        }
    }

    #[test]
    fn a_long_list_does_not_cost_its_square() {
        // The square would take minutes: whoever runs the tests would notice.
        let keys: Vec<String> = (0..400_000).rev().map(|at| format!("{at:06}")).collect();
        let order = ordered(&members(&keys)).unwrap();
        assert!(
            order
                .iter()
                .eq((0..keys.len()).rev().collect::<Vec<_>>().iter())
        );
    }
}
