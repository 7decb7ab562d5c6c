//! The Python wheel, built by maturin and installed by pip. A file of its own: maturin has cargo put the program where tests
//! beside it would run it.
#![expect(clippy::unwrap_used, reason = "a test that cannot set up its folders has failed")]
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

#[path = "common/tools.rs"]
#[expect(dead_code, reason = "of the tools only how they are run")]
mod tools;

use tools::{done, has};

const BINARY: &str = env!("CARGO_BIN_EXE_docparity");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_wheel_installs_into_a_fresh_environment_and_is_the_same_program() {
    if !has(&["python3", "maturin"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let wheels = folder.path().join("wheels");
    let mut build = Command::new("maturin");
    // Without --release it is the build that cargo has just made for the tests.
    build.args(["build", "--locked", "--compatibility", "linux", "--out"]).arg(&wheels).current_dir(ROOT);
    done(&mut build);
    let wheel = fs::read_dir(&wheels).unwrap().next().unwrap().unwrap().path();
    let name = wheel.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with(concat!("docparity-", env!("CARGO_PKG_VERSION"), "-py3-none-")), "{name}");

    let fresh = folder.path().join("fresh");
    done(Command::new("python3").args(["-m", "venv"]).arg(&fresh));
    done(Command::new(fresh.join("bin/pip")).args(["install", "--quiet", "--no-index"]).arg(&wheel));
    let shown = done(Command::new(fresh.join("bin/pip")).args(["show", "--files", "docparity"]));
    let files = ["bin/docparity", "licenses/LICENSE-MIT", "licenses/LICENSE-APACHE", "licenses/LICENSE-UNICODE"];
    for file in files {
        assert!(shown.lines().any(|line| line.ends_with(file)), "{file}: {shown}");
    }
    let installed = fresh.join("bin/docparity");
    let version = done(Command::new(&installed).arg("--version"));
    assert_eq!(version.trim(), concat!("docparity ", env!("CARGO_PKG_VERSION")));
    let run = |program: &Path| {
        let mut command = Command::new(program);
        command.args(["check", "fixtures/renewal", "--format", "jsonl"]).current_dir(ROOT).output().unwrap()
    };
    let (ours, theirs) = (run(Path::new(BINARY)), run(&installed));
    assert_eq!(ours.status.code(), Some(1));
    assert_eq!((theirs.status.code(), theirs.stdout), (ours.status.code(), ours.stdout));
}
