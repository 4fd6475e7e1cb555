//! What both schemas are made of.

use serde_json::{Value, json};

/// The dialect of the schemas.
pub const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Dates in the forms that are needed most.
pub const DATES: [&str; 10] = [
    "2025-03-03",
    "2025-03",
    "2025",
    "2025~",
    "2025?",
    "2024/2025-06",
    "2024/..",
    "[2024..2025]",
    "-0043",
    "2025-03-03T10:30:00+01:00",
];

/// Returns the schema of one word of a table.
pub fn word<T>(description: &str, names: &[(T, &'static str)]) -> Value {
    let names: Vec<&str> = names.iter().map(|(_, name)| *name).collect();
    json!({ "description": description, "type": "string", "enum": names })
}

/// Returns the schema of a text.
pub fn text(description: &str) -> Value {
    json!({ "description": description, "type": "string" })
}

/// Returns the schema of a list.
pub fn list(description: &str, items: &Value) -> Value {
    json!({ "description": description, "type": "array", "items": items })
}

/// Returns the schema of a table without other keys than these.
pub fn table(description: &str, required: &[&str], properties: &Value) -> Value {
    json!({
        "description": description,
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    })
}
