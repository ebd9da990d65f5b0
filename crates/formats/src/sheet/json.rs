//! A list as JSON: an array of objects, or an object in which one field holds it. The names of the fields are the headings.

use super::{SheetError, Table, TableRow, limits, mib, value};
use serde_json::Value;

/// Reads a list as headings and rows of text: a yes or no as `yes` or `no`, several words of one field with semicolons between
/// them. What is made of parts, as an object or an array of objects, is no cell and is left out.
///
/// # Errors
/// A [`SheetError`] that names the file, the place and what would be right.
pub fn read_json(bytes: &[u8], file: &str) -> Result<Table, SheetError> {
    if bytes.len() > limits::MAX_FILE_BYTES {
        let what = format!("{} where at most {} are read", mib(bytes.len() as u64), mib(limits::MAX_FILE_BYTES as u64));
        return Err(SheetError::TooLarge { file: file.to_owned(), what });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let whole: Value = serde_json::from_slice(bytes)
        .map_err(|e| SheetError::Truncated { file: file.to_owned(), what: format!("it is no JSON: {e}") })?;
    let objects = listed(&whole).ok_or_else(|| SheetError::Empty {
        file: file.to_owned(),
        what: "holds no list: neither an array of objects nor an object with one".to_owned(),
    })?;
    if objects.len() > limits::MAX_DATA_ROWS {
        let limit = limits::MAX_DATA_ROWS;
        return Err(SheetError::TooManyRows { file: file.to_owned(), sheet: file.to_owned(), limit });
    }
    let mut headers: Vec<String> = Vec::new();
    let mut rows = Vec::with_capacity(objects.len());
    for (at, object) in objects.iter().enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        rows.push(TableRow { number, cells: row(object, number, &mut headers, file)? });
    }
    for row in &mut rows {
        row.cells.resize(headers.len(), String::new());
    }
    let notes = vec!["Rows are counted from 1, the first object of the list.".to_owned()];
    Ok(Table { sheet: file.to_owned(), sheets: vec![file.to_owned()], headers, header_row: 0, rows, notes })
}

/// What answers of ours say beside the list that they are about.
const BESIDE: &str = "waivers_in_force";

/// The objects: the whole, or the one field that holds an array of nothing but objects.
fn listed(whole: &Value) -> Option<&[Value]> {
    match whole {
        Value::Object(fields) => {
            let mut lists = fields.iter().filter(|(name, _)| *name != BESIDE).filter_map(|(_, value)| objects(value));
            let first = lists.next()?;
            lists.next().is_none().then_some(first)
        }
        _ => objects(whole),
    }
}

/// An array of objects, if it is one and holds any.
fn objects(value: &Value) -> Option<&[Value]> {
    let all = value.as_array().filter(|all| !all.is_empty())?;
    all.iter().all(Value::is_object).then_some(all.as_slice())
}

/// The cells of one object, under headings that it may add to.
fn row(object: &Value, number: u32, headers: &mut Vec<String>, file: &str) -> Result<Vec<String>, SheetError> {
    let mut cells = vec![String::new(); headers.len()];
    for (name, value) in object.as_object().into_iter().flatten() {
        let column = headers.iter().position(|header| header == name).unwrap_or_else(|| {
            headers.push(name.clone());
            headers.len() - 1
        });
        if column >= limits::MAX_COLUMNS {
            let what = format!("object {number} has a field beyond the {} that are read", limits::MAX_COLUMNS);
            return Err(SheetError::TooLarge { file: file.to_owned(), what });
        }
        cells.resize(headers.len(), String::new());
        let text = text(value);
        if text.chars().count() > limits::MAX_CELL_CHARS {
            let what = format!("holds more than {} characters", limits::MAX_CELL_CHARS);
            return Err(SheetError::Cell { file: file.to_owned(), sheet: file.to_owned(), row: number, column, what });
        }
        cells[column] = text;
    }
    Ok(cells)
}

/// A value as the text that a person would have typed.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => value::clean(text),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(parts) => {
            let words: Vec<String> = parts.iter().map(text).filter(|word| !word.is_empty()).collect();
            words.join("; ")
        }
        Value::Null | Value::Object(_) => String::new(),
    }
}
