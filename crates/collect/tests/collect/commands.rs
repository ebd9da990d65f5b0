//! Which programs and folders may be named, and how output is read.

use collect::{Failure, Limits, ReadAs, What};
use serde_json::json;

use crate::bench::{Bench, command};

#[test]
fn a_program_that_is_missing_or_no_program_is_told() {
    let bench = Bench::new();
    std::fs::write(bench.open("text"), "no program").unwrap();
    for program in ["no-such-program", "/usr/bin/no-such-program", bench.open("text").to_str().unwrap()] {
        let told = bench.collect(What::Command(command(program, &[]))).found.unwrap_err();
        assert_eq!(told, Failure::NoProgram { program: program.to_owned() });
    }
}

#[test]
fn only_programs_on_the_list_run() {
    let mut bench = Bench::new();
    bench.means.programs = Vec::new();
    let told = bench.collect(What::Command(command("true", &[]))).found.unwrap_err().to_string();
    assert!(told.contains("not on the operator's list of programs"), "{told}");
    bench.means.programs = vec![bench.open("")];
    let script = bench.open("mine");
    std::fs::write(&script, "#!/bin/sh\necho mine\n").unwrap();
    std::fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let mine = bench.collect(What::Command(command(script.to_str().unwrap(), &[])));
    assert_eq!(mine.found.unwrap()["output"], json!(["mine"]));
    assert!(matches!(bench.collect(What::Command(command("sh", &[]))).found, Err(Failure::NotAllowed { .. })));
}

#[test]
fn a_working_folder_lies_in_a_folder_on_the_list_and_no_link_leads_out() {
    let bench = Bench::new();
    let mut spec = command("pwd", &["-P"]);
    spec.working_folder = Some(bench.open("").to_str().unwrap().to_owned());
    let here = bench.collect(What::Command(spec.clone())).found.unwrap();
    assert_eq!(here["output"][0], bench.open("").canonicalize().unwrap().to_str().unwrap());
    let closed = bench.folder.path().join("closed");
    std::os::unix::fs::symlink(&closed, bench.open("link")).unwrap();
    for path in [closed, bench.open("link")] {
        spec.working_folder = Some(path.to_str().unwrap().to_owned());
        let told = bench.collect(What::Command(spec.clone())).found.unwrap_err();
        assert!(matches!(told, Failure::NotAllowed { list: "folders", .. }), "{told}");
    }
}

#[test]
fn output_is_read_as_json_as_lines_of_json_or_as_text() {
    let bench = Bench::new();
    let read = |text: &str, read_as| {
        let mut spec = command("printf", &["%b", text]);
        spec.read_as = read_as;
        let collected = bench.collect(What::Command(spec));
        (collected.row_count, collected.found.map(|found| found["output"].clone()))
    };
    assert_eq!(read("[{\"b\": 1, \"a\": null}]", ReadAs::Json), (1, Ok(json!([{ "a": null, "b": 1 }]))));
    assert_eq!(read("{\"a\": 1}\\n{\"a\": 2}\\n", ReadAs::JsonLines), (2, Ok(json!([{ "a": 1 }, { "a": 2 }]))));
    for (text, read_as, part) in [
        ("{", ReadAs::Json, "not one JSON document"),
        ("1\\nx\\n", ReadAs::JsonLines, "line 2 "),
        ("good\\377", ReadAs::TextLines, "byte 5 is no UTF-8"),
    ] {
        let told = read(text, read_as).1.unwrap_err().to_string();
        assert!(told.contains(part), "{told}");
    }
    let loud = bench.script("printf 'caf\\351' >&2; exit 1", Limits::default());
    assert_eq!(loud.ran.unwrap().stderr_tail, "caf\u{fffd}");
}
