//! The memory of those artifacts that keep nothing from one call to the next.
//!
//! Taking memory is an addition, giving it back is nothing, and all that a call took is free again when the next one
//! begins. So there is no code that frees, which was a seventeenth of the receiver, and no time spent on it, which was
//! a tenth to a seventh of a short verification.
//!
//! The only unsafe code of this crate, and compiled for those artifacts only.

/// Bytes that memory grows by.
const PAGE: usize = 65_536;

/// A range of memory: taken up to `next`, there up to `end`.
#[derive(Clone, Copy)]
struct Room {
    start: usize,
    next: usize,
    end: usize,
}

impl Room {
    const fn beginning_at(start: usize) -> Self {
        Room {
            start,
            next: start,
            end: start,
        }
    }

    /// Takes all of it back.
    fn reset(&mut self) {
        self.next = self.start;
    }

    /// Takes `size` bytes, where the memory, if it must grow, can be made so many pages longer.
    fn take(
        &mut self,
        size: usize,
        align: usize,
        grow: impl FnOnce(usize) -> bool,
    ) -> Option<usize> {
        let at = self.next.checked_add(align - 1)? & !(align - 1);
        let next = at.checked_add(size)?;
        if next > self.end {
            let pages = (next - self.end).div_ceil(PAGE);
            if !grow(pages) {
                return None;
            }
            self.end += pages * PAGE;
        }
        self.next = next;
        Some(at)
    }

    /// Gives back what was taken last, if this is it: then it can grow where it is.
    fn untake(&mut self, at: usize, size: usize) {
        if at + size == self.next {
            self.next = at;
        }
    }
}

#[cfg(all(feature = "wasm-arena", target_arch = "wasm32"))]
pub(crate) use in_wasm::Arena;

#[cfg(all(feature = "wasm-arena", target_arch = "wasm32"))]
#[allow(unsafe_code)]
mod in_wasm {
    use super::{PAGE, Room};
    use std::alloc::{GlobalAlloc, Layout};
    use std::arch::wasm32::{memory_grow, memory_size};
    use std::cell::Cell;
    use std::ptr::{null_mut, with_exposed_provenance_mut};

    thread_local! {
        static ROOM: Cell<Room> = const { Cell::new(Room::beginning_at(0)) };
    }

    /// Hands memory out, and takes it back all at once.
    pub(crate) struct Arena;

    impl Arena {
        /// Takes all memory back. Whoever calls it has made sure that nothing in it is still held.
        pub(crate) fn reset(&self) {
            let mut room = ROOM.get();
            room.reset();
            ROOM.set(room);
        }
    }

    // Safety: what is taken lies in memory that nobody else grew, aligned, and apart from all that was taken since the
    // last reset. These artifacts have one thread.
    unsafe impl GlobalAlloc for Arena {
        #[inline(never)]
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            let mut room = ROOM.get();
            if room.start == 0 {
                room = Room::beginning_at(memory_size(0) * PAGE);
            }
            let grow = |pages| memory_grow(0, pages) != usize::MAX;
            let at = room.take(layout.size(), layout.align(), grow);
            ROOM.set(room);
            at.map_or(null_mut(), with_exposed_provenance_mut)
        }

        #[inline]
        unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}

        unsafe fn realloc(&self, from: *mut u8, layout: Layout, size: usize) -> *mut u8 {
            let before = ROOM.get();
            let mut room = before;
            room.untake(from as usize, layout.size());
            ROOM.set(room);
            // Safety: an alignment that there was, and a size that the caller vouches for.
            let to = unsafe { self.alloc(Layout::from_size_align_unchecked(size, layout.align())) };
            if to.is_null() {
                ROOM.set(before);
            } else if to != from {
                // Safety: the old place holds as many bytes, and the new one, which is another, as many too.
                unsafe { from.copy_to_nonoverlapping(to, layout.size().min(size)) };
            }
            to
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PAGE, Room};

    const START: usize = 17 * PAGE;

    fn room() -> Room {
        Room::beginning_at(START)
    }

    #[test]
    fn what_is_taken_is_aligned_there_and_apart_from_all_else() {
        let (mut room, mut there, mut taken) = (room(), START, START);
        let mut state = 7u32;
        for _ in 0..10_000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (size, align) = ((state >> 12) as usize % 3000, 1 << (state >> 29));
            let grow = |pages: usize| {
                there += pages * PAGE;
                true
            };
            let at = room.take(size, align, grow).unwrap();
            assert!(at >= taken && at % align == 0 && at + size <= there);
            assert!(there - (at + size) < PAGE);
            taken = at + size;
        }
    }

    #[test]
    fn what_was_taken_last_grows_in_its_place_and_nothing_else_does() {
        let mut room = room();
        let one = room.take(10, 1, |_| true).unwrap();
        let two = room.take(10, 1, |_| true).unwrap();
        room.untake(two, 10);
        assert_eq!(room.take(500, 1, |_| true), Some(two));
        room.untake(one, 10);
        assert_eq!(room.take(20, 1, |_| true), Some(two + 500));
        room.reset();
        assert_eq!(room.take(20, 1, |_| false), Some(one));
    }

    #[test]
    fn memory_that_cannot_be_had_is_not_taken() {
        let mut room = room();
        assert_eq!(room.take(1, 1, |_| false), None);
        assert_eq!(room.take(usize::MAX - START, 1, |_| false), None);
        assert_eq!(room.take(usize::MAX, 1, |_| true), None);
        assert_eq!(room.take(1, 8, |pages| pages == 1), Some(START));
    }
}
