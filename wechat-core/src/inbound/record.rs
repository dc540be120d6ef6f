//! Structs that only carry fields: one declaration gives the struct, its reader and a `Debug` that shows nothing.

/// What a kind of field is in Rust; each kind is a method of [`Reader`](super::read::Reader).
macro_rules! field_type {
    (line) => {
        String
    };
    (number) => {
        i64
    };
    (time) => {
        $crate::Timestamp
    };
}

/// A struct of optional fields, each with its kind and its names on the wire; the first name found counts.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ident $($wire:literal)|+,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_doc])* pub $field: Option<$crate::inbound::record::field_type!($kind)>,)*
        }

        impl $name {
            pub(super) fn read(
                fields: $crate::inbound::read::Reader<'_>,
            ) -> Result<Self, $crate::inbound::InboundError> {
                Ok(Self { $($field: fields.$kind(&[$($wire),+])?,)* })
            }
        }

        $crate::redact::redacted_debug!($name);
    };
}

pub(crate) use {field_type, record};
