//! Edits: the commands, the rules that allow them, what each does, and what follows from it.

mod command;

pub use command::{
    AddNode, Connect, Delete, DescribeNode, EditCommand, MoveNodes, RenameNode, SetHeader, SetSettings,
    SettingChange,
};
