# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of mxlens-cli for bash: commands, options, their values, paths.

_mxlens_cli_columns() {
    case $1 in
    failures) echo organization_name contact_info report_id start_datetime end_datetime policy_type policy_mode \
        policy_domain mx_host result_type sending_mta_ip receiving_mx_hostname receiving_mx_helo receiving_ip \
        failed_session_count additional_information failure_reason_code source ;;
    policies) echo organization_name contact_info report_id start_datetime end_datetime policy_type policy_mode \
        policy_domain policy_string mx_host total_successful_session_count total_failure_session_count \
        failure_details source ;;
    reports) echo organization_name contact_info report_id start_datetime end_datetime policies sessions \
        successful_sessions failed_sessions deviations source ;;
    trend) echo day policy_domain receiving_mx_hostname organization_name result_type sessions \
        successful_sessions failed_sessions ;;
    problems) echo severity policy_domain subject cause first_day last_day ongoing failed_sessions reporters \
        impact summary ;;
    domains) echo policy_domain first_day last_day reporters sessions successful_sessions failed_sessions \
        policy_type policy_mode readiness basis ;;
    sources) echo source outcome reports detail ;;
    esac
}

# Completes a word by the words behind it; the last of a list joined by commas.
_mxlens_cli_words() {
    local word=$1 before=""
    shift
    if [[ $word == *,* ]]; then
        before=${word%,*},
        word=${word##*,}
    fi
    mapfile -t COMPREPLY < <(compgen -P "$before" -W "$*" -- "$word")
}

_mxlens_cli() {
    local current=${COMP_WORDS[COMP_CWORD]} previous="" command="" table="" i
    local tables="failures policies reports trend problems domains sources"
    local results="starttls-not-supported certificate-host-mismatch certificate-expired certificate-not-trusted
        validation-failure tlsa-invalid dnssec-invalid dane-required sts-policy-fetch-error sts-policy-invalid
        sts-webpki-invalid"
    ((COMP_CWORD > 0)) && previous=${COMP_WORDS[COMP_CWORD - 1]}
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        summary | export | explain | check-record | check-policy | report) [[ $command ]] || command=${COMP_WORDS[i]} ;;
        --table) table=${COMP_WORDS[i + 1]} ;;
        esac
    done
    COMPREPLY=()
    case $previous in
    --table) _mxlens_cli_words "$current" "$tables"; return ;;
    --by) _mxlens_cli_words "$current" domain mx reporter result-type; return ;;
    --columns) _mxlens_cli_words "$current" "$(_mxlens_cli_columns "$table")"; return ;;
    --format)
        if [[ $command == report ]]; then
            _mxlens_cli_words "$current" text html pdf
        else
            _mxlens_cli_words "$current" csv jsonl parsedmarc-csv
        fi
        return
        ;;
    --separator) _mxlens_cli_words "$current" comma semicolon tab; return ;;
    --language) _mxlens_cli_words "$current" en es; return ;;
    --filter)
        mapfile -t COMPREPLY < <(compgen -W "domain: mx: org: result: type: mode: ip: reason: report: source: after:
            before: failures: sessions:" -- "$current")
        compopt -o nospace 2>/dev/null
        return
        ;;
    --threads | --domain) return ;;
    -o | --output) compopt -o default 2>/dev/null; return ;;
    esac
    if [[ ! $command ]]; then
        _mxlens_cli_words "$current" summary export report explain check-record check-policy --help --version
        return
    fi
    if [[ $current == -* ]]; then
        local options="--help"
        case $command in
        summary) options+=" --filter --json --threads --cache" ;;
        export) options+=" --table --by --columns --format --separator --bom --no-formula-guard --report-keys --stream
            --filter --output --language --threads --cache" ;;
        report) options+=" --format --domain --filter --output --language --threads --cache" ;;
        *) options+=" --language" ;;
        esac
        _mxlens_cli_words "$current" "$options"
        return
    fi
    case $command in
    explain) _mxlens_cli_words "$current" "$results" ;;
    check-record) ;;
    *) compopt -o default 2>/dev/null ;;
    esac
}

complete -F _mxlens_cli mxlens-cli
