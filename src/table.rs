//! Enums whose values have names. The enum and the table of names are one declaration, so that no table can
//! miss a value, and no list has to be counted by hand.

/// Declares an enum with `ALL`, `NAMES`, `name()` and `named()`; with words after each name, also `words()`; with
/// `described:` before it, also `description()`, which is the comment of each value.
macro_rules! table {
    (
        described:
        $(#[$meta:meta])*
        $vis:vis enum $enum:ident {
            $(#[doc = $doc:literal] $value:ident = $name:literal,)+
        }
    ) => {
        table! {
            $(#[$meta])*
            $vis enum $enum {
                $(#[doc = $doc] $value = $name,)+
            }
        }

        impl $enum {
            /// Returns what it means, in a sentence.
            pub const fn description(self) -> &'static str {
                match self {
                    $(Self::$value => $doc.trim_ascii(),)+
                }
            }
        }
    };
    (
        $(#[$meta:meta])*
        $vis:vis enum $enum:ident {
            $($(#[$doc:meta])* $value:ident = $name:literal: $words:literal,)+
        }
    ) => {
        table! {
            $(#[$meta])*
            $vis enum $enum {
                $($(#[$doc])* $value = $name,)+
            }
        }

        impl $enum {
            /// Returns what it means, in a few words without a full stop.
            pub const fn words(self) -> &'static str {
                match self {
                    $(Self::$value => $words,)+
                }
            }
        }
    };
    (
        $(#[$meta:meta])*
        $vis:vis enum $enum:ident {
            $($(#[$doc:meta])* $value:ident = $name:literal,)+
        }
    ) => {
        $(#[$meta])*
        $vis enum $enum {
            $($(#[$doc])* $value,)+
        }

        impl $enum {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$value,)+];

            /// Every value with its name.
            pub const NAMES: &'static [(Self, &'static str)] = &[$((Self::$value, $name),)+];

            /// Returns the name that users write and read.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $name,)+
                }
            }

            /// Returns the value with a name.
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$value),)+
                    _ => None,
                }
            }
        }
    };
}
