"""Screening speed beside other engines: the same rules on the same tables, from Parquet to Parquet."""
