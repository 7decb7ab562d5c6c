//! `checkstyle`: the XML of Checkstyle 4.3, which many review tools read.

use std::io::{self, Write};

use quick_xml::events::{BytesDecl, Event};
use quick_xml::writer::Writer;

use super::parts::{advice, by_path};
use super::{Context, Format};
use crate::diagnostic::{Finding, Outcome};
use crate::text::visible_line;

/// See the module.
pub(super) static FORMAT: Format = Format {
    name: "checkstyle",
    describe: "Checkstyle XML, as many review tools read it",
    wants_matrix: false,
    wants_excerpts: false,
    write,
};

fn write(outcome: &Outcome, _: &Context, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("checkstyle").with_attribute(("version", "4.3")).write_inner_content(|xml| {
        for (path, findings) in by_path(outcome) {
            let path = visible_line(path);
            xml.create_element("file")
                .with_attribute(("name", &*path))
                .write_inner_content(|xml| findings.iter().try_for_each(|finding| write_finding(xml, finding)))?;
        }
        Ok(())
    })?;
    writeln!(out)
}

fn write_finding<W: Write>(xml: &mut Writer<W>, finding: &Finding) -> io::Result<()> {
    let advice = advice(finding).map(|advice| format!(" Suggestion: {advice}.")).unwrap_or_default();
    let message = format!("{}{advice}", visible_line(&finding.message));
    let (line, column) = (finding.line.to_string(), finding.column.to_string());
    let rule = format!("docparity.{}", visible_line(&finding.rule));
    let attributes = [
        ("line", line.as_str()),
        ("column", &column),
        ("severity", finding.severity.as_str()),
        ("message", &message),
        ("source", &rule),
    ];
    xml.create_element("error").with_attributes(attributes).write_empty().map(drop)
}
