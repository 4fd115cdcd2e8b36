"""Reading CSV and XLSX into the tables."""
