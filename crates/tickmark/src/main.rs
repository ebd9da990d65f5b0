//! The door of the program: words in, words out.

fn main() -> std::process::ExitCode {
    tickmark::cli::run(std::env::args_os())
}
