//! The laboratory for matchmaking strategies, as a program and as a library for a program of one's own.
//!
//! ```sh
//! cargo run --release -p matcher-lab -- run                                  # the strategies that ship
//! cargo run --release -p matcher-lab -- compare keyword:look=16 keyword:look=64
//! cargo run --release -p matcher-lab -- run -s 'exec:python3 my_strategy.py' # any language, by JSON lines
//! cargo run --release -p matcher-lab -- new ../my-matcher                    # a crate of one's own
//! ```
//!
//! With a strategy in Rust, a whole program is one line:
//!
//! ```no_run
//! use matchmaking::{Candidates, Choice, Reason, Reasons, Strategy};
//!
//! /// First come, first served.
//! #[derive(Default)]
//! struct Oldest;
//!
//! impl Strategy for Oldest {
//!     fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
//!         Some(Choice::new(candidates.oldest().next()?, Reasons::one(Reason::LongestWait)))
//!     }
//! }
//!
//! matcher_lab::main!(Oldest);
//! ```

mod catalogue;
mod cli;
mod clock;
mod compare;
mod contender;
mod emotion;
mod error;
mod exec;
mod machine;
mod new;
mod options;
mod params;
mod progress;
mod report;
mod rooms;
mod setting;
mod study;
mod table;
mod words;

pub use catalogue::Catalogue;
pub use cli::run;
pub use error::{Error, ExecError};

/// A `main` that examines a strategy of one's own: a type with `Default`, or a closure that makes one from a seed.
///
/// Without `-s` it runs beside the strategies that ship; `-s NAME` chooses it by the name of its type, in kebab-case.
#[macro_export]
macro_rules! main {
    ($strategy:ty) => {
        fn main() -> ::std::process::ExitCode {
            $crate::run($crate::Catalogue::with(stringify!($strategy), |_seed| {
                ::std::boxed::Box::new(<$strategy as ::std::default::Default>::default())
            }))
        }
    };
    ($name:literal, $make:expr) => {
        fn main() -> ::std::process::ExitCode {
            let make = $make;
            $crate::run($crate::Catalogue::with($name, move |seed| ::std::boxed::Box::new(make(seed))))
        }
    };
}
