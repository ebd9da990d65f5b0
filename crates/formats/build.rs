//! Turns the YAML files of the built-in library into compact JSON, which the program reads several times faster.

use std::path::{Path, PathBuf};
use std::{env, error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let crate_folder = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let library = crate_folder.join("../../library");
    let out = PathBuf::from(variable("OUT_DIR")?);
    println!("cargo::rerun-if-changed={}", library.display());
    for folder in ["frameworks", "crosswalks", "claims", "planner"] {
        for entry in fs::read_dir(library.join(folder))? {
            let path = entry?.path();
            if path.extension().is_some_and(|e| e == "yaml") {
                convert(&path, &out)?;
            }
        }
    }
    Ok(())
}

fn convert(path: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let said = |e: &dyn Error| format!("{}: {e}", path.display());
    let text = fs::read_to_string(path).map_err(|e| said(&e))?;
    let value: serde_json::Value = serde_saphyr::from_str(&text).map_err(|e| said(&e))?;
    let name = path.file_stem().ok_or("a library file without a name")?;
    fs::write(out.join(name).with_extension("json"), serde_json::to_string(&value)?)?;
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a build script is configured by cargo through the environment")]
fn variable(name: &str) -> Result<String, env::VarError> {
    env::var(name)
}
