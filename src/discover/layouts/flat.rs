//! No locale in the path. Such files are grouped afterwards, by what they say of themselves
//! ([`regroup`](super::super::regroup())).

use super::{Layout, Placement, Set, Slot, View, Way};

pub(in super::super) static LAYOUT: Layout = Layout { name: "flat", place };

fn place(view: &View<'_>, way: &Way<'_>) -> Option<Placement> {
    let set = view.set(LAYOUT.name, view.base.to_path_buf(), |base| {
        let slots = vec![Slot::folder(base.to_path_buf(), None, false)];
        Some(Set { layout: LAYOUT.name, prefix: String::new(), why: None, slots })
    })?;
    Some(Placement { set, slot: 0, rest: way.rest(0) })
}
