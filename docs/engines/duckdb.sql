-- DuckDB reads what MX Lens writes as it is, and writes Parquet from it:
--
--     mxlens-cli export --stream --report-keys --format jsonl --table failures -o failures-1.jsonl shard-1/
--     mxlens-cli export --stream --report-keys --format jsonl --table failures -o failures-2.jsonl shard-2/
--     duckdb tls.duckdb < duckdb.sql
--
-- Written with care; not run by the tests.

CREATE OR REPLACE TABLE failures AS
    WITH loaded AS (SELECT * FROM read_json_auto('failures-*.jsonl', format = 'newline_delimited')),
        counted AS (SELECT report_key, min(source) AS source FROM loaded GROUP BY report_key)
    SELECT loaded.* FROM loaded JOIN counted USING (report_key, source);
COPY failures TO 'failures.parquet' (FORMAT parquet);
