//! Findings rendered on all threads and written in their order.

use std::io::{self, Write};

use rayon::prelude::*;

/// How many elements a thread renders at a time: enough that handing them out costs nothing.
const AT_A_TIME: usize = 64;
/// How many such batches are rendered before they are written, for each thread.
const BATCHES: usize = 4;

/// Writes what `render` makes of each of `items`, which it is given with its place, in their order. No more than a few
/// hundred of them are held at a time. Errors where `render` or `out` does.
pub(in crate::report) fn in_order<'i, T: Sync>(
    items: &'i [T],
    out: &mut dyn Write,
    render: impl Fn(usize, &'i T, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    let render_all = |from: usize, items: &'i [T], bytes: &mut Vec<u8>| {
        items.iter().enumerate().try_for_each(|(at, item)| render(from + at, item, bytes))
    };
    let threads = rayon::current_num_threads();
    if threads == 1 || items.len() <= AT_A_TIME {
        return one_by_one(items, out, render_all);
    }
    for (round, items) in items.chunks(AT_A_TIME * BATCHES * threads).enumerate() {
        let from = round * AT_A_TIME * BATCHES * threads;
        let batch = |(batch, items): (usize, &'i [T])| {
            let mut bytes = Vec::new();
            render_all(from + batch * AT_A_TIME, items, &mut bytes).map(|()| bytes)
        };
        let batches: Vec<io::Result<Vec<u8>>> = items.par_chunks(AT_A_TIME).enumerate().map(batch).collect();
        batches.into_iter().try_for_each(|bytes| out.write_all(&bytes?))?;
    }
    Ok(())
}

fn one_by_one<'i, T>(
    items: &'i [T],
    out: &mut dyn Write,
    render_all: impl Fn(usize, &'i [T], &mut Vec<u8>) -> io::Result<()>,
) -> io::Result<()> {
    let mut bytes = Vec::new();
    for (batch, items) in items.chunks(AT_A_TIME).enumerate() {
        bytes.clear();
        render_all(batch * AT_A_TIME, items, &mut bytes)?;
        out.write_all(&bytes)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_there_are_and_in_their_order() {
        for count in [0, 1, AT_A_TIME, AT_A_TIME + 1, 10_000] {
            let items: Vec<usize> = (0..count).collect();
            let mut bytes = Vec::new();
            let render = |at, item: &usize, bytes: &mut Vec<u8>| {
                assert_eq!(at, *item);
                writeln!(bytes, "{item}")
            };
            in_order(&items, &mut bytes, render).expect("memory takes everything");
            let expected: String = items.iter().map(|item| format!("{item}\n")).collect();
            assert_eq!(String::from_utf8_lossy(&bytes), expected);
        }
    }
}
