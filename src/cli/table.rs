//! Columns that line up, whatever the script.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

/// Writes `rows` with `indent` spaces before each, every column but the last padded to its widest cell.
/// Errors where `out` does.
pub(super) fn write_rows(out: &mut dyn Write, indent: usize, rows: &[impl AsRef<[String]>]) -> io::Result<()> {
    let rows: Vec<&[String]> = rows.iter().map(AsRef::as_ref).collect();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
    let widths: Vec<usize> = (0..).map_while(width).collect();
    for row in rows {
        let mut line = " ".repeat(indent);
        for (cell, width) in row.iter().zip(&widths).filter(|(_, width)| **width > 0) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width - cell.width() + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Writes `text` with lines broken between words before they are wider than `width`. Errors where `out` does.
pub(super) fn write_wrapped(out: &mut dyn Write, text: &str, width: usize) -> io::Result<()> {
    for line in text.lines() {
        let mut wrapped = String::new();
        let mut used = 0;
        for word in line.split(' ') {
            if used > 0 && used + 1 + word.width() > width {
                wrapped.push('\n');
                used = 0;
            } else if used > 0 {
                wrapped.push(' ');
                used += 1;
            }
            wrapped.push_str(word);
            used += word.width();
        }
        writeln!(out, "{wrapped}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_keep_columns_in_line() -> io::Result<()> {
        let mut out = Vec::new();
        let rows = [["P15D", "", "15 天"], ["2018-09-01", "", "x"], ["日", "", "y"]].map(|row| row.map(str::to_owned));
        write_rows(&mut out, 2, &rows)?;
        assert_eq!(String::from_utf8_lossy(&out), "  P15D        15 天\n  2018-09-01  x\n  日          y\n");
        Ok(())
    }

    #[test]
    fn lines_break_between_words() -> io::Result<()> {
        let mut out = Vec::new();
        write_wrapped(&mut out, "one two three\n\n- four", 9)?;
        assert_eq!(String::from_utf8_lossy(&out), "one two\nthree\n\n- four\n");
        Ok(())
    }
}
