-- Tables for ClickHouse. Load with, for example:
--
--     mxlens-cli export --stream --report-keys --format jsonl --table failures PATH... |
--         clickhouse-client --query "INSERT INTO tls_failures FORMAT JSONEachRow"
--
-- Reports that stand in several files fall together by report_key and source: choose the first
-- source of each key, as at the end. Written with care; not run by the tests.

CREATE TABLE tls_policies (
    organization_name LowCardinality(String), contact_info String, report_id String,
    start_datetime Nullable(DateTime('UTC')), end_datetime Nullable(DateTime('UTC')),
    policy_type LowCardinality(String), policy_mode LowCardinality(String),
    policy_domain LowCardinality(String), policy_string String, mx_host String,
    total_successful_session_count Nullable(Int64), total_failure_session_count Nullable(Int64),
    failure_details UInt32, source String, report_key FixedString(32)
) ENGINE = MergeTree
ORDER BY (policy_domain, report_key, source);

CREATE TABLE tls_failures (
    organization_name LowCardinality(String), contact_info String, report_id String,
    start_datetime Nullable(DateTime('UTC')), end_datetime Nullable(DateTime('UTC')),
    policy_type LowCardinality(String), policy_mode LowCardinality(String),
    policy_domain LowCardinality(String), mx_host String, result_type LowCardinality(String),
    sending_mta_ip String, receiving_mx_hostname LowCardinality(String), receiving_mx_helo String,
    receiving_ip String, failed_session_count Nullable(Int64), additional_information String,
    failure_reason_code String, source String, report_key FixedString(32)
) ENGINE = MergeTree
ORDER BY (policy_domain, report_key, source);

-- Failures by domain and result type, each report once. Dates need date_time_input_format='best_effort'.
SELECT policy_domain, result_type, sum(failed_session_count) AS failed
FROM tls_failures
WHERE (report_key, source) IN (SELECT report_key, min(source) FROM tls_failures GROUP BY report_key)
GROUP BY policy_domain, result_type
ORDER BY failed DESC;
