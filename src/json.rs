//! JSON as it is printed: the values are exact, and no character of them acts on a terminal.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter};

use crate::text::find_hostile;

/// Writes `value` over several lines, with a line end. Errors where `out` does.
pub fn write_pretty<W: Write + ?Sized, T: Serialize + ?Sized>(out: &mut W, value: &T) -> io::Result<()> {
    write_nested(out, value, 0)?;
    out.write_all(b"\n")
}

/// Writes `value` over several lines as it stands within `depth` arrays and objects, without a line end. Errors where `out`
/// does.
pub fn write_nested<W: Write + ?Sized, T: Serialize + ?Sized>(out: &mut W, value: &T, depth: usize) -> io::Result<()> {
    let formatter = Harmless(Pretty { depth, has_value: false });
    value.serialize(&mut Serializer::with_formatter(out, formatter))?;
    Ok(())
}

/// Writes `value` on one line, with a line end. Errors where `out` does.
pub fn write_line<W: Write + ?Sized, T: Serialize + ?Sized>(out: &mut W, value: &T) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Harmless(CompactFormatter)))?;
    out.write_all(b"\n")
}

/// As serde_json's `PrettyFormatter` writes, which writes each step of the indentation by itself.
struct Pretty {
    depth: usize,
    has_value: bool,
}

/// A comma, a line end, and as much indentation as is written at once.
const BREAK: &[u8; 66] = b",\n                                                                ";

impl Pretty {
    /// Begins a line, behind a comma unless it is the first.
    fn begin_line<W: ?Sized + Write>(&self, writer: &mut W, is_first: bool) -> io::Result<()> {
        let at_once = (2 * self.depth).min(BREAK.len() - 2);
        writer.write_all(&BREAK[usize::from(is_first)..2 + at_once])?;
        (at_once..2 * self.depth).try_for_each(|_| writer.write_all(b" "))
    }

    fn begin<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.has_value = false;
        writer.write_all(bracket)
    }

    fn end<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.has_value {
            self.begin_line(writer, true)?;
        }
        writer.write_all(bracket)
    }
}

impl Formatter for Pretty {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.begin_line(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.begin_line(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }
}

/// Escapes what JSON lets through and a terminal would obey: DEL, C1 and bidi controls.
struct Harmless<F>(F);

impl<F: Formatter> Formatter for Harmless<F> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = find_hostile(rest) {
            let (plain, tail) = rest.split_at(at);
            writer.write_all(plain.as_bytes())?;
            let mut chars = tail.chars();
            for unit in chars.next().into_iter().flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec()) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = chars.as_str();
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_hostile;

    #[test]
    fn lines_are_those_of_serde_json() -> Result<(), Box<dyn std::error::Error>> {
        let deep = (0..40).fold(serde_json::json!([1, "a"]), |inner, _| serde_json::json!([inner]));
        let value =
            serde_json::json!({"a": [], "b": {}, "c": [1, [2, {"d": null}], {"e": {"f": [true]}}], "deep": deep});
        let mut bytes = Vec::new();
        write_pretty(&mut bytes, &value)?;
        assert_eq!(String::from_utf8(bytes)?, format!("{}\n", serde_json::to_string_pretty(&value)?));
        let mut nested = Vec::new();
        write_nested(&mut nested, &value["c"], 1)?;
        let whole = serde_json::to_string_pretty(&serde_json::json!({"c": value["c"]}))?;
        assert!(whole.contains(&String::from_utf8(nested)?));
        Ok(())
    }

    #[test]
    fn values_survive_and_nothing_acts_on_a_terminal() -> Result<(), Box<dyn std::error::Error>> {
        let value = "30 天 \"\\ \x1b[2J \u{9b}2J \u{202E} \u{E0041} \x7f\n";
        for write in [write_line::<Vec<u8>, str>, write_pretty::<Vec<u8>, str>] {
            let mut bytes = Vec::new();
            write(&mut bytes, value)?;
            let text = String::from_utf8(bytes)?;
            assert!(!text.trim_end().contains(is_hostile), "{text}");
            assert_eq!(serde_json::from_str::<String>(&text)?, value);
        }
        Ok(())
    }
}
