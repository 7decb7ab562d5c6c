//! The command line tool; everything it does is in the library.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Most of the work is texts and lists of a few words each, on every thread.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    docparity::cli::main()
}
