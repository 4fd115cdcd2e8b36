"""The only home of SQL: engine, tables, and query functions that return plain values."""
