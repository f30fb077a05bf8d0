-- Loads policies.csv and failures.csv into SQLite (3.32 or later). Run it once for each pair of files:
--
--     mxlens-cli export --stream --report-keys --no-formula-guard --table policies -o policies.csv PATH...
--     mxlens-cli export --stream --report-keys --no-formula-guard --table failures -o failures.csv PATH...
--     sqlite3 tls.db < sqlite.sql
--
-- Files that were written apart may hold the same report twice, or the same file may be loaded again:
-- the views `policies` and `failures` count it once, as MX Lens does. What is unknown is NULL in them.

CREATE TABLE IF NOT EXISTS policies_loaded (
    organization_name TEXT, contact_info TEXT, report_id TEXT, start_datetime TEXT, end_datetime TEXT,
    policy_type TEXT, policy_mode TEXT, policy_domain TEXT, policy_string TEXT, mx_host TEXT,
    total_successful_session_count INTEGER, total_failure_session_count INTEGER,
    failure_details INTEGER, source TEXT, report_key TEXT);
CREATE TABLE IF NOT EXISTS failures_loaded (
    organization_name TEXT, contact_info TEXT, report_id TEXT, start_datetime TEXT, end_datetime TEXT,
    policy_type TEXT, policy_mode TEXT, policy_domain TEXT, mx_host TEXT, result_type TEXT,
    sending_mta_ip TEXT, receiving_mx_hostname TEXT, receiving_mx_helo TEXT, receiving_ip TEXT,
    failed_session_count INTEGER, additional_information TEXT, failure_reason_code TEXT, source TEXT,
    report_key TEXT);
-- Which file a row came from: the n-th loading of each table.
CREATE TABLE IF NOT EXISTS loadings (loading INTEGER PRIMARY KEY, policies INTEGER, failures INTEGER);

.import --csv --skip 1 policies.csv policies_loaded
.import --csv --skip 1 failures.csv failures_loaded

INSERT INTO loadings (policies, failures)
    SELECT (SELECT max(rowid) FROM policies_loaded), (SELECT max(rowid) FROM failures_loaded);
CREATE INDEX IF NOT EXISTS policies_by_key ON policies_loaded (report_key, source);
CREATE INDEX IF NOT EXISTS failures_by_key ON failures_loaded (report_key, source);

-- The source that counts of each report, and the loading that counts of it: the first of both.
DROP TABLE IF EXISTS counted;
CREATE TABLE counted AS
    SELECT report_key, min(source) AS source, 0 AS loading FROM policies_loaded GROUP BY report_key;
CREATE UNIQUE INDEX counted_by_key ON counted (report_key, source);
UPDATE counted SET loading = (
    SELECT min(l.loading) FROM loadings l, policies_loaded p
    WHERE p.report_key = counted.report_key AND p.source = counted.source AND p.rowid <= l.policies);

CREATE VIEW IF NOT EXISTS policies AS
    SELECT p.organization_name, p.contact_info, p.report_id, p.start_datetime, p.end_datetime,
        p.policy_type, p.policy_mode, p.policy_domain, p.policy_string, p.mx_host,
        nullif(p.total_successful_session_count, '') AS total_successful_session_count,
        nullif(p.total_failure_session_count, '') AS total_failure_session_count,
        p.failure_details, p.source, p.report_key
    FROM policies_loaded p JOIN counted c ON c.report_key = p.report_key AND c.source = p.source
    WHERE p.rowid <= (SELECT policies FROM loadings WHERE loading = c.loading)
        AND p.rowid > coalesce((SELECT policies FROM loadings WHERE loading = c.loading - 1), 0);
CREATE VIEW IF NOT EXISTS failures AS
    SELECT f.organization_name, f.contact_info, f.report_id, f.start_datetime, f.end_datetime,
        f.policy_type, f.policy_mode, f.policy_domain, f.mx_host, f.result_type, f.sending_mta_ip,
        f.receiving_mx_hostname, f.receiving_mx_helo, f.receiving_ip,
        nullif(f.failed_session_count, '') AS failed_session_count, f.additional_information,
        f.failure_reason_code, f.source, f.report_key
    FROM failures_loaded f JOIN counted c ON c.report_key = f.report_key AND c.source = f.source
    WHERE f.rowid <= (SELECT failures FROM loadings WHERE loading = c.loading)
        AND f.rowid > coalesce((SELECT failures FROM loadings WHERE loading = c.loading - 1), 0);
