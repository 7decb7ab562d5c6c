//! A lexicon file: its head, the generated block with a checksum, the hand block.

/// The parts of a file.
pub(crate) struct File<'t> {
    /// `locale`, `name` and `tier`, up to the generated block.
    pub(crate) head: &'t str,
    /// The lines between `[generated]` and the checksum.
    pub(crate) generated: &'t str,
    /// What the checksum line says.
    pub(crate) checksum: &'t str,
    /// From the line `[hand]` to the end.
    pub(crate) hand: &'t str,
}

/// The version of CLDR that the files are made from.
pub(crate) const VERSION: &str = "48.2.0";

const GENERATED: &str =
    "[generated]  # from CLDR 48.2 by `cargo test --test cldr` with DOCPARITY_CLDR set; never edited by hand\n";
const CHECKSUM: &str = "# end of the generated block, checksum ";

impl<'t> File<'t> {
    /// Takes a file apart; says which part is missing.
    pub(crate) fn read(text: &'t str) -> Result<Self, String> {
        let (head, rest) = text.split_once("[generated]").ok_or("no [generated] block")?;
        let hand = rest.find("\n[hand]").map(|at| at + 1).ok_or("no [hand] block")?;
        let (block, hand) = rest.split_at(hand);
        let (_, block) = block.split_once('\n').ok_or("nothing after [generated]")?;
        let (generated, checksum) = block.split_once(CHECKSUM).unwrap_or((block.trim_end(), ""));
        Ok(Self { head, generated, checksum: checksum.trim(), hand })
    }

    /// The value of a line of the head.
    pub(crate) fn head_value(&self, key: &str) -> Option<&'t str> {
        self.head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(' ').map(str::trim))
    }

    /// The file with another generated block; head and hand block stay byte for byte.
    pub(crate) fn with_generated(&self, block: &str) -> String {
        format!("{}{GENERATED}{block}{CHECKSUM}{}\n\n{}", self.head, checksum(block), self.hand)
    }
}

/// FNV-1a: enough to notice an edit, and stable for good.
pub(crate) fn checksum(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}
