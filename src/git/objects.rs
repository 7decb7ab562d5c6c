//! Contents of files at revisions, from one `git cat-file --batch`.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::command;

/// What a file said at a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Its bytes.
    Found(Vec<u8>),
    /// The revision is known and has no such file.
    NoFile,
    /// The revision is not in this clone.
    NoRevision,
}

/// The process, once it was needed.
#[derive(Debug, Default)]
pub(super) struct Objects {
    process: Option<Process>,
    /// Whether it could not be begun, or went away.
    has_failed: bool,
}

#[derive(Debug)]
struct Process {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// An object as git hands it out.
struct Object {
    kind: String,
    bytes: Vec<u8>,
}

impl Objects {
    /// The file `below` of the commit `revision` of the repository at `top`; the object itself where it is a file's.
    pub(super) fn read(&mut self, top: &Path, revision: &str, below: &str) -> Content {
        if !is_hash(revision) || below.contains('\n') {
            return Content::NoRevision;
        }
        if let Some(file) = self.object(top, &format!("{revision}:{below}")).filter(|object| object.kind == "blob") {
            return Content::Found(file.bytes);
        }
        match self.object(top, revision) {
            Some(object) if object.kind == "blob" => Content::Found(object.bytes),
            Some(_) => Content::NoFile,
            None => Content::NoRevision,
        }
    }

    fn object(&mut self, top: &Path, name: &str) -> Option<Object> {
        if self.has_failed {
            return None;
        }
        if self.process.is_none() {
            self.process = Process::begin(top);
        }
        let answer = self.process.as_mut().and_then(|process| process.ask(name).ok());
        if answer.is_none() {
            self.has_failed = true;
            self.process = None;
        }
        answer.flatten()
    }
}

impl Process {
    fn begin(top: &Path) -> Option<Self> {
        let mut command = command(top);
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().ok()?;
        let (input, output) = (child.stdin.take()?, BufReader::new(child.stdout.take()?));
        Some(Self { child, input, output })
    }

    /// `None` where there is no such object. Errors where the process no longer answers.
    fn ask(&mut self, name: &str) -> std::io::Result<Option<Object>> {
        writeln!(self.input, "{name}")?;
        self.input.flush()?;
        let mut head = String::new();
        if self.output.read_line(&mut head)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        // `HASH KIND SIZE`, or the name as it was asked for and `missing` or `ambiguous`.
        let mut fields = head.trim_end().rsplit(' ');
        let (Some(size), Some(kind)) = (fields.next().and_then(|size| size.parse().ok()), fields.next()) else {
            return Ok(None);
        };
        let kind = kind.to_owned();
        let mut bytes = vec![0; size];
        self.output.read_exact(&mut bytes)?;
        self.output.read_exact(&mut [0])?;
        Ok(Some(Object { kind, bytes }))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It has nothing to finish; what it says of its end tells nothing.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether `revision` can be the name of a commit or a file in git; what front matter says is not trusted further.
pub fn is_hash(revision: &str) -> bool {
    (7..=64).contains(&revision.len()) && revision.bytes().all(|byte| byte.is_ascii_hexdigit())
}
